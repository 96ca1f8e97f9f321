/** The provider's calls about B2C shipments. */
import { isTold } from '../../contract/kinds/listing.ts';
import { type KindCalls, bodyFields, day, hour, paging, sample, statusValue } from './kind.ts';

export const shipmentCalls: KindCalls<'shipment'> = {
  calls: {
    'shipments.create': {
      endpoint: {
        method: 'POST',
        path: '/api/v1/shipments/b2c/create',
        query: [],
        body: 'json',
        evidence: 'D',
        bodyEvidence: 'A',
        changes: true,
        note: 'First three fields X, the rest of the body was cut off and is A.',
      },
      deed: 'create',
      fields: bodyFields(
        'warehouse_code*',
        'platform*=shopee|lazada|tiktok|tiki',
        'merchant_tracking_code_reference*',
        'partner_tracking_code',
        'courier_tracking_code',
        'items*',
        'items/oasin*',
        'items/product_quantity*',
        'label_url',
        'note',
      ),
    },
    'shipments.list': {
      endpoint: {
        method: 'GET',
        path: '/api/v1/shipments/b2c/list',
        query: [...paging, 'status', 'warehouse_code', 'platform', 'merchant_tracking_code_reference'],
        body: 'none',
        evidence: 'A',
        bodyEvidence: null,
        changes: false,
        candidates: ['/api/v1/shipments/b2c', '/api/v1/shipments/list'],
        note: 'Method D, rest A.',
      },
      deed: 'list',
      check: { shape: 'list', fields: ['tracking_code', 'merchant_tracking_code_reference', 'warehouse_code', 'status_info'] },
    },
    'shipments.detail': {
      endpoint: {
        method: 'GET',
        path: '/api/v1/shipments/b2c/{tracking_code}/detail',
        fallbackPath: '/api/v1/shipments/{tracking_code}/detail',
        query: [],
        body: 'none',
        evidence: 'A',
        bodyEvidence: null,
        changes: false,
        candidates: ['/api/v1/shipments/b2c/{tracking_code}'],
        note: 'The second path is D, from an older version.',
      },
      deed: 'detail',
      check: {
        shape: 'object',
        ...sample('shipments.list', 'tracking_code'),
        fields: ['tracking_code', 'merchant_tracking_code_reference', 'warehouse_code', 'status_info', 'platform', 'items', 'created_time'],
      },
    },
    'shipments.cancel': {
      endpoint: {
        method: 'PUT',
        path: '/api/v1/shipments/b2c/{tracking_code}/cancel',
        query: [],
        body: 'none',
        evidence: 'D',
        bodyEvidence: null,
        changes: true,
        note: 'Only before HANDOVER.',
      },
      deed: 'cancel',
    },
  },
  list: { foundBy: 'merchant_tracking_code_reference', isFoundByWords: false, status: statusValue },
  turn: 1,
  hot: { by: 'created', before: 3 * day, after: hour },
  // D and X know no state of a parcel that was not delivered: such a parcel comes back as a return.
  told: {
    turned: (before, status) =>
      before !== null && status === 'CANCELLED' ? { group: 'shipments', facets: { status: ['CANCELLED'] } } : null,
  },
  lacks: ({ items }) => (isTold(items) ? [] : ['detail']),
  words: {
    rank: 3,
    nouns: [
      'shipment',
      'b2c order',
      'b2c',
      'outbound',
      'sale order',
      'van don',
      'don giao hang',
      'don giao',
      'don xuat',
      'don ban',
      'don hang b2c',
    ],
  },
};
