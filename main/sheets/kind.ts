/** What a file is, by how it begins: its ending may say anything. */
import type { FileHandle } from 'node:fs/promises';
import type { Bounds } from './bounds.ts';

const headSize = 4096;

/** How files begin that are no table, and that people drop by mistake. */
const others = [
  '%PDF',
  '\u0089PNG',
  '\u00FF\u00D8\u00FF',
  'GIF8',
  'RIFF',
  'Rar!',
  '7z\u00BC\u00AF',
  '\u001F\u008B',
  '{\\rtf',
  'BM',
  'II*\0',
  'MZ',
];

/** @throws DeskFailure `sheetNotATable`, `sheetWebPage`, `sheetOldExcel`, `sheetLocked` */
export async function kindOf(file: FileHandle, bounds: Bounds): Promise<'csv' | 'xlsx'> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headSize), 0, headSize, 0);
  const head = buffer.subarray(0, bytesRead);
  const bytes = head.toString('latin1');
  if (bytes.startsWith('PK\u0003\u0004') || bytes.startsWith('PK\u0005\u0006')) return 'xlsx';
  if (bytes.startsWith('\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1')) throw bounds.fail(await withinOld(file, bounds));
  // The first forms of Excel had no container around them.
  if (head[0] === 9 && [0, 2, 4, 8].includes(head[1] ?? -1) && head[3] === 0) throw bounds.fail('sheetOldExcel');
  if (others.some((each) => bytes.startsWith(each) && (each !== 'BM' || bytes.includes('\0')))) throw bounds.fail('sheetNotATable');
  const isWide = head[0] === 0xff || head[0] === 0xfe;
  const text = (isWide ? new TextDecoder(head[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(head) : head.toString('utf8'))
    .replace(/^\uFEFF/u, '')
    .trimStart();
  if (text.startsWith('<')) throw bounds.fail(ofTags(text));
  if (/^MIME-Version:/iu.test(text)) throw bounds.fail('sheetWebPage');
  if (/^(?:\{\s*"|\[\s*[[{])/u.test(text)) throw bounds.fail('sheetNotATable');
  return 'csv';
}

function ofTags(text: string): 'sheetWebPage' | 'sheetOldExcel' | 'sheetNotATable' {
  if (/^(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|meta|table|style|div)\b/iu.test(text))
    return 'sheetWebPage';
  // Excel's XML of 2003.
  return text.includes('urn:schemas-microsoft-com:office:spreadsheet') ? 'sheetOldExcel' : 'sheetNotATable';
}

/** A container of older Office: a workbook of before 2007, or anything with a password. */
async function withinOld(file: FileHandle, bounds: Bounds): Promise<'sheetLocked' | 'sheetOldExcel' | 'sheetNotATable'> {
  const size = 1024 * 1024;
  const parts = {
    locked: Buffer.from('EncryptedPackage', 'utf16le'),
    excel: Buffer.from('Workbook', 'utf16le'),
    first: Buffer.from('Book', 'utf16le'),
  };
  let isExcel = false;
  for (let at = 0; ; at += size - 128) {
    bounds.goOn();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, at);
    const block = buffer.subarray(0, bytesRead);
    if (block.includes(parts.locked)) return 'sheetLocked';
    isExcel ||= block.includes(parts.excel) || block.includes(parts.first);
    if (bytesRead < size) return isExcel ? 'sheetOldExcel' : 'sheetNotATable';
  }
}
