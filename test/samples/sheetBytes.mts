/** Rows as the bytes of a file, CSV or XLSX, written as other programs write them: the desk's own writer is not asked. */
import { crc32, deflateRawSync } from 'node:zlib';

export type Rows = readonly (readonly string[])[];

export interface CsvForm {
  readonly encoding?: 'utf8' | 'utf8Mark' | 'utf16le';
  readonly separator?: string;
  readonly lineEnd?: string;
}

export function csvBytes(rows: Rows, { encoding = 'utf8Mark', separator = ',', lineEnd = '\r\n' }: CsvForm = {}): Buffer {
  const field = (text: string): string => (/["\r\n]/u.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = rows.map((row) => row.map(field).join(separator) + lineEnd).join('');
  if (encoding === 'utf16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  return Buffer.from(`${encoding === 'utf8Mark' ? '\uFEFF' : ''}${text}`, 'utf8');
}

export interface Book {
  readonly sheets: readonly { readonly name: string; readonly rows: Rows }[];
  /** What stands as the range of each sheet, whatever is in it. */
  readonly dimension?: string;
  /** Texts in the cells themselves, as some programs write them. */
  readonly inline?: boolean;
}

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\t', '&#9;');

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function xlsxBytes({ sheets, dimension, inline = false }: Book): Buffer {
  const texts = new Map<string, number>();
  const placeOf = (text: string): number => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  };
  const cell = (text: string, row: number, column: number): string => {
    if (text === '') return '';
    const at = `${columnName(column)}${row}`;
    // `="…"` is a formula in a sheet, with its result beside it.
    const formula = /^="([^"]*)"$/u.exec(text);
    if (formula !== null) return `<c r="${at}" t="str"><f>${xml(text.slice(1))}</f><v>${xml(formula[1] ?? '')}</v></c>`;
    return inline ? `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>` : `<c r="${at}" t="s"><v>${placeOf(text)}</v></c>`;
  };
  const parts: (readonly [string, string])[] = sheets.map(({ rows }, index) => {
    const width = Math.max(1, ...rows.slice(0, 100).map((row) => row.length));
    const data = rows
      .map((row, at) => (row.length === 0 ? '' : `<row r="${at + 1}">${row.map((text, column) => cell(text, at + 1, column)).join('')}</row>`))
      .join('');
    const range = dimension ?? `A1:${columnName(width - 1)}${Math.max(1, rows.length)}`;
    return [
      `xl/worksheets/sheet${index + 1}.xml`,
      `${head}<worksheet xmlns="${main}"><dimension ref="${range}"/><sheetData>${data}</sheetData></worksheet>`,
    ];
  });
  const numbers = sheets.map((_, index) => index + 1);
  const strings = [...texts.keys()].map((text) => `<si><t xml:space="preserve">${xml(text)}</t></si>`).join('');
  return zipOf([
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${contentType}.sharedStrings+xml"/>${numbers.map((each) => `<Override PartName="/xl/worksheets/sheet${each}.xml" ContentType="${contentType}.worksheet+xml"/>`).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${xml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packageRelations}">${numbers.map((each) => `<Relationship Id="rId${each}" Type="${relations}/worksheet" Target="worksheets/sheet${each}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ],
    ['xl/sharedStrings.xml', `${head}<sst xmlns="${main}" count="${texts.size}" uniqueCount="${texts.size}">${strings}</sst>`],
    ...parts,
  ]);
}

/** A ZIP archive with its files deflated. */
export function zipOf(files: readonly (readonly [name: string, content: string | Uint8Array])[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content] of files) {
    const plain = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
    const packed = deflateRawSync(plain, { level: 1 });
    const title = Buffer.from(name, 'utf8');
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    // Names are in UTF-8.
    facts.writeUInt16LE(0x08_00, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(plain), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(plain.length, 18);
    facts.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), facts, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 0]), facts, tail, title]));
    bodies.push(local);
    at += local.length;
  }
  const list = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, list, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}
