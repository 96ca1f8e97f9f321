/** Files of rows, as the screen of an intake makes documents of them: read, recognised, made, checked. Nothing is kept. */
import { DeskFailure } from '../../contract/errors.ts';
import type { Language } from '../../contract/language.ts';
import type { Mapping, Recognised, SheetDocument } from '../../contract/imports.ts';
import type { SheetRow } from '../../contract/sheets.ts';
import { deskColumns } from '../importing/deskColumns.ts';
import { documentsOf, recognise, wantedCells } from '../importing/index.ts';
import { type Check, createCheck } from '../intake/check.ts';
import type { CheckedDocument, Place } from '../intake/checked.ts';
import type { Knowledge } from '../intake/knowledge.ts';
import { blocking, firstRows } from '../intake/fileKinds.ts';
import { openSheets } from '../sheets/index.ts';
import { type ReportFile, type ReportMapping, type ReportRow, documentIn, problemIn, rowsOf } from './report.ts';
import { troubleIn } from './words.ts';

interface MadeSheet {
  readonly name: string;
  readonly recognised: Recognised;
  /** `null`: nothing can be made of it before somebody says what its columns are. */
  readonly mapping: Mapping | null;
  readonly documents: readonly SheetDocument[];
  /** Rows of a sheet that nothing can be made of. */
  readonly rows: readonly number[];
}
interface MadeFile {
  readonly path: string;
  readonly sheets: readonly MadeSheet[];
  readonly trouble: DeskFailure['error'] | null;
}

export interface RowsAsked {
  readonly paths: readonly string[];
  readonly knowledge: Knowledge;
  readonly given: Readonly<Record<string, string | undefined>>;
  readonly wall: number;
  readonly language: Language;
}
export interface RowsChecked {
  readonly files: readonly ReportFile[];
  readonly shipments: readonly { readonly checked: CheckedDocument; readonly document: SheetDocument }[];
}

/** In the order in which they are sent: an order may await its products. */
const sendOrder = ['product', 'purchase-order', 'shipment'] as const;

/** What of the files was made into documents, and what they were found to be; nothing is said of it yet. */
export interface RowsMade {
  readonly made: readonly MadeFile[];
  readonly checked: ReadonlyMap<SheetDocument, CheckedDocument>;
  readonly check: Check;
}

export async function makeRows({ paths, knowledge, given, wall }: Omit<RowsAsked, 'language'>): Promise<RowsMade> {
  const made: MadeFile[] = [];
  for (const path of paths) made.push(await makeFile(path, given));
  const check = createCheck(knowledge, { wall });
  const checked = new Map<SheetDocument, CheckedDocument>();
  const ofKind = function* (kind: SheetDocument['kind']) {
    for (const [file, { sheets }] of made.entries())
      for (const { documents, recognised, mapping } of sheets) {
        if (mapping?.table !== kind) continue;
        const place: Place = { file, headers: recognised.headers, columns: mapping.columns };
        for (const document of documents) yield { document, place };
      }
  };
  for (const { document } of ofKind('product')) check.expect(document);
  for (const kind of sendOrder) for (const { document, place } of ofKind(kind)) checked.set(document, check.check(document, place));
  return { made, checked, check };
}

export async function checkRows({ language, knowledge, ...asked }: RowsAsked): Promise<RowsChecked> {
  const { made, checked, check } = await makeRows({ knowledge, ...asked });
  const unknown = check.unknownSkus();
  const skuOf = (oasin: string): string | null => knowledge.skuOf(oasin);
  const files = made.map(({ path, sheets: all, trouble }, file): ReportFile => {
    // A sheet of instructions beside one of goods is nobody's question.
    const isServed = all.some(({ documents }) => documents.length > 0);
    const sheets = all.map((sheet) => (isServed && isOther(sheet) ? { ...sheet, rows: [] } : sheet));
    const several = sheets.filter(({ documents, rows }) => documents.length + rows.length > 0).length > 1;
    const found = sheets.flatMap((sheet) => {
      const name = several ? sheet.name : null;
      return sheet.documents.map((document) => ({ name, result: checked.get(document)! }));
    });
    const mappings = sheets.filter(({ recognised }) => recognised.headers.length > 0).map(mappingIn);
    const old = check.oldFile(file);
    return {
      file: path,
      kind: trouble !== null && sheets.length === 0 ? 'unknown' : 'rows',
      mapping: mappings.find(({ table }) => table !== null) ?? mappings[0] ?? null,
      sheets: mappings,
      trouble: trouble === null ? null : { code: trouble.code, text: troubleIn(language, trouble) },
      problems: old === null ? [] : [problemIn(language, old)],
      rows: [
        ...found.flatMap(({ name, result }) => rowsOf(result, name, language)),
        ...sheets.flatMap((sheet) => unmade(sheet, several, language)),
      ].toSorted((a, b) => (a.sheet ?? '').localeCompare(b.sheet ?? '') || a.row - b.row),
      documents: found.filter(({ result }) => !isNone(result)).map(({ name, result }) => documentIn(result, name, skuOf)),
      // What only looks like a product is asked at its rows.
      unknownSkus: unknown.flatMap(({ text, rows, candidates }) => {
        if (candidates.length > 0) return [];
        const here = rows.filter((each) => each.file === file).map(({ row }) => row);
        return here.length === 0 ? [] : [{ text, rows: here }];
      }),
    };
  });
  return {
    files,
    shipments: [...checked].flatMap(([document, result]) => (document.kind === 'shipment' ? [{ checked: result, document }] : [])),
  };
}

