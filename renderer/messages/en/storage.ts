/** English wording: the desk's own files and clock (page). */
import type vi from '../vi/storage.ts';

export default {
  'storage.damaged.name': 'The damaged file is kept as {name}.',
  'storage.restore': 'Use the backup of {time}',
  'storage.restore.note': 'What was done after that is not in it. Documents that were waiting are looked up at Onflow before they are sent, so that none is made twice.',
  'storage.noCopy': 'There is no backup yet. Open the connection again to begin with a new file.',
  'storage.restored': 'The desk’s own settings were damaged; the backup of {time} was used',
  'storage.startedEmpty': 'The desk’s own settings were damaged and there was no backup: it starts with new ones',
  'storage.held.opening': 'Usually a virus scanner or a backup. Nothing to do: the connection opens by itself as soon as that program lets go of the file. If it takes long, close the program that holds it.',
  'storage.copied.title': 'This data folder was copied or put back',
  'storage.copied.text': 'What is not confirmed may have been sent from the other copy, so each document is looked up at Onflow before it is sent. There is nothing for you to do.',
  'storage.clock.title': 'This computer’s clock is wrong',
  'storage.clock.next': 'It says a time before this desk was built. Put it right: times in the journal and on documents will be wrong with it.',
} satisfies Record<keyof typeof vi, string>;
