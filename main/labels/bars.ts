/** All barcodes of a picture, whatever their kind and turn, by ZXing. */
import { LabelFailure, type Picture } from './pages.ts';
import { crop, turnedBack } from './pictures.ts';
import { instanceOf, program } from './wasm.ts';

/** In dots of the picture, from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Bars {
  readonly text: string;
  /** ZXing's name: `Code128`, `QRCode`, `DataMatrix`, `PDF417`, `EAN13` … */
  readonly format: string;
  /** A row of bars, and no square. */
  readonly isRow: boolean;
  /** `null` where the picture was turned to read it. */
  readonly place: Box | null;
}

/**
 * `quick`: the kinds that couriers print, along the edges; `all`: every kind; `anyTurn`: also what does not lie along the edges, as on a
 * photograph.
 */
export type Effort = 'quick' | 'all' | 'anyTurn';

export interface BarReader {
  /** @throws LabelFailure `tooLarge` */
  read(picture: Picture, effort: Effort): Promise<Bars[]>;
  /** Whether it can still be read where a dot is either black or white, as a label printer prints it. */
  isInk(picture: Picture, bars: Bars): Promise<boolean>;
}

const squares = /^(?:QR|MicroQR|RMQR|DataMatrix|Aztec|CompactPDF|MicroPDF|PDF|MaxiCode)/;
const quickKinds = ['Code128', 'QRCode', 'DataMatrix', 'PDF417'] as const;
/** Between them nothing is missed: long bars are read when the picture is turned by 15 degrees at most. */
const turns: readonly number[] = [22.5, 45, 67.5];
/** Half of what there is between black and white. */
const inkBelow = 128;

export async function openBarReader(): Promise<BarReader> {
  const [{ prepareZXingModule, purgeZXingModule, readBarcodes }, module] = await Promise.all([
    import('zxing-wasm/reader'),
    program('zxing_reader'),
  ]);
  purgeZXingModule();
  await prepareZXingModule({ overrides: { instantiateWasm: instanceOf(module) }, fireImmediately: true });
  type Options = NonNullable<Parameters<typeof readBarcodes>[1]>;
  const look = async ({ dots, width, height }: Picture, options: Options = {}) => {
    // The plainest of all kinds of pictures, which ZXing takes as it is: four times smaller than its other way.
    const head = Buffer.from(`P5 ${width} ${height} 255\n`);
    const found = await readBarcodes(new Uint8Array(Buffer.concat([head, dots])), {
      tryHarder: true,
      tryRotate: true,
      tryInvert: false,
      maxNumberOfSymbols: 64,
      textMode: 'Plain',
      ...options,
    });
    return found.filter(({ isValid, text }) => isValid && text.trim() !== '');
  };
  type Seen = Awaited<ReturnType<typeof look>>;
  const bounded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof LabelFailure) throw cause;
      // The program has no more room: it gives up as a whole.
      throw new LabelFailure('tooLarge');
    }
  };
  return {
    read: (picture, effort) =>
      bounded(async () => {
        const found: Bars[] = [];
        const add = (all: Seen, isTurned: boolean): void => {
          for (const { text, format, position } of all) {
            if (isTurned && found.some((each) => each.text === text && each.format === format)) continue;
            found.push({ text, format, isRow: !squares.test(format), place: isTurned ? null : boxOf(position) });
          }
        };
        const straight = await look(picture, effort === 'quick' ? { formats: [...quickKinds], tryDownscale: false } : {});
        add(straight, false);
        if (effort !== 'anyTurn' || found.some(({ isRow }) => isRow)) return found;
        // A square tells how it lies.
        const lies = straight.map(({ orientation }) => ((orientation % 90) + 90) % 90).find((degrees) => degrees > 4 && degrees < 86);
        for (const degrees of lies === undefined ? (straight.length > 0 ? [] : turns) : [lies]) {
          add(await look(turnedBack(picture, degrees)), true);
          if (found.length > 0 && lies === undefined) break;
        }
        return found;
      }),
    isInk: (picture, { text, format, place }) =>
      bounded(async () => {
        if (place === null) return true;
        // With the white that a scanner needs beside it.
        const around = Math.max(12, Math.round(Math.max(place.width, place.height) * 0.12));
        const cut = crop(picture, {
          x: place.x - around,
          y: place.y - around,
          width: place.width + 2 * around,
          height: place.height + 2 * around,
        });
        const dots = cut.dots.map((dot) => (dot < inkBelow ? 0 : 255));
        const seen = await look({ ...cut, dots }, { formats: [format as (typeof quickKinds)[number]], tryDownscale: false });
        return seen.some((each) => each.text === text);
      }),
  };
}

type Position = Awaited<ReturnType<(typeof import('zxing-wasm/reader'))['readBarcodes']>>[number]['position'];

function boxOf({ topLeft, topRight, bottomLeft, bottomRight }: Position): Box {
  const corners = [topLeft, topRight, bottomLeft, bottomRight];
  const [x, y] = [Math.min(...corners.map((corner) => corner.x)), Math.min(...corners.map((corner) => corner.y))];
  return {
    x,
    y,
    width: Math.max(...corners.map((corner) => corner.x)) - x,
    height: Math.max(...corners.map((corner) => corner.y)) - y,
  };
}
