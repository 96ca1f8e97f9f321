/**
 * One page, and the labels on it: one, or two or four on a larger sheet. Pure. A page is cut only where all speaks for it: white from edge
 * to edge, a label of its own on each side, and never through ink. Otherwise it stays whole, and it is said that it may be several.
 */
import { cleanCode } from '../../contract/codes.ts';
import { courierOf } from '../../contract/kinds/courierOf.ts';
import { marketplaceOf } from '../../contract/kinds/marketplaceOf.ts';
import type { PieceKind, PileBars, PileBox } from '../../contract/pile.ts';
import { type Content, hasInk, inkOf, inkWithin, withoutRules } from './content.ts';
import type { Letters, Picture } from './pages.ts';
import { isAlike, mayBeParcels, namedCodes } from './says.ts';

export interface Part {
  readonly region: PileBox | null;
  readonly text: string;
  readonly bars: readonly PileBars[];
  readonly kind: PieceKind;
  readonly perhapsSeveral: boolean;
}

/** Longer than the text of any label. */
const mostText = 20_000;

/** Points. Most of an A6: on half of it, or on a strip, is no label. */
const leastArea = 0.85 * 298 * 420;
const mostSlender = 2;
/** How far from the middle the white may be, in shares of the whole. */
const offMiddle = 0.08;
/** White on both sides of a cut, points. */
const leastWhite = 4;
/** A printed line to cut along, points. */
const mostLine = 2.5;
/** The frame of a label, or of two that touch: longer than any row of bars is high, and no thicker than this, points. */
const leastRule = 128;
const mostRule = 5;
/** How alike two labels lie in their parts, in shares of them. */
const alike = 0.12;

const plainText = (text: string): string => cleanCode(text).normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/đ/giu, 'd');

const trackingIn = (text: string): string[] => [
  ...new Set(
    namedCodes(text).flatMap(({ fact, value }) =>
      fact === 'tracking' && value.length >= 8 && marketplaceOf(value) === null ? [value] : [],
    ),
  ),
];
/** What lists of a parcel's goods are called, and what only they count up. */
const slipWords = /packing (?:slip|list)|pick(?:ing)? list|phieu (?:dong goi|xuat kho|giao hang|soan hang)|danh sach san pham|qty total/iu;
const articleFormats: readonly string[] = ['EAN13', 'EAN8', 'EANUPC', 'UPCA', 'UPCE', 'ISBN'];
const codeOf = ({ text }: PileBars): string => cleanCode(text).toUpperCase();
const isCouriers = (bars: PileBars): boolean =>
  !articleFormats.includes(bars.format) && bars.isRow && mayBeParcels(codeOf(bars)) && marketplaceOf(codeOf(bars)) === null;
const isCouriersForSure = (bars: PileBars): boolean => isCouriers(bars) && !['other', null].includes(courierOf(codeOf(bars)));

export function partsOf(content: Content): Part[] {
  const { width, letters, bars } = content;
  const grid = gridOf(content);
  if (grid === null || 'perhapsSeveral' in grid) {
    const text = letters.text.slice(0, mostText);
    return [{ region: null, text, bars, kind: kindOf(text, bars, hasInk(content.picture)), perhapsSeveral: grid !== null }];
  }
  const scale = content.picture.width / width;
  return grid.cells.flatMap((region): Part[] => {
    const [text, within] = [textWithin(letters, region).slice(0, mostText), barsWithin(bars, region)];
    const isBlank = inkWithin(grid.picture, region.x * scale, region.y * scale, right(region) * scale, bottom(region) * scale) < 120;
    // The last sheet is seldom full.
    if (isBlank) return [];
    return [{ region, text, bars: within, kind: kindOf(text, within, true), perhapsSeveral: false }];
  });
}

/** What a page is by itself; whether a slip belongs to the label before it, its neighbours say. */
function kindOf(text: string, bars: readonly PileBars[], isInked: boolean): PieceKind {
  const codes = bars.filter((each) => !articleFormats.includes(each.format));
  const isList = slipWords.test(plainText(text));
  // A list may have the order's code as a square, and the courier's in letters.
  if (isList && codes.every((each) => marketplaceOf(codeOf(each)) !== null)) return 'slip';
  if (codes.length > 0 || trackingIn(text).length > 0) return 'label';
  if (text.trim() !== '') return 'slip';
  return isInked ? 'unreadable' : 'blank';
}

const right = (box: PileBox): number => box.x + box.width;
const bottom = (box: PileBox): number => box.y + box.height;
const middleOf = ({ x, y, width, height }: PileBox): { x: number; y: number } => ({ x: x + width / 2, y: y + height / 2 });
const isIn = (x: number, y: number, box: PileBox): boolean => x >= box.x && x < right(box) && y >= box.y && y < bottom(box);

