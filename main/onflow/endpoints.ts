/**
 * The table of the provider's calls: everything that is known, and everything that is bet, about how each one is made.
 * Evidence as in onflow-api.md, Calls: **D** documented, **X** seen in a printed example, **A** assumed. A profile corrects any row of it.
 */
import type { CallName } from '../../contract/errors.ts';

export type Evidence = 'D' | 'X' | 'A';
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What may stand in braces in a path. */
export const placeholders = ['oasin', 'po_code', 'tracking_code', 'return_tracking_code'] as const;
export type Placeholder = (typeof placeholders)[number];

export interface Endpoint {
  readonly method: HttpMethod;
  /** Path template below the base URL; `{oasin}` and its like are filled in, percent-encoded. */
  readonly path: string;
  /** Asked once more where `path` answers 404; the client remembers which of the two the server knows. */
  readonly fallbackPath?: string;
  /** Other paths (A) that the connection check tries where this one is not there. Only calls that change nothing have any. */
  readonly candidates?: readonly string[];
  /** Names of the query, in the desk's words; a profile may give the provider's. */
  readonly query: readonly string[];
  readonly body: 'none' | 'json' | 'multipart';
  /** Name of the file's part in a multipart body. */
  readonly fileField?: string;
  /** Of method and path; the weaker of the two where they differ. */
  readonly evidence: Evidence;
  /** Of the request body; `null` where there is none. */
  readonly bodyEvidence: Evidence | null;
  /** Whether the call changes anything at the provider. The connection check makes only those that do not. */
  readonly changes: boolean;
  readonly note?: string;
}

const paging = ['page', 'page_size'] as const;

