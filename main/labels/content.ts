/**
 * What is on a page or a picture: its letters, its bars, its ink. Drawn as coarse as a label printer prints, which most can be read from;
 * finer, for every kind of bars and any turn only where that gave no courier's bars.
 */
import type { BarReader, Bars, Effort } from './bars.ts';
import type { Letters, PdfPage, Picture } from './pages.ts';
import { pointsPerInch } from './pages.ts';
import { halved } from './pictures.ts';

/** Bars with their place in points of the page as it is seen; of a picture, in its dots. */
export interface PlacedBars extends Bars {
  /** Whether they can be read as a printer of 203 dots an inch prints them; `null` where their size on paper is not known. */
  readonly legible: boolean | null;
}

export interface Content {
  /** Points of the page as it is seen; dots of a picture. */
  readonly width: number;
  readonly height: number;
  readonly letters: Letters;
  readonly bars: readonly PlacedBars[];
  /** As it looks, coarse. */
  readonly picture: Picture;
}

/** The dots of a label printer. */
const printerDots = 203;
/** Finer than its bars need. */
const fineDots = 300;
/** A telephone's photograph is larger than its bars need. */
const enoughDots = 3_500_000;

const noLetters: Letters = { text: '', x: new Float32Array(), y: new Float32Array() };

function placed(bars: readonly Bars[], pointsPerDot: number): PlacedBars[] {
  return bars.map((each) => ({
    ...each,
    place:
      each.place === null
        ? null
        : {
            x: each.place.x * pointsPerDot,
            y: each.place.y * pointsPerDot,
            width: each.place.width * pointsPerDot,
            height: each.place.height * pointsPerDot,
          },
    legible: null,
  }));
}

const hasRow = (bars: readonly Bars[]): boolean => bars.some(({ isRow }) => isRow);

/** What both found, once each: the finer look knows its place better. */
function together(finer: readonly PlacedBars[], coarser: readonly PlacedBars[]): PlacedBars[] {
  return [
    ...finer,
    ...coarser.filter(
      (one) =>
        !finer.some((other) => other.text === one.text && other.format === one.format && (!isApart(one, other) || other.place === null)),
    ),
  ];
}
const isApart = ({ place: one }: Bars, { place: other }: Bars): boolean =>
  one !== null &&
  other !== null &&
  (one.x > other.x + other.width || other.x > one.x + one.width || one.y > other.y + other.height || other.y > one.y + one.height);

/** @throws LabelFailure, and what PDFium throws */
export async function contentOfPage(page: PdfPage, reader: BarReader): Promise<Content> {
  const letters = page.letters();
  const coarse = page.draw(printerDots);
  const perDot = pointsPerInch / coarse.dotsPerInch;
  const seen = await reader.read(coarse.picture, 'quick');
  let bars = placed(seen, perDot);
  if (!hasRow(seen) && hasInk(coarse.picture)) {
    // No finer look at a page that is too large to be drawn even coarsely: it is no label.
    const fine = coarse.dotsPerInch < printerDots - 1 ? coarse : page.draw(fineDots);
    const isLarge = fine.picture.width * fine.picture.height > enoughDots;
    // What has letters was written by a program, and lies along the edges.
    const mayLieAnyhow = letters.text.trim() === '';
    const effort: Effort = mayLieAnyhow && !isLarge ? 'anyTurn' : 'all';
    bars = together(placed(await reader.read(fine.picture, effort), pointsPerInch / fine.dotsPerInch), bars);
    // Turning a large one takes seconds.
    if (mayLieAnyhow && isLarge && !hasRow(bars)) {
      let [small, points] = [coarse.picture, perDot];
      while (small.width * small.height > enoughDots) [small, points] = [halved(small), points * 2];
      bars = together(placed(await reader.read(small, 'anyTurn'), points), bars);
    }
  }
  // A page too large to be drawn that finely says nothing of how it would be printed.
  const isTrue = coarse.dotsPerInch > printerDots - 1;
  const judged: PlacedBars[] = [];
  for (const each of bars) {
    const { place } = each;
    const inDots =
      place === null ? null : { x: place.x / perDot, y: place.y / perDot, width: place.width / perDot, height: place.height / perDot };
    judged.push({ ...each, legible: isTrue && inDots !== null ? await reader.isInk(coarse.picture, { ...each, place: inDots }) : null });
  }
  return { width: page.width, height: page.height, letters, bars: judged, picture: coarse.picture };
}

