/** Sheets with labels on them, as PDF: one, two or four a sheet, turned in any of the ways in which a PDF can be turned, pale, or as a picture. */
import { deflateSync } from 'node:zlib';
import {
  type LabelPage,
  type Raster,
  contentOf,
  fileOf,
  fixed,
  letterFont,
  object,
  points,
  rasterOf,
  rectanglesOf,
  toUnicode,
} from './labels.ts';

export interface OnSheet {
  readonly label: LabelPage;
  /** Millimetres, of the sheet as it is seen. */
  readonly left: number;
  readonly top: number;
  /** Its content is turned, to the left by so many degrees; the sheet is not. */
  readonly turn?: 0 | 90 | 180 | 270;
}
export interface Sheet {
  /** Millimetres, as it is seen. */
  readonly width: number;
  readonly height: number;
  readonly labels: readonly OnSheet[];
  /** The page is turned by so much, and its content the other way, so that it is seen upright. */
  readonly rotate?: 0 | 90 | 180 | 270;
  /** The page is larger by so much on each side than what is seen of it; text stands there that nobody sees. */
  readonly beside?: number;
  /** 0 is black. */
  readonly grey?: number;
  /** Nothing but a picture of so many dots an inch. */
  readonly dots?: number;
  /** Lines to cut along between the labels. */
  readonly cutLines?: boolean;
  /** Each label has a frame along its edge, which touches its neighbours'. */
  readonly frames?: boolean;
  /** Its page is no page. */
  readonly broken?: boolean;
}

/** Instead of letters, which a picture has no font for. */
const scribble = ({ codes, lines = [] }: LabelPage): { left: number; top: number; width: number; height: number }[] => {
  const below = Math.max(0, ...codes.map(({ top }) => top)) + 43;
  return lines.flatMap((line, index) =>
    Array.from({ length: Math.ceil(line.length / 2) }, (_, letter) => ({ left: 5 + letter * 3, top: below + index * 4.2, width: 2, height: 1.6 })),
  );
};

/** Millimetres to points, y upwards, turned within the label's own place. */
function placed({ label, left, top, turn = 0 }: OnSheet, height: number): string {
  const [w, h] = [points(label.width), points(label.height)];
  const [x, y] = [points(left), points(height - top)];
  const ways = { 0: [1, 0, 0, 1, x, y - h], 90: [0, 1, -1, 0, x + h, y - w], 180: [-1, 0, 0, -1, x + w, y], 270: [0, -1, 1, 0, x, y] };
  return ways[turn].map(fixed).join(' ');
}

/** The content of what is seen, on the page before it is turned. */
function upright({ width, height, rotate = 0, beside = 0 }: Sheet): string {
  const [w, h, b] = [points(width), points(height), points(beside)];
  const ways = { 0: [1, 0, 0, 1, b, b], 90: [0, 1, -1, 0, h + b, b], 180: [-1, 0, 0, -1, w + b, h + b], 270: [0, -1, 1, 0, b, w + b] };
  return ways[rotate].map(fixed).join(' ');
}

function cutsOf({ width, height, labels, cutLines = false }: Sheet): string {
  if (!cutLines) return '';
  const isSeveral = (of: (each: OnSheet) => number): boolean => new Set(labels.map(of)).size > 1;
  const across = `0 ${fixed(points(height / 2))} m ${fixed(points(width))} ${fixed(points(height / 2))} l S`;
  const down = `${fixed(points(width / 2))} 0 m ${fixed(points(width / 2))} ${fixed(points(height))} l S`;
  return `[4 4] 0 d 0.5 w ${isSeveral(({ top }) => top) ? across : ''} ${isSeveral(({ left }) => left) ? down : ''}`;
}

const frameOf = ({ label, left, top }: OnSheet, height: number): string =>
  `0.75 w ${[left, height - top - label.height, label.width, label.height].map((each) => fixed(points(each))).join(' ')} re S`;

