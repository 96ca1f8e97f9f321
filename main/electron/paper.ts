/**
 * Draws what is to be printed in a window nobody sees, and prints it by the system's printers. Chromium's own PDF viewer has no part in
 * it (docs/decisions/printing.md).
 */
import { randomUUID } from 'node:crypto';
import type { BrowserWindow, BrowserWindowConstructorOptions, PrinterInfo, WebContents, WebContentsPrintOptions } from 'electron';
import type { DrawnDocument, PaperJob, Sheet, Size } from '../../contract/printing.ts';
import { paperSizes } from '../../contract/printing.ts';
import type { Press, PressEnd, PrinterHere, ToDraw } from '../desk/press.ts';
import type { Log } from '../support/log.ts';
import { origin } from './protocol.ts';
import { webPreferences } from './security.ts';

type PaperWindow = Pick<BrowserWindow, 'loadURL' | 'isDestroyed' | 'destroy' | 'once'> & {
  readonly webContents: Pick<WebContents, 'executeJavaScript' | 'print' | 'printToPDF' | 'once'>;
};

interface Parts {
  /** Makes a window. */
  readonly open: (options: BrowserWindowConstructorOptions) => PaperWindow;
  /** The page of the desk; the system's printers are asked for through it. */
  readonly desk: () =>
    (Pick<BrowserWindow, 'once' | 'removeListener'> & { readonly webContents: Pick<WebContents, 'getPrintersAsync'> }) | null;
  readonly log: Log;
}

export interface Paper {
  readonly press: Press;
  /** Answers what a window that draws asks for; `null` for everything else. */
  serve(request: Request): Response | null;
}

/** So long a window may take to draw, the system to take a job, and to say which printers there are, in milliseconds. */
const patience = { drawing: 120_000, printing: 180_000, printers: 30_000 } as const;
const micronsPerMillimetre = 1_000;

export function createPaper({ open, desk, log }: Parts): Paper {
  /** What the windows that are open draw, by an id that nobody can guess. */
  const jobs = new Map<string, { readonly text: string; readonly things: readonly ToDraw[] }>();

  const draw: Press['draw'] = async (things, paper) => {
    const id = randomUUID();
    const job: PaperJob = {
      paper,
      documents: things.map((thing) => (thing.kind === 'file' ? { kind: 'file', mime: thing.mime } : thing)),
    };
    jobs.set(id, { text: JSON.stringify(job), things });
    // SECURITY: no preload. A label is anybody's file; the window it is drawn in knows nothing of the desk.
    const window = open({
      show: false,
      width: 800,
      height: 600,
      title: 'Onflow Desk',
      webPreferences: webPreferences(null, { devTools: false }),
    });
    const owner = desk();
    const close = (): void => {
      jobs.delete(id);
      owner?.removeListener('closed', close);
      if (!window.isDestroyed()) window.destroy();
    };
    // It must not keep the desk alive.
    owner?.once('closed', close);
    try {
      const gone = new Promise<never>((_, reject) => {
        window.webContents.once('render-process-gone', (_event, details) =>
          reject(new Error(`the window that draws is gone: ${details.reason}`)),
        );
        window.once('closed', () => reject(new Error('the window that draws was closed')));
      });
      gone.catch(() => undefined);
      const within = <T>(work: Promise<T>, ms: number): Promise<T> => Promise.race([work, gone, late(ms)]);
      await within(window.loadURL(`${origin}/paper.html?${id}`), patience.drawing);
      const documents = (await within(window.webContents.executeJavaScript('drawn'), patience.drawing)) as DrawnDocument[];
      return {
        documents,
        pdf: async () =>
          new Uint8Array(
            await within(
              window.webContents.printToPDF({
                preferCSSPageSize: true,
                printBackground: true,
                margins: { top: 0, bottom: 0, left: 0, right: 0 },
              }),
              patience.drawing,
            ),
          ),
        print: async (first, last, how) => {
          let isPartly = false;
          for (const { from, to, size } of jobsOf(documents, first, last)) {
            await within(window.webContents.executeJavaScript(`show(${from}, ${to})`), patience.drawing);
            const { end, reason } = await within(printed(window.webContents, printOptions(size, how)), patience.printing).catch(
              (error: unknown) => ({ end: 'maybe' as const, reason: error instanceof Error ? error.message : String(error) }),
            );
            // Of what comes in several jobs one may lie in the printer already.
            if (end !== 'printed') return { end: isPartly ? 'maybe' : end, reason };
            isPartly = true;
          }
          return { end: 'printed', reason: '' };
        },
        close,
      };
    } catch (error) {
      log(`not drawn: ${error instanceof Error ? error.message : String(error)}`);
      close();
      throw error;
    }
  };

  return {
    press: {
      draw,
      // One in the network that is gone may keep the system waiting: without an end, nothing could be printed until the desk starts anew.
      printers: async () => {
        const infos = await Promise.race([desk()?.webContents.getPrintersAsync(), late(patience.printers)]);
        return (infos ?? []).map(printerHere);
      },
    },
    serve: (request) => {
      const found = /^\/paper\/([0-9a-f-]{36})\/(job|\d{1,4})$/.exec(new URL(request.url).pathname);
      if (found === null || request.method !== 'GET') return null;
      const [, id = '', which = ''] = found;
      const headers = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
      const job = jobs.get(id);
      // SECURITY: nobody but the window that draws knows the id, and it is good for as long as that window is.
      if (job === undefined) return new Response(null, { status: 404 });
      if (which === 'job') return new Response(job.text, { headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } });
      const thing = job.things[Number(which)];
      if (thing?.kind !== 'file') return new Response(null, { status: 404 });
      return new Response(thing.bytes, { headers: { ...headers, 'content-type': 'application/octet-stream' } });
    },
  };
}