/** Totals, notes and examples are rows, and no documents. */
const isNone = ({ aside }: CheckedDocument): boolean => aside !== null && ['total', 'note', 'example'].includes(aside.why);

/** Not one of its columns is known. */
const isOther = ({ recognised }: MadeSheet): boolean => Object.keys(recognised.mapping?.columns ?? {}).length === 0;

/** Rows of a sheet of which nobody knows what it is: a person has to say. */
const unmade = (sheet: MadeSheet, several: boolean, language: Language): ReportRow[] =>
  sheet.rows.map((row) => ({
    row,
    ...(several ? { sheet: sheet.name } : {}),
    state: 'ask',
    reference: '',
    problems: [
      problemIn(language, {
        column: null,
        found: '',
        problem: 'columnsUnknown',
        params: { missing: lackingColumns(sheet.recognised, language) },
      }),
    ],
  }));

/** As the desk's own templates call them; what can be said once for all rows keeps nothing from being read. */
function lackingColumns({ mapping, missing }: Recognised, language: Language): string {
  if (mapping === null) return 'all';
  const lacking = new Set(blocking(mapping.table, missing));
  return deskColumns[mapping.table].flatMap(({ field, title }) => (lacking.has(field) ? [`“${title[language]}”`] : [])).join(', ');
}

function mappingIn({ name, recognised, mapping }: MadeSheet): ReportMapping {
  const known = mapping ?? recognised.mapping;
  return {
    sheet: name,
    table: known?.table ?? null,
    layout: known?.layout ?? null,
    sure: recognised.sure,
    headerRow: recognised.headerRow,
    firstRow: known?.firstRow ?? null,
    columns: Object.fromEntries(Object.entries(known?.columns ?? {}).map(([field, column]) => [field, recognised.headers[column] ?? ''])),
    missing: recognised.missing.filter((field) => (known?.given[field] ?? '') === ''),
    onePieceARow: known?.onePieceARow ?? false,
  };
}

/** @throws what is no fault of the file */
async function makeFile(path: string, given: RowsAsked['given']): Promise<MadeFile> {
  const sheets: MadeSheet[] = [];
  try {
    const open = await openSheets(path);
    try {
      for (const [index, sheet] of open.sheets.entries()) {
        const first: SheetRow[] = [];
        for await (const batch of sheet.rows()) {
          first.push(...batch.slice(0, firstRows - first.length));
          if (first.length >= firstRows) break;
        }
        const recognised = recognise(first);
        const isUsable = recognised.mapping !== null && blocking(recognised.mapping.table, recognised.missing).length === 0;
        const said = Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
        const mapping =
          recognised.mapping === null || !isUsable ? null : { ...recognised.mapping, given: { ...said, ...recognised.mapping.given } };
        const documents: SheetDocument[] = [];
        const rows: number[] = [];
        if (mapping !== null)
          for await (const batch of documentsOf(sheet.rows(wantedCells(mapping)), mapping, { sheet: index })) documents.push(...batch);
        // What a person has hidden, and nobody knows, is nobody's question.
        else if (!sheet.info.isHidden)
          for await (const batch of sheet.rows()) rows.push(...batch.flatMap(({ row }) => (row > recognised.headerRow ? [row] : [])));
        sheets.push({ name: sheet.info.name, recognised, mapping, documents, rows });
      }
      return { path, sheets, trouble: null };
    } finally {
      await open.close();
    }
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    // Half a file would make half orders.
    return { path, sheets: [], trouble: error.error };
  }
}
