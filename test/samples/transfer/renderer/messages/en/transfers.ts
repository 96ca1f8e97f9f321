/** English words of the transfers. */
import type vi from '../vi/transfers.ts';

export default {
  'transfers.title': 'Transfers',
  'transfers.one': 'Transfer',
  'transfers.act.cancel': 'Cancel transfer',
  'transfers.begin': 'New transfer',
  'transfers.today.ON_THE_WAY': 'Goods between warehouses',
  'transfers.new': 'New transfer',
  'transfers.search': 'Transfer code, reference',
  'transfers.form.new': 'New transfer',
  'transfers.form.draft': 'New transfer: {reference}',
  'transfers.empty': 'No transfers on this computer yet.',
  'transfers.emptyHint': 'Start one here.',
  'transfers.status.ON_THE_WAY': 'On the way',
  'transfers.status.DONE': 'Done',
  'transfers.status.CANCELLED': 'Cancelled',
  'transfers.column.code': 'Transfer code',
  'transfers.column.reference': 'Reference',
  'transfers.column.created': 'Created',
  'transfers.column.status': 'Status',
  'transfers.cancel.confirm': 'Cancel transfer {code}',
  'form.field.merchant_transfer_reference': 'Transfer reference',
  'form.field.from_warehouse_code': 'From warehouse',
  'form.field.to_warehouse_code': 'To warehouse',
  'form.field.transfer_code': 'Transfer code',
  'problems.sameWarehouse': 'Choose another warehouse than the one the goods leave.',
} satisfies Record<keyof typeof vi, string>;
