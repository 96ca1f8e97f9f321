import { describe, expect, test } from 'vitest';
import { callNames, DeskFailure } from '../../../contract/errors.ts';
import { endpoints, placeholders, placeholdersIn } from '../../../main/onflow/endpoints.ts';
import { callRows, checkedCalls } from '../../../main/onflow/connectionCheck.ts';
import { deskPath, fillPath, parseProfile, renameFields, speak } from '../../../main/onflow/profile.ts';

function problemsOf(profile: unknown): string[] {
  try {
    parseProfile(typeof profile === 'string' ? profile : JSON.stringify(profile));
    return [];
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    return error.error.code === 'profileInvalid'
      ? (error.error.fields ?? []).map((field) => `${field.path}: ${field.problem}`)
      : [error.error.code];
  }
}
const pathProblem = (path: string): string[] => problemsOf({ calls: { 'products.create': { path } } });

describe('the table of calls', () => {
  test('knows every call, with placeholders that can be filled and paths that a profile would be allowed too', () => {
    expect(Object.keys(endpoints).toSorted()).toEqual([...callNames].toSorted());
    for (const call of callNames) {
      const { path } = endpoints[call];
      expect(placeholdersIn(path).every((name) => placeholders.includes(name))).toBe(true);
      expect(problemsOf({ calls: { [call]: { path } } })).toEqual([]);
    }
  });

  test('is checked on a connection exactly where a call changes nothing', () => {
    expect([...checkedCalls].toSorted()).toEqual(callNames.filter((call) => !endpoints[call].changes).toSorted());
  });

  test('is shown with the corrections of the profile', () => {
    const rows = callRows({ calls: { 'shipments.create': { path: '/api/v2/shipments' } } });
    expect(rows).toHaveLength(callNames.length);
    expect(rows.find((row) => row.call === 'shipments.create')).toMatchObject({
      path: '/api/v2/shipments',
      overridden: true,
      bodyEvidence: 'A',
    });
    expect(rows.find((row) => row.call === 'shipments.list')).toMatchObject({ overridden: false, bodyEvidence: null });
  });
});

