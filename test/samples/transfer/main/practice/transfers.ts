/** The transfers of the practice provider: in memory only, they are a sample. */
import { Refusal, ok, type Reply } from './envelope.ts';
import { mustBeWarehouse, mustExist, readLine } from './goods.ts';
import type { Line } from './company.ts';
import { Fields, matches, newestFirst, pageOf, type PracticeRequest } from './request.ts';
import { type Office, read, write } from './route.ts';

interface Transfer {
  readonly number: number;
  readonly created: number;
  readonly transfer_code: string;
  readonly merchant_transfer_reference: string;
  readonly from_warehouse_code: string;
  readonly to_warehouse_code: string;
  readonly items: readonly Line[];
  readonly note: string | null;
  readonly status: 'ON_THE_WAY' | 'CANCELLED';
}

const kept: Transfer[] = [];

function create({ company }: Office, request: PracticeRequest): Reply {
  const fields = new Fields(request.body);
  const given = {
    merchant_transfer_reference: fields.text('merchant_transfer_reference'),
    from_warehouse_code: fields.text('from_warehouse_code'),
    to_warehouse_code: fields.text('to_warehouse_code'),
    note: fields.optionalText('note'),
    items: fields.optionalRows('items', readLine),
  };
  fields.done();
  mustBeWarehouse(given.from_warehouse_code);
  mustBeWarehouse(given.to_warehouse_code);
  mustExist(company, given.items);
  const number = kept.length + 1;
  kept.push({ ...given, number, created: request.now, transfer_code: `OATR${770_000 + number}`, status: 'ON_THE_WAY' });
  return ok(shown(find(`OATR${770_000 + number}`)));
}

const list = (_office: Office, { query }: PracticeRequest): Reply =>
  pageOf(
    newestFirst(kept.filter((each) => matches(query, 'merchant_transfer_reference', each.merchant_transfer_reference))),
    query,
    shown,
  );

function cancel(_office: Office, { params }: PracticeRequest): Reply {
  const transfer = find(params['transfer_code'] ?? '');
  kept[transfer.number - 1] = { ...transfer, status: 'CANCELLED' };
  return ok({ success: true });
}

function find(code: string): Transfer {
  const transfer = kept.find((each) => each.transfer_code === code);
  if (transfer === undefined) throw new Refusal(404, 'NOT_FOUND');
  return transfer;
}

const shown = ({ number: _number, created, ...rest }: Transfer): object => ({
  ...rest,
  created_time: Math.floor(created),
  updated_time: Math.floor(created),
});

export const transferRoutes = {
  'transfers.create': write('POST /api/v1/transfers/create', create),
  'transfers.list': read('/api/v1/transfers/list', list),
  'transfers.detail': read('/api/v1/transfers/{transfer_code}/detail', (_office, { params }) => ok(shown(find(params['transfer_code'] ?? '')))),
  'transfers.cancel': write('PUT /api/v1/transfers/{transfer_code}/cancel', cancel),
};