function textWithin({ text, x, y }: Letters, box: PileBox): string {
  let found = '';
  for (let index = 0; index < text.length; index += 1) if (isIn(x[index] ?? -1, y[index] ?? -1, box)) found += text.charAt(index);
  return found;
}

const barsWithin = (bars: readonly PileBars[], box: PileBox): PileBars[] =>
  bars.filter(({ place }) => place !== null && isIn(middleOf(place).x, middleOf(place).y, box));

/** `picture`: that in which it was white between them. */
type Grid = { readonly cells: readonly PileBox[]; readonly picture: Picture } | { readonly perhapsSeveral: true } | null;

function gridOf(content: Content): Grid {
  const { width, height, bars } = content;
  const couriers = bars.filter(isCouriersForSure).map(codeOf);
  // Letters of a scan that a program has read are nearly what the bars say, and no other label.
  const inLetters = trackingIn(content.letters.text).filter((code) => !couriers.some((each) => isAlike(each, code)));
  const severalCodes = new Set([...couriers, ...inLetters]).size > 1;
  const unsure: Grid = severalCodes ? { perhapsSeveral: true } : null;
  const candidates = [[2, 2] as const, [1, 2] as const, [2, 1] as const].filter(([across, down]) => {
    const [w, h] = [width / across, height / down];
    return w * h >= leastArea && Math.max(w, h) / Math.min(w, h) <= mostSlender;
  });
  let mayBe = false;
  // Frames that touch are taken away only where there is something to part.
  const scale = content.picture.width / width;
  const isWorthIt = severalCodes || new Set(bars.filter(isCouriers).map(codeOf)).size > 1;
  const looks = isWorthIt && candidates.length > 0 ? [false, true] : [false];
  for (const isBare of looks) {
    const picture = isBare ? withoutRules(content.picture, leastRule * scale, mostRule * scale) : content.picture;
    for (const [across, down] of candidates) {
      const cells = cellsOf(content, picture, across, down);
      if (cells === null) continue;
      const verdict = judged({ ...content, picture }, cells, across * down);
      if (verdict === 'yes') return { cells, picture };
      mayBe ||= verdict === 'perhaps';
    }
  }
  return mayBe ? { perhapsSeveral: true } : unsure;
}

/** The sheet in equal parts, cut where it is white; `null` where it is not. */
function cellsOf({ width, height }: Content, picture: Picture, across: 1 | 2, down: 1 | 2): PileBox[] | null {
  const ink = inkOf(picture, across === 2 && down === 2 ? 0.04 : 0);
  const scale = picture.width / width;
  const x = across === 2 ? cutOf(ink.columns, scale) : width;
  const y = down === 2 ? cutOf(ink.rows, scale) : height;
  if (x === null || y === null) return null;
  const cells: PileBox[] = [];
  for (const [top, height_] of down === 2
    ? ([
        [0, y],
        [y, height - y],
      ] as const)
    : ([[0, height]] as const))
    for (const [left, width_] of across === 2
      ? ([
          [0, x],
          [x, width - x],
        ] as const)
      : ([[0, width]] as const))
      cells.push({ x: left, y: top, width: width_, height: height_ });
  return cells;
}

/** In points: the middle of the white that is nearest to the middle, with at most one printed line in it. */
function cutOf(ink: Uint32Array, scale: number): number | null {
  const whole = ink.length;
  const [from, to] = [Math.floor(whole * (0.5 - offMiddle)), Math.ceil(whole * (0.5 + offMiddle))];
  const least = Math.max(2, Math.round(leastWhite * scale));
  const isWhite = (at: number): boolean => ink[at] === 0;
  let best: number | null = null;
  const offer = (at: number): void => {
    if (at < from || at > to) return;
    if (best === null || Math.abs(at - whole / 2) < Math.abs(best - whole / 2)) best = at;
  };
  const runs: { readonly start: number; readonly end: number }[] = [];
  for (let at = Math.max(0, from - least); at < Math.min(whole, to + least);) {
    if (!isWhite(at)) {
      at += 1;
      continue;
    }
    let end = at;
    while (end < whole && isWhite(end)) end += 1;
    let start = at;
    while (start > 0 && isWhite(start - 1)) start -= 1;
    runs.push({ start, end });
    at = end;
  }
  for (const [index, { start, end }] of runs.entries()) {
    if (end - start >= 2 * least) offer(Math.min(Math.max(Math.round(whole / 2), start + least), end - least));
    const next = runs[index + 1];
    const isLine = next !== undefined && next.start - end <= Math.ceil(mostLine * scale);
    if (isLine && end - start >= least && next.end - next.start >= least) offer(Math.round((end + next.start) / 2));
  }
  return best === null ? null : best / scale;
}

