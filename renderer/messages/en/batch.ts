/** English wording: rows chosen in a list, and what is done to many. */
import type vi from '../vi/batch.ts';

export default {
  'batch.bar': 'Chosen rows',
  'batch.chosen': '{count, number} chosen',
  'batch.all': 'Choose all {count, number} matching',
  'batch.clear': 'Clear · Esc',
  'batch.head': 'Choose the whole list',
  'batch.row': 'Choose {code}',
  'batch.dropped': 'The filter has changed: {count, number} rows are not chosen any more.',
  'batch.export': 'Export {format}',
  'batch.exporting': 'Exporting {done, number} of {total, number}',
  'batch.exporting.stop': 'Stop',
  'batch.none': 'This can be done to none of the chosen rows',
  'batch.typed': 'Type the number {count, number} to confirm',
  'batch.result': '{what}: {done, number} done · {failed, number} failed · {left, number} left',
  'batch.result.undo': 'Take back what has not left',
  'batch.result.undone': '{count, number} taken back before they left',
  'batch.result.open': 'See the outbox',
  'batch.result.leftOut': '{count, number} left out: not possible, or on their way already',
  'batch.tooMany': 'At most {most, number} at a time',
  'batch.tooManyChosen':
    'At most {most, number} rows are chosen one by one, and these would be {count, number}: none was added. Narrow the list by a filter, then choose all that match.',
} satisfies Record<keyof typeof vi, string>;