describe('a connection profile', () => {
  test('may be empty, and may correct everything it is for', () => {
    expect(parseProfile('  ')).toEqual({});
    expect(
      problemsOf({
        authorization: 'Bearer',
        pageSize: 100,
        calls: {
          'files.upload': { fileField: 'document' },
          'products.list': { query: { page: 'p', page_size: 'limit' } },
          'products.deactivate': { method: 'DELETE', path: '/api/v1/products/{oasin}' },
          'shipments.create': { fields: { label_url: 'waybill_url' } },
        },
      }),
    ).toEqual([]);
  });

  test('that is no JSON is refused as such', () => {
    expect(problemsOf('{"calls":')).toEqual(['profileNotJson']);
  });

  test('names what is wrong and where', () => {
    expect(problemsOf({ host: 'https://evil.example' })).toEqual(['host: profileKeyUnknown']);
    expect(problemsOf({ calls: { 'shipment.create': {} } })).toEqual(['calls.shipment.create: profileCallUnknown']);
    expect(problemsOf({ calls: { 'shipments.create': { url: 'x' } } })).toEqual(['calls.shipments.create.url: profileKeyUnknown']);
    expect(problemsOf({ authorization: 7 })).toEqual(['authorization: profileAuthorization']);
    expect(problemsOf({ pageSize: 0 })).toEqual(['pageSize: profilePageSize']);
    expect(problemsOf({ calls: { 'products.list': { query: { sort: 'order' } } } })).toEqual([
      'calls.products.list.query.sort: profileQueryUnknown',
    ]);
    expect(problemsOf({ calls: { 'products.create': { fields: { sku: 'code', name: 'code' } } } })).toEqual([
      'calls.products.create.fields: profileNameTwice',
    ]);
    expect(problemsOf({ calls: { 'products.detail': { path: '/p/{po_code}' } } })).toEqual([
      'calls.products.detail.path: profilePlaceholderUnknown',
      'calls.products.detail.path: profilePlaceholderMissing',
    ]);
    expect(problemsOf({ calls: { 'products.create': { fileField: 'x' }, 'purchaseOrders.cancel': { fields: { a: 'b' } } } })).toEqual([
      'calls.products.create.fileField: profileNoFile',
      'calls.purchaseOrders.cancel.fields: profileNoBody',
    ]);
  });

  test.each([
    ['https://evil.example/x', 'profilePathSlash'],
    ['evil.example', 'profilePathSlash'],
    ['//evil.example/x', 'profilePathHost'],
    ['/x/https://evil.example', 'profilePathHost'],
    ['/\\evil.example', 'profilePathHost'],
    ['/api/../admin', 'profilePathDots'],
    ['/api/v1?to=evil', 'profilePathQuery'],
    ['/api/v1#x', 'profilePathQuery'],
    ['/api/ v1', 'profilePathCharacters'],
    ['/api/v1\r\nHost: evil.example', 'profilePathCharacters'],
    ['/api/%2e%2e/admin', 'profilePathCharacters'],
    ['/@evil.example', 'profilePathCharacters'],
  ])('cannot send a request, and with it the token, elsewhere: %j', (path, problem) => {
    expect(pathProblem(path)).toEqual([`calls.products.create.path: ${problem}`]);
  });

  test('cannot put a line break or a prototype where a name goes', () => {
    expect(problemsOf({ calls: { 'files.upload': { fileField: 'file"\r\nX-Evil: 1' } } })).toEqual([
      'calls.files.upload.fileField: profileName',
    ]);
    expect(problemsOf({ calls: { 'products.create': { fields: { name: '__proto__' } } } })).toEqual([
      'calls.products.create.fields.name: profileName',
    ]);
  });

  test.each(['none', 'Bearer', 'Token', 'NH', 'Api-Key'])('takes the word %s before the token', (authorization) => {
    expect(problemsOf({ authorization })).toEqual([]);
  });

  test.each(['', ' ', 'Bearer x', 'Bearer\r\nX-Evil: 1', 'Bearer\n', 'Bearer:', 'Mã', 'a'.repeat(21), 'tok_5f2c9e0b7a9d4e1f8c3b2a'])(
    'cannot write a header of its own, nor keep a token, as the word %j before it',
    (authorization) => {
      expect(problemsOf({ authorization })).toEqual(['authorization: profileAuthorization']);
    },
  );

  test('cannot make a reading call delete: the connection check makes them all', () => {
    expect(problemsOf({ calls: { 'products.detail': { method: 'DELETE' } } })).toEqual(['calls.products.detail.method: profileMethod']);
    expect(problemsOf({ calls: { 'products.list': { method: 'POST' } } })).toEqual([]);
  });

  test('renames fields at any depth, and finds the way back for complaints', () => {
    const names = { label_url: 'waybill_url', product_quantity: 'qty' };
    expect(renameFields({ label_url: 'u', items: [{ oasin: 'O', product_quantity: 2 }] }, names)).toEqual({
      waybill_url: 'u',
      items: [{ oasin: 'O', qty: 2 }],
    });
    expect(deskPath('items.0.qty', names)).toBe('items.0.product_quantity');
  });

  test('drops the second path of the shipment detail once it names the right one', () => {
    expect(speak('shipments.detail', {}).fallbackPath).toBe('/api/v1/shipments/{tracking_code}/detail');
    expect(speak('shipments.detail', { calls: { 'shipments.detail': { path: '/s/{tracking_code}' } } }).fallbackPath).toBeUndefined();
  });
});

describe('a code in a path', () => {
  test('is encoded, so that it stays one part of it', () => {
    expect(fillPath('/p/{oasin}/detail', { oasin: 'a/b?c#đ' })).toBe('/p/a%2Fb%3Fc%23%C4%91/detail');
  });

  test.each(['OASC 1', '1/2', '100%', '%2e%2e', 'a.b', '../x', '#1', '?a=1', 'Đơn 1', '\\', ' '])(
    'is encoded whole, and comes back as it was: %j',
    (code) => {
      const part = fillPath('/p/{oasin}/detail', { oasin: code }).slice('/p/'.length, -'/detail'.length);
      expect(part).not.toMatch(/[/?#\\ ]/);
      expect(decodeURIComponent(part)).toBe(code);
      expect(new URL(`https://x/p/${part}/detail`).pathname).toBe(`/p/${part}/detail`);
    },
  );

  test('that is half a character is refused in words', () => {
    expect(() => fillPath('/p/{oasin}/detail', { oasin: 'a\uD800' })).toThrow('malformed');
  });

  test.each(['', '.', '..'])('cannot be %j, which would be another path', (code) => {
    expect(() => fillPath('/p/{oasin}/detail', { oasin: code })).toThrow('malformed');
  });
});
