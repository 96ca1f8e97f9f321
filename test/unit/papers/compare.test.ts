/** The papers are held against the desk's calls: what is which, what differs, and the profile that says so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CallName, callNames } from '../../../contract/errors.ts';
import {
  Comparison,
  type Difference,
  type Matches,
  type Papers,
  Papers as PapersSchema,
  type PapersOperation,
} from '../../../contract/papers.ts';
import type { Profile } from '../../../contract/profile.ts';
import { bodies } from '../../../main/onflow/bodies.ts';
import { endpointOf } from '../../../main/onflow/endpoints.ts';
import { parseProfile, speak } from '../../../main/onflow/profile.ts';
import { compare } from '../../../main/papers/compare.ts';
import { readPapers } from '../../../main/papers/read.ts';

const asFound: Matches = { operations: {}, query: {}, fields: {} };
const baseUrl = 'https://open-api-dev.nandh.vn';
const sample = readPapers(readFileSync(join(import.meta.dirname, '../../samples/papers/onflow-vi.yaml'), 'utf8'));

function held(
  papers: Papers,
  matches: Partial<Matches> = {},
  profile: Profile = {},
): Comparison & { of: (call: CallName) => Comparison['calls'][number]; says: (call: CallName) => string[] } {
  const comparison = Comparison.parse(compare(PapersSchema.parse(papers), { ...asFound, ...matches }, { profile, baseUrl }));
  const of = (call: CallName): Comparison['calls'][number] => comparison.calls.find((each) => each.call === call) ?? comparison.calls[0]!;
  const words = ({ kind, part, name, theirs }: Difference): string => `${kind} ${part} ${name} > ${theirs}`;
  return { ...comparison, of, says: (call) => of(call).differences.map(words) };
}

const operationOf = (over: Partial<PapersOperation> & Pick<PapersOperation, 'method' | 'template'>): PapersOperation => ({
  key: `${over.method} ${over.template}`,
  title: '',
  operationId: '',
  query: [],
  body: 'none',
  fields: [],
  fileField: null,
  ...over,
});
const papersOf = (operations: readonly PapersOperation[], more: Partial<Papers> = {}): Papers => ({
  format: 'openapi',
  title: '',
  servers: [],
  access: null,
  operations: [...operations],
  unread: [],
  ...more,
});
/** The desk's own table, as papers. */
const own = papersOf(
  callNames.map((call) => {
    const { method, path, query, body, fileField } = endpointOf(call);
    return operationOf({
      method,
      template: path,
      body,
      fileField: fileField ?? null,
      query: query.map((name) => ({ name, within: '', required: false, values: [] })),
      fields: (bodies[call] ?? []).map((field) => ({ ...field, required: false, values: [...field.values] })),
    });
  }),
);

describe('papers that say what the desk assumes', () => {
  test('match every call and propose nothing', () => {
    const { calls, proposal, general } = held(own);
    expect(calls.map(({ call, certainty, differences }) => [call, certainty, differences])).toEqual(
      callNames.map((call) => [call, 'same', []]),
    );
    expect([proposal, general]).toEqual([null, []]);
  });

  test('may call the codes what they like', () => {
    const renamed = papersOf(own.operations.map((each) => ({ ...each, template: each.template.replaceAll(/\{\w+\}/g, '{id}') })));
    expect(held(renamed).calls.every(({ certainty, differences }) => certainty === 'same' && differences.length === 0)).toBe(true);
  });
});

