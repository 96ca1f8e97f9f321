/**
 * What came of an intake, as a table: the columns of the file as they were, and what was said of each row behind them. What is wrong is
 * mended in it and dropped again: the columns that the desk has added are known then, and the rest is read as the first time.
 */
import { naturalKeyField } from '../../contract/documents/index.ts';
import type { Language } from '../../contract/language.ts';
import { type ImportTable, type RowProblem, reportColumns } from '../../contract/imports.ts';
import type { IntakeId, IntakeState } from '../../contract/intake.ts';
import type { Cell } from '../../contract/sheets.ts';
import type { Row } from '../store/database.ts';
import type { Reader, Reading } from '../store/reader.ts';
import type { Table, TableCell } from '../tables/table.ts';
import { problemText } from '../wording/problemText.ts';
import { type Checked, rowsOf } from './documents.ts';
import { type KeptRecognition, parsed } from './intakes.ts';
import { isSent } from './store.ts';
import { type SaidOfSheet, mendsOf } from './words.ts';

export interface ReportWanted {
  readonly id: IntakeId;
  /** `errors`: those that need somebody, whole; what goes, went or is there already is not among them. */
  readonly what: 'errors' | 'all';
  readonly language: Language;
}

const stateWords: Readonly<Record<Language, Readonly<Record<IntakeState, string>>>> = {
  vi: { new: 'Mới', changed: 'Có thay đổi', ask: 'Cần xem lại', error: 'Lỗi', there: 'Đã có', aside: 'Để riêng' },
  en: { new: 'New', changed: 'Changed', ask: 'To be looked at', error: 'Error', there: 'Already there', aside: 'Set aside' },
};

/** What became of one that was told to go, by the outbox. */
type Became = 'queued' | 'sending' | 'unknown' | 'confirmed' | 'rejected' | 'needs_attention' | 'withdrawn';
const becameWords: Readonly<Record<Language, Readonly<Record<Became, string>>>> = {
  vi: {
    queued: 'Chờ trong hộp gửi',
    sending: 'Đang gửi',
    unknown: 'Đã gửi, chưa rõ kết quả: xem hộp gửi',
    confirmed: 'Onflow đã nhận',
    rejected: 'Không gửi được: xem hộp gửi',
    needs_attention: 'Cần bạn quyết định: xem hộp gửi',
    withdrawn: 'Đã rút lại',
  },
  en: {
    queued: 'Waits in the outbox',
    sending: 'Being sent',
    unknown: 'Sent, not known yet whether it arrived: see the outbox',
    confirmed: 'Onflow has it',
    rejected: 'Not sent: see the outbox',
    needs_attention: 'Needs you: see the outbox',
    withdrawn: 'Withdrawn',
  },
};

/** By the outbox's row of that batch; a row that was cleared away years later says only that it went. */
function becameOf(desk: Reading, document: Row, language: Language): string {
  const kind = String(document['kind']) as ImportTable;
  const body = parsed(document['body']) as Readonly<Record<string, string>> | null;
  const row = desk.get(
    'SELECT state, code FROM outbox WHERE kind = ? AND natural_key = ? AND batch = ? ORDER BY seq DESC LIMIT 1',
    kind,
    body?.[naturalKeyField[kind]] ?? '',
    String(document['batch']),
  );
  // A desk that stopped between the two has marked it here, or entered it there, and not yet the other.
  if (row === undefined) return becameWords[language].queued;
  const words = becameWords[language][String(row['state']) as Became];
  return typeof row['code'] === 'string' ? `${words}: ${row['code']}` : words;
}

/** Sheets with the same headings are one table; of several kinds of sheets each is its own. */
export function reportsOf(reader: Reader, desk: Reading, { id, what, language }: ReportWanted): Table[] {
  const wanted = what === 'all' ? '' : `AND state IN ('error', 'ask') AND left_out = 0 AND send_order IS NULL`;
  const sheets = reader
    .all(
      `SELECT file, sheet, name, recognised FROM sheets WHERE intake = ? AND EXISTS (SELECT 1 FROM current
         WHERE current.intake = sheets.intake AND current.file = sheets.file AND current.sheet = sheets.sheet ${wanted})
         ORDER BY file, sheet`,
      id,
    )
    .map((row) => ({
      file: Number(row['file']),
      sheet: Number(row['sheet']),
      name: String(row['name']),
      recognised: parsed(row['recognised']) as KeptRecognition,
    }));
  const alike = Map.groupBy(sheets, ({ recognised }) => recognised.signature);
  return [...alike.values()].map((those): Table => {
    const [first] = those;
    const headers = first?.recognised.headers ?? [];
    const own = new Set<string>(Object.values(reportColumns).flatMap((columns) => Object.values(columns)));
    // What an earlier report said is told anew.
    const kept = headers.flatMap((header, column) => (own.has(header) ? [] : [{ header, column }]));
    function* rows(): Generator<TableCell[]> {
      for (const where of those) {
        const mends = mendsOf(reader, id, where);
        const rowsAt = rowsOf(reader, id, where);
        for (const document of documentsIn(reader, id, where, wanted)) {
          const { rows: numbers } = parsed(document['shown']) as { rows: number[] };
          const problems = (parsed(document['checked']) as Checked | null)?.problems ?? [];
          const stands =
            document['sent'] === 1 ? becameOf(desk, document, language) : stateWords[language][document['state'] as IntakeState];
          for (const row of rowsAt(numbers)) {
            const cells = kept.map(({ column }) => mends.get(`${row.row}:${column}`) ?? asItWas(row.cells[column]));
            const said = problems.filter((each) => (each.row ?? numbers[0]) === row.row || !numbers.includes(each.row ?? row.row));
            yield [...cells, stands, said.map((each) => wordsOf(each, language)).join('\n')];
          }
        }
      }
    }
    const column = (title: string, index: number) => ({ id: String(index), title, type: 'text' as const });
    const added = reportColumns[language];
    return {
      title: first?.name ?? '',
      columns: [...kept.map(({ header }) => header), added.state, added.problems].map(column),
      rows: rows(),
    };
  });
}

/** Text to the last blank; numbers and days as a person reads them, for each program writes those in its own way. */
function asItWas(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  return cell.kind === undefined && cell.raw !== undefined && !unwritable.test(cell.raw) ? cell.raw : cell.text;
}
/** No workbook can hold them. */
const unwritable = /[^\P{Cc}\t\n]/u;

/** Documents that are read at once: all of a large file are more than a thread may hold. */
const page = 500;

function* documentsIn(reader: Reader, id: IntakeId, { file, sheet }: SaidOfSheet, wanted: string): Generator<Row> {
  for (let after = 0; ;) {
    const rows = reader.all(
      `SELECT seq, kind, state, shown, checked, body, batch, ${isSent} AS sent FROM current
         WHERE intake = ? AND file = ? AND sheet = ? AND seq > ? ${wanted} ORDER BY seq LIMIT ?`,
      id,
      file,
      sheet,
      after,
      page,
    );
    yield* rows;
    if (rows.length < page) return;
    after = Number(rows.at(-1)?.['seq']);
  }
}

const wordsOf = ({ column, found, problem, params }: RowProblem, language: Language): string => {
  const text = problemText(language, { problem, ...(params === undefined ? {} : { params }) });
  return [column, found === '' ? null : `“${found}”`].filter((part) => part !== null).join(' ') === ''
    ? text
    : `${[column, found === '' ? null : `“${found}”`].filter((part) => part !== null).join(' ')}: ${text}`;
};
