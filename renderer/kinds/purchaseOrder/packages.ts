/** What is done to the packages of an order as a whole: pasted lines go into them, they are copied, parted, measured and summed up. */
import { cleanCode } from '../../../contract/codes.ts';
import { Quantity } from '../../../contract/documents/index.ts';
import { fold } from '../../../contract/fold.ts';
import type { PlaceInPackages } from '../../features/documentForm/placeItems.ts';
import { AwaitingItemShape, isBlankRow, piecesOf, withRows } from '../../features/documentForm/shapes.ts';
import { PackageShape, type PackageValues, packageCode } from './purchaseOrderShape.ts';

const isBlankPackage = (each: PackageValues): boolean =>
  each.items.every((row) => isBlankRow(row)) &&
  [each.weight, each.length, each.width, each.height, each.package_note].every((text) => text === '');

/** The number in `PKG_02`, `Kiện 2`, `2`; what else may stand before it says more than a number. */
const numberOf = (label: string): number | null => {
  const [, digits] = /^(?:kien|thung|bao|pallet|package|pkg|carton|ctn|box)?(?: so)?[\s_#:.-]*(\d{1,4})$/u.exec(fold(label)) ?? [];
  return digits === undefined ? null : Number(digits);
};
const isSamePackage = (code: string, label: string): boolean => {
  const number = numberOf(label);
  return fold(code) === fold(label) || (number !== null && numberOf(code) === number);
};
/** A package's code has no blanks. */
const codeOf = (label: string, taken: readonly string[]): string => {
  const number = numberOf(label);
  const wanted = number === null ? cleanCode(label).replaceAll(/\s+/gu, '_') : `PKG_${String(number).padStart(2, '0')}`;
  return taken.includes(wanted) ? packageCode(taken) : wanted;
};

/**
 * Pasted lines in their packages: one that names none goes into the package it was pasted into, the others into theirs, which is made where
 * it is not there. The first one takes the place of a package that nobody has filled yet.
 */
export const placeInPackages: PlaceInPackages = (held, at, lines) => {
  const packages = held as readonly PackageValues[];
  const labels = [...new Set(lines.map((line) => line.line.package))];
  const isFree = packages[at] !== undefined && isBlankPackage(packages[at]) && !labels.includes(null);
  let result = [...packages];
  let free = isFree ? at : -1;
  for (const label of labels) {
    const items = lines.filter((line) => line.line.package === label).map(({ item }) => AwaitingItemShape.parse(item));
    const codes = result.map((each) => each.package_code);
    let place = label === null ? at : result.findIndex((each) => isSamePackage(each.package_code, label));
    if (place === free) free = -1;
    if (place === -1 && label !== null) {
      place = free === -1 ? result.length : free;
      const code = codeOf(
        label,
        codes.filter((_code, index) => index !== place),
      );
      const made = PackageShape.parse({ package_code: code });
      result = place < result.length ? result.with(place, made) : [...result, made];
      free = -1;
    }
    const target = result[place];
    if (target !== undefined) result = result.with(place, { ...target, items: withRows(target.items, items) });
  }
  return result;
};

/** A package with the same contents and measures, under a code of its own. */
export const copyOf = (packages: readonly PackageValues[], at: number): PackageValues[] => {
  const copied = packages[at];
  if (copied === undefined) return [...packages];
  return packages.toSpliced(at + 1, 0, { ...copied, package_code: packageCode(packages.map((each) => each.package_code)) });
};

/** What a package holds, spread evenly over `into` packages with its measures; what is left over lies in the first ones. */
export function partedIn(packages: readonly PackageValues[], at: number, into: number): PackageValues[] {
  const whole = packages[at];
  if (whole === undefined) return [...packages];
  const share = (typed: string, part: number): string => {
    const read = Quantity.safeParse(typed);
    if (!read.success) return part === 0 ? typed : '';
    return String(Math.floor(read.data / into) + (part < read.data % into ? 1 : 0));
  };
  const codes = packages.map((each) => each.package_code);
  const parts = Array.from({ length: into }, (_, part) => {
    if (part > 0) codes.push(packageCode(codes));
    const items = whole.items
      .map((row) => ({ ...row, product_quantity: share(row.product_quantity, part) }))
      // A line that is not whole yet stays where it was.
      .filter((row) => part === 0 || (row.product_quantity !== '' && row.product_quantity !== '0'));
    return { ...whole, package_code: part === 0 ? whole.package_code : (codes.at(-1) ?? ''), items };
  });
  return packages.toSpliced(at, 1, ...parts.filter((each, part) => part === 0 || each.items.length > 0));
}

/** Weight and size of a package for all packages below it. */
export const measuredAs = (packages: readonly PackageValues[], at: number): PackageValues[] => {
  const { weight = '', length = '', width = '', height = '' } = packages[at] ?? {};
  return packages.map((each, index) => (index > at ? { ...each, weight, length, width, height } : each));
};

export interface ProductTotal {
  readonly name: string;
  readonly pieces: number;
  readonly packages: number;
}

/** The pieces of each product over all packages, the most first. */
export function totalsOf(packages: readonly PackageValues[]): ProductTotal[] {
  const totals = new Map<string, ProductTotal>();
  for (const { items } of packages) {
    const here = new Set<string>();
    for (const row of items) {
      const key = row.oasin || row.awaited_sku;
      if (key === '') continue;
      const before = totals.get(key) ?? { name: row.typed || key, pieces: 0, packages: 0 };
      totals.set(key, { ...before, pieces: before.pieces + piecesOf([row]), packages: before.packages + (here.has(key) ? 0 : 1) });
      here.add(key);
    }
  }
  return [...totals.values()].toSorted((left, right) => right.pieces - left.pieces);
}
