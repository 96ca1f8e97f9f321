/** The provider's calls about returns. */
import { isTold } from '../../contract/kinds/listing.ts';
import { type KindCalls, bodyFields, day, hour, paging, sample, statusValue } from './kind.ts';

export const returnCalls: KindCalls<'return'> = {
  calls: {
    'returns.create': {
      endpoint: {
        method: 'POST',
        path: '/api/v1/return-shipments/b2c/create',
        query: [],
        body: 'json',
        evidence: 'A',
        bodyEvidence: 'A',
        changes: true,
        note: 'Method D, rest A.',
      },
      deed: 'create',
      fields: bodyFields(
        'warehouse_code*',
        'shipment_tracking_code*',
        'merchant_return_tracking_code_reference*',
        'return_courier_tracking_code',
        'items',
        'items/oasin*',
        'items/product_quantity*',
        'note',
      ),
    },
    'returns.list': {
      endpoint: {
        method: 'GET',
        path: '/api/v1/return-shipments/b2c/list',
        query: [...paging, 'status', 'warehouse_code', 'merchant_return_tracking_code_reference'],
        body: 'none',
        evidence: 'A',
        bodyEvidence: null,
        changes: false,
        candidates: ['/api/v1/return-shipments/b2c', '/api/v1/return-shipments/list'],
        note: 'Method D, rest A; the query in the pattern of the other lists.',
      },
      deed: 'list',
      check: {
        shape: 'list',
        fields: ['return_tracking_code', 'shipment_tracking_code', 'merchant_return_tracking_code_reference', 'status_info'],
      },
    },
    'returns.detail': {
      endpoint: {
        method: 'GET',
        path: '/api/v1/return-shipments/b2c/{return_tracking_code}/detail',
        query: [],
        body: 'none',
        evidence: 'D',
        bodyEvidence: null,
        changes: false,
      },
      deed: 'detail',
      check: {
        shape: 'object',
        ...sample('returns.list', 'return_tracking_code'),
        fields: [
          'return_tracking_code',
          'shipment_tracking_code',
          'merchant_return_tracking_code_reference',
          'warehouse_code',
          'status_info',
        ],
      },
    },
    'returns.cancel': {
      endpoint: {
        method: 'PUT',
        path: '/api/v1/return-shipments/b2c/{return_tracking_code}/cancel',
        query: [],
        body: 'none',
        evidence: 'A',
        bodyEvidence: null,
        changes: true,
        note: 'Method D, rest A.',
      },
      deed: 'cancel',
    },
  },
  list: { foundBy: 'merchant_return_tracking_code_reference', isFoundByWords: false, status: statusValue },
  turn: 3,
  hot: { by: 'created', before: 7 * day, after: hour },
  told: {
    turned: (before, status) =>
      status === 'PROBLEM'
        ? { group: 'returns', facets: { status: ['PROBLEM'] } }
        : before === null && status !== 'CANCELLED'
          ? { group: 'returns', facets: {} }
          : null,
  },
  lacks: ({ items }) => (isTold(items) ? [] : ['detail']),
  words: {
    rank: 1,
    nouns: [
      'return shipment',
      'return order',
      'return',
      'don hoan hang',
      'don hoan',
      'hoan hang',
      'hang hoan',
      'don tra hang',
      'tra hang',
      'don tra',
    ],
  },
};
