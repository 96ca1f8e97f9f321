/** What a check without a window writes: one JSON, described in the README ("For IT"). Names in it are kept from version to version. */
import type { Language } from '../../contract/language.ts';
import type { Recognised, RowProblem } from '../../contract/imports.ts';
import type { CheckedDocument, CheckedState } from '../intake/checked.ts';
import { problemText } from '../wording/problemText.ts';

export interface ReportProblem {
  readonly column: string | null;
  readonly found: string;
  readonly code: string;
  readonly text: string;
}
export interface ReportRow {
  readonly row: number;
  /** Of a workbook with several sheets. */
  readonly sheet?: string;
  readonly state: CheckedState;
  readonly reference: string;
  readonly problems: ReportProblem[];
}
export interface ReportMapping {
  readonly sheet: string;
  readonly table: string | null;
  readonly layout: string | null;
  readonly sure: Recognised['sure'];
  readonly headerRow: number;
  readonly firstRow: number | null;
  /** Field → header. */
  readonly columns: Readonly<Record<string, string>>;
  /** Fields that somebody has to give. */
  readonly missing: readonly string[];
  readonly onePieceARow: boolean;
}
export interface ReportFile {
  readonly file: string;
  readonly kind: 'rows' | 'labels' | 'unknown';
  /** Of its first sheet with rows; `null` where nobody knows what it is. */
  readonly mapping: ReportMapping | null;
  readonly sheets: readonly ReportMapping[];
  /** Why it could not be read. */
  readonly trouble: { readonly code: string; readonly text: string } | null;
  /** Of the file as a whole. */
  readonly problems: readonly ReportProblem[];
  readonly rows: readonly ReportRow[];
  readonly documents: readonly object[];
  readonly unknownSkus: readonly { readonly text: string; readonly rows: readonly number[] }[];
}
export interface ReportLabel {
  readonly file: string;
  readonly page: number;
  readonly region: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
  readonly codes: readonly string[];
  readonly verdict: string;
  readonly reference: string | null;
  /** Of none of the files: an open draft, or what has left already, with the provider's code of it. */
  readonly where?: 'draft' | 'open';
  readonly code?: string | null;
  readonly findings: readonly string[];
}
export interface Report {
  readonly files: readonly ReportFile[];
  readonly labels: readonly ReportLabel[];
  readonly seconds: number;
  readonly peakMB: number;
}

export const problemIn = (language: Language, problem: Pick<RowProblem, 'column' | 'found' | 'problem' | 'params'>): ReportProblem => ({
  column: problem.column,
  found: problem.found,
  code: problem.problem,
  text: problemText(language, problem),
});

/** Each row of a document once, with what is wrong in it; what is wrong with the whole stands in its first row. */
export function rowsOf(checked: CheckedDocument, sheet: string | null, language: Language): ReportRow[] {
  const [first] = checked.rows;
  return [...new Set(checked.rows)].map((row) => ({
    row,
    ...(sheet === null ? {} : { sheet }),
    state: checked.state,
    reference: checked.reference,
    problems: [
      ...checked.problems.filter(
        (problem) => (problem.row ?? first) === row || (row === first && !checked.rows.includes(problem.row ?? row)),
      ),
      ...(checked.aside === null ? [] : [asideProblem(checked.aside)]),
    ].map((problem) => problemIn(language, problem)),
  }));
}

const asideProblem = ({ why, text }: NonNullable<CheckedDocument['aside']>): RowProblem => ({
  row: null,
  column: null,
  field: null,
  found: text,
  problem: 'setAside',
  params: { why, cell: text },
  severity: 'tell',
});

export function documentIn(checked: CheckedDocument, sheet: string | null, skuOf: (oasin: string) => string | null): object {
  const { kind, reference, state, rows, withoutLacking, lacks } = checked;
  return {
    kind,
    reference,
    state,
    ...(sheet === null ? {} : { sheet }),
    rows,
    body: withoutLacking === null ? null : withSkus(withoutLacking, skuOf),
    ...(lacks.length === 0 ? {} : { missing: lacks }),
  };
}

/** As it would be sent, with the SKU beside each OASIN. */
function withSkus(value: unknown, skuOf: (oasin: string) => string | null): unknown {
  if (Array.isArray(value)) return value.map((each) => withSkus(each, skuOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]): [string, unknown][] =>
      name === 'oasin' && typeof each === 'string'
        ? [
            [name, each],
            ['sku', skuOf(each) ?? ''],
          ]
        : [[name, withSkus(each, skuOf)]],
    ),
  );
}
