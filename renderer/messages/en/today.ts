/** English wording: the day at a glance. */
import type vi from '../vi/today.ts';

export default {
  'today.group.next': 'To do now',
  'today.group.waiting': 'Shipments waiting for handover',
  'today.group.coming': 'Purchase orders on their way',
  'today.group.since': 'Since you left',
  'today.group.today': 'Today',
  'today.needsPerson': 'Outbox: for you to fix or decide',
  'today.unknown': 'Outbox: outcome not known yet',
  'today.intakes': 'Imports: wait for you',
  'today.drafts': 'Drafts',
  'today.by': 'By {what}:',
  'today.noCourier': 'No courier code yet',
  'today.notKnown': 'not known',
  'today.asOf': 'Onflow’s figures, read',
  'today.recent': 'Sent lately',
  'today.recent.empty': 'Nothing was sent from this desk yet',
  'today.recent.empty.next': 'Begin with a shipment, a purchase order or a product, by the buttons above.',
  'today.atLeast': 'at least',
} satisfies Record<keyof typeof vi, string>;