describe('papers with other paths, other names and Vietnamese titles', () => {
  const comparison = held(sample);
  const { of, says } = comparison;

  test('are matched to all 24 calls, and only to them', () => {
    expect(Object.fromEntries(comparison.calls.map(({ call, operation }) => [call, operation]))).toEqual({
      'warehouses.list': 'GET /api/v2/warehouses',
      'brands.list': 'GET /api/v2/brands',
      'areas.provinces': 'GET /api/v2/locations/provinces',
      'areas.districts': 'GET /api/v2/locations/districts',
      'areas.wards': 'GET /api/v2/locations/wards',
      'files.upload': 'POST /api/v2/media',
      'products.create': 'POST /api/v2/products',
      'products.assign': 'PUT /api/v2/products/{id}/warehouses',
      'products.list': 'GET /api/v2/products',
      'products.detail': 'GET /api/v2/products/{id}',
      'products.deactivate': 'DELETE /api/v2/products/{id}',
      'products.stock': 'GET /api/v2/products/{id}/inventory',
      'purchaseOrders.create': 'POST /api/v2/purchase-orders',
      'purchaseOrders.list': 'GET /api/v2/purchase-orders',
      'purchaseOrders.detail': 'GET /api/v2/purchase-orders/{poCode}',
      'purchaseOrders.bill': 'GET /api/v2/purchase-orders/{poCode}/bill',
      'purchaseOrders.inspection': 'GET /api/v2/purchase-orders/{poCode}/inspection',
      'purchaseOrders.cancel': 'POST /api/v2/purchase-orders/{poCode}/cancel',
      'shipments.create': 'POST /api/v2/b2c-shipments',
      'shipments.list': 'GET /api/v2/b2c-shipments',
      'shipments.detail': 'GET /api/v2/b2c-shipments/{trackingCode}',
      'shipments.cancel': 'PUT /api/v2/b2c-shipments/{trackingCode}/cancel',
      'returns.create': 'POST /api/v2/returns',
      'returns.list': 'GET /api/v2/returns',
      'returns.detail': 'GET /api/v2/returns/{code}',
      'returns.cancel': 'PUT /api/v2/returns/{code}/cancel',
    });
    // Another method is another deed until a person has looked.
    expect(comparison.calls.filter(({ certainty }) => certainty === 'unsure').map(({ call }) => call)).toEqual([
      'products.deactivate',
      'purchaseOrders.cancel',
    ]);
  });

  test('become a profile that the desk takes, and that speaks as they do', () => {
    const profile = parseProfile(comparison.proposal?.text ?? '');
    expect(profile.authorization).toBe('Bearer');
    expect(speak('products.deactivate', profile)).toMatchObject({ method: 'DELETE', path: '/api/v2/products/{oasin}' });
    expect(speak('products.list', profile).queryNames).toEqual({
      page: 'pageNumber',
      page_size: 'limit',
      keyword: 'q',
      warehouse_code: 'warehouseCode',
    });
    expect(speak('shipments.create', profile).fieldNames).toEqual({ label_url: 'waybill_url', product_quantity: 'qty' });
    expect(speak('purchaseOrders.create', profile).fieldNames).toEqual({ estimated_arrival_time: 'eta', product_quantity: 'qty' });
    expect(speak('files.upload', profile)).toMatchObject({ path: '/api/v2/media', fileField: 'document' });
  });

  test('and what no profile can say is told', () => {
    expect(says('purchaseOrders.create')).toContain('unknown field supplier_code > supplier_code');
    expect(says('shipments.list')).toContain('unknown query fromDate > fromDate');
    expect(says('products.create')).toContain('required field brand_id > brand_id');
    expect(says('products.create')).toContain('values field product_unit > PIECE, BOX');
    expect(says('products.create')).toContain('missing field shelf_life > ');
    expect(of('products.create').differences.filter(({ kind, name }) => kind === 'missing' && name === 'product_price')).toEqual([]);
  });
});

describe('a person', () => {
  test('says which operation is meant, or that none is', () => {
    const { of, proposal } = held(sample, { operations: { 'products.stock': 'GET /api/v2/account', 'warehouses.list': null } });
    expect(of('products.stock')).toMatchObject({ certainty: 'chosen', operation: 'GET /api/v2/account' });
    // It has no place for the product's code: a profile cannot say that.
    expect(of('products.stock').differences).toContainEqual(expect.objectContaining({ part: 'path', kind: 'cannot' }));
    expect(of('warehouses.list')).toMatchObject({ certainty: 'chosen', operation: null, differences: [] });
    expect(proposal?.text).not.toContain('warehouses.list');
  });

  test('says which name is meant, or that none is', () => {
    const { says, proposal } = held(sample, {
      query: { 'brands.list': { keyword: null } },
      fields: { 'shipments.create': { label_url: null, note: 'waybill_url' } },
    });
    expect(says('brands.list')).toContain('missing query keyword > ');
    const profile = parseProfile(proposal?.text ?? '');
    expect(speak('brands.list', profile).queryNames).toEqual({});
    expect(speak('shipments.create', profile).fieldNames).toEqual({ note: 'waybill_url', product_quantity: 'qty' });
  });

  test('keeps what they set in the profile before', () => {
    const { proposal } = held(sample, {}, { authorization: 'Token', calls: { 'brands.list': { path: '/mine' } } });
    expect(proposal?.kept.map(({ from, to }) => [from, to])).toEqual([
      ['Token', 'Bearer'],
      ['/mine', '/api/v2/brands'],
    ]);
  });
});

