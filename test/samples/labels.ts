/**
 * Shipping labels like those of marketplaces, for tests: what is on them is written by hand, from what is known of real ones. Made as PDF with a
 * text layer, as PDF that holds only a picture, or as PNG; bars lie where a printer of 203 dots an inch would put them.
 */
import { deflateSync } from 'node:zlib';
import bwip from 'bwip-js/node';

/** Lengths in millimetres; from the upper left corner. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
export interface LabelCode {
  readonly kind: 'code128' | 'qrcode' | 'datamatrix' | 'pdf417';
  readonly text: string;
  readonly left: number;
  readonly top: number;
  /** Of the narrowest bar or the smallest square. */
  readonly module?: number;
}
export interface LabelPage {
  readonly width: number;
  readonly height: number;
  readonly codes: readonly LabelCode[];
  /** One below the other. */
  readonly lines?: readonly string[];
  /** Quarter turns to the right, as `/Rotate` says them. */
  readonly rotate?: 0 | 90 | 180 | 270;
}

const inch = 25.4;
const barHeight = 14;

export function rectanglesOf({ kind, text, left, top, module = 0.375 }: LabelCode): Rectangle[] {
  const [drawn] = bwip.raw(kind, text, {}) as readonly {
    readonly sbs?: readonly number[];
    readonly pixs?: readonly number[];
    readonly pixx?: number;
  }[];
  if (drawn?.sbs !== undefined) {
    const bars: Rectangle[] = [];
    let at = left;
    for (const [index, wide] of drawn.sbs.entries()) {
      if (index % 2 === 0) bars.push({ left: at, top, width: wide * module, height: barHeight });
      at += wide * module;
    }
    return bars;
  }
  const across = drawn?.pixx ?? 1;
  return (drawn?.pixs ?? []).flatMap((dark, index) =>
    dark === 0
      ? []
      : [{ left: left + (index % across) * module, top: top + Math.floor(index / across) * module, width: module, height: module }],
  );
}

export const object = (dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<<${dictionary}/Length ${data.length}>>stream\n`), data, Buffer.from('\nendstream')]);

/** Every code of the font is its letter's own number: text in any language, in no font of the file's. */
export const toUnicode = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
${Array.from({ length: 32 }, (_, block) => block)
  .map((block) => {
    const high = block.toString(16).padStart(2, '0');
    return `1 beginbfrange <${high}00> <${high}FF> <${high}00> endbfrange`;
  })
  .join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end`;

/** Object 3 of a file, whose object 4 says which letter is which. */
export const letterFont = Buffer.from(
      '<</Type/Font/Subtype/Type0/BaseFont/Label/Encoding/Identity-H/ToUnicode 4 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Label/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 600/FontDescriptor<</Type/FontDescriptor/FontName/Label/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>]>>',
    );

export const points = (length: number): number => (length / inch) * 72;
export const fixed = (value: number): string => value.toFixed(3);

const hexOf = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('');

export function contentOf({ height, codes, lines = [] }: LabelPage): Buffer {
  const bars = codes
    .flatMap(rectanglesOf)
    .map(
      (each) =>
        `${fixed(points(each.left))} ${fixed(points(height - each.top - each.height))} ${fixed(points(each.width))} ${fixed(points(each.height))} re f`,
    );
  const below = Math.max(0, ...codes.map(({ top }) => top)) + 45;
  const words = lines.map(
    (line, index) => `BT /F 9 Tf ${fixed(points(5))} ${fixed(points(height - below) - index * 12)} Td <${hexOf(line)}> Tj ET`,
  );
  return Buffer.from([...bars, ...words].join('\n'));
}

/** `pictures`: pages that hold nothing but a picture of so many dots an inch. */
export function labelsPdf(pages: readonly LabelPage[], pictures: number | null = null): Buffer {
  const parts: Buffer[] = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.alloc(0),
    letterFont,
    object('', Buffer.from(toUnicode)),
  ];
  const kids: string[] = [];
  for (const page of pages) {
    const number = parts.length + 1;
    kids.push(`${number} 0 R`);
    const box = `0 0 ${fixed(points(page.width))} ${fixed(points(page.height))}`;
    const isPicture = pictures !== null;
    const resources = isPicture ? `/XObject<</I ${number + 2} 0 R>>` : '/Font<</F 3 0 R>>';
    parts.push(
      Buffer.from(
        `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Rotate ${page.rotate ?? 0}/Resources<<${resources}>>/Contents ${number + 1} 0 R>>`,
      ),
    );
    if (!isPicture) {
      parts.push(object('', contentOf(page)));
      continue;
    }
    const { dots, width, height } = rasterOf(page, pictures);
    parts.push(
      object('', Buffer.from(`q ${fixed(points(page.width))} 0 0 ${fixed(points(page.height))} 0 0 cm /I Do Q`)),
      object(
        `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`,
        deflateSync(dots),
      ),
    );
  }
  parts[1] = Buffer.from(`<</Type/Pages/Kids[${kids.join(' ')}]/Count ${pages.length}>>`);
  return fileOf(parts);
}

