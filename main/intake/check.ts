/**
 * Documents of files, checked as a form is: by the same schemas and the same preflight, with all that only a whole drop can tell: that a
 * product is on its way with it, that an order stands in it twice, that its orders together need more pieces than there are. It asks
 * `Knowledge` alone, and nothing leaves for the provider.
 *
 * First `expect` of all documents, then `check` of each, in the order in which they are sent; then what is to be said of whole files.
 */
import { kindOf } from '../../contract/kinds/index.ts';
import type { DocumentKindName } from '../../contract/documents/index.ts';
import type { FieldProblem } from '../../contract/errors.ts';
import type { RowProblem, SheetDocument, SheetLine } from '../../contract/imports.ts';
import type { Shipment } from '../../contract/kinds/shipment.ts';
import type { CheckAnswer } from '../../contract/outbox.ts';
import { checkParsed, checkTyped } from '../documents/check.ts';
import type { DeskNow, LocalCopy } from '../documents/localCopy.ts';
import type { CheckedDocument, CheckedState, Lacking, Place, UnknownSku } from './checked.ts';
import { type Goods, fieldOfCode, goodsOf, textOf } from './goodsOf.ts';
import type { Knowledge } from './knowledge.ts';
import { createOldFiles } from './oldFiles.ts';
import { placed } from './places.ts';
import { quietShipments } from './quiet.ts';
import {
  type Content,
  type Earlier,
  alreadyThere,
  changeOf,
  keyAlike,
  keysAlike,
  nextOf,
  orderChanged,
  piecesIn,
  referenceAnew,
} from './repeats.ts';
import { plainShipment } from './shipmentParsing.ts';

export interface Check {
  /** Told of every document before the first is checked: an order may await a product that stands behind it. */
  expect(document: SheetDocument): void;
  check(document: SheetDocument, place: Place): CheckedDocument;
  /** Of each file: said once, where nearly all of its orders are of long ago. */
  oldFile(file: number): RowProblem | null;
  /** Each once, those that stand in most rows first. */
  unknownSkus(): UnknownSku[];
}

/** In the place of what a person gives later, while the rest is looked at; nobody has a warehouse or a marketplace of this name. */
const placeholder = 'not-given-yet';

/** Until the pile of labels is read and matched, no document has one. */
const notYet = new Set(['noLabel']);