describe('papers can not', () => {
  test('give two fields one name, nor one field the name of another', () => {
    const fields = ['warehouse_code', 'note', 'waybill_link', 'label_link'].map((name) => ({
      name,
      within: '',
      required: false,
      values: [],
    }));
    const { of, proposal } = held(
      papersOf([operationOf({ method: 'POST', template: '/api/v1/shipments/b2c/create', body: 'json', fields })]),
      { fields: { 'shipments.create': { label_url: 'note' } } },
    );
    // `note` is the desk's own name for something else; and of two that are as like, neither is taken by itself.
    expect(proposal).toBeNull();
    expect(of('shipments.create').differences.find(({ name }) => name === 'label_url')).toMatchObject({
      kind: 'missing',
      offered: ['waybill_link', 'label_link'],
    });
  });

  test.each(['/api/../admin', '//evil.example/x', '/a b', '/x/{a}/{b}', '/\\evil', `/${'x'.repeat(400)}`])(
    'lead a call to %j',
    (template) => {
      const { of, proposal } = held(papersOf([operationOf({ method: 'GET', template })]), {
        operations: { 'warehouses.list': `GET ${template}` },
      });
      expect(of('warehouses.list').differences).toMatchObject([{ part: 'path', kind: 'cannot' }]);
      expect(proposal).toBeNull();
    },
  );

  test('move the desk to another server, send its key in another header, or write a header', () => {
    const papers = papersOf(own.operations, { servers: ['https://evil.example'], access: { header: 'X-Api-Key', scheme: 'Bearer' } });
    expect(held(papers)).toMatchObject({
      proposal: null,
      general: [
        { part: 'scheme', kind: 'cannot', theirs: 'X-Api-Key' },
        { part: 'server', kind: 'cannot', ours: baseUrl, theirs: 'https://evil.example' },
      ],
    });
    expect(held(papersOf(own.operations, { access: { header: 'Authorization', scheme: 'Bearer\r\nX-Evil: 1' } }))).toMatchObject({
      proposal: null,
      general: [{ part: 'scheme', kind: 'cannot' }],
    });
  });

  test('make a call that reads into one that deletes', () => {
    const { of, proposal } = held(papersOf([operationOf({ method: 'DELETE', template: '/api/v1/warehouses/list' })]), {
      operations: { 'warehouses.list': 'DELETE /api/v1/warehouses/list' },
    });
    expect(of('warehouses.list').differences).toMatchObject([{ part: 'method', kind: 'cannot' }]);
    expect(proposal).toBeNull();
  });

  test('rename anything to what a request cannot carry', () => {
    const fields = [{ name: 'waybill_url\r\nX: 1', within: '', required: true, values: [] }];
    const { proposal, says } = held(
      papersOf([operationOf({ method: 'POST', template: '/api/v1/shipments/b2c/create', body: 'json', fields })]),
      { fields: { 'shipments.create': { label_url: fields[0]?.name ?? '' } } },
    );
    expect(proposal).toBeNull();
    expect(says('shipments.create').some((each) => each.startsWith('cannot field label_url'))).toBe(true);
  });
});

test('a cURL is of one request: parameters that it does not have may be there all the same', () => {
  const papers = readPapers(`curl 'https://open-api-dev.nandh.vn/api/v1/products/list?pageNo=1' -H 'Authorization: NH tok'`);
  const { calls, says, general, proposal } = held(papers);
  expect(calls.filter(({ operation }) => operation !== null).map(({ call }) => call)).toEqual(['products.list']);
  expect(says('products.list')).toEqual(['profile query page > pageNo']);
  expect(general).toMatchObject([{ part: 'scheme', theirs: 'NH', kind: 'profile' }]);
  expect(parseProfile(proposal?.text ?? '')).toEqual({ authorization: 'NH', calls: { 'products.list': { query: { page: 'pageNo' } } } });
});

test('an English export in camelCase with operation ids alone is matched too', () => {
  const lines: readonly (readonly [CallName, string, string, string])[] = [
    ['shipments.create', 'POST', '/v3/fulfillment', 'createB2CShipment'],
    ['shipments.list', 'GET', '/v3/fulfillment', 'listB2CShipments'],
    ['shipments.cancel', 'POST', '/v3/fulfillment/{code}/void', 'cancelB2CShipment'],
    ['returns.list', 'GET', '/v3/rma', 'searchReturnOrders'],
    ['purchaseOrders.create', 'POST', '/v3/inbound', 'createInboundOrder'],
    ['products.stock', 'GET', '/v3/goods/{sku}/inventory', 'getProductInventory'],
    ['products.detail', 'GET', '/v3/goods/{sku}', 'getProductDetail'],
    ['files.upload', 'POST', '/v3/attachments', 'uploadFile'],
  ];
  const { of } = held(papersOf(lines.map(([, method, template, operationId]) => operationOf({ method, template, operationId }))));
  for (const [call, method, template] of lines) expect([call, of(call).operation]).toEqual([call, `${method} ${template}`]);
});