const late = (ms: number): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error(`no answer within ${ms / 1_000} s`)), ms).unref());

/** Sheets behind one another on the same paper: one job each. `from` and `to` count sheets from 0, both included. */
function jobsOf(documents: readonly DrawnDocument[], first: number, last: number): { from: number; to: number; size: Size }[] {
  const jobs: { from: number; to: number; size: Size }[] = [];
  let at = 0;
  for (const [index, document] of documents.entries()) {
    const sheets: readonly Sheet[] = 'error' in document ? [] : document.sheets;
    for (const { width, height } of sheets) {
      if (index >= first && index <= last) {
        const before = jobs.at(-1);
        if (before !== undefined && before.size.width === width && before.size.height === height) before.to = at;
        else jobs.push({ from: at, to: at, size: { width, height } });
      }
      at += 1;
    }
  }
  return jobs;
}

/**
 * Real size: no margins, no scaling. `pageSize` is in microns. Office paper is lengthwise by `landscape`, for drivers know A5 and not its
 * side; a roll of labels is as wide as it is.
 */
export function printOptions(
  { width, height }: Size,
  { printer, copies }: { readonly printer: string | null; readonly copies: number },
): WebContentsPrintOptions {
  const landscape = width > height && Object.values(paperSizes).some((paper) => isAbout(paper, { width: height, height: width }));
  const [short, long] = landscape ? [height, width] : [width, height];
  return {
    silent: true,
    printBackground: true,
    ...(printer === null ? {} : { deviceName: printer }),
    margins: { marginType: 'none' },
    scaleFactor: 100,
    landscape,
    copies,
    collate: true,
    pageSize: { width: Math.round(short * micronsPerMillimetre), height: Math.round(long * micronsPerMillimetre) },
  };
}

const isAbout = (one: Size, other: Size): boolean => Math.abs(one.width - other.width) <= 1 && Math.abs(one.height - other.height) <= 1;

const printed = (contents: Pick<WebContents, 'print'>, options: WebContentsPrintOptions): Promise<{ end: PressEnd; reason: string }> =>
  new Promise((resolve) => {
    contents.print(options, (isDone, reason) => resolve({ end: isDone ? 'printed' : endOf(reason), reason: isDone ? '' : reason }));
  });

/** Electron's words. It has none where it let go of a job whose end it does not know. */
const endOf = (reason: string): PressEnd => (reason === '' ? 'maybe' : /cancell?ed/i.test(reason) ? 'cancelled' : 'failed');

/** CUPS tells how a printer stands (5: stopped); Windows tells nothing here. */
export function printerHere({ name, displayName, options }: PrinterInfo): PrinterHere {
  const told = options as Readonly<Record<string, unknown>>;
  return {
    name,
    label: displayName === '' ? name : displayName,
    isStopped: told['printer-is-accepting-jobs'] === 'false' || String(told['printer-state']) === '5',
  };
}