/** `wall`: Unix milliseconds. */
export function createCheck(knowledge: Knowledge, { wall }: { readonly wall: number }): Check {
  const expected = new Map<string, readonly string[] | null>();
  const ids = new Map<string, number>();
  const earlier = {
    shipment: new Map<string, Earlier>(),
    product: new Map<string, Earlier>(),
    'purchase-order': new Map<string, Earlier>(),
  };
  const couriers = new Map<string, Earlier>();
  const alikeAbove = keysAlike(earlier);
  const unknown = new Map<string, { -readonly [K in keyof UnknownSku]: UnknownSku[K] } & { rows: UnknownSku['rows'][number][] }>();
  const oldFiles = createOldFiles(wall);
  /** Pieces that the documents above have taken. */
  const taken = new Map<string, number>();
  const takenKey = (oasin: string, warehouse: string): string => `${oasin}\n${warehouse}`;

  const { local } = knowledge;
  const awaited: LocalCopy['awaited'] = (sku) => {
    const known = local.awaited(sku);
    const warehouses = expected.get(sku);
    if (known.stands !== 'gone' || warehouses === undefined) return known;
    return {
      sku,
      stands: 'queued',
      oasin: null,
      outboxId: null,
      draftId: null,
      warehouse_codes: warehouses === null ? null : [...warehouses],
    };
  };
  const desk: DeskNow = {
    wall,
    local: {
      ...local,
      awaited,
      promised: (oasin, warehouse) => (local.promised?.(oasin, warehouse) ?? 0) + (taken.get(takenKey(oasin, warehouse)) ?? 0),
    },
  };
  const asked: Asked = { desk, isQuiet: quietShipments(desk, isToldOf, placeholder) };
  const isAwaited = (sku: string): boolean => {
    const { stands } = awaited(sku);
    return stands !== 'gone' && stands !== 'there';
  };

  const idOf = ({ kind, reference, sheet, rows, aside }: SheetDocument, file: number): string => {
    const id = `${kind}:${file}:${sheet}:${reference === '' ? `row ${rows[0] ?? 0}` : reference}`;
    const first = earlier[kind].get(reference);
    // Of nearly all there is one, and it need not be kept in mind beside them.
    if (first === undefined && aside === null && reference !== '' && (ids.size === 0 || !ids.has(id))) return id;
    const before = ids.get(id) ?? (first !== undefined && first.file === file && first.sheet === sheet ? 1 : 0);
    ids.set(id, before + 1);
    return before === 0 ? id : `${id}#${before + 1}`;
  };

  const noteUnknown = (document: SheetDocument, goods: Goods['unknown'], file: number, platform: string): void => {
    const met = new Set<string>();
    for (const { line, candidates } of goods) {
      const text = textOf(line);
      const key = `${platform}\n${text}`;
      const known = unknown.get(key) ?? { text, name: line.name, platform, rows: [], documents: 0, candidates };
      unknown.set(key, known);
      known.rows.push({ file, sheet: document.sheet, row: line.row });
      if (!met.has(key)) known.documents += 1;
      met.add(key);
    }
  };

  /** Packages of one order have its code in common: each is known by its own reference alone. */
  function thereOf({ kind, reference, part, typed }: SheetDocument) {
    const order = kind === 'shipment' && part === null ? textAt(typed, 'partner_tracking_code') : '';
    return reference === '' ? null : knowledge.there(kind, reference, order);
  }

  function check(document: SheetDocument, place: Place): CheckedDocument {
    const { kind, sheet, reference, rows, aside } = document;
    const base = { id: idOf(document, place.file), kind, file: place.file, sheet, reference, rows, aside };
    const platform = textAt(document.typed, 'platform');
    if (aside !== null) {
      oldFiles.met(place.file, document, null);
      return {
        ...base,
        state: 'aside',
        typed: document.typed,
        body: null,
        withoutLacking: null,
        lacks: [],
        lines: [],
        problems: document.problems,
      };
    }
    const goods = goodsOf({ document, place, platform, knowledge, isAwaited });
    // A code that a spreadsheet has damaged is no product's, and nobody is to create one for it.
    const isDamaged = ({ row, field }: Pick<RowProblem, 'row' | 'field'>): boolean =>
      document.problems.some((each) => each.severity === 'stop' && each.row === row && each.field === field);
    if (goods.unknown.length > 0) {
      const unknownHere = goods.unknown.filter(({ line }) => !isDamaged({ row: line.row, field: fieldOfCode(line) }));
      noteUnknown(document, unknownHere, place.file, platform);
    }
    const brand = brandOf(document, place, knowledge);
    const there = thereOf(document);
    // A key is sent once. What was cancelled there comes again under the next one.
    const anew = there === null && reference !== '' ? knowledge.anew(kind, reference) : null;
    const keyed = anew === null ? {} : { [kindOf(kind).key.form]: anew };
    const typed = withGoods(withWarehouse({ ...document.typed, ...brand.typed, ...keyed }, knowledge), goods.lists);
    const lacks = kind === 'product' ? [] : lackingIn(kind, typed, place);
    const content = contentOf(typed, goods);
    const found = (
      state: CheckedState | null,
      problems: readonly RowProblem[],
      parsed: Readonly<Record<string, unknown>> | null,
    ): CheckedDocument => ({
      ...base,
      state: state ?? stateOf(problems),
      typed,
      body: lacks.length === 0 ? parsed : null,
      withoutLacking: parsed === null ? null : withoutPlaceholders(parsed, lacks),
      lacks,
      lines: goods.lines,
      problems,
    });
    const own = [
      ...document.problems,
      ...goods.problems.filter((each) => !isDamaged(each)),
      ...brand.problems,
      ...(anew === null ? [] : [referenceAnew(rows[0] ?? null, reference, anew)]),
    ];
    oldFiles.met(place.file, document, there);
    // An order without one of its lines is another order: it is neither compared nor sent.
    const complete = goods.isWhole && !own.some(({ severity }) => severity === 'stop');

    // In this drop: another sheet or file has it already.
    const above = reference === '' ? undefined : earlier[kind].get(reference);
    if (above !== undefined && complete) {
      const change = changeOf(kind, content, { ...above, pieces: piecesIn(above) });
      const row = rows[0] ?? null;
      return change === null
        ? found('there', [...own, alreadyThere(row, 'here', '', { row: above.row })], null)
        : found('changed', [...own, orderChanged(row, 'here', change, { row: above.row })], parsedOf(kind, typed, lacks, asked).body);
    }
    const mine: Earlier = { ...content, row: rows[0] ?? 0, reference, file: place.file, sheet };
    if (reference !== '' && above === undefined) earlier[kind].set(reference, mine);
    const alike = above === undefined ? alikeAbove(kind, mine) : null;
    if (alike !== null) own.push(keyAlike(document, place, alike));

    if (there !== null && complete) {
      const change = changeOf(kind, content, there);
      const row = rows[0] ?? null;
      return change === null
        ? found('there', [...own, alreadyThere(row, there.where, there.code)], null)
        : found(
            'changed',
            [
              ...own,
              orderChanged(row, there.where, change, {
                code: there.code === '' ? 'none' : there.code,
                id: there.id,
                next: nextOf(change, there),
              }),
            ],
            parsedOf(kind, typed, lacks, asked).body,
          );
    }

    const { body, answer } = parsedOf(kind, typed, lacks, asked);
    const codeProblem = kind === 'shipment' ? courierTwice(mine, document) : null;
    if (answer === nothing && codeProblem === null && own.length === 0 && complete) {
      take(kind, body);
      return found('new', own, body);
    }
    const rowOf = (path: string): number | null => (lineOf(goods, path) ?? firstOfPackage(document, path))?.row ?? null;
    const foundAt = (path: string): string | null => {
      const line = lineOf(goods, path);
      if (line === undefined) return null;
      return path.endsWith('.oasin') ? textOf(line) : path.endsWith('.product_quantity') ? line.quantity : null;
    };
    const checked = [...answer.problems, ...answer.warnings, ...(answer.hints ?? [])]
      .filter((each) => isToldOf(each, body ?? lacking(lacks)) && !isAboutGoodsThatLack(each.path, goods))
      .map((each) => {
        const problem = placed(each, document, { place, rowOf, foundAt });
        return problem.problem === 'stockPromised' && takenOf(body, problem) ? { ...problem, problem: 'stockTakenAbove' } : problem;
      })
      // A file has said more exactly what is wrong with a cell than the schema can.
      .filter((each) => !own.some((mineToo) => mineToo.severity === 'stop' && mineToo.field === each.field && mineToo.row === each.row))
      // A marketplace's order is the reference too: one cell, told of once.
      .filter((each, at, all) => !all.slice(0, at).some((other) => isSameFault(each, other)));
    const problems = [...own, ...checked, ...(codeProblem === null ? [] : [placed(codeProblem, document, { place, rowOf, foundAt })])];
    const state = stateOf(problems);
    if (state === 'error' || !complete) return found(state, problems, null);
    // One that is short itself takes nothing from those below it: a quantity with a digit too many would make all of them ask.
    if (!problems.some(({ problem }) => isShort.has(problem))) take(kind, body);
    return found(state, problems, body);
  }

  /** Orders of one drop are short because of one another, and not only of what the outbox has promised. */
  const takenOf = (body: Readonly<Record<string, unknown>> | null, { params }: RowProblem): boolean =>
    body !== null && (taken.get(takenKey(String(params?.['oasin'] ?? ''), textAt(body, 'warehouse_code'))) ?? 0) > 0;

  const take = (kind: DocumentKindName, body: Readonly<Record<string, unknown>> | null): void => {
    if (kind !== 'shipment' || body === null || body['warehouse_code'] === placeholder) return;
    for (const { oasin, product_quantity: count } of body['items'] as readonly { oasin: string; product_quantity: number }[]) {
      const warehouse = String(body['warehouse_code']);
      // Of what nobody has told how much there is, nothing is short.
      if (local.available(oasin, warehouse) === null) continue;
      const key = takenKey(oasin, warehouse);
      taken.set(key, (taken.get(key) ?? 0) + count);
    }
  };

  function courierTwice(mine: Earlier, document: SheetDocument) {
    const code = /[a-z]/.test(mine.tracking) ? mine.tracking.toUpperCase() : mine.tracking;
    if (code === '') return null;
    const other = couriers.get(code);
    if (other === undefined) couriers.set(code, mine);
    if (other === undefined || other.reference === mine.reference) return null;
    return {
      path: 'courier_tracking_code',
      problem: 'codeTwiceHere',
      params: { key: other.reference, row: other.row },
      severity: 'ask' as const,
      document,
    };
  }

  return {
    expect: ({ kind, reference, typed, aside }) => {
      if (kind !== 'product' || reference === '' || aside !== null) return;
      const warehouses = typed['warehouse_codes'];
      expected.set(reference, Array.isArray(warehouses) && warehouses.length > 0 ? warehouses.map(String) : null);
    },
    check,
    oldFile: (file) => oldFiles.said(file),
    unknownSkus: () => [...unknown.values()].toSorted((a, b) => b.rows.length - a.rows.length || (a.text < b.text ? -1 : 1)),
  };
}

