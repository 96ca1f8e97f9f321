import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naturalKeyField, sendableSchemas } from '../../../contract/documents/index.ts';
import type { SendableKind } from '../../../contract/documents/index.ts';
import { parseDocument } from '../../../main/documents/check.ts';

const now = Date.UTC(2026, 10, 24);
const file = { file_id: 'a'.repeat(64), name: 'label.pdf', mime: 'application/pdf', size: 10 };
const good = {
  product: { sku: 'AT-1', name: 'Áo thun' },
  'purchase-order': {
    warehouse_code: 'W1',
    merchant_po_reference: 'PO-1',
    estimated_arrival_time: '2026-11-30T09:00',
    packages: [{ package_code: 'P1', items: [{ oasin: 'OASIN1', product_quantity: '1' }] }],
  },
  shipment: {
    warehouse_code: 'W1',
    platform: 'shopee',
    merchant_tracking_code_reference: 'DH-1',
    items: [{ oasin: 'OASIN1', product_quantity: '1' }],
  },
  return: { warehouse_code: 'W1', shipment_tracking_code: 'OASC1', merchant_return_tracking_code_reference: 'TH-1' },
  'product.assign': { oasin: 'OASIN1', warehouse_codes: ['W1'] },
  'product.deactivate': { oasin: 'OASIN1' },
  'purchase-order.cancel': { po_code: 'OAPO1' },
  'shipment.cancel': { tracking_code: 'OASC1' },
  'return.cancel': { return_tracking_code: 'OARSC1' },
} as const satisfies Record<SendableKind, object>;
const kinds = Object.keys(good) as SendableKind[];

const problems = (kind: SendableKind, body: unknown): string[] => {
  const parsed = parseDocument(kind, body, now);
  return parsed.ok ? [] : parsed.problems.map(({ path, problem }) => `${path}: ${problem}`);
};
const shipment = (change: object): object => ({ ...good.shipment, ...change });
const quantity = (product_quantity: unknown): object => shipment({ items: [{ oasin: 'OASIN1', product_quantity }] });
const sent = (kind: SendableKind, body: unknown): Record<string, unknown> => {
  const parsed = parseDocument(kind, body, now);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.body;
};

test('what these tests call good is good, and stays the same when it is read again', () => {
  for (const kind of kinds) {
    expect(problems(kind, good[kind])).toEqual([]);
    const once = sent(kind, good[kind]);
    expect(sent(kind, JSON.parse(JSON.stringify(once)))).toEqual(JSON.parse(JSON.stringify(once)));
  }
});

