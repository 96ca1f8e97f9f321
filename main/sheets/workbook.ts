/** What a workbook says of itself: its sheets and where they lie, its calendar, its formats of numbers, its shared strings. */
import type { SheetInfo } from '../../contract/sheets.ts';
import type { Bounds } from './bounds.ts';
import { type NumberFormat, numberFormat } from './numberFormats.ts';
import { scan } from './parts.ts';
import { attributesOf } from './xml.ts';
import type { Zip } from './zip.ts';

export interface SheetPart extends SheetInfo {
  readonly part: string;
}

export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly is1904: boolean;
  /** By the number that a cell has of its style. */
  readonly formats: readonly NumberFormat[];
  readonly sharedStrings: string | null;
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

const usualWorkbook = 'xl/workbook.xml';
const noText = (): void => undefined;

/** @throws DeskFailure `sheetNotATable`, `sheetBroken`, `sheetEmpty` */
export async function readWorkbook(zip: Zip, bounds: Bounds): Promise<Workbook> {
  const path = await workbookPart(zip, bounds);
  const relations = await relationsOf(zip, path, bounds);
  const sheets: SheetPart[] = [];
  let is1904 = false;
  let isWorkbook = false;
  await scan(
    zip,
    path,
    {
      open: (name, xml, from, to) => {
        if (name === 'workbook') isWorkbook = true;
        const isTold = name === 'sheet' || name === 'workbookPr';
        if (!isTold) return;
        const attributes = attributesOf(xml, from, to);
        if (name === 'workbookPr') is1904 = ['1', 'true', 'on'].includes(attributes.get('date1904') ?? '');
        else {
          const relation = relations.get(attributes.get('id') ?? '');
          // A part that is not there may not be left out in silence: what is read without it says other things.
          if (relation === undefined) throw bounds.fail('sheetBroken');
          // Sheets that are one diagram, and dialogs of old macros, have no cells.
          if (!relation.type.endsWith('/worksheet')) return;
          // SECURITY: one large part must not be read as a thousand sheets.
          if (!zip.has(relation.target) || sheets.some(({ part }) => part === relation.target)) throw bounds.fail('sheetBroken');
          if (sheets.length === bounds.caps.sheets) throw bounds.fail('sheetExpandsTooMuch');
          sheets.push({
            name: attributes.get('name') ?? '',
            isHidden: /hidden/iu.test(attributes.get('state') ?? ''),
            part: relation.target,
          });
        }
      },
      close: noText,
      text: noText,
    },
    bounds,
  );
  if (!isWorkbook) throw bounds.fail('sheetNotATable');
  if (sheets.length === 0) throw bounds.fail('sheetEmpty');
  const partOf = (type: string): string | null => {
    const told = [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`))?.target ?? null;
    if (told !== null && !zip.has(told)) throw bounds.fail('sheetBroken');
    return told;
  };
  const styles = partOf('styles');
  return {
    sheets,
    is1904,
    formats: styles === null ? [] : await formatsIn(zip, styles, bounds),
    sharedStrings: partOf('sharedStrings'),
  };
}

async function workbookPart(zip: Zip, bounds: Bounds): Promise<string> {
  const relations = await relationsOf(zip, '', bounds);
  const told = [...relations.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target;
  const path = told !== undefined && zip.has(told) ? told : usualWorkbook;
  // A document of another program, a workbook in Excel's binary form, any archive.
  if (!zip.has(path) || !path.toLowerCase().endsWith('.xml')) throw bounds.fail('sheetNotATable');
  return path;
}

/** Of a part, by their names; of the whole archive where `path` is empty. */
async function relationsOf(zip: Zip, path: string, bounds: Bounds): Promise<ReadonlyMap<string, Relation>> {
  const relations = new Map<string, Relation>();
  const folder = folderOf(path);
  const part = `${folder}_rels/${path.slice(folder.length)}.rels`;
  if (!zip.has(part)) return relations;
  await scan(
    zip,
    part,
    {
      open: (name, xml, from, to) => {
        if (name !== 'Relationship') return;
        const attributes = attributesOf(xml, from, to);
        if (attributes.get('TargetMode') === 'External') return;
        relations.set(attributes.get('Id') ?? '', {
          type: attributes.get('Type') ?? '',
          target: placed(folder, attributes.get('Target') ?? ''),
        });
      },
      close: noText,
      text: noText,
    },
    bounds,
  );
  return relations;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** From the archive's top; relative ones from `folder`. */
function placed(folder: string, target: string): string {
  const path: string[] = [];
  const written = target.replaceAll('\\', '/');
  for (const step of `${written.startsWith('/') ? '' : folder}${written}`.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

async function formatsIn(zip: Zip, part: string, bounds: Bounds): Promise<readonly NumberFormat[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  // Cells point into one of several lists of the same tags.
  let list = '';
  await scan(
    zip,
    part,
    {
      open: (name, xml, from, to) => {
        if (name === 'numFmts' || name === 'cellXfs') list = name;
        else if (name === 'numFmt' && list === 'numFmts') {
          const attributes = attributesOf(xml, from, to);
          codes.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '');
        } else if (name === 'xf' && list === 'cellXfs') ids.push(Number(attributesOf(xml, from, to).get('numFmtId') ?? 0));
      },
      close: (name) => {
        if (name === list) list = '';
      },
      text: noText,
    },
    bounds,
  );
  const formats = new Map<number, NumberFormat>();
  return ids.map((id) => {
    const known = formats.get(id) ?? numberFormat(id, codes.get(id));
    formats.set(id, known);
    return known;
  });
}
