/** English wording: the day at a glance. */
import type vi from '../vi/today.ts';

export default {
  'today.needsPerson': 'For you to fix or decide',
  'today.unknown': 'Outcome not known yet',
  'today.drafts': 'Drafts',
  'today.recent': 'Sent lately',
  'today.recent.empty': 'Nothing was sent from this desk yet',
  'today.recent.empty.next': 'Begin with a shipment, a purchase order or a product, by the buttons above.',
} satisfies Record<keyof typeof vi, string>;
