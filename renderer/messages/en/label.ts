/** English wording: what a label says of the form that it lies in. */
import type vi from '../vi/label.ts';

export default {
  'label.reading': 'Reading the label…',
  'label.taken': '{count, plural, one {# field} other {# fields}} filled from the label',
  'label.taken.before': '(before: {before})',
  'label.from': 'Read from the label',
  'label.same': 'As on the label',
  'label.matches': 'The label fits this form',
  'label.differs': 'The label does not fit this form',
  'label.differs.next': 'It may be the label of another order. Look at each field below, or choose another label.',
  'label.differs.line': 'the label says {label}, the field says {value}',
  'label.differs.field': 'The label says {label}. See Label below.',
  'label.take': 'Take {value}',
  'label.keep': 'Keep {value}',
  'label.choose': 'The label has more than one code for “{field}”: choose one',
  'label.perhaps': 'The label may tell “{field}”, but it is not sure',
  'label.where.bars': 'bars',
  'label.where.text': 'letters',
  'label.where.other': 'by the codes on the label',
} satisfies Record<keyof typeof vi, string>;
