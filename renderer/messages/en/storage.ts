/** English wording: the desk's own files and clock. */
import type vi from '../vi/storage.ts';

export default {
  'storage.damaged.name': 'The damaged file is kept as {name}.',
  'storage.restore': 'Use the backup of {time}',
  'storage.restore.note':
    'What was done after that is not in it. Documents that were waiting are looked up at Onflow before they are sent, so that none is made twice.',
  'storage.noCopy': 'There is no backup yet. Open the connection again to begin with a new file.',
  'storage.restored': 'The desk’s own settings were damaged; the backup of {time} was used',
  'storage.startedEmpty': 'The desk’s own settings were damaged and there was no backup: it starts with new ones',
  'storage.held.opening':
    'Usually a virus scanner or a backup. Nothing to do: the connection opens by itself as soon as that program lets go of the file. If it takes long, close the program that holds it.',
  'storage.copied.title': 'This data folder was copied or put back',
  'storage.copied.text':
    'What is not confirmed may have been sent from the other copy, so each document is looked up at Onflow before it is sent. Where that is not possible, you are asked.',
  'storage.clock.title': 'This computer’s clock is wrong',
  'storage.clock.next':
    'It says a time before this desk was built. Put it right: times in the journal and on documents will be wrong with it.',
  'storage.title': 'Storage',
  'storage.intro':
    'What the desk keeps on this computer for the open connection. Only what is finished goes: documents that Onflow has not confirmed and open drafts always stay, with every file in them.',
  'storage.measuring': 'Measuring',
  'storage.keepFor': 'Keep for',
  'storage.days': '{days, plural, one {# day} other {# days}}',
  'storage.forEver': 'For ever',
  'storage.amount': '{count, plural, one {# item} other {# items}} · {size}',
  'storage.nothing': 'Nothing',
  'storage.deleteNow': 'Delete now…',
  'storage.archiveNow': 'Archive now…',
  'storage.nothingToGo': 'Nothing can go yet: all of it is recent or not finished.',
  'storage.gone': '{count, plural, one {# item is} other {# items are}} deleted',
  'storage.archived': '{count, plural, one {# row is} other {# rows are}} in the archive',
  'storage.files': 'Labels and documents that were sent',
  'storage.files.hint':
    'Counted from when the shipment is handed over or cancelled, the order completed or cancelled. Where that is not known, 150 days more.',
  'storage.files.confirm': 'Delete {count, plural, one {# file} other {# files}} ({size})',
  'storage.files.text':
    'Labels and documents of finished shipments and orders are deleted from this computer for good. Onflow’s copies are not touched.',
  'storage.rows': 'Confirmed rows of the outbox',
  'storage.rows.hint':
    'They leave the list and are still found by the outbox’s search. Notes and file names go; references are remembered for ever, so that none is sent twice.',
  'storage.rows.confirm': 'Archive {count, plural, one {# row} other {# rows}}',
  'storage.rows.text': 'Finished rows leave the outbox’s list. Key, state and goods stay; notes and file names are deleted for good.',
  'storage.sentDrafts': 'Drafts of what was sent',
  'storage.sentDrafts.hint': 'What was typed before it was sent. Onflow has the document.',
  'storage.sentDrafts.confirm': 'Delete {count, plural, one {# sent draft} other {# sent drafts}}',
  'storage.sentDrafts.text':
    'What was typed for documents that were sent is deleted for good. Their rows in the outbox and the documents at Onflow stay.',
  'storage.discardedDrafts': 'Discarded drafts',
  'storage.discardedDrafts.hint': 'For so long they are kept, with the files in them.',
  'storage.discardedDrafts.confirm': 'Delete {count, plural, one {# discarded draft} other {# discarded drafts}}',
  'storage.discardedDrafts.text': 'Discarded drafts are deleted for good and cannot be restored any more.',
  'storage.journal': 'Journal',
  'storage.journal.hint': 'The last seven days always stay. What is left can still be verified.',
  'storage.journal.confirm': 'Delete {count, plural, one {# journal entry} other {# journal entries}} ({size})',
  'storage.journal.text': 'All entries older than seven days are deleted for good. Export the journal first if it is needed.',
  'storage.removed': 'Data of removed connections',
  'storage.removed.hint': 'Where something in it was not confirmed, it does not go.',
  'storage.removed.confirm': 'Delete the data of {count, plural, one {# connection} other {# connections}} ({size})',
  'storage.removed.text': 'Drafts, outbox, journal and files of removed connections are deleted from this computer for good.',
  'storage.setAside': 'Database files that were damaged or replaced',
  'storage.setAside.hint':
    'Kept when the desk met a damaged file, or used a backup. Nobody knows what in them was finished, so they do not go by themselves unless you set a time (30 days at least).',
  'storage.setAside.confirm': 'Delete {count, plural, one {# old database file} other {# old database files}} ({size})',
  'storage.setAside.text':
    'They are deleted from this computer for good. Drafts and documents that are in them alone cannot be brought back after that.',
  'storage.others': 'Tidied by itself',
  'storage.leftovers': 'Files that nothing uses any more (deleted after a day)',
  'storage.backups': 'Backups (the newest five of each kind stay)',
  'storage.clockOff.title':
    'This computer’s clock {way, select, slow {is behind} other {is ahead of}} Onflow’s by{hours, plural, =0 {} one { # hour} other { # hours}}{minutes, plural, =0 {} one { # minute} other { # minutes}}',
  'storage.clockOff.next':
    'Set date and time, best by letting the system do it: times in the journal and on documents will be wrong with it, and servers may not be reached.',
  'storage.clockDoubted.title': 'This computer’s clock has leapt ahead',
  'storage.clockDoubted.next': 'Nothing is deleted by the new time until the desk has run for a day. If it is wrong, put it right.',
} satisfies Record<keyof typeof vi, string>;