const isShort: ReadonlySet<string> = new Set(['notEnoughStock', 'stockPromised', 'stockTakenAbove']);

const isSameFault = (one: RowProblem, other: RowProblem): boolean =>
  one.column !== null && one.column === other.column && one.row === other.row && one.problem === other.problem && one.found === other.found;

type Typed = SheetDocument['typed'];

const textAt = (typed: Readonly<Record<string, unknown>>, field: string): string => {
  const value = typed[field];
  return typeof value === 'string' ? value.trim() : '';
};

/** The brand by its number. A product without the brand that its file names is another product than was wanted, and is asked about. */
function brandOf(
  { typed, rows }: Pick<SheetDocument, 'typed' | 'rows'>,
  { columns, headers }: Place,
  knowledge: Pick<Knowledge, 'brand'>,
): { readonly typed: Typed; readonly problems: readonly RowProblem[] } {
  const name = textAt(typed, 'brand_typed');
  if (name === '' || textAt(typed, 'brand_id') !== '') return { typed: {}, problems: [] };
  const id = knowledge.brand(name);
  if (typeof id === 'number') return { typed: { brand_id: String(id) }, problems: [] };
  const column = columns['brand'];
  return {
    typed: {},
    problems: [
      {
        row: rows[0] ?? null,
        column: column === undefined ? null : (headers[column] ?? null),
        field: 'brand',
        found: name,
        problem: id === null ? 'unknownBrand' : 'brandsNotRead',
        params: { cell: name },
        severity: id === null ? 'ask' : 'tell',
      },
    ],
  };
}

