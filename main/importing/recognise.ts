/**
 * What a sheet is, from its first rows: where its header stands, which columns it has, and what is missing. By the set of headers, never by
 * the file's name, the sheet's place or the columns' order.
 */
import { type Mapping, type Recognised, type SavedMapping, importFields, neededFields } from '../../contract/imports.ts';
import type { SheetRow } from '../../contract/sheets.ts';
import { helpHeaders } from './deskColumns.ts';
import { deskLayouts } from './deskLayouts.ts';
import { guess, isKnownHeader } from './general.ts';
import { headerOf, isOurReport, namesOf, signatureOf, wordsOfHeader } from './headers.ts';
import { type Layout, fits, layouts } from './layouts.ts';
import { type ColumnSample, samplesOf } from './samples.ts';

/** Behind so many rows of titles nobody looks for a header. */
const deepestHeader = 40;
/** Rows of goods that are looked at. */
const mostSamples = 60;

/** A sheet may have 16,384 columns; what stands behind these nobody means. */
const mostColumns = 500;

const headersOf = (row: SheetRow): string[] => row.cells.slice(0, mostColumns).map(({ text }) => headerOf(text));
const filledIn = (row: SheetRow | undefined): number => row?.cells.filter(({ text }) => text.trim() !== '').length ?? 0;

/** Column of each field, by the layout's names; where the case differs, only if nothing else is called so. */
function columnsIn(fields: Layout['fields'], headers: readonly string[]): Record<string, number> {
  const words = headers.map(wordsOfHeader);
  const found: Record<string, number> = {};
  for (const [field, names] of Object.entries(fields)) {
    const exact = names.map((name) => headers.indexOf(name)).find((column) => column !== -1);
    const column =
      exact ??
      names
        .map(wordsOfHeader)
        .flatMap((word) => (words.filter((each) => each === word).length === 1 ? [words.indexOf(word)] : []))
        .find((each) => !Object.values(found).includes(each));
    if (column !== undefined) found[field] = column;
  }
  return found;
}

interface Known {
  readonly at: number;
  readonly layout: Layout & { readonly table: Mapping['table'] };
}

/** The row and the layout that fit best. */
function knownLayout(rows: readonly SheetRow[]): Known | null {
  let best: (Known & { readonly hits: number }) | null = null;
  for (const [at, row] of rows.slice(0, deepestHeader).entries()) {
    const headers = new Set(headersOf(row).filter((header) => header !== '' && !isOurReport(header)));
    if (headers.size < 3) continue;
    for (const layout of [...layouts.map((each) => ({ ...each, table: 'shipment' as const })), ...deskLayouts]) {
      const hits = fits(layout, headers);
      if (hits > (best?.hits ?? 0)) best = { at, layout, hits };
    }
  }
  return best;
}

function savedFor(rows: readonly SheetRow[], saved: readonly SavedMapping[]): { at: number; saved: SavedMapping } | null {
  if (saved.length === 0) return null;
  for (const [at, row] of rows.slice(0, deepestHeader).entries()) {
    const signature = signatureOf(headersOf(row));
    const found = saved.find((each) => each.signature === signature);
    if (found !== undefined) return { at, saved: found };
  }
  return null;
}

/** Titles are few and long, rows of goods have numbers and come again; a header is many different words with rows beneath. -1: none. */
function likelyHeader(rows: readonly SheetRow[]): number {
  let best = -1;
  let most = 0;
  for (const [at, row] of rows.slice(0, deepestHeader).entries()) {
    const headers = headersOf(row).filter((header) => header !== '');
    const texts = new Set(headers.filter((header) => !/^[\d\s.,/:-]+$/u.test(header)));
    const hits = headers.filter(isKnownHeader).length;
    const beneath = filledIn(rows[at + 1]);
    if (texts.size < 2 || (beneath === 0 && hits < 2)) continue;
    const long = headers.filter((header) => header.length > 60).length;
    const score = hits * 10 + Math.min(texts.size, 10) - (headers.length - texts.size) * 4 - long * 5 + (beneath >= 2 ? 1 : 0);
    if (score > most) [best, most] = [at, score];
  }
  const first = rows[0];
  const isHeaderless =
    best === 0 &&
    first !== undefined &&
    samplesOf([first], first.cells.length).some((each) => each.shopeeOrders + each.tiktokOrders + each.tracking > 0);
  return isHeaderless ? -1 : best;
}

/** Words where codes and numbers would stand: TikTok's second row tells what the columns are. Some of its files have none. */
function isDescription(row: SheetRow | undefined, { columns, layout }: Pick<Mapping, 'columns' | 'layout'>): boolean {
  if (row === undefined) return false;
  const text = (field: string): string => {
    const column = columns[field];
    return column === undefined ? '' : (row.cells[column]?.text.trim() ?? '');
  };
  // Of the desk's own CSV. Shops number their orders `#1001`.
  if (layout === 'desk' && row.cells.find((cell) => cell.text !== '')?.text.startsWith('# ') === true) return true;
  const isSentence = (words: string): boolean => words.split(/\s+/u).length >= 3 && !/\d{4}/u.test(words);
  const keys = ['order', 'reference', 'sku'].map(text).filter((each) => each !== '');
  const quantity = text('quantity');
  return keys.length > 0 && keys.every(isSentence) && !/^\d/u.test(quantity);
}

