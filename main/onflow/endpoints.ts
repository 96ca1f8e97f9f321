/**
 * The table of the provider's calls: everything that is known, and everything that is bet, about how each one is made.
 * Evidence as in onflow-api.md, Calls: **D** documented, **X** seen in a printed example, **A** assumed. A profile corrects any row of it.
 */
import type { CallName } from '../../contract/errors.ts';
import { type KindCall, kindNames, kindOf } from '../../contract/kinds/index.ts';
import { endpointsOfKinds } from '../kinds/index.ts';
import type { Endpoint } from '../kinds/kind.ts';

export type { Endpoint, HttpMethod } from '../kinds/kind.ts';

/** What may stand in braces in a path: the codes of the kinds. */
export const placeholders: readonly string[] = kindNames.map((kind) => kindOf(kind).code);

const ownEndpoints: Readonly<Record<Exclude<CallName, KindCall>, Endpoint>> = {
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
};

export const endpoints: Readonly<Record<CallName, Endpoint>> = { ...ownEndpoints, ...endpointsOfKinds };

export const endpointOf = (call: CallName): Endpoint => endpoints[call];

/** The placeholders of a path template, in order. */
export const placeholdersIn = (path: string): string[] => [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