export const endpoints = {
  'warehouses.list': {
    method: 'GET',
    path: '/api/v1/warehouses/list',
    query: [],
    body: 'none',
    evidence: 'A',
    bodyEvidence: null,
    changes: false,
    candidates: ['/api/v1/warehouses'],
    note: 'Row: warehouse_code, warehouse_name, address; code and name are accepted too.',
  },
  'brands.list': {
    method: 'GET',
    path: '/api/v1/brands/list',
    query: ['keyword'],
    body: 'none',
    evidence: 'A',
    bodyEvidence: null,
    changes: false,
    candidates: ['/api/v1/brands'],
    note: 'Row {id, name} (X, from product detail).',
  },
  'areas.provinces': {
    method: 'GET',
    path: '/api/v1/addresses/province/list',
    query: [],
    body: 'none',
    evidence: 'A',
    bodyEvidence: null,
    changes: false,
    candidates: ['/api/v1/provinces'],
    note: 'Row {id, code, province_name} or {id, name}; likewise the next two.',
  },
  'areas.districts': {
    method: 'GET',
    path: '/api/v1/addresses/district/list',
    query: ['province_id'],
    body: 'none',
    evidence: 'A',
    bodyEvidence: null,
    changes: false,
    candidates: ['/api/v1/districts'],
    note: 'May be empty: since 2025 there are provinces and wards only.',
  },
  'areas.wards': {
    method: 'GET',
    path: '/api/v1/addresses/ward/list',
    query: ['district_id'],
    body: 'none',
    evidence: 'A',
    bodyEvidence: null,
    changes: false,
    candidates: ['/api/v1/wards'],
  },
  'files.upload': {
    method: 'POST',
    path: '/api/v1/files/upload',
    query: [],
    body: 'multipart',
    fileField: 'file',
    evidence: 'A',
    bodyEvidence: 'A',
    changes: true,
    note: 'Answers {url}; {file_url} or a bare string are accepted too. Size limit unknown.',
  },
  'products.create': {
    method: 'POST',
    path: '/api/v1/products/create',
    query: [],
    body: 'json',
    evidence: 'D',
    bodyEvidence: 'X',
    changes: true,
    note: '201, 422. The product is NEW and belongs to no warehouse. Answers oasin (A).',
  },
  'products.assign': {
    method: 'PUT',
    path: '/api/v1/products/{oasin}/assign',
    query: [],
    body: 'json',
    evidence: 'A',
    bodyEvidence: 'A',
    changes: true,
    note: 'Method D, rest A. The product must be NEW; afterwards ACTIVE (A).',
  },
  'products.list': {
    method: 'GET',
    path: '/api/v1/products/list',
    query: [...paging, 'keyword', 'status', 'warehouse_code'],
    body: 'none',
    evidence: 'A',
    bodyEvidence: null,
    changes: false,
    candidates: ['/api/v1/products'],
    note: 'Method D, rest A.',
  },
  'products.detail': {
    method: 'GET',
    path: '/api/v1/products/{oasin}/detail',
    query: [],
    body: 'none',
    evidence: 'D',
    bodyEvidence: null,
    changes: false,
  },
  'products.deactivate': {
    method: 'PUT',
    path: '/api/v1/products/{oasin}/deactivate',
    query: [],
    body: 'none',
    evidence: 'A',
    bodyEvidence: null,
    changes: true,
    note: 'Older documentation: DELETE /api/v1/products/{oasin}.',
  },
  'products.stock': {
    method: 'GET',
    path: '/api/v1/products/{oasin}/stock',
    query: ['warehouse_code'],
    body: 'none',
    evidence: 'A',
    bodyEvidence: null,
    changes: false,
    candidates: ['/api/v1/products/{oasin}/stocks', '/v1/products/{oasin}/stock'],
    note: 'Method D, rest A.',
  },
  'purchaseOrders.create': {
    method: 'POST',
    path: '/api/v1/purchase-orders/create',
    query: [],
    body: 'json',
    evidence: 'D',
    bodyEvidence: 'X',
    changes: true,
    note: '201, 404. Status then TRANSIT. Answers po_code (A).',
  },
  'purchaseOrders.list': {
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
  'purchaseOrders.detail': {
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
  'purchaseOrders.bill': {
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
  'purchaseOrders.inspection': {
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
  'purchaseOrders.cancel': {
    method: 'PUT',
    path: '/api/v1/purchase-orders/{po_code}/cancel',
    query: [],
    body: 'none',
    evidence: 'D',
    bodyEvidence: null,
    changes: true,
    note: 'Only while TRANSIT.',
  },
  'shipments.create': {
    method: 'POST',
    path: '/api/v1/shipments/b2c/create',
    query: [],
    body: 'json',
    evidence: 'D',
    bodyEvidence: 'A',
    changes: true,
    note: 'First three fields X, the rest of the body was cut off and is A.',
  },
  'shipments.list': {
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
  'shipments.detail': {
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
  'shipments.cancel': {
    method: 'PUT',
    path: '/api/v1/shipments/b2c/{tracking_code}/cancel',
    query: [],
    body: 'none',
    evidence: 'D',
    bodyEvidence: null,
    changes: true,
    note: 'Only before HANDOVER.',
  },
  'returns.create': {
    method: 'POST',
    path: '/api/v1/return-shipments/b2c/create',
    query: [],
    body: 'json',
    evidence: 'A',
    bodyEvidence: 'A',
    changes: true,
    note: 'Method D, rest A.',
  },
  'returns.list': {
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
  'returns.detail': {
    method: 'GET',
    path: '/api/v1/return-shipments/b2c/{return_tracking_code}/detail',
    query: [],
    body: 'none',
    evidence: 'D',
    bodyEvidence: null,
    changes: false,
  },
  'returns.cancel': {
    method: 'PUT',
    path: '/api/v1/return-shipments/b2c/{return_tracking_code}/cancel',
    query: [],
    body: 'none',
    evidence: 'A',
    bodyEvidence: null,
    changes: true,
    note: 'Method D, rest A.',
  },
} as const satisfies Record<CallName, Endpoint>;

/** The row of a call, with the loose type that overriding needs. */
export const endpointOf = (call: CallName): Endpoint => endpoints[call];

/** The placeholders of a path template, in order. */
export const placeholdersIn = (path: string): string[] => [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
