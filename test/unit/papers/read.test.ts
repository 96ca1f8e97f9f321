/** The provider's documentation is read, in each form it may come in, and nothing but names and words of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import type { Papers, PapersOperation } from '../../../contract/papers.ts';
import { readPapers } from '../../../main/papers/read.ts';

const sample = (name: string): string => readFileSync(join(import.meta.dirname, '../../samples/papers', name), 'utf8');
const operation = (papers: Papers, key: string): PapersOperation => {
  const found = papers.operations.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no ${key} in ${papers.operations.map((each) => each.key).join(', ')}`);
  return found;
};
const names = (fields: PapersOperation['fields']): string[] =>
  fields.map((field) => `${field.within === '' ? '' : `${field.within}.`}${field.name}${field.required ? '*' : ''}`);

function refusalOf(text: string): string {
  try {
    readPapers(text);
    return 'read';
  } catch (error) {
    if (error instanceof DeskFailure)
      return error.error.params?.['line'] === undefined ? error.error.code : `${error.error.code} ${String(error.error.params['line'])}`;
    throw error;
  }
}

describe('OpenAPI 3', () => {
  const papers = readPapers(sample('onflow-vi.yaml'));

  test('is read with the base path of its server, and its references', () => {
    expect(papers).toMatchObject({
      format: 'openapi',
      title: 'Onflow Open API',
      servers: ['https://open-api-dev.nandh.vn'],
      access: { header: 'Authorization', scheme: 'Bearer' },
      unread: [],
    });
    expect(operation(papers, 'GET /api/v2/products').query.map((field) => field.name)).toEqual([
      'pageNumber',
      'limit',
      'q',
      'status',
      'warehouseCode',
    ]);
    expect(operation(papers, 'POST /api/v2/media')).toMatchObject({ body: 'multipart', fileField: 'document', title: 'Tải tệp lên' });
  });

  test('has the fields of a body at any depth, with what is required and which values are named', () => {
    expect(names(operation(papers, 'POST /api/v2/purchase-orders').fields)).toEqual([
      'note',
      'warehouse_code*',
      'merchant_po_reference*',
      'eta*',
      'supplier_code*',
      'packages*',
      'packages.package_code*',
      'packages.items*',
      'packages.items.oasin*',
      'packages.items.qty*',
    ]);
    expect(operation(papers, 'POST /api/v2/products').fields.find((field) => field.name === 'product_type')?.values).toEqual([
      'PHYSICAL',
      'DIGITAL',
    ]);
    // Where there is no schema the example must do.
    expect(names(operation(papers, 'POST /api/v2/returns').fields)).toContain('items.product_quantity');
  });
});

test('Swagger 2 is read: base path, body, form, and the header of its key', () => {
  const papers = readPapers(
    JSON.stringify({
      swagger: '2.0',
      host: 'open-api.example.vn',
      basePath: '/oapi',
      info: { title: 'OF' },
      securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } },
      paths: {
        '/products': {
          parameters: [{ name: 'page', in: 'query', type: 'integer' }],
          get: { summary: 'Products' },
          post: { parameters: [{ in: 'body', name: 'b', schema: { $ref: '#/definitions/P' } }] },
        },
        '/files': {
          post: {
            consumes: ['multipart/form-data'],
            parameters: [
              { name: 'upload', in: 'formData', type: 'file' },
              { name: 'kind', in: 'formData', type: 'string', required: true },
            ],
          },
        },
      },
      definitions: { P: { required: ['sku'], properties: { sku: { type: 'string' } } } },
    }),
  );
  expect(papers).toMatchObject({
    format: 'swagger',
    servers: ['https://open-api.example.vn'],
    access: { header: 'X-Api-Key', scheme: null },
  });
  expect(operation(papers, 'GET /oapi/products').query.map((field) => field.name)).toEqual(['page']);
  expect(names(operation(papers, 'POST /oapi/products').fields)).toEqual(['sku*']);
  expect(operation(papers, 'POST /oapi/files')).toMatchObject({
    body: 'multipart',
    fileField: 'upload',
    fields: [{ name: 'kind', required: true }],
  });
});

test('an export of Apidog’s own is read: folders, schemas, and the word before the key', () => {
  const papers = readPapers(
    JSON.stringify({
      apidogProject: '1.0.0',
      $schema: { app: 'apidog', type: 'project', version: '1.2.0' },
      info: { name: 'Onflow' },
      environments: [{ name: 'Dev', baseUrl: 'https://open-api-dev.nandh.vn' }],
      apiCollection: [
        {
          name: 'Root',
          items: [
            {
              name: 'Vận đơn',
              items: [
                {
                  name: 'Tạo vận đơn',
                  api: {
                    method: 'post',
                    path: '/api/v1/shipments/b2c/create',
                    parameters: {
                      query: [],
                      path: [],
                      header: [{ name: 'Authorization', example: 'NH tok-5f2c9e0b7a-secret', required: true }],
                    },
                    requestBody: { type: 'application/json', parameters: [], jsonSchema: { $ref: '#/definitions/4711' } },
                  },
                },
                {
                  name: 'Chi tiết',
                  api: {
                    method: 'get',
                    path: '/api/v1/shipments/b2c/:tracking_code/detail',
                    parameters: { query: [{ name: 'lang', required: true }] },
                    requestBody: { type: 'none' },
                  },
                },
                {
                  name: 'Tải tệp',
                  api: {
                    method: 'post',
                    path: '/api/v1/files',
                    parameters: [],
                    requestBody: { type: 'multipart/form-data', parameters: [{ name: 'tep', type: 'file' }] },
                  },
                },
              ],
            },
          ],
        },
      ],
      schemaCollection: [
        {
          name: 'Schemas',
          items: [
            {
              name: 'Shipment',
              id: '#/definitions/4711',
              schema: {
                jsonSchema: {
                  type: 'object',
                  required: ['platform'],
                  properties: { platform: { type: 'string', enum: ['lazada'] }, waybill_url: {} },
                },
              },
            },
          ],
        },
      ],
    }),
  );
  expect(papers).toMatchObject({ format: 'apidog', title: 'Onflow', access: { header: 'Authorization', scheme: 'NH' } });
  expect(names(operation(papers, 'POST /api/v1/shipments/b2c/create').fields)).toEqual(['platform*', 'waybill_url']);
  expect(operation(papers, 'GET /api/v1/shipments/b2c/{tracking_code}/detail').query).toMatchObject([{ name: 'lang', required: true }]);
  expect(operation(papers, 'POST /api/v1/files')).toMatchObject({ body: 'multipart', fileField: 'tep' });
  expect(JSON.stringify(papers)).not.toContain('5f2c9e0b7a');
});

describe('a cURL', () => {
  const key = 'tok-5f2c9e0b7a-secret';
  const pasted: readonly (readonly [string, string, string | null])[] = [
    [
      'as a documentation site shows it',
      `curl --location --request POST 'https://open-api-dev.nandh.vn/api/v1/shipments/b2c/create' \\\n--header 'Accept-Language: vi' \\\n--header 'Authorization: NH ${key}' \\\n--header 'Content-Type: application/json' \\\n--data-raw '{"warehouse_code":"ONF_WH_HN_LB","waybill_url":"https://files.example.com/${key}","items":[{"oasin":"OASIN1","qty":2}]}'`,
      'NH',
    ],
    [
      'as a browser on Windows copies it',
      `curl ^"https://open-api-dev.nandh.vn/api/v1/shipments/b2c/create^" ^\r\n  -H ^"authorization: ${key}^" ^\r\n  --data-raw ^"^{^\\^"warehouse_code^\\^":^\\^"A^\\^",^\\^"waybill_url^\\^":^\\^"u^\\^",^\\^"items^\\^":^[^{^\\^"oasin^\\^":^\\^"O^\\^",^\\^"qty^\\^":1^}^]^}^"`,
      null,
    ],
    [
      'with $-quotes and short options',
      `$ curl -XPOST -H"Authorization: Bearer ${key}" -b 'sid=${key}' -d $'{"warehouse_code":"l\\'A","waybill_url":"\\u0111","items":[{"oasin":"O","qty":1}]}' https://u:${key}@open-api-dev.nandh.vn/api/v1/shipments/b2c/create?trace=${key}`,
      'Bearer',
    ],
    [
      'with curl’s own option for a token',
      `curl --oauth2-bearer ${key} --json '{"warehouse_code":"A","waybill_url":"u","items":[{"oasin":"O","qty":1}]}' --url https://open-api-dev.nandh.vn/api/v1/shipments/b2c/create`,
      'Bearer',
    ],
    [
      'with half a key after a blank',
      `curl -H 'Authorization: ${key} ${key}' -d '{"warehouse_code":"A","waybill_url":"u","items":[{"oasin":"O","qty":1}]}' https://open-api-dev.nandh.vn/api/v1/shipments/b2c/create`,
      null,
    ],
  ];

  test.each(pasted)('%s is read without its key', (_, text, scheme) => {
    const papers = readPapers(text);
    expect(names(operation(papers, 'POST /api/v1/shipments/b2c/create').fields)).toEqual([
      'warehouse_code',
      'waybill_url',
      'items',
      'items.oasin',
      'items.qty',
    ]);
    expect(papers.access).toEqual({ header: expect.stringMatching(/^authorization$/i), scheme });
    expect(papers.servers).toEqual(['https://open-api-dev.nandh.vn']);
    expect(JSON.stringify(papers)).not.toContain('5f2c9e0b7a');
  });

  test('has codes in its path, names in its query, and its file’s part; several are several calls', () => {
    const papers = readPapers(`curl 'https://h.vn/api/v1/products/OASIN1470001/stock?warehouse=ONF&x=1' -H 'X-Api-Key: ${key}'
curl -F 'upload=@/home/me/label.pdf' -F kind=label https://h.vn/api/v1/files
curl -G https://h.vn/api/v1/products -d page=1
rm -rf /`);
    expect(papers.operations.map((each) => each.key)).toEqual([
      'GET /api/v1/products/{oasin}/stock',
      'POST /api/v1/files',
      'GET /api/v1/products',
    ]);
    expect(operation(papers, 'GET /api/v1/products/{oasin}/stock').query.map((field) => field.name)).toEqual(['warehouse', 'x']);
    expect(operation(papers, 'POST /api/v1/files')).toMatchObject({ fileField: 'upload', fields: [{ name: 'kind' }] });
    expect(operation(papers, 'GET /api/v1/products').query.map((field) => field.name)).toEqual(['page']);
    expect(papers.unread).toEqual([{ what: 'otherCommands', count: 1 }]);
    expect(papers.access).toEqual({ header: 'X-Api-Key', scheme: null });
  });
});

describe('what is no documentation', () => {
  test.each([
    ['', 'papersEmpty'],
    ['{"openapi":"3.0.0","paths":{', 'papersUnreadable 1'],
    ['openapi: 3.0.0\npaths:\n  /a: {get: [}\n', 'papersUnreadable 3'],
    ['openapi: 3.0.0\npaths: {}', 'papersEmpty'],
    ['{"info":{"name":"x"},"item":[]}', 'papersUnknown'],
    ['[1,2]', 'papersUnknown'],
    ['Xin chào', 'papersUnknown'],
    ['<!doctype html><title>404</title>', 'papersUnknown'],
    ['curl --help', 'papersEmpty'],
  ])('%j is refused in words', (text, expected) => {
    expect(refusalOf(text)).toBe(expected);
  });

  test('is refused without a word of it: there may be a key in it', () => {
    try {
      readPapers('openapi: "3\nAuthorization: tok-5f2c9e0b7a-secret\n\t- x');
      expect.unreachable();
    } catch (error) {
      expect(
        JSON.stringify((error as DeskFailure).error) + String((error as DeskFailure).stack) + String((error as DeskFailure).cause),
      ).not.toContain('5f2c9e0b7a');
    }
  });
});

describe('hostile documentation', () => {
  const openApi = (more: object): string =>
    JSON.stringify({
      openapi: '3.1.0',
      paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/A0' } } } } } } },
      ...more,
    });

  test.each([
    [
      'aliases that multiply',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghi')
        .map((name, index) => `${name}: &${name} [${Array.from({ length: 90 }, () => `*${'abcdefghi'[index] ?? ''}`).join(',')}]`)
        .join('\n')}`,
    ],
    ['nesting without end', `openapi: ${'['.repeat(200_000)}`],
    ['flow mappings without end', `openapi: ${'{a: '.repeat(100_000)}`],
    ['tags without end', `openapi: ${'!!str '.repeat(200_000)}`],
    ['a language’s own objects', 'openapi: !!js/function "function(){}"'],
  ])('with %s is refused at once', (_, text) => {
    const started = performance.now();
    expect(refusalOf(text)).toMatch(/^papers(?:Unreadable|TooLarge)/);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('that refers to itself comes to an end', () => {
    const papers = readPapers(
      openApi({
        components: {
          schemas: {
            A0: { properties: { self: { $ref: '#/components/schemas/A0' }, other: { $ref: '#/components/schemas/A1' } } },
            A1: { $ref: '#/components/schemas/A1' },
          },
        },
      }),
    );
    expect(operation(papers, 'POST /a').fields.length).toBeLessThan(50);
  });

  test('that refers to everything a hundred times over is refused', () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 12 }, (_, level) => [
        `A${level}`,
        { allOf: Array.from({ length: 100 }, () => ({ $ref: `#/components/schemas/A${level + 1}` })) },
      ]),
    );
    expect(refusalOf(openApi({ components: { schemas } }))).toBe('papersTooLarge');
  });

  test.each(['http://127.0.0.1:9/x.json', 'file:///etc/passwd', '../secret.yaml', 'other.yaml#/components', '//evil.example/x'])(
    'has its reference to %s counted, and not followed',
    (ref) => {
      const papers = readPapers(openApi({ components: { schemas: { A0: { properties: { x: { $ref: ref }, y: { type: 'string' } } } } } }));
      expect(names(operation(papers, 'POST /a').fields)).toEqual(['x', 'y']);
      expect(papers.unread).toEqual([{ what: 'outerReferences', count: expect.any(Number) }]);
    },
  );

  test('cannot reach what every object inherits', () => {
    const papers = readPapers(
      '{"openapi":"3.0.0","paths":{"/a":{"post":{"requestBody":{"content":{"application/json":{"schema":{"properties":{"__proto__":{"type":"string"},"x":{"$ref":"#/__proto__/polluted"},"y":{"$ref":"#/constructor/name"}}}}}}}}}}',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(papers.operations).toHaveLength(1);
  });

  test('of any size the bridge takes is read in time; what is beyond 500 calls is left out and counted', () => {
    const paths = Object.fromEntries(
      Array.from({ length: 9_000 }, (_, index) => [
        `/v1/things/${index}/list`,
        { get: { summary: `Danh sách ${index}`.padEnd(400, 'x'), parameters: [{ name: 'page', in: 'query' }] } },
      ]),
    );
    const text = JSON.stringify({ openapi: '3.0.0', paths });
    expect(text.length).toBeGreaterThan(4_000_000);
    const papers = readPapers(text);
    expect(papers.operations).toHaveLength(500);
    expect(papers.unread).toEqual([{ what: 'moreOperations', count: 8_500 }]);
    expect(refusalOf(`openapi: 3.0.0\n# ${'x'.repeat(2_000_001)}`)).toBe('papersTooLarge');
  });
});