/** How large a picture is printed nobody knows. @throws LabelFailure */
export async function contentOfPicture(picture: Picture, reader: BarReader): Promise<Content> {
  let [coarse, perDot] = [picture, 1];
  while (coarse.width * coarse.height > enoughDots) [coarse, perDot] = [halved(coarse), perDot * 2];
  let bars = placed(await reader.read(coarse, 'quick'), perDot);
  if (!hasRow(bars) && hasInk(coarse)) bars = together(placed(await reader.read(coarse, 'anyTurn'), perDot), bars);
  if (!hasRow(bars) && hasInk(coarse) && perDot > 1) bars = together(placed(await reader.read(picture, 'all'), 1), bars);
  return { width: picture.width, height: picture.height, letters: noLetters, bars, picture: coarse };
}

/** What is not white: light grey is how faint prints look. */
const isInk = (dot: number): boolean => dot < 235;
/** A speck is no ink, and a page number hardly. */
const leastInk = 120;

export function hasInk({ dots }: Picture): boolean {
  let ink = 0;
  for (const dot of dots) if (isInk(dot) && (ink += 1) >= leastInk) return true;
  return false;
}

/**
 * How many dots of each line and each column have ink; `leaveOut` is the share of the other direction's middle that does not count: there
 * may be a line to cut along.
 */
export function inkOf({ dots, width, height }: Picture, leaveOut: number): { readonly rows: Uint32Array; readonly columns: Uint32Array } {
  const [rows, columns] = [new Uint32Array(height), new Uint32Array(width)];
  const inMiddle = (at: number, whole: number): boolean => Math.abs(at - whole / 2) < (whole * leaveOut) / 2;
  const isColumnOut = Array.from({ length: width }, (_, x) => inMiddle(x, width));
  for (let y = 0; y < height; y += 1) {
    const isRowOut = inMiddle(y, height);
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      if (!isInk(dots[at] ?? 255)) continue;
      if (isColumnOut[x] !== true) rows[y] = (rows[y] ?? 0) + 1;
      if (!isRowOut) columns[x] = (columns[x] ?? 0) + 1;
    }
  }
  return { rows, columns };
}

/**
 * Without thin straight lines from edge to edge of a label, which are frames and tables: labels whose frames touch have no white between
 * them. `least` and `most`: how long and how thick such a line is, in dots.
 */
export function withoutRules({ dots, width, height }: Picture, least: number, most: number): Picture {
  const out = dots.slice();
  // The same along rows and down columns: `step` to the next dot of a line, `across` to the next line.
  const isThin = (at: number, across: number, left: number, right: number): boolean => {
    let thick = 1;
    for (let step = 1; step <= left && thick <= most && isInk(dots[at - step * across] ?? 255); step += 1) thick += 1;
    for (let step = 1; step <= right && thick <= most && isInk(dots[at + step * across] ?? 255); step += 1) thick += 1;
    return thick <= most;
  };
  const clear = (from: number, length: number, step: number, line: number, lines: number, across: number): void => {
    let thin = 0;
    // What crosses it is thick there: most of it must be thin.
    for (const share of samples) if (isThin(from + Math.floor(length * share) * step, across, line, lines - 1 - line)) thin += 1;
    if (thin * 2 > samples.length) for (let place = 0; place < length; place += 1) out[from + place * step] = 255;
  };
  const runs = new Int32Array(width);
  for (let y = 0; y <= height; y += 1) {
    let run = 0;
    for (let x = 0; x <= width; x += 1) {
      const at = y * width + x;
      const inked = y < height && x < width && isInk(dots[at] ?? 255);
      if (inked) {
        run += 1;
        runs[x] = (runs[x] ?? 0) + 1;
        continue;
      }
      if (run >= least) clear(at - run, run, 1, y, height, width);
      run = 0;
      const down = x < width ? (runs[x] ?? 0) : 0;
      if (down >= least) clear(at - down * width, down, width, x, width, 1);
      if (x < width) runs[x] = 0;
    }
  }
  return { dots: out, width, height };
}
const samples = [0.1, 0.3, 0.5, 0.7, 0.9] as const;

/** Dots with ink within these, in dots of the picture. */
export function inkWithin({ dots, width, height }: Picture, left: number, top: number, right: number, bottom: number): number {
  let ink = 0;
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y += 1)
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, right); x += 1) if (isInk(dots[y * width + x] ?? 255)) ink += 1;
  return ink;
}
