/** The calls about transfers. All of them are made up. */
import { type KindCalls, bodyFields, paging, sample } from './kind.ts';

const path = '/api/v1/transfers';
const change = { query: [], evidence: 'A', bodyEvidence: 'A', changes: true } as const;
const question = { method: 'GET', body: 'none', evidence: 'A', bodyEvidence: null, changes: false } as const;

export const transferCalls: KindCalls<'transfer'> = {
  calls: {
    'transfers.create': {
      endpoint: { ...change, method: 'POST', path: `${path}/create`, body: 'json' },
      deed: 'create',
      fields: bodyFields(
        'merchant_transfer_reference*',
        'from_warehouse_code*',
        'to_warehouse_code*',
        'items*',
        'items/oasin*',
        'items/product_quantity*',
        'note',
      ),
    },
    'transfers.list': {
      endpoint: {
        ...question,
        path: `${path}/list`,
        query: [...paging, 'status', 'warehouse_code', 'merchant_transfer_reference'],
      },
      deed: 'list',
      check: { shape: 'list', fields: ['transfer_code', 'merchant_transfer_reference', 'status'] },
    },
    'transfers.detail': {
      endpoint: { ...question, path: `${path}/{transfer_code}/detail`, query: [] },
      deed: 'detail',
      check: {
        shape: 'object',
        ...sample('transfers.list', 'transfer_code'),
        fields: ['transfer_code', 'merchant_transfer_reference', 'status', 'items'],
      },
    },
    'transfers.cancel': {
      endpoint: { ...change, method: 'PUT', path: `${path}/{transfer_code}/cancel`, body: 'none', bodyEvidence: null },
      deed: 'cancel',
    },
  },
  list: { foundBy: 'merchant_transfer_reference', isFoundByWords: false, status: (word) => word },
  turn: 5,
  hot: null,
  lacks: () => [],
  words: { rank: 0, nouns: ['transfer', 'chuyen kho', 'dieu chuyen'] },
};
