/**
 * Prints labels, bills and carton labels, in the order in which they were asked for, and remembers what was printed. Nothing counts that
 * failed; what may lie in the printer is said to be so.
 */
import type { Language } from '../../contract/language.ts';
import type { FileRef } from '../../contract/documents/index.ts';
import { type DeskError, DeskFailure, type ErrorCode } from '../../contract/errors.ts';
import {
  type PaperName,
  type Preview,
  type PrintPreset,
  type PrintRecord,
  type Printed,
  type PrintedThing,
  type ToPrint,
  sizeOf,
} from '../../contract/printing.ts';
import type { RecordKind } from '../../contract/records.ts';
import type { Files } from '../files/index.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { PrintEnd, Prints } from '../store/prints.ts';
import type { Log } from '../support/log.ts';
import type { Clock } from '../time/clock.ts';
import { cartonLabel } from './cartonLabel.ts';
import type { Press, Sheets, ToDraw } from './press.ts';
import type { RecordFiles } from './recordFiles.ts';

export interface PrintingParts {
  readonly press: Press;
  readonly recordFiles: RecordFiles;
  readonly files: Pick<Files, 'read'>;
  readonly catalogue: Pick<Catalogue, 'get' | 'getList'>;
  /** Asks the provider for the whole record. */
  readonly readDetail: (kind: RecordKind, code: string) => Promise<void>;
  readonly prints: Prints;
  readonly operator: () => string | null;
  readonly language: () => Language;
  readonly clock: Pick<Clock, 'wall'>;
  readonly log: Log;
  readonly onProgress: (done: number, of: number) => void;
  readonly onChanged: (what: PrintedThing) => void;
}

export interface Printing {
  printed(what: PrintedThing, codes: readonly string[]): PrintRecord[];
  /** Of purchase orders, in their order. @throws DeskFailure as the client's calls */
  packages(codes: readonly string[]): Promise<ToPrint[]>;
  /** @throws DeskFailure the `print…` codes, and as the record's files */
  look(what: PrintedThing, thing: ToPrint, paper: PaperName): Promise<Preview>;
  /** @throws DeskFailure `printBusy`, `printNoPrinter`, `printPrinterGone`, `printPrinterStopped`; all else is in the answer */
  print(request: { what: PrintedThing; things: readonly ToPrint[]; preset: PrintPreset; copies: number }): Promise<Printed>;
  stop(): void;
  /** No more goes to the printer. */
  close(): void;
}

/** So many are fetched and drawn at once: what a window holds stays small, and little is in doubt where something breaks. */
const together = 8;

const kindOfThing = { label: 'shipment', bill: 'purchase-order', carton: 'purchase-order' } as const satisfies Record<
  PrintedThing,
  RecordKind
>;

const errorOfEnd = { cancelled: 'printCancelled', failed: 'printFailed', maybe: 'printMaybe' } as const satisfies Record<string, ErrorCode>;

