/** All barcodes of a picture, whatever their kind and turn, by ZXing. */
import { LabelFailure, type Picture } from './pages.ts';
import { turnedBack } from './pictures.ts';
import { instanceOf, program } from './wasm.ts';

export interface Bars {
  readonly text: string;
  /** ZXing's name: `Code128`, `QRCode`, `DataMatrix`, `PDF417`, `EAN13` … */
  readonly format: string;
  /** A row of bars, and no square. */
  readonly isRow: boolean;
  /** Its middle, in shares of the picture's width and height; `null` where the picture was turned to read it. */
  readonly at: { readonly x: number; readonly y: number } | null;
}

export interface BarReader {
  /** `anyTurn`: also what does not lie along the edges, as on a photograph. @throws LabelFailure `tooLarge` */
  read(picture: Picture, anyTurn: boolean): Promise<Bars[]>;
}

const squares = /^(?:QR|MicroQR|RMQR|DataMatrix|Aztec|CompactPDF|MicroPDF|PDF|MaxiCode)/;
/** Between them nothing is missed: long bars are read when the picture is turned by 15 degrees at most. */
const turns: readonly number[] = [22.5, 45, 67.5];

export async function openBarReader(): Promise<BarReader> {
  const [{ prepareZXingModule, purgeZXingModule, readBarcodes }, module] = await Promise.all([
    import('zxing-wasm/reader'),
    program('zxing_reader'),
  ]);
  purgeZXingModule();
  await prepareZXingModule({ overrides: { instantiateWasm: instanceOf(module) }, fireImmediately: true });
  const look = async ({ dots, width, height }: Picture) => {
    // The plainest of all kinds of pictures, which ZXing takes as it is: four times smaller than its other way.
    const head = Buffer.from(`P5 ${width} ${height} 255\n`);
    const found = await readBarcodes(new Uint8Array(Buffer.concat([head, dots])), {
      tryHarder: true,
      tryRotate: true,
      tryInvert: false,
      maxNumberOfSymbols: 64,
      textMode: 'Plain',
    });
    return found.filter(({ isValid, text }) => isValid && text.trim() !== '');
  };
  return {
    read: async (picture, anyTurn) => {
      const found: Bars[] = [];
      const add = (all: Awaited<ReturnType<typeof look>>, isTurned: boolean): void => {
        for (const { text, format, position } of all) {
          if (found.some((each) => each.text === text && each.format === format && (isTurned || each.at === null))) continue;
          const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight];
          const middle = (of: 'x' | 'y', whole: number): number => corners.reduce((sum, corner) => sum + corner[of], 0) / 4 / whole;
          const at = isTurned ? null : { x: middle('x', picture.width), y: middle('y', picture.height) };
          found.push({ text, format, isRow: !squares.test(format), at });
        }
      };
      try {
        const straight = await look(picture);
        add(straight, false);
        if (!anyTurn || found.some(({ isRow }) => isRow)) return found;
        // A square tells how it lies.
        const lies = straight.map(({ orientation }) => ((orientation % 90) + 90) % 90).find((degrees) => degrees > 4 && degrees < 86);
        for (const degrees of lies === undefined ? (straight.length > 0 ? [] : turns) : [lies]) {
          add(await look(turnedBack(picture, degrees)), true);
          if (found.length > 0 && lies === undefined) break;
        }
        return found;
      } catch (cause) {
        if (cause instanceof LabelFailure) throw cause;
        // The program has no more room: it gives up as a whole.
        throw new LabelFailure('tooLarge');
      }
    },
  };
}