/** Whether these parts are labels, one each. */
function judged(content: Content, cells: readonly PileBox[], count: number): 'yes' | 'perhaps' | 'no' {
  const scale = content.picture.width / content.width;
  const parts = cells
    .map((cell) => ({
      cell,
      ink: inkWithin(content.picture, cell.x * scale, cell.y * scale, right(cell) * scale, bottom(cell) * scale),
      bars: barsWithin(content.bars, cell),
      tracking: trackingIn(textWithin(content.letters, cell)),
    }))
    .filter(({ ink }) => ink >= 120);
  if (parts.length < 2) return 'no';
  // Never through bars: their ends may be nearer than white shows.
  const isCut = content.bars.some(({ place }) => place !== null && !cells.some((cell) => holds(cell, place)));
  if (isCut || cutsLetters(content, cells) || content.bars.some(({ place, isRow }) => place === null && isRow)) return 'perhaps';
  // Three on a sheet, or ten: halves and quarters are no labels there.
  if (parts.some((part) => new Set(part.bars.filter(isCouriersForSure).map(codeOf)).size > 1)) return 'perhaps';
  const own = parts.filter((part) => hasOwn(part, parts));
  const others = parts.length - own.length;
  if (own.length >= 2 && (others === 0 || (count === 4 && own.length === 3))) return 'yes';
  if (own.length >= 2) return 'perhaps';
  const first = parts.find(({ bars }) => bars.some(isCouriers));
  if (first === undefined || content.letters.text.trim() !== '') return 'no';
  // One can be read and the other looks as if it were another.
  return parts.some((part) => part !== first && !part.bars.some(isCouriers) && part.ink > first.ink / 2 && part.ink < first.ink * 2)
    ? 'perhaps'
    : 'no';
}

/** Points. Half of a letter of a headline. */
const letterHalf = 5;

/** Letters may be white where they are drawn without their font. */
function cutsLetters({ letters: { text, x, y }, width, height }: Content, cells: readonly PileBox[]): boolean {
  const near = (at: number, cut: number): boolean => Math.abs(at - cut) < letterHalf;
  const across = cells.map((cell) => right(cell)).filter((cut) => cut < width - 1);
  const down = cells.map((cell) => bottom(cell)).filter((cut) => cut < height - 1);
  for (let index = 0; index < text.length; index += 1) {
    if (text.charAt(index).trim() === '') continue;
    if (across.some((cut) => near(x[index] ?? 0, cut)) || down.some((cut) => near(y[index] ?? 0, cut))) return true;
  }
  return false;
}

interface Judged {
  readonly cell: PileBox;
  readonly bars: readonly PileBars[];
  readonly tracking: readonly string[];
}

const holds = (box: PileBox, place: PileBox): boolean =>
  place.x >= box.x && place.y >= box.y && right(place) <= right(box) && bottom(place) <= bottom(box);

/** A courier's code that stands in no other part, or bars that lie where another part has others of their kind. */
function hasOwn(part: Judged, parts: readonly Judged[]): boolean {
  const rest = parts.filter((other) => other !== part);
  const codes = [...part.bars.filter(isCouriersForSure).map(codeOf), ...part.tracking];
  const isElsewhere = (code: string): boolean =>
    rest.some((other) => other.tracking.includes(code) || other.bars.some((bars) => codeOf(bars) === code));
  if (codes.some((code) => !isElsewhere(code)) && rest.some((other) => codesOf(other).some((code) => !codes.includes(code)))) return true;
  // Where one label is known by its courier's code, the others are too: what only lies alike may be a part of the same.
  if (parts.some((each) => codesOf(each).length > 0)) return false;
  return part.bars.some(
    (bars) =>
      isCouriers(bars) &&
      !isElsewhere(codeOf(bars)) &&
      rest.some((other) =>
        other.bars.some((each) => isCouriers(each) && each.format === bars.format && liesAlike(part.cell, bars, other.cell, each)),
      ),
  );
}
const codesOf = ({ bars, tracking }: Judged): string[] => [...bars.filter(isCouriersForSure).map(codeOf), ...tracking];

function liesAlike(cell: PileBox, bars: PileBars, otherCell: PileBox, other: PileBars): boolean {
  if (bars.place === null || other.place === null) return false;
  const [one, two] = [middleOf(bars.place), middleOf(other.place)];
  const [x, y] = [(one.x - cell.x) / cell.width, (one.y - cell.y) / cell.height];
  const [u, v] = [(two.x - otherCell.x) / otherCell.width, (two.y - otherCell.y) / otherCell.height];
  return Math.abs(x - u) <= alike && Math.abs(y - v) <= alike;
}