/** Objects from number 1 on, the first of them the catalogue. */
export function fileOf(parts: readonly Buffer[]): Buffer {
  const whole: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let length = whole[0]?.length ?? 0;
  const at = parts.map((part, index) => {
    const written = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), part, Buffer.from('\nendobj\n')]);
    whole.push(written);
    length += written.length;
    return `${String(length - written.length).padStart(10, '0')} 00000 n \n`;
  });
  const tail = `xref\n0 ${parts.length + 1}\n0000000000 65535 f \n${at.join('')}trailer<</Size ${parts.length + 1}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...whole, Buffer.from(tail)]);
}

export interface Raster {
  /** One byte a dot, 255 is white. */
  readonly dots: Buffer;
  readonly width: number;
  readonly height: number;
}

export function rasterOf({ width, height, codes }: LabelPage, perInch: number): Raster {
  const dots = (length: number): number => Math.round((length / inch) * perInch);
  const across = dots(width);
  const raster = Buffer.alloc(across * dots(height), 255);
  for (const each of codes.flatMap(rectanglesOf))
    for (let row = dots(each.top); row < dots(each.top + each.height); row += 1)
      raster.fill(0, row * across + dots(each.left), row * across + dots(each.left + each.width));
  return { dots: raster, width: across, height: dots(height) };
}

/** Turned to the right by so many degrees, on white. */
export function turned({ dots, width, height }: Raster, degrees: number): Raster {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const across = Math.ceil(Math.abs(width * cos) + Math.abs(height * sin));
  const down = Math.ceil(Math.abs(width * sin) + Math.abs(height * cos));
  const out = Buffer.alloc(across * down, 255);
  for (let y = 0; y < down; y += 1)
    for (let x = 0; x < across; x += 1) {
      const [fromX, fromY] = [x - across / 2, y - down / 2];
      const column = Math.round(fromX * cos + fromY * sin + width / 2);
      const row = Math.round(fromY * cos - fromX * sin + height / 2);
      if (column >= 0 && column < width && row >= 0 && row < height) out[y * across + x] = dots[row * width + column] ?? 255;
    }
  return { dots: out, width: across, height: down };
}

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});
const crcOf = (bytes: Buffer): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

export function pngOf({ dots, width, height }: Raster): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name), data]);
    const whole = Buffer.alloc(named.length + 8);
    whole.writeUInt32BE(data.length, 0);
    named.copy(whole, 4);
    whole.writeUInt32BE(crcOf(named), whole.length - 4);
    return whole;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) dots.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A label of Shopee's with its courier: text layer, the courier's code as bars and QR, the order's code as text (formats, 2.1). */
export const shopeeLabel = ({
  tracking,
  order,
  printed = tracking,
}: {
  readonly tracking: string;
  readonly order: string;
  /** The courier's code as its text has it. */
  readonly printed?: string;
}): LabelPage => ({
  width: 105,
  height: 148,
  codes: [
    { kind: 'code128', text: tracking, left: 10, top: 10 },
    { kind: 'qrcode', text: tracking, left: 70, top: 30, module: 0.75 },
  ],
  lines: [
    'Shopee Xpress',
    `Mã vận đơn: ${printed}`,
    `Mã đơn hàng: ${order}`,
    'Đến: (Chỉ giao giờ hành chính)',
    'Nội dung hàng (Tổng SL sản phẩm: 1)',
    '1. Áo thun đỏ size M, SL: 1',
    'Khối lượng tối đa: 500 g',
    'Tiền thu Người nhận: 0 VND',
  ],
});
