/** Workbooks (XLSX) from their XML: odd ones too, as exporters of the trade and other offices write them. */
import { type ZipManner, zipOf } from './zips.ts';

export interface SheetSample {
  readonly name: string;
  /** What is inside `sheetData`. */
  readonly rows: string;
  /** In front of `sheetData`, and behind it. */
  readonly before?: string;
  readonly after?: string;
  readonly state?: 'hidden' | 'veryHidden';
}

export interface WorkbookSample {
  readonly sheets: readonly SheetSample[];
  /** `si` each: `<t>…</t>`. */
  readonly shared?: readonly string[];
  /** Number formats by the style that has them: a number of Excel's own, or a code. */
  readonly formats?: readonly (number | string)[];
  readonly is1904?: boolean;
  /** Other namespaces, as ISO 29500 strict has them. */
  readonly isStrict?: boolean;
  /** Parts named from the top: `/xl/worksheets/sheet1.xml`. */
  readonly isAbsolute?: boolean;
  /** Before each tag of the sheets. */
  readonly prefix?: string;
  /** Instead of or besides the usual ones; `null` leaves one out. */
  readonly parts?: Readonly<Record<string, string | Buffer | null>>;
  readonly zip?: ZipManner;
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageOf = 'http://schemas.openxmlformats.org/package/2006';

export function workbook({ sheets, ...rest }: WorkbookSample): Buffer {
  const { shared, formats, is1904 = false, isStrict = false, isAbsolute = false, prefix = '', parts = {}, zip } = rest;
  const main = isStrict ? 'http://purl.oclc.org/ooxml/spreadsheetml/main' : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = isStrict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (each: readonly (readonly [id: string, type: string, target: string])[]): string =>
    `${head}<Relationships xmlns="${packageOf}/relationships">${each
      .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  const folder = isAbsolute ? '/xl/' : '';
  const name = prefix === '' ? '' : `${prefix}:`;
  const tagged = (xml: string): string => (prefix === '' ? xml : xml.replaceAll(/<(\/?)(?=[a-zA-Z])/gu, `<$1${name}`));
  const space = prefix === '' ? `xmlns="${main}"` : `xmlns:${prefix}="${main}"`;
  const sheetXml = ({ rows, before = '', after = '' }: SheetSample): string =>
    `${head}<${name}worksheet ${space} xmlns:r="${office}">${tagged(`${before}<sheetData>${rows}</sheetData>${after}`)}</${name}worksheet>`;
  const codes = (formats ?? []).map((format, index) => (typeof format === 'number' ? format : 164 + index));
  const all: Record<string, string | Buffer | null> = {
    '[Content_Types].xml':
      `${head}<Types xmlns="${packageOf}/content-types"><Default Extension="rels" ` +
      `ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/workbook.xml" ` +
      `ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', `${isAbsolute ? '/' : ''}xl/workbook.xml`]]),
    'xl/workbook.xml':
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map(
          (sheet, index) =>
            `<sheet name="${escaped(sheet.name)}" sheetId="${index + 1}"${sheet.state === undefined ? '' : ` state="${sheet.state}"`} ` +
            `r:id="rId${index + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index) => [`rId${index + 1}`, 'worksheet', `${folder}worksheets/sheet${index + 1}.xml`] as const),
      ...(shared === undefined ? [] : [['rId91', 'sharedStrings', `${folder}sharedStrings.xml`] as const]),
      ...(formats === undefined ? [] : [['rId92', 'styles', `${folder}styles.xml`] as const]),
    ]),
    ...Object.fromEntries(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)])),
    ...(shared === undefined
      ? {}
      : {
          'xl/sharedStrings.xml': `${head}<sst xmlns="${main}" uniqueCount="${shared.length}">${shared
            .map((each) => `<si>${each}</si>`)
            .join('')}</sst>`,
        }),
    ...(formats === undefined
      ? {}
      : {
          'xl/styles.xml':
            `${head}<styleSheet xmlns="${main}"><numFmts>${formats
              .map((format, index) =>
                typeof format === 'number' ? '' : `<numFmt numFmtId="${164 + index}" formatCode="${escaped(format)}"/>`,
              )
              .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${codes
              .map((code) => `<xf numFmtId="${code}" xfId="0"/>`)
              .join('')}</cellXfs></styleSheet>`,
        }),
    ...parts,
  };
  const kept = Object.entries(all).filter((entry): entry is [string, string | Buffer] => entry[1] !== null);
  return zipOf(Object.fromEntries(kept), zip);
}
