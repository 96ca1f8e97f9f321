import { describe, expect, test } from 'vitest';
import type { CodeHolder } from '../../../contract/documents/comparedCodes.ts';
import type { AwaitedProduct } from '../../../contract/outbox.ts';
import { checkDocument } from '../../../main/documents/check.ts';
import type { LocalCopy } from '../../../main/documents/localCopy.ts';

const awaited = (sku: string, change: Partial<AwaitedProduct>): AwaitedProduct => ({
  sku,
  stands: 'queued',
  oasin: null,
  outboxId: null,
  draftId: null,
  warehouse_codes: null,
  ...change,
});
const wall = Date.UTC(2026, 10, 24);
const local = (change: Partial<LocalCopy> = {}): LocalCopy => ({
  hasProducts: () => true,
  product: (oasin) =>
    ({
      GOOD: { status: 'ACTIVE', warehouses: ['W1'] },
      ELSEWHERE: { status: 'ACTIVE', warehouses: ['W2'] },
      NEW: { status: 'NEW', warehouses: [] },
      OLD: { status: 'INACTIVE', warehouses: ['W1'] },
      UNTOLD: { status: 'ACTIVE', warehouses: null },
    })[oasin] ?? null,
  codeOfReference: () => null,
  holdersOf: () => [],
  available: () => 5,
  awaited: (sku) => awaited(sku, {}),
  ...change,
});
const shipment = (oasin: string, product_quantity: unknown = 1): object => ({
  warehouse_code: 'W1',
  platform: 'shopee',
  merchant_tracking_code_reference: 'DH-1',
  items: [{ oasin, product_quantity }],
});
const warnings = (oasin: string, copy = local(), quantity: unknown = 1): string[] =>
  checkDocument('shipment', shipment(oasin, quantity), { wall, local: copy }).warnings.map(({ path, problem }) => `${path}: ${problem}`);

