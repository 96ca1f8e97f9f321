/** English words of the returns screen. */
import type vi from '../vi/returns.ts';

export default {
  'returns.also': 'goods back, returned parcels',
  'returns.new.also': 'create return, take goods back',
  'returns.title': 'Returns',
  'returns.one': 'Return',
  'returns.act.cancel': 'Cancel return',
  'returns.begin': 'New return',
  'returns.today.PROBLEM': 'Returns with a problem',
  'returns.search': 'Return code, reference, shipment',
  'returns.form.new': 'New return',
  'returns.form.draft': 'New return: {reference}',
  'returns.empty': 'No returns on this computer yet.',
  'returns.emptyHint': 'Create one from a shipment, or start one here.',

  'returns.status.NEW': 'New',
  'returns.status.PROBLEM': 'Problem',
  'returns.status.CANCELLED': 'Cancelled',

  'returns.column.code': 'Return code',
  'returns.column.reference': 'Reference',
  'returns.column.shipment': 'Shipment',
  'returns.column.warehouse': 'Warehouse',
  'returns.column.created': 'Created',
  'returns.column.status': 'Status',

  'returns.section.return': 'Return',
  'returns.section.items': 'Items coming back',
  'returns.section.note': 'Note',
  'returns.problemHint': 'Onflow reports a problem with this return. Contact Onflow’s support with the code {code}.',
  'returns.openShipment': 'Open shipment {code}',
  'returns.openShipment.none': 'The shipment of this return is not known.',
  'returns.items.label': 'Items of {code}',
  'returns.items.none': 'No items were announced.',
  'returns.cancel': 'Cancel return',
  'returns.cancel.title': 'Cancel return {code}?',
  'returns.cancel.text': 'Return {reference} will be cancelled at Onflow. This cannot be undone.',
  'returns.cancel.confirm': 'Cancel return {code}',
  'returns.cancel.already': 'The return is cancelled already.',
} satisfies Record<keyof typeof vi, string>;