describe('a quantity', () => {
  test.each<[unknown, string]>([
    ['0', 'tooSmall'],
    [0, 'tooSmall'],
    ['-1', 'tooSmall'],
    ['1e12', 'notANumber'],
    ['1000000000000', 'tooLarge'],
    [1e12, 'tooLarge'],
    ['1.5', 'notWhole'],
    ['1,5', 'notWhole'],
    ['1.000', 'thousandsMark'],
    ['1,000', 'thousandsMark'],
    ['1.000.000', 'thousandsMark'],
    ['', 'required'],
    ['   ', 'required'],
    [null, 'required'],
    [undefined, 'required'],
    ['hai', 'notANumber'],
    ['0x10', 'notANumber'],
    ['Infinity', 'notANumber'],
    [Number.NaN, 'notANumber'],
    [Number.POSITIVE_INFINITY, 'notANumber'],
    [true, 'notANumber'],
    [{}, 'notANumber'],
    ['--1', 'notANumber'],
    ['1 0', 'notANumber'],
    ['1 00 000', 'notANumber'],
    ['0,125', 'notWhole'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(problems('shipment', quantity(typed))).toEqual([`items.0.product_quantity: ${problem}`]);
  });

  test.each<[unknown, number]>([
    ['１２', 12],
    [' 12 ', 12],
    ['1 000', 1_000],
    ['1\u00A0000', 1_000],
    ['12\u202F345', 12_345],
    ['\u200B7', 7],
    ['012', 12],
    ['+3', 3],
    ['1000', 1_000],
    ['1.0', 1],
    [1_000_000, 1_000_000],
  ])('%j is %d', (typed, number) => {
    expect(sent('shipment', quantity(typed))['items']).toEqual([{ oasin: 'OASIN1', product_quantity: number }]);
  });
});

describe('a code', () => {
  const sku = (text: unknown): string[] => problems('product', { ...good.product, sku: text });
  test.each([
    ['bidi override', 'AT\u202E1'],
    ['bidi embedding', 'AT\u202B1'],
    ['bidi isolate', 'AT\u20671'],
    ['Hangul filler', 'AT\u31641'],
    ['tag character', 'AT\u{E0041}1'],
    ['blank Braille', 'AT\u28001'],
  ])('with a character nobody can see, by which something may be meant (%s), is refused', (_name, text) => {
    expect(sku(text)).toEqual(['sku: invisibleCharacters']);
  });
  test.each([
    ['zero-width space', 'AT\u200B1'],
    ['byte order mark', '\uFEFFAT1'],
    ['soft hyphen', 'AT\u00AD1'],
    ['word joiner', 'AT\u20601'],
    ['left-to-right mark', 'AT1\u200E'],
    ['variation selector', 'AT\uFE0F1'],
    ['no-break space at its end', 'AT1\u00A0'],
  ])('is sent without what copying brought along (%s)', (_name, text) => {
    expect(sent('product', { ...good.product, sku: text })['sku']).toBe('AT1');
  });
  test('has plain dashes and quotes', () => {
    expect(sent('product', { ...good.product, sku: 'AT–1’' })['sku']).toBe("AT-1'");
  });
  test('that a sheet has rounded is refused, as a barcode too', () => {
    expect(sku('8.93851E+12')).toEqual(['sku: roundedBySheet']);
    expect(problems('product', { ...good.product, product_barcodes: ['893', '8,93851E+12'] })).toEqual([
      'product_barcodes.1: roundedBySheet',
    ]);
  });
  test.each([
    ['AT 1', 'noSpaces'],
    ['AT\u00A01', 'noSpaces'],
    ['AT\n1', 'controlCharacters'],
    ['AT\u00001', 'controlCharacters'],
    ['', 'required'],
    ['  ', 'required'],
    [null, 'required'],
    [12, 'invalid'],
    ['x'.repeat(101), 'tooLong'],
    ['AT\uD800', 'invisibleCharacters'],
  ])('%j is refused: %s', (text, problem) => {
    expect(sku(text)).toEqual([`sku: ${problem}`]);
  });
  test('is trimmed, and composed: NFD becomes NFC, so that one reference is one', () => {
    expect(sent('product', { ...good.product, sku: '  ÁO-1  '.normalize('NFD') })['sku']).toBe('ÁO-1');
  });
});

describe('a text', () => {
  test('may hold emoji, and counts them as the operator does', () => {
    const name = '👕'.repeat(255);
    expect(sent('product', { ...good.product, name })['name']).toBe(name);
    expect(problems('product', { ...good.product, name: `${name}x` })).toEqual(['name: tooLong']);
    expect(sent('shipment', shipment({ note: 'Hàng dễ vỡ 🙏🏽' }))['note']).toBe('Hàng dễ vỡ 🙏🏽');
  });
  test('in NFD becomes NFC', () => {
    expect(sent('product', { ...good.product, name: 'Áo thun cổ tròn đỏ'.normalize('NFD') })['name']).toBe(
      'Áo thun cổ tròn đỏ'.normalize('NFC'),
    );
  });
  test('with control characters is refused; a note may have lines', () => {
    expect(problems('product', { ...good.product, name: 'Áo\u0007' })).toEqual(['name: controlCharacters']);
    expect(problems('product', { ...good.product, name: 'Áo\nthun' })).toEqual(['name: controlCharacters']);
    expect(problems('shipment', shipment({ note: 'a\u0000b' }))).toEqual(['note: controlCharacters']);
    expect(sent('shipment', shipment({ note: 'a\r\nb\rc' }))['note']).toBe('a\nb\nc');
  });
  test('a note of 10,000 characters is refused with its limit, one of 2,000 is not', () => {
    const parsed = parseDocument('shipment', shipment({ note: 'x'.repeat(10_000) }), now);
    expect(parsed).toMatchObject({ ok: false, problems: [{ path: 'note', problem: 'tooLong', params: { max: 2_000 } }] });
    expect(problems('shipment', shipment({ note: 'x'.repeat(2_000) }))).toEqual([]);
  });
});

describe('a time of arrival', () => {
  const at = (estimated_arrival_time: unknown): string[] =>
    problems('purchase-order', { ...good['purchase-order'], estimated_arrival_time });
  test.each<[unknown, string]>([
    ['', 'required'],
    [null, 'required'],
    ['ngày mai', 'notATime'],
    ['2026-13-45T99:99', 'notATime'],
    ['2026-02-31T09:00', 'notATime'],
    ['2025-01-01T00:00', 'etaPast'],
    [1_000_000_000, 'etaPast'],
    [-5, 'notATime'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(at(typed)).toEqual([`estimated_arrival_time: ${problem}`]);
  });
  test.each([
    ['2026-11-30T09:00', Date.UTC(2026, 10, 30, 2)],
    ['2026-11-30T09:00:30', Date.UTC(2026, 10, 30, 2, 0, 30)],
    ['2026-11-30 00:30', Date.UTC(2026, 10, 29, 17, 30)],
    ['2026-11-30T09:00Z', Date.UTC(2026, 10, 30, 9)],
    ['2026-11-30T09:00-08:00', Date.UTC(2026, 10, 30, 17)],
  ])('%s is the warehouse’s time, whatever zone this computer is in, and sent as Unix seconds', (typed, expected) => {
    const zone = process.env['TZ'];
    try {
      for (const TZ of ['America/Los_Angeles', 'Asia/Ho_Chi_Minh', 'Europe/London']) {
        process.env['TZ'] = TZ;
        expect(sent('purchase-order', { ...good['purchase-order'], estimated_arrival_time: typed })['estimated_arrival_time'], TZ).toBe(
          expected / 1_000,
        );
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});

describe('rows', () => {
  test('none, too many, or the same product twice', () => {
    expect(problems('shipment', shipment({ items: [] }))).toEqual(['items: needsRow']);
    expect(problems('shipment', shipment({ items: null }))).toEqual(['items: needsRow']);
    expect(
      problems('shipment', shipment({ items: Array.from({ length: 501 }, (_, n) => ({ oasin: `O${n}`, product_quantity: 1 })) })),
    ).toEqual(['items: tooManyRows']);
    const item = { oasin: 'OASIN1', product_quantity: 1 };
    expect(problems('shipment', shipment({ items: [item, item] }))).toEqual(['items.1.oasin: repeated']);
    const back = { ...good.return, items: [item, item] };
    expect(problems('return', back)).toEqual(['items.1.oasin: repeated']);
  });
  test('a package code or a barcode twice', () => {
    const [each] = good['purchase-order'].packages;
    expect(problems('purchase-order', { ...good['purchase-order'], packages: [each, each] })).toEqual([
      'packages.1.package_code: repeated',
    ]);
    expect(problems('product', { ...good.product, product_barcodes: ['893', '', '893'] })).toHaveLength(1);
  });
});

test('a document line without its file says that the file is missing', () => {
  const document = { document_type: 'INVOICE', print_quantity: 1 };
  expect(problems('purchase-order', { ...good['purchase-order'], po_documents: [document] })).toEqual(['po_documents.0.file: required']);
  expect(problems('purchase-order', { ...good['purchase-order'], po_documents: [{ ...document, file }] })).toEqual([]);
});

test('a shelf life is not shorter than what must be left of it', () => {
  expect(problems('product', { ...good.product, shelf_life: '10', min_shelf_life_inbound: '20' })).toEqual([
    'min_shelf_life_inbound: beyondShelfLife',
  ]);
  expect(problems('product', { ...good.product, min_shelf_life_inbound: '20' })).toEqual(['min_shelf_life_inbound: needsShelfLife']);
});

test('a measure may have a decimal comma, and nothing that could be read in two ways', () => {
  expect(sent('product', { ...good.product, weight: '1,5' })['weight']).toBe(1.5);
  expect(sent('product', { ...good.product, weight: '0,125', length: '0.125' })).toMatchObject({ weight: 0.125, length: 0.125 });
  expect(problems('product', { ...good.product, weight: '1.000' })).toEqual(['weight: thousandsMark']);
  expect(problems('product', { ...good.product, weight: '-1' })).toEqual(['weight: tooSmall']);
  expect(sent('product', { ...good.product, weight: '' })['weight']).toBeUndefined();
});

test('everything empty: each required field says so, once, and nothing breaks', () => {
  expect(problems('product', {}).sort()).toEqual(['name: required', 'sku: required']);
  expect(problems('shipment', {}).sort()).toEqual([
    'items: needsRow',
    'merchant_tracking_code_reference: required',
    'platform: required',
    'warehouse_code: required',
  ]);
  expect(problems('purchase-order', {}).sort()).toEqual([
    'estimated_arrival_time: required',
    'merchant_po_reference: required',
    'packages: needsRow',
    'warehouse_code: required',
  ]);
  expect(problems('return', {}).sort()).toEqual([
    'merchant_return_tracking_code_reference: required',
    'shipment_tracking_code: required',
    'warehouse_code: required',
  ]);
});

test('whatever is typed, the answer is a value with a key the screen has words for', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.dictionary(
        fc.constantFrom(
          'sku',
          'name',
          'items',
          'packages',
          'note',
          'weight',
          'label',
          'warehouse_codes',
          ...Object.values(naturalKeyField),
        ),
        fc.jsonValue(),
      ),
      (kind, body) => {
        const parsed = parseDocument(kind, { ...good[kind], ...body }, now);
        if (parsed.ok) expect(sendableSchemas[kind].safeParse(JSON.parse(JSON.stringify(parsed.body))).success).toBe(true);
        else for (const { problem } of parsed.problems) expect(problem).toMatch(/^[a-z][A-Za-z]+$/);
      },
    ),
    { numRuns: 2_000 },
  );
}, 30_000);

describe('the product of a purchase order’s line', () => {
  const lines = (...items: object[]): string[] =>
    problems('purchase-order', {
      ...good['purchase-order'],
      packages: [{ package_code: 'P1', items: items.map((item) => ({ product_quantity: '1', ...item })) }],
    });
  test.each<[string, object, string[]]>([
    ['its OASIN', { oasin: 'O1' }, []],
    ['its OASIN, in a form that has both fields', { oasin: 'O1', awaited_sku: '' }, []],
    ['the SKU it waits for', { awaited_sku: 'AT-1' }, []],
    ['the SKU it waits for, in a form that has both fields', { oasin: ' ', awaited_sku: 'AT-1' }, []],
    ['nothing', {}, ['packages.0.items.0.oasin: required']],
    ['nothing, twice', { oasin: '', awaited_sku: ' ' }, ['packages.0.items.0.oasin: required']],
    ['both', { oasin: 'O1', awaited_sku: 'AT-1' }, ['packages.0.items.0.oasin: twoProducts']],
    ['no SKU', { awaited_sku: 'AT 1' }, ['packages.0.items.0.awaited_sku: noSpaces']],
  ])('is %s', (_what, item, expected) => {
    expect(lines(item)).toEqual(expected);
  });

  test('stands once in a package, whichever way it is named; an OASIN and an SKU of the same letters are two', () => {
    expect(lines({ awaited_sku: 'A' }, { oasin: 'A' })).toEqual([]);
    expect(lines({ awaited_sku: 'A' }, { oasin: 'B' }, { awaited_sku: 'A' })).toEqual(['packages.0.items.2.oasin: repeated']);
  });

  test('cannot be awaited by what only goods in the warehouse can be in', () => {
    expect(problems('shipment', shipment({ items: [{ awaited_sku: 'AT-1', product_quantity: 1 }] }))).toEqual(['items.0.oasin: required']);
    expect(problems('return', { ...good.return, items: [{ awaited_sku: 'AT-1', product_quantity: 1 }] })).toEqual([
      'items.0.oasin: required',
    ]);
  });
});

test('a code of the provider goes back as it came, whatever it holds', () => {
  for (const code of ['OASC 1', '1/2', '100%', 'a.b', '#1', ' X ', 'Đ\u200B1']) {
    expect(parseDocument('shipment.cancel', { tracking_code: code }, now)).toMatchObject({ ok: true, body: { tracking_code: code } });
  }
  expect(parseDocument('shipment.cancel', { tracking_code: ' ' }, now)).toMatchObject({ ok: false });
});