describe('Check', () => {
  test.each([
    ['GOOD', []],
    ['UNTOLD', []],
    ['ELSEWHERE', ['items.0.oasin: notInWarehouse']],
    ['NEW', ['items.0.oasin: notActive']],
    ['OLD', ['items.0.oasin: notActive']],
    ['NOBODY', ['items.0.oasin: unknownProduct']],
  ])('%s: %j, without stopping the send', (oasin, expected) => {
    expect(warnings(oasin)).toEqual(expected);
    expect(checkDocument('shipment', shipment(oasin), { wall, local: local() }).problems).toEqual([]);
  });

  test('a local copy that was never filled warns of nothing', () => {
    expect(warnings('NOBODY', local({ hasProducts: () => false }))).toEqual([]);
  });

  test('more than the stock that is known', () => {
    expect(warnings('GOOD', local(), 6)).toEqual(['items.0.product_quantity: notEnoughStock']);
    expect(warnings('GOOD', local({ available: () => null }), 6)).toEqual([]);
  });

  test('what other documents take is not there twice, and it is said how many they are', () => {
    const queued = local({ promised: () => 3 });
    expect(warnings('GOOD', queued, 2)).toEqual([]);
    const { warnings: found } = checkDocument('shipment', shipment('GOOD', 4), { wall, local: queued });
    expect(found).toMatchObject([
      {
        path: 'items.0.product_quantity',
        problem: 'stockPromised',
        params: { available: 5, waiting: 3, left: 2 },
        mends: [{ do: 'set', value: '2' }],
      },
    ]);
    expect(checkDocument('shipment', shipment('GOOD', 1), { wall, local: local({ promised: () => 9 }) }).warnings).toMatchObject([
      { params: { available: 5, waiting: 9, left: 0 }, mends: [] },
    ]);
  });

  test('a purchase order brings goods: their stock is no matter', () => {
    const order = {
      warehouse_code: 'W1',
      merchant_po_reference: 'PO-1',
      estimated_arrival_time: '2026-12-01T08:00',
      packages: [
        {
          package_code: 'P',
          items: [
            { oasin: 'GOOD', product_quantity: 1_000 },
            { oasin: 'NOBODY', product_quantity: 1 },
          ],
        },
      ],
    };
    expect(checkDocument('purchase-order', order, { wall, local: local() }).warnings.map((each) => each.path)).toEqual([
      'packages.0.items.1.oasin',
    ]);
  });

  test('a SKU or a reference that is there already', () => {
    const taken = local({ codeOfReference: (kind, reference) => (reference === 'AT-1' || kind === 'shipment' ? 'CODE' : null) });
    expect(checkDocument('product', { sku: ' AT-1 ', name: 'Áo' }, { wall, local: taken }).warnings).toMatchObject([
      { path: 'sku', problem: 'skuExists', params: { code: 'CODE', found: 'exact' } },
    ]);
    expect(warnings('GOOD', taken)).toEqual(['merchant_tracking_code_reference: referenceExists']);
  });

  describe('of a code that somebody has already', () => {
    const parcel = {
      ...shipment('GOOD'),
      courier_tracking_code: 'SPX-1',
      partner_tracking_code: '2511ABC',
      label: { file_id: 'a'.repeat(64), name: 'l.pdf', mime: 'application/pdf', size: 1 },
    };
    const found = (what: string, holder: Partial<CodeHolder>) =>
      checkDocument('shipment', parcel, {
        wall,
        local: local({
          holdersOf: (_kind, asked) =>
            asked === what ? [{ where: 'outbox', key: 'DH-7', code: null, id: 'row', value: '', ...holder }] : [],
        }),
      }).warnings;
    test.each<[string, Partial<CodeHolder>, object]>([
      [
        'key',
        { where: 'onflow', key: 'dh-1', value: 'dh-1', code: 'OASC1' },
        { path: 'merchant_tracking_code_reference', problem: 'referenceExists', params: { code: 'OASC1', found: 'alike', other: 'dh-1' } },
      ],
      [
        'key',
        { where: 'draft', value: 'DH-1' },
        { path: 'merchant_tracking_code_reference', problem: 'keyHeldHere', params: { where: 'draft', found: 'exact', other: 'DH-1' } },
      ],
      [
        'courier',
        { where: 'onflow', value: 'spx 1' },
        { path: 'courier_tracking_code', problem: 'codeUsed', params: { where: 'onflow', key: 'DH-7', found: 'alike', other: 'spx 1' } },
      ],
      [
        'partner',
        { value: '2511ABC' },
        { path: 'partner_tracking_code', problem: 'codeUsed', params: { where: 'outbox', key: 'DH-7', found: 'exact', other: '2511ABC' } },
      ],
      ['label', { value: 'a'.repeat(64) }, { path: 'label', problem: 'labelUsed', params: { where: 'outbox', key: 'DH-7' } }],
    ])('%s, %j', (what, holder, warning) => {
      expect(found(what, holder)).toMatchObject([{ ...warning, severity: 'ask' }]);
    });
    test('of each barcode of an article, at its own place', () => {
      const product = { sku: 'SP-1', name: 'Áo', product_barcodes: ['893', '894'] };
      const held = local({
        holdersOf: (_kind, what, value) =>
          what === 'barcode' && value === '894' ? [{ where: 'onflow', key: 'SP-7', code: 'O7', id: 'O7', value: '894' }] : [],
      });
      expect(checkDocument('product', product, { wall, local: held }).warnings).toMatchObject([
        { path: 'product_barcodes.1', problem: 'barcodeUsed', params: { where: 'onflow', key: 'SP-7', found: 'exact', other: '894' } },
      ]);
    });
    test('the one that is spelled the same comes before those that are alike', () => {
      const both = (['dh1', 'DH-1'] as const).map((value) => ({ where: 'outbox', key: value, code: null, id: value, value }) as const);
      expect(
        checkDocument('shipment', shipment('GOOD'), { wall, local: local({ holdersOf: (_kind, what) => (what === 'key' ? both : []) }) })
          .warnings,
      ).toMatchObject([{ params: { found: 'exact', other: 'DH-1' } }]);
    });
    test('codes in two scripts, or with the letters of a Vietnamese keyboard, are doubted', () => {
      const product = { sku: 'ЅР-001', name: 'Áo', product_barcodes: ['893', 'ađ-1'] };
      expect(checkDocument('product', product, { wall, local: local() }).warnings).toMatchObject([
        { path: 'sku', problem: 'mixedScripts' },
        { path: 'product_barcodes.1', problem: 'vietnameseLetters' },
      ]);
    });
  });

  test('what is wrong is told with its limits', () => {
    expect(checkDocument('shipment', shipment('GOOD', '0'), { wall, local: local() })).toMatchObject({
      problems: [{ path: 'items.0.product_quantity', problem: 'tooSmall', params: { min: 1, max: 1_000_000 } }],
      warnings: [],
    });
  });

  describe('of a purchase order on a product of the outbox', () => {
    const order = (...items: object[]) => ({
      warehouse_code: 'W1',
      merchant_po_reference: 'PO-1',
      estimated_arrival_time: '2026-12-01T08:00',
      packages: [{ package_code: 'P', items: items.map((item) => ({ product_quantity: 1, ...item })) }],
    });
    const check = (stands: Partial<AwaitedProduct>, ...items: object[]) => {
      const { problems, warnings } = checkDocument('purchase-order', order(...items), {
        wall,
        local: local({ awaited: (sku) => awaited(sku, stands), hasProducts: () => true }),
      });
      return [problems, warnings].map((found) => found.map(({ path, problem }) => `${path}: ${problem}`));
    };
    const at = 'packages.0.items.0.oasin';
    test.each<[string, Partial<AwaitedProduct>, string[][]]>([
      ['on its way to the warehouse', { stands: 'queued', warehouse_codes: ['W1', 'W2'] }, [[], []]],
      ['refused, which the outbox says', { stands: 'rejected', warehouse_codes: ['W1'] }, [[], []]],
      ['on its way to another warehouse', { warehouse_codes: ['W2'] }, [[], [`${at}: willNotBeInWarehouse`]]],
      ['on its way to none', { warehouse_codes: [] }, [[], [`${at}: willNotBeInWarehouse`]]],
      ['there by now', { stands: 'there', oasin: 'GOOD' }, [[], []]],
      ['there by now, elsewhere', { stands: 'there', oasin: 'ELSEWHERE' }, [[], [`${at}: notInWarehouse`]]],
      ['gone', { stands: 'gone' }, [[`${at}: productGone`], []]],
    ])('%s', (_what, stands, expected) => {
      expect(check(stands, { awaited_sku: 'AT-1' })).toEqual(expected);
    });
    test('there by now, and named by its OASIN on another line', () => {
      expect(check({ stands: 'there', oasin: 'GOOD' }, { oasin: 'GOOD' }, { awaited_sku: 'AT-1' })).toEqual([
        ['packages.0.items.1.oasin: repeated'],
        [],
      ]);
    });
  });
});