export function createPrinting(parts: PrintingParts): Printing {
  const { press, catalogue, prints, clock, log } = parts;
  const left = prints.endLeft(clock.wall());
  if (left > 0) log(`${left} were on their way to the printer when the desk ended: perhaps printed`);
  let isPrinting = false;
  let isStopped = false;
  let isClosed = false;

  const toDraw = async (what: PrintedThing, { code, part }: ToPrint): Promise<ToDraw> => {
    const kind = kindOfThing[what];
    if (what !== 'bill' && (catalogue.get(kind, code)?.detailAsOf ?? null) === null) await parts.readDetail(kind, code);
    if (what === 'carton') {
      const times = prints.of('carton', [code]).find((each) => each.part === part)?.times ?? 0;
      const label = cartonLabel(catalogue, { code, part }, { times, language: parts.language() });
      if (label === null) throw new DeskFailure({ code: 'printNothing' });
      return label;
    }
    let file: FileRef;
    try {
      file = await (what === 'bill' ? parts.recordFiles.bill(code) : parts.recordFiles.ofRecord(kind, code, 'label_url'));
    } catch (error) {
      if (error instanceof DeskFailure && error.error.code === 'notFound')
        throw new DeskFailure({ code: what === 'label' ? 'printNoLabel' : 'printNothing' });
      throw error;
    }
    return { kind: 'file', ...(await parts.files.read(file.file_id)) };
  };

  /** @throws DeskFailure `printUnreadable`: a file can take the window that draws along */
  const draw = (draws: readonly ToDraw[], paper: PaperName): Promise<Sheets> =>
    press.draw(draws, sizeOf(paper)).catch(() => {
      throw new DeskFailure({ code: 'printUnreadable' });
    });

  const look: Printing['look'] = async (what, thing, paper) => {
    const sheets = await draw([await toDraw(what, thing)], paper);
    try {
      const [drawn] = sheets.documents;
      if (drawn === undefined || 'error' in drawn) throw new DeskFailure({ code: drawn?.error ?? 'printUnreadable' });
      return { sheets: [...drawn.sheets], pdf: await sheets.pdf() };
    } finally {
      sheets.close();
    }
  };

  /** @throws DeskFailure */
  const findPrinter = async (wanted: string | null): Promise<string> => {
    const printers = await press.printers();
    if (printers.length === 0) throw new DeskFailure({ code: 'printNoPrinter' });
    const printer = printers.find(({ name }) => name === wanted);
    if (wanted !== null && printer === undefined) throw new DeskFailure({ code: 'printPrinterGone', params: { name: wanted } });
    if (printer?.isStopped === true) throw new DeskFailure({ code: 'printPrinterStopped', params: { name: printer.label } });
    return printer?.label ?? '';
  };

  const print: Printing['print'] = async ({ what, things, preset, copies }) => {
    if (isPrinting) throw new DeskFailure({ code: 'printBusy' });
    isPrinting = true;
    isStopped = false;
    try {
      const name = await findPrinter(preset.printer);
      const answer: { printed: number; left: Printed['left'] } = { printed: 0, left: [] };
      /** Something is wrong with the printer: what comes behind would fail as well, or come out without what is missing. */
      let broken: DeskError | null = null;
      const chunks = Array.from({ length: Math.ceil(things.length / together) }, (_, at) =>
        things.slice(at * together, (at + 1) * together),
      );
      for (const [at, chunk] of chunks.entries()) {
        const leave = (rest: readonly ToPrint[], error: DeskError): void =>
          void answer.left.push(...rest.map((thing) => ({ ...thing, error })));
        if (broken !== null || isStopped || isClosed) {
          leave(chunk, { code: 'printStopped' });
          continue;
        }
        const given: { thing: ToPrint; draws: ToDraw }[] = [];
        for (const thing of chunk) {
          try {
            given.push({ thing, draws: await toDraw(what, thing) });
          } catch (error) {
            leave([thing], inWords(error));
          }
        }
        if (given.length === 0) continue;
        let sheets: Sheets;
        try {
          sheets = await draw(
            given.map(({ draws }) => draws),
            preset.paper,
          );
        } catch (error) {
          // One of them spoils it for the others, which are printed alone. What came before is printed, and must not come a second time.
          if (given.length === 1)
            leave(
              given.map(({ thing }) => thing),
              inWords(error),
            );
          else chunks.splice(at + 1, 0, ...given.map(({ thing }) => [thing]));
          continue;
        }
        try {
          for (const [first, last] of runsOf(sheets)) {
            const run = given.slice(first, last + 1).map(({ thing }) => thing);
            const [drawn] = sheets.documents.slice(first);
            if (drawn !== undefined && 'error' in drawn) leave(run, { code: drawn.error });
            else if (broken !== null || isStopped || isClosed) leave(run, { code: 'printStopped' });
            else {
              const { end, reason } = await printRun({ what, run, sheets, first, last, preset, copies });
              if (end === 'printed') answer.printed += run.length;
              else {
                broken = { code: errorOfEnd[end], params: { name, reason } };
                leave(run, broken);
              }
              parts.onProgress(answer.printed, things.length);
              parts.onChanged(what);
            }
          }
        } finally {
          sheets.close();
        }
      }
      return answer;
    } finally {
      isPrinting = false;
    }
  };

  const inWords = (error: unknown): DeskError => {
    if (error instanceof DeskFailure) return error.error;
    log(`not fetched for printing: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
    return { code: 'internal' };
  };

  const printRun = async ({
    what,
    run,
    sheets,
    first,
    last,
    preset: { printer },
    copies,
  }: {
    readonly what: PrintedThing;
    readonly run: readonly ToPrint[];
    readonly sheets: Sheets;
    readonly first: number;
    readonly last: number;
    readonly preset: PrintPreset;
    readonly copies: number;
  }): ReturnType<Sheets['print']> => {
    const operator = parts.operator();
    const reference = (code: string): string | null => catalogue.get(kindOfThing[what], code)?.row.reference ?? null;
    // Before the printer is asked: a desk that ends now finds it, and says that it does not know.
    const ids = prints.begin(
      run.map(({ code, part }) => ({ what, code, part, operator, printer, copies, reference: reference(code) })),
      clock.wall(),
    );
    const ended = await sheets
      .print(first, last, { printer, copies })
      .catch((error: unknown) => ({ end: 'maybe' as const, reason: error instanceof Error ? error.message : String(error) }));
    if (ended.end !== 'printed') log(`not printed: ${ended.end}, ${ended.reason}`);
    const how: PrintEnd = ended.end === 'cancelled' ? 'failed' : ended.end;
    if (!isClosed) prints.end(ids, how, ended.end === 'printed' ? null : errorOfEnd[ended.end], clock.wall());
    return ended;
  };

  return {
    printed: (what, codes) => prints.of(what, codes),
    packages: async (codes) => {
      const found: ToPrint[] = [];
      for (const code of codes) {
        if ((catalogue.get('purchase-order', code)?.detailAsOf ?? null) === null) await parts.readDetail('purchase-order', code);
        const row = catalogue.get('purchase-order', code)?.row;
        if (row?.kind !== 'purchase-order') continue;
        // One without a code has nothing to scan.
        for (const { package_code: part } of row.record.packages ?? []) if (part !== null && part !== '') found.push({ code, part });
      }
      return found;
    },
    look,
    print,
    stop: () => void (isStopped = true),
    close: () => void (isClosed = true),
  };
}

/** From where to where one job of the printer goes: documents on the same paper; one with several papers is a job of its own. */
function runsOf({ documents }: Sheets): [number, number][] {
  const runs: [number, number][] = [];
  let before: string | null = null;
  for (const [index, document] of documents.entries()) {
    const sizes = 'error' in document ? [] : [...new Set(document.sheets.map(({ width, height }) => `${width} ${height}`))];
    const size = sizes.length === 1 ? (sizes[0] ?? null) : null;
    const last = runs.at(-1);
    if (last !== undefined && size !== null && size === before) last[1] = index;
    else runs.push([index, index]);
    before = size;
  }
  return runs;
}