function drawingOf(sheet: Sheet): Buffer {
  const { height, labels, grey = 0, frames = false } = sheet;
  const drawn = labels.map((each) => `q ${placed(each, height)} cm ${grey} g\n${contentOf(each.label).toString()}\nQ`);
  const hidden = sheet.beside === undefined ? '' : 'BT /F 8 Tf 2 2 Td <004E0047004F00410049> Tj ET';
  return Buffer.from(`${hidden}\nq ${upright(sheet)} cm\n${cutsOf(sheet)}\n${frames ? labels.map((each) => frameOf(each, height)).join('\n') : ''}\n${drawn.join('\n')}\nQ`);
}

/** What a scanner or a browser would make of the sheet. Labels are not turned on it. */
export function rasterOfSheet({ width, height, labels, grey = 0 }: Sheet, perInch: number): Raster {
  const raster = rasterOf({ width, height, codes: [] }, perInch);
  const dots = (length: number): number => Math.round((length / 25.4) * perInch);
  for (const { label, left, top } of labels)
    for (const each of [...label.codes.flatMap(rectanglesOf), ...scribble(label)])
      for (let row = dots(top + each.top); row < Math.min(raster.height, dots(top + each.top + each.height)); row += 1)
        raster.dots.fill(
          Math.round(grey * 255),
          row * raster.width + dots(left + each.left),
          row * raster.width + Math.min(raster.width, dots(left + each.left + each.width)),
        );
  return raster;
}

/** `catalogue`: what else its first object says; `page`: what else its pages say. */
export interface Extras {
  readonly catalogue?: string;
  readonly page?: string;
}

export function sheetsPdf(sheets: readonly Sheet[], extras: Extras = {}): Buffer {
  const parts: Buffer[] = [
    Buffer.from(`<</Type/Catalog/Pages 2 0 R${extras.catalogue ?? ''}>>`),
    Buffer.alloc(0),
    letterFont,
    object('/Filter/FlateDecode', deflateSync(Buffer.from(toUnicode))),
  ];
  const kids: string[] = [];
  for (const sheet of sheets) {
    const number = parts.length + 1;
    kids.push(`${number} 0 R`);
    if (sheet.broken === true) {
      parts.push(Buffer.from('(no page at all)'));
      continue;
    }
    const { width, height, rotate = 0, beside = 0, dots } = sheet;
    const [w, h] = rotate % 180 === 0 ? [points(width), points(height)] : [points(height), points(width)];
    const b = points(beside);
    const media = `0 0 ${fixed(w + 2 * b)} ${fixed(h + 2 * b)}`;
    const crop = beside === 0 ? '' : `/CropBox[${fixed(b)} ${fixed(b)} ${fixed(w + b)} ${fixed(h + b)}]`;
    const resources = dots === undefined ? '/Font<</F 3 0 R>>' : `/XObject<</I ${number + 2} 0 R>>`;
    parts.push(
      Buffer.from(
        `<</Type/Page/Parent 2 0 R/MediaBox[${media}]${crop}/Rotate ${rotate}/Resources<<${resources}>>/Contents ${number + 1} 0 R${extras.page ?? ''}>>`,
      ),
    );
    if (dots === undefined) {
      parts.push(object('/Filter/FlateDecode', deflateSync(drawingOf(sheet))));
      continue;
    }
    const raster = rasterOfSheet(sheet, dots);
    parts.push(
      object('', Buffer.from(`q ${upright(sheet)} cm ${fixed(points(width))} 0 0 ${fixed(points(height))} 0 0 cm /I Do Q`)),
      object(
        `/Type/XObject/Subtype/Image/Width ${raster.width}/Height ${raster.height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`,
        deflateSync(raster.dots, { level: 1 }),
      ),
    );
  }
  parts[1] = Buffer.from(`<</Type/Pages/Kids[${kids.join(' ')}]/Count ${sheets.length}>>`);
  return fileOf(parts);
}
