/** English words shared by all lists and details. */
import type vi from '../vi/records.ts';

export default {
  'records.search': 'Search {list}',
  'records.filter.status': 'Filter by status',
  'records.filter.addStatus': 'Hold Ctrl while you click to add a status',
  'records.filter.all': 'All',
  'records.filter.warehouse': 'Warehouse',
  'records.filter.allWarehouses': 'All',
  'records.clear': 'Clear filters',
  'records.refresh': 'Refresh',
  'records.never': 'Nothing fetched from Onflow yet',
  'records.refreshing': 'Updating…',
  'records.stale': 'Could not be refreshed. Local data:',
  'records.oddities.unread':
    '{count, plural, one {# row could not be read and is missing here} other {# rows could not be read and are missing here}}',
  'records.oddities.fields': 'Could not be read: {fields}{more, plural, =0 {} other {, and # more}}',
  'records.emptySearch': 'Nothing matches this search.',
  'records.emptySearchHint': 'Try fewer words, or clear the filters.',
  'records.notFound': '{code} is not on this computer.',
  'records.notFoundHint': 'It may not have been fetched yet, or belong to another connection.',
  'records.notWhole': 'This part has not been read from Onflow yet.',
  'records.loading': 'Opening…',
  'records.closeDetail': 'Close',
  'records.unknownStatus': 'Status {value}',

  'records.status.gone': 'Onflow no longer has this record',

  'records.outbox.title': 'Not finished, in the outbox',
  'records.outbox.open': '{what} {reference}: {state}. Open in the outbox',
  'records.outbox.more': '{count, plural, other {and # more}}',

  'records.action.pending': '{what} is in the outbox: {state}.',
  'records.keep': 'Keep it',
  'records.created': 'Created',
  'records.updated': 'Updated',
  'records.asOf': 'Updated',
  'records.reading': 'First reading: {read, number} of {of, number} so far',
  'records.reading.some': 'First reading: {read, number} so far',
  'records.refreshOne': 'Refresh {what}',
  'records.action.open': 'Open in the outbox',
} satisfies Record<keyof typeof vi, string>;
