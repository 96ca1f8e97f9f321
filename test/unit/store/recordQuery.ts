/** A question for a list of records, of which only what matters is said. */
import type { RecordQuery } from '../../../contract/recordQuery.ts';

export type Asked = Partial<RecordQuery> & {
  readonly status?: string | null;
  readonly warehouse?: string | null;
};

export const recordQuery = ({ status = null, warehouse = null, ...given }: Asked = {}): RecordQuery => ({
  kind: 'product',
  search: '',
  facets: { ...(status === null ? {} : { status: [status] }), ...(warehouse === null ? {} : { warehouse: [warehouse] }) },
  ranges: {},
  order: null,
  at: null,
  pageSize: 50,
  counts: ['status'],
  refresh: false,
  ...given,
});
