/** PDFs of one page as scanners and label printers make them, written by hand. For tests. */

interface Page {
  readonly content: string;
  /** Entries of the page's resources. */
  readonly resources: string;
  /** Objects from number 5 on. */
  readonly more?: readonly Buffer[];
}

function pdf({ content, resources, more = [] }: Page, box = '0 0 240 140'): Buffer {
  const parts = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from(`<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Resources<<${resources}>>/Contents 4 0 R>>`),
    stream('', Buffer.from(content)),
    ...more,
  ];
  let whole = Buffer.from('%PDF-1.7\n');
  const at = parts.map((part, index) => {
    const offset = whole.length;
    whole = Buffer.concat([whole, Buffer.from(`${index + 1} 0 obj\n`), part, Buffer.from('\nendobj\n')]);
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const tail = `xref\n0 ${parts.length + 1}\n0000000000 65535 f \n${at.join('')}trailer<</Size ${parts.length + 1}/Root 1 0 R>>\nstartxref\n${whole.length}\n%%EOF\n`;
  return Buffer.concat([whole, Buffer.from(tail)]);
}

const stream = (dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<<${dictionary}/Length ${data.length}>>stream\n`), data, Buffer.from('\nendstream')]);

const side = 64;

/** A black square in the coding of fax machines (T.6): one black line, and all others like the one above. */
function fax(): Buffer {
  const bits = ['001', '00110101', '0000001111', '0000110111', '11'.repeat(side - 1), '000000000001'.repeat(2)].join('');
  const bytes = Array.from({ length: Math.ceil(bits.length / 8) }, (_, index) => bits.slice(index * 8, index * 8 + 8).padEnd(8, '0'));
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

const words = (...numbers: readonly number[]): Buffer =>
  Buffer.concat(
    numbers.map((number) => {
      const word = Buffer.alloc(4);
      word.writeUInt32BE(number);
      return word;
    }),
  );

/** The same square as JBIG2: a page, and on it one region in the coding of fax machines. */
function jbig2(): Buffer {
  const segment = (number: number, type: number, data: Buffer): Buffer =>
    Buffer.concat([words(number), Buffer.from([type, 0, 1]), words(data.length), data]);
  const page = Buffer.concat([words(side, side, 0, 0), Buffer.from([0, 0, 0])]);
  const region = Buffer.concat([words(side, side, 0, 0), Buffer.from([0, 1]), fax()]);
  return Buffer.concat([segment(0, 48, page), segment(1, 38, region)]);
}

const scan = (filter: string, data: Buffer, more = `/ColorSpace/DeviceGray/BitsPerComponent 1`): Buffer =>
  pdf({
    content: 'q 200 0 0 100 20 20 cm /I Do Q',
    resources: '/XObject<</I 5 0 R>>',
    more: [stream(`/Type/XObject/Subtype/Image/Width ${side}/Height ${side}${more}/Filter/${filter}`, data)],
  });

const text = (font: string, shown: string): Buffer =>
  pdf({ content: `BT /F 32 Tf 20 60 Td ${shown} Tj ET`, resources: `/Font<</F ${font}>>` });

export const pdfs = {
  ccitt: scan('CCITTFaxDecode', fax(), `/ColorSpace/DeviceGray/BitsPerComponent 1/DecodeParms<</K -1/Columns ${side}/Rows ${side}>>`),
  jbig2: scan('JBIG2Decode', jbig2()),
  /** Names itself JPEG 2000 and cannot be read. */
  brokenJpx: scan('JPXDecode', Buffer.concat([Buffer.from('0000000c6a5020200d0a870a', 'hex'), Buffer.alloc(400, 7)]), ''),
  /** 测试 and Latin letters in a Chinese font that is not in the file. */
  chinese: text(
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>',
    '<B2E2CAD420414243>',
  ),
  dingbats: text('<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>', '(nnnn)'),
  empty: pdf({ content: '', resources: '' }),
} as const;

/** A label of so many millimetres: words in a font that is not in the file, and two bars. */
export function labelPdf({
  width,
  height,
  words: shown,
}: {
  readonly width: number;
  readonly height: number;
  readonly words: string;
}): Buffer {
  const points = (length: number): string => ((length / 25.4) * 72).toFixed(3);
  return pdf(
    {
      content: `BT /F 14 Tf 20 60 Td (${shown}) Tj ET 20 100 2 40 re f 26 100 4 40 re f`,
      resources: '/Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>',
    },
    `0 0 ${points(width)} ${points(height)}`,
  );
}
