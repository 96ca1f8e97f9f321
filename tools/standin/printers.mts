/** Printers are folders: Chromium's own printing, into a PDF instead of onto paper. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from './chromium.mts';
import { NotInStandin, onlyKnown } from './strict.mts';

/**
 * `ONFLOW_STANDIN_PRINTERS`: a JSON list of these. `folder` is where its PDFs go, one a job; `fails`: Electron's word for why it does not
 * print; `isSilent`: it never answers.
 */
interface StandinPrinter {
  readonly name: string;
  readonly displayName?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly fails?: string;
  readonly isSilent?: boolean;
}

function printers(): readonly StandinPrinter[] {
  const file = process.env['ONFLOW_STANDIN_PRINTERS'];
  return file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StandinPrinter[]) : [];
}

export const printerInfos = (): Electron.PrinterInfo[] =>
  printers().map(({ name, displayName, options }) => ({
    name,
    displayName: displayName ?? name,
    description: '',
    options: { ...options } as unknown as Electron.Options,
  }));

const micronsPerInch = 25_400;

export async function pdfOf({ session }: Page, options: Electron.PrintToPDFOptions): Promise<Buffer> {
  onlyKnown('webContents.printToPDF', options, [
    'preferCSSPageSize',
    'printBackground',
    'margins',
    'pageSize',
    'landscape',
    'pageRanges',
    'scale',
  ]);
  if (options.pageSize !== undefined || options.pageRanges !== undefined) throw new NotInStandin('printToPDF with these options');
  const { top = 0.4, bottom = 0.4, left = 0.4, right = 0.4 } = options.margins ?? {};
  const { data } = await session.send('Page.printToPDF', {
    preferCSSPageSize: options.preferCSSPageSize ?? false,
    printBackground: options.printBackground ?? false,
    landscape: options.landscape ?? false,
    scale: options.scale ?? 1,
    marginTop: top,
    marginBottom: bottom,
    marginLeft: left,
    marginRight: right,
  });
  return Buffer.from(data, 'base64');
}

/** Answers Electron's word for why it failed, the empty one for what was printed, and `null` for no answer at all. */
export async function printOn({ session }: Page, options: Electron.WebContentsPrintOptions): Promise<string | null> {
  onlyKnown('webContents.print', options, [
    'silent',
    'printBackground',
    'deviceName',
    'margins',
    'scaleFactor',
    'landscape',
    'copies',
    'collate',
    'pageSize',
  ]);
  if (options.silent !== true) throw new NotInStandin('webContents.print with a dialog');
  const printer = options.deviceName === undefined ? printers()[0] : printers().find(({ name }) => name === options.deviceName);
  if (printer === undefined) return 'Invalid printer settings';
  const { pageSize } = options;
  if (typeof pageSize !== 'object' || options.margins?.marginType !== 'none')
    throw new NotInStandin('webContents.print without size and margins');
  if (pageSize.width < 353 || pageSize.height < 353) throw new RangeError('height and width properties must be minimum 352 microns.');
  if (printer.isSilent === true) return null;
  if (printer.fails !== undefined) return printer.fails;
  const { data } = await session.send('Page.printToPDF', {
    preferCSSPageSize: false,
    printBackground: options.printBackground ?? false,
    landscape: options.landscape ?? false,
    scale: (options.scaleFactor ?? 100) / 100,
    paperWidth: pageSize.width / micronsPerInch,
    paperHeight: pageSize.height / micronsPerInch,
    marginTop: 0,
    marginBottom: 0,
    marginLeft: 0,
    marginRight: 0,
  });
  const number = String(readdirSync(printer.folder).length + 1).padStart(4, '0');
  writeFileSync(join(printer.folder, `${number} x${options.copies ?? 1}.pdf`), Buffer.from(data, 'base64'));
  return '';
}
