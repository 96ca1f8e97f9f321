/** The provider's calls about purchase orders. */
import { inspectedProducts, isClaimed } from '../../contract/kinds/inspectedProducts.ts';
import { isTold } from '../../contract/kinds/listing.ts';
import { InspectionRow } from '../../contract/kinds/purchaseOrder.ts';
import { type KindCalls, bodyFields, day, paging, sample } from './kind.ts';

export const purchaseOrderCalls: KindCalls<'purchase-order'> = {
  calls: {
    'purchaseOrders.create': {
      endpoint: {
        method: 'POST',
        path: '/api/v1/purchase-orders/create',
        query: [],
        body: 'json',
        evidence: 'D',
        bodyEvidence: 'X',
        changes: true,
        note: '201, 404. Status then TRANSIT. Answers po_code (A).',
      },
      deed: 'create',
      fields: bodyFields(
        'warehouse_code*',
        'vas=CO_INSPECTION',
        'merchant_po_reference*',
        'packages*',
        'packages/package_code*',
        'packages/weight',
        'packages/length',
        'packages/width',
        'packages/height',
        'packages/items*',
        'packages/items/oasin*',
        'packages/items/product_quantity*',
        'packages/package_note',
        'estimated_arrival_time*',
        'po_documents',
        'po_documents/document_type*=INVOICE',
        'po_documents/document_url*',
        'po_documents/print_quantity*',
        'note',
      ),
    },
    'purchaseOrders.list': {
      endpoint: {
        method: 'GET',
        path: '/api/v1/purchase-orders/list',
        query: [...paging, 'status', 'warehouse_code', 'merchant_po_reference'],
        body: 'none',
        evidence: 'A',
        bodyEvidence: null,
        changes: false,
        candidates: ['/api/v1/purchase-orders', '/v1/purchase-orders/list'],
        note: 'Method D, rest A.',
      },
      deed: 'list',
      check: { shape: 'list', fields: ['po_code', 'merchant_po_reference', 'warehouse_code', 'status'] },
    },
    'purchaseOrders.detail': {
      endpoint: {
        method: 'GET',
        path: '/api/v1/purchase-orders/{po_code}/detail',
        query: [],
        body: 'none',
        evidence: 'A',
        bodyEvidence: null,
        changes: false,
        candidates: ['/api/v1/purchase-orders/{po_code}', '/v1/purchase-orders/{po_code}/detail'],
        note: 'Method D, rest A.',
      },
      deed: 'detail',
      check: {
        shape: 'object',
        ...sample('purchaseOrders.list', 'po_code'),
        fields: ['po_code', 'merchant_po_reference', 'warehouse_code', 'status', 'packages', 'estimated_arrival_time'],
      },
    },
    'purchaseOrders.bill': {
      endpoint: {
        method: 'GET',
        path: '/v1/purchase-orders/{po_code}/export-po-bill',
        query: [],
        body: 'none',
        evidence: 'D',
        bodyEvidence: null,
        changes: false,
        candidates: ['/api/v1/purchase-orders/{po_code}/export-po-bill'],
        note: 'Printed without /api. Answers {po_bill_url}, a PDF.',
      },
      deed: 'bill',
      check: { shape: 'object', ...sample('purchaseOrders.list', 'po_code'), fields: ['po_bill_url'] },
    },
    'purchaseOrders.inspection': {
      endpoint: {
        method: 'GET',
        path: '/v1/purchase-orders/{po_code}/inspection-list',
        query: [],
        body: 'none',
        evidence: 'D',
        bodyEvidence: null,
        changes: false,
        candidates: ['/api/v1/purchase-orders/{po_code}/inspection-list'],
        note: 'Printed without /api. Only once the PO is COMPLETED.',
      },
      deed: 'inspection',
      row: InspectionRow,
      check: {
        shape: 'list',
        ...sample('purchaseOrders.list', 'po_code', 'po_code', 'COMPLETED'),
        fields: ['package_code', 'oasin', 'sku', 'product_quantity', 'inbound_quantity', 'putaway_quantity', 'stock_level'],
      },
    },
    'purchaseOrders.cancel': {
      endpoint: {
        method: 'PUT',
        path: '/api/v1/purchase-orders/{po_code}/cancel',
        query: [],
        body: 'none',
        evidence: 'D',
        bodyEvidence: null,
        changes: true,
        note: 'Only while TRANSIT.',
      },
      deed: 'cancel',
    },
  },
  list: { foundBy: 'merchant_po_reference', isFoundByWords: false, status: (word) => word },
  turn: 2,
  hot: { by: 'eta', before: 3 * day, after: day },
  told: {
    beside: {
      topic: 'inspection',
      of: (rows) =>
        inspectedProducts(rows as readonly InspectionRow[]).some(({ group }) => isClaimed(group))
          ? { group: 'differences', facets: { differences: ['yes'] } }
          : null,
    },
  },
  // D: only of a completed one. What was found is not found again.
  behind: (status) => (status === 'COMPLETED' ? { lack: 'inspection', freshFor: Infinity } : null),
  lacks: ({ packages, status }) => [
    ...(isTold(packages) ? [] : (['detail'] as const)),
    ...(status === 'COMPLETED' ? (['inspection'] as const) : []),
  ],
  words: {
    rank: 2,
    nouns: [
      'purchase order',
      'inbound order',
      'inbound',
      'asn',
      'don nhap hang',
      'don nhap kho',
      'don nhap',
      'phieu nhap kho',
      'phieu nhap',
      'nhap kho',
      'nhap hang',
      'po',
    ],
  },
};
