/** Documents of an intake as they are kept: what the grid shows, what was found, and by what it is seen whether anything has changed. */
import { hash } from 'node:crypto';
import { fold } from '../../contract/fold.ts';
import type { IntakeId, IntakeRow } from '../../contract/intake.ts';
import type { Database, Value } from '../store/database.ts';
import type { CheckedDocument } from './checked.ts';
import { json } from './intakes.ts';

/** What is read again as `Checked`. */
type Told = Pick<CheckedDocument, 'lines' | 'problems' | 'typed'>;

/** Where a document is kept, and what a person said of it. */
export interface Kept {
  readonly isMended: boolean;
  readonly isLeftOut: boolean;
}

/** All that is kept of it, of which `print` is the short form: two that have it in common are the same in everything. */
export interface DocumentRow {
  readonly id: string;
  readonly print: string;
  /** Asked for where it is written: most are as they were. */
  values(): readonly Value[];
}

const columns = ['id', 'state', 'left_out', 'shown', 'search', 'checked', 'body', 'print'] as const;

export function rowOfDocument(checked: CheckedDocument, { isMended, isLeftOut }: Kept): DocumentRow {
  const { id, state, lines, problems, typed, rows } = checked;
  const shown = shownOf(checked, isMended);
  const [found, body, told] = [JSON.stringify({ lines, problems, typed } satisfies Told), json(checked.body), JSON.stringify(shown)];
  const print = hash('sha1', `${state} ${isLeftOut} ${rows.join()} ${body}\n${told}\n${found}`, 'base64');
  return {
    id,
    print,
    values: () => {
      const search = fold([shown.reference, shown.order, shown.tracking, shown.goods].join(' '));
      return [id, state, isLeftOut ? 1 : 0, told, search, found, body, print];
    },
  };
}

/** `seq`: its place among all, in the order of the files. */
export function insertDocument(
  database: Database,
  {
    intake,
    gen,
    seq,
    kind,
    file,
    sheet,
  }: { intake: IntakeId; gen: number; seq: number } & Pick<CheckedDocument, 'kind' | 'file' | 'sheet'>,
  row: DocumentRow,
): void {
  database.run(
    `INSERT INTO documents (seq, intake, gen, kind, file, sheet, ${columns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ${columns.map(() => '?').join(', ')})`,
    seq,
    intake,
    gen,
    kind,
    file,
    sheet,
    ...row.values(),
  );
}

export function updateDocument(database: Database, seq: number, row: DocumentRow): void {
  database.run(`UPDATE documents SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE seq = ?`, ...row.values(), seq);
}

/** Goods of a document that are named in the grid. */
const mostNamed = 3;

function shownOf(
  { typed, lines, problems, reference, rows, aside }: CheckedDocument,
  isMended: boolean,
): Omit<IntakeRow, 'id' | 'kind' | 'state' | 'isLeftOut' | 'isSent' | 'file' | 'sheet' | 'label'> {
  const text = (field: string): string => {
    const value = typed[field];
    return typeof value === 'string' ? value : '';
  };
  const named = lines.slice(0, mostNamed).map(({ sku, name, quantity }) => `${quantity} × ${sku === '' ? name : sku}`);
  return {
    isMended,
    reference: reference === '' ? text('sku') : reference,
    order: text('partner_tracking_code'),
    tracking: text('courier_tracking_code'),
    platform: text('platform'),
    warehouse: text('warehouse_code'),
    goods: lines.length === 0 ? text('name') : [...named, ...(lines.length > mostNamed ? ['…'] : [])].join(', '),
    quantity: lines.reduce((sum, { quantity }) => sum + (Number(quantity) || 0), 0),
    problem:
      problems.find(({ severity }) => severity === 'stop') ?? problems.find(({ severity }) => severity === 'ask') ?? problems[0] ?? null,
    problems: problems.length,
    aside: aside?.why ?? null,
    rows: [...rows],
  };
}