/** The warehouse by its code, where the file has its name. */
function withWarehouse(typed: Typed, knowledge: Pick<Knowledge, 'warehouse'>): Typed {
  const named = textAt(typed, 'warehouse_code');
  if (named === '') return typed;
  const code = knowledge.warehouse(named);
  return code === null || code === named ? typed : { ...typed, warehouse_code: code };
}

function withGoods(typed: Typed, lists: Goods['lists']): Typed {
  let made = typed;
  for (const { path, items } of lists) made = (path === 'items' ? { ...made, items } : put(made, path.split('.'), items)) as Typed;
  return made;
}

/** A copy with another value at this path. */
function put(whole: unknown, [part = '', ...rest]: readonly string[], value: unknown): unknown {
  const at = (inner: unknown): unknown => (rest.length === 0 ? value : put(inner, rest, value));
  if (Array.isArray(whole)) return whole.map((each: unknown, index) => (String(index) === part ? at(each) : each));
  const object = typeof whole === 'object' && whole !== null ? (whole as Record<string, unknown>) : {};
  return { ...object, [part]: at(object[part]) };
}

function lackingIn(kind: 'shipment' | 'purchase-order', typed: Typed, { columns }: Place): Lacking[] {
  // A supplier's packing list has neither: one word for the whole of it does.
  const isUntold = (field: 'reference' | 'eta'): boolean =>
    kind === 'purchase-order' && columns[field] === undefined && textAt(typed, fieldOf[field]) === '';
  return [
    ...(isUntold('reference') ? (['reference'] as const) : []),
    ...(isUntold('eta') ? (['eta'] as const) : []),
    ...(textAt(typed, 'warehouse_code') === '' ? (['warehouse'] as const) : []),
    ...(kind === 'shipment' && textAt(typed, 'platform') === '' ? (['platform'] as const) : []),
  ];
}
const lacking = (lacks: readonly Lacking[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(lacks.map((each) => [fieldOf[each], each === 'eta' ? someDay : placeholder]));
const fieldOf: Readonly<Record<Lacking, string>> = {
  warehouse: 'warehouse_code',
  platform: 'platform',
  reference: 'merchant_po_reference',
  eta: 'estimated_arrival_time',
};
/** In the place of an arrival that nobody has told yet; it is as far away as the placeholders of codes are strange. */
const someDay = '2099-01-01T09:00';

const withoutPlaceholders = (body: Readonly<Record<string, unknown>>, lacks: readonly Lacking[]): Readonly<Record<string, unknown>> =>
  lacks.length === 0 ? body : Object.fromEntries(Object.entries(body).filter(([field]) => !lacks.some((each) => fieldOf[each] === field)));

interface Asked {
  readonly desk: DeskNow;
  readonly isQuiet: (shipment: Shipment) => boolean;
}
const nothing: CheckAnswer = { problems: [], warnings: [] };

function parsedOf(kind: DocumentKindName, typed: Typed, lacks: readonly Lacking[], { desk, isQuiet }: Asked) {
  const given = lacks.length === 0 ? typed : { ...typed, ...lacking(lacks) };
  const plain = kind === 'shipment' ? plainShipment(given) : null;
  if (plain !== null && isQuiet(plain)) return { body: plain as Readonly<Record<string, unknown>>, answer: nothing };
  const { body, ...answer } = plain === null ? checkTyped(kind, given, desk) : checkParsed('shipment', plain, desk);
  return { body: (body ?? null) as Readonly<Record<string, unknown>> | null, answer };
}

/** What is said of what stands in the place of a warehouse or a marketplace is said of nothing. */
const isToldOf = ({ path, problem, params }: FieldProblem, body: Readonly<Record<string, unknown>>): boolean =>
  !notYet.has(problem) && params?.['warehouse'] !== placeholder && body[path] !== placeholder;

/** Lists whose lines are still without products are no empty lists. */
const isAboutGoodsThatLack = (path: string, goods: Goods): boolean =>
  goods.problems.length > 0 && /(?:^|\.)items(?:\.\d+)?$|(?:^|\.)packages$/.test(path);

function lineOf({ lists }: Goods, path: string): SheetLine | undefined {
  const [, list, place] = /^((?:packages\.\d+\.)?items)\.(\d+)/.exec(path) ?? [];
  return lists.find((each) => each.path === list)?.from[Number(place)];
}

/** Where its package begins, of what is said of the whole of it. */
function firstOfPackage({ lines }: SheetDocument, path: string): SheetDocument['lines'][number] | undefined {
  const [list] = /^packages\.\d+\./.exec(path) ?? [];
  return list === undefined ? undefined : lines.find((line) => line.path.startsWith(list));
}

const contentOf = (typed: Typed, goods: Goods): Content => ({
  tracking: textAt(typed, 'courier_tracking_code'),
  warehouse: textAt(typed, 'warehouse_code'),
  name: textAt(typed, 'name'),
  items: goods.lists.map(({ items }) => items),
});

function stateOf(problems: readonly RowProblem[]): CheckedState {
  if (problems.some(({ severity }) => severity === 'stop')) return 'error';
  return problems.some(({ severity }) => severity === 'ask') ? 'ask' : 'new';
}