describe('what Check says', () => {
  const at = (oasin: string, change: Partial<LocalCopy> = {}, since?: number) => {
    const {
      problems,
      warnings: asked,
      hints = [],
    } = checkDocument(
      'shipment',
      { ...shipment(oasin), label: { file_id: 'a'.repeat(64), name: 'l.pdf', mime: 'application/pdf', size: 1 } },
      { wall, local: local(change), ...(since === undefined ? {} : { since }) },
    );
    return [...problems, ...asked, ...hints];
  };
  const known = (status: string, warehouses: string[] | null, asOf: number): Partial<LocalCopy> => ({
    product: () => ({ status, warehouses, asOf }),
  });

  test.each(['NEW', 'INACTIVE', 'GONE'])(
    'of a product that the provider has just told to be %s stops, of one in an old copy asks',
    (status) => {
      expect(at('X', known(status, [], wall - 3 * 3_600_000), wall - 5)).toMatchObject([{ severity: 'ask', asOf: wall - 3 * 3_600_000 }]);
      expect(at('X', known(status, [], wall - 1), wall - 5)).toMatchObject([{ severity: 'stop' }]);
      expect(at('X', known(status, [], wall - 1))).toMatchObject([{ severity: 'ask' }]);
      // Written before the computer's clock was set back.
      expect(at('X', known(status, [], wall + 3_600_000), wall - 5)).toMatchObject([{ severity: 'ask' }]);
    },
  );

  test('looks each product up once, though each of 500 lines is asked which warehouse has all of them', () => {
    let asked = 0;
    const product = () => {
      asked += 1;
      return { status: 'ACTIVE', warehouses: ['W2', 'W3'], asOf: wall };
    };
    const items = Array.from({ length: 500 }, (_, n) => ({ oasin: `P${n}`, product_quantity: 1 }));
    const { warnings: found } = checkDocument('shipment', { ...shipment('P0'), items }, { wall, local: local({ product }) });
    expect(found.filter(({ problem }) => problem === 'notInWarehouse')).toHaveLength(500);
    expect(asked).toBe(500);
  });

  test('of a warehouse asks however fresh it is: that a record tells all its warehouses is assumed', () => {
    expect(at('X', known('ACTIVE', ['W2', 'W3'], wall), wall)).toMatchObject([
      { problem: 'notInWarehouse', severity: 'ask', params: { elsewhere: 'W2, W3' } },
    ]);
  });

  test('of an SKU that is there stops where it was just read, of a reference it asks', () => {
    const taken = local({ codeOfReference: () => 'CODE', asOfCode: () => wall });
    const check = (kind: 'product' | 'shipment', typed: object) => checkDocument(kind, typed, { wall, since: wall, local: taken });
    expect(check('product', { sku: 'AT-1', name: 'Áo' }).problems).toMatchObject([{ problem: 'skuExists', severity: 'stop' }]);
    expect(check('shipment', shipment('GOOD')).warnings).toMatchObject([{ problem: 'referenceExists', severity: 'ask' }]);
  });

  test('comes with what is done about it', () => {
    const mendsOf = (...given: Parameters<typeof at>) => at(...given).flatMap(({ mends }) => mends);
    const replace = { do: 'replace', path: 'items.0' };
    expect(mendsOf('NEW')).toEqual([{ do: 'assign', oasin: 'NEW', warehouse: 'W1' }, replace]);
    expect(mendsOf('OLD')).toEqual([replace]);
    // The provider assigns new products only (D).
    expect(mendsOf('ELSEWHERE')).toEqual([{ do: 'set', path: 'warehouse_code', value: 'W2' }, replace]);
    expect(mendsOf('NOBODY')).toEqual([replace]);
    const short = { available: () => 0, warehousesWith: () => ['W9'], stockAsOf: () => 7 };
    expect(at('GOOD', short)).toMatchObject([{ asOf: 7, mends: [{ do: 'set', path: 'warehouse_code', value: 'W9' }] }]);
    const some = checkDocument('shipment', shipment('GOOD', 6), { wall, local: local() }).warnings;
    expect(some).toMatchObject([{ mends: [{ do: 'set', path: 'items.0.product_quantity', value: '5' }] }]);
    expect(mendsOf('GOOD', { codeOfReference: () => 'OASC1' })).toEqual([
      { do: 'open', where: 'onflow', kind: 'shipment', id: 'OASC1', key: 'DH-1' },
    ]);
    const held = (where: CodeHolder['where']) => ({
      holdersOf: (_kind: unknown, what: string) =>
        what === 'label' ? [{ where, key: 'DH-7', code: null, id: 'it', value: 'a'.repeat(64) }] : [],
    });
    expect(mendsOf('GOOD', held('draft'))).toEqual([
      { do: 'choose', path: 'label' },
      { do: 'open', where: 'draft', kind: 'shipment', id: 'it', key: 'DH-7' },
    ]);
  });

  test('of a warehouse offers the one that has everything first', () => {
    const two = { ...shipment('A'), items: ['A', 'B'].map((oasin) => ({ oasin, product_quantity: 1 })) };
    const places: Record<string, string[]> = { A: ['W2', 'W3'], B: ['W1', 'W3'] };
    const { warnings: found } = checkDocument('shipment', two, {
      wall,
      local: local({ product: (oasin) => ({ status: 'ACTIVE', warehouses: places[oasin] ?? [] }) }),
    });
    expect(found[0]?.mends.slice(0, 2)).toMatchObject([{ value: 'W3' }, { value: 'W2' }]);
  });

  test.each([
    ['shopee', []],
    ['Shopee', ['shopee']],
    ['TikTok Shop', ['tiktok']],
    ['sendo', ['shopee', 'lazada', 'tiktok', 'tiki']],
  ])('of the marketplace %s: asks, and offers %j', (platform, offered) => {
    const { warnings: found } = checkDocument('shipment', { ...shipment('GOOD'), platform }, { wall, local: local() });
    expect(found.flatMap(({ mends }) => mends)).toEqual(offered.map((value) => ({ do: 'set', path: 'platform', value })));
    expect(found.every(({ problem, severity }) => problem === 'unknownPlatform' && severity === 'ask')).toBe(true);
  });

  test('of a label that is missing tells, and asks where the last parcel had one', () => {
    expect(checkDocument('shipment', shipment('GOOD'), { wall, local: local() })).toMatchObject({
      warnings: [],
      hints: [{ problem: 'noLabel', mends: [{ do: 'choose', path: 'label' }] }],
    });
    const usual = local({ wasGivenLast: (kind, field) => kind === 'shipment' && field === 'label' });
    expect(checkDocument('shipment', shipment('GOOD'), { wall, local: usual }).warnings).toMatchObject([{ problem: 'noLabel' }]);
  });

  describe('of a purchase order', () => {
    const order = (change: object = {}) => ({
      warehouse_code: 'W1',
      merchant_po_reference: 'PO-1',
      estimated_arrival_time: '2026-12-01T08:00',
      packages: [{ package_code: 'P', items: [{ oasin: 'GOOD', product_quantity: 1 }] }],
      ...change,
    });
    const file = { file_id: 'a'.repeat(64), name: 'p.pdf', mime: 'application/pdf', size: 1 };
    test('whose arrival has passed stops, and offers tomorrow by the warehouse’s clock', () => {
      expect(
        checkDocument('purchase-order', order({ estimated_arrival_time: '2026-11-01T08:00' }), { wall, local: local() }),
      ).toMatchObject({
        problems: [
          { problem: 'etaPast', severity: 'stop', mends: [{ do: 'set', path: 'estimated_arrival_time', value: '2026-11-25T09:00' }] },
        ],
      });
    });
    test('asks for papers only where the last one had some, and tells of a kind of paper that was never seen', () => {
      expect(checkDocument('purchase-order', order(), { wall, local: local() })).toEqual({ problems: [], warnings: [] });
      expect(checkDocument('purchase-order', order(), { wall, local: local({ wasGivenLast: () => true }) }).warnings).toMatchObject([
        { problem: 'noDocuments', path: 'po_documents' },
      ]);
      const paper = order({ po_documents: [{ document_type: 'PACKING_LIST', file, print_quantity: 1 }] });
      expect(checkDocument('purchase-order', paper, { wall, local: local() }).hints).toMatchObject([
        { problem: 'unknownDocumentType', path: 'po_documents.0.document_type', severity: 'tell' },
      ]);
    });
    test('calls nothing an invoice that nobody called one', () => {
      const paper = order({ po_documents: [{ document_type: '', file, print_quantity: 1 }] });
      expect(checkDocument('purchase-order', paper, { wall, local: local() }).problems).toMatchObject([
        { path: 'po_documents.0.document_type', problem: 'required' },
      ]);
    });
    test('tells until when goods must be good', () => {
      const dated = local({ product: () => ({ status: 'ACTIVE', warehouses: ['W1'], leastDaysInbound: 90 }) });
      const arrival = Date.UTC(2026, 11, 1, 1) / 1_000;
      expect(checkDocument('purchase-order', order(), { wall, local: dated }).hints).toMatchObject([
        { problem: 'shelfLifeInbound', params: { days: 90, until: arrival + 90 * 86_400 } },
      ]);
    });
  });
});