export const missingIn = ({
  table,
  columns,
  given,
  onePieceARow,
}: Pick<Mapping, 'table' | 'columns' | 'given' | 'onePieceARow'>): string[] =>
  neededFields[table]
    .filter(({ oneOf }) => !oneOf.some((field) => columns[field] !== undefined || (given[field] ?? '') !== ''))
    .map(({ oneOf }) => oneOf[0]!)
    .filter((field) => !(field === 'quantity' && onePieceARow));

/** `item`: the code of a single piece, which nobody is shown. */
const isFieldOf = (table: Mapping['table'], field: string): boolean =>
  importFields[table].some((each) => each === field) || (table === 'shipment' && field === 'item');

interface Decided extends Pick<Mapping, 'table' | 'layout' | 'columns' | 'given' | 'onePieceARow'> {
  readonly sure: Recognised['sure'];
}

function recognisedAt(rows: readonly SheetRow[], at: number, decide: (headers: string[], samples: ColumnSample[]) => Decided): Recognised {
  const header = rows[at];
  const widest = Math.max(header?.cells.length ?? 0, ...rows.slice(at + 1, at + 1 + mostSamples).map(({ cells }) => cells.length));
  const width = Math.min(mostColumns, widest);
  const headers = Array.from({ length: width }, (_, column) => headerOf(header?.cells[column]?.text ?? ''));
  const beneath = rows.slice(at + 1, at + 1 + mostSamples);
  const shown = headers.map((each) => (isOurReport(each) ? '' : each));
  const { sure, ...mapped } = decide(shown, samplesOf(beneath.slice(1).length > 2 ? beneath.slice(1) : beneath, width));
  const description = isDescription(beneath[0], mapped) ? beneath[0]!.row : null;
  const headerRow = header?.row ?? 0;
  const isKnown = sure !== 'unknown';
  const guessed = guess(shown, samplesOf(beneath, width));
  return {
    signature: signatureOf(headers),
    headers,
    headerRow,
    mapping: isKnown ? { ...mapped, headerRow, firstRow: (description ?? headerRow) + 1 } : null,
    sure,
    missing: missingIn(mapped),
    descriptionRow: description,
    candidates: withChosen(guessed.table === mapped.table ? guessed.candidates : {}, mapped.columns),
  };
}

function withChosen(
  candidates: Readonly<Record<string, readonly number[]>>,
  columns: Readonly<Record<string, number>>,
): Recognised['candidates'] {
  const all: Record<string, number[]> = Object.fromEntries(Object.entries(candidates).map(([field, each]) => [field, [...each]]));
  for (const [field, column] of Object.entries(columns)) all[field] = [column, ...(all[field] ?? []).filter((each) => each !== column)];
  return all;
}

const isHelp = ([first]: readonly SheetRow[]): boolean =>
  first !== undefined && Object.values(helpHeaders).some((names) => names.join('\n') === headersOf(first).join('\n'));

/** Beyond the end of any sheet. */
const noRow = 1_048_577;

/** The second sheet of the desk's own template: known, and without any goods. */
function helpSheet(rows: readonly SheetRow[]): Recognised {
  const headers = headersOf(rows[0]!);
  const mapping: Mapping = {
    table: 'shipment',
    layout: 'desk',
    headerRow: 1,
    firstRow: noRow,
    columns: {},
    given: {},
    onePieceARow: false,
  };
  return {
    signature: signatureOf(headers),
    headers,
    headerRow: 1,
    mapping,
    sure: 'exact',
    missing: [],
    descriptionRow: null,
    candidates: {},
  };
}

/**
 * `rows`: the first of a sheet, some tens of them. What a person has said of these very headers goes before what the desk knows of them.
 */
export function recognise(rows: readonly SheetRow[], saved: readonly SavedMapping[] = []): Recognised {
  if (isHelp(rows)) return helpSheet(rows);
  const said = savedFor(rows, saved);
  if (said !== null) {
    const { table, layout, headers: chosen, given, onePieceARow } = said.saved;
    return recognisedAt(rows, said.at, (headers) => {
      const names = namesOf(headers);
      const columns = Object.fromEntries(
        Object.entries(chosen).flatMap(([field, name]) =>
          names.includes(name) && isFieldOf(table, field) ? [[field, names.indexOf(name)]] : [],
        ),
      );
      return { table, layout, columns, given, onePieceARow, sure: 'saved' };
    });
  }
  const known = knownLayout(rows);
  if (known !== null) {
    const { name, table, fields, platform, onePieceARow } = known.layout;
    return recognisedAt(rows, known.at, (headers) => ({
      table,
      layout: name,
      columns: columnsIn(fields, headers),
      given: platform === '' ? {} : { platform },
      onePieceARow,
      sure: 'exact',
    }));
  }
  return recognisedAt(rows, likelyHeader(rows), (headers, samples) => {
    const { table, layout, columns, platform } = guess(headers, samples);
    const given: Record<string, string> = platform === null || columns['platform'] !== undefined ? {} : { platform };
    return { table, layout, columns, given, onePieceARow: false, sure: Object.keys(columns).length >= 2 ? 'guessed' : 'unknown' };
  });
}

/** A mapping for keeping: the next file with these headers is read so, wherever its columns stand. */
export function toSaved({ signature, headers }: Pick<Recognised, 'signature' | 'headers'>, mapping: Mapping): SavedMapping {
  const names = namesOf(headers);
  const { table, layout, columns, given, onePieceARow } = mapping;
  return {
    signature,
    table,
    layout,
    headers: Object.fromEntries(Object.entries(columns).flatMap(([field, column]) => (names[column] ? [[field, names[column]]] : []))),
    given,
    onePieceARow,
  };
}
