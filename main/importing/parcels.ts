/** Which rows go together: those of one order, parted by its packages; without package codes by the couriers' codes. */
import type { KeptRow } from './gather.ts';

/** One parcel: rows of one order that go together. */
export interface Parcel {
  readonly key: string;
  package: string;
  tracking: string;
  readonly rows: KeptRow[];
  /** Rows that do not say to which package of the order they belong. */
  readonly unclear: KeptRow[];
}

export interface Belongs {
  readonly key: string;
  readonly package: string;
  readonly tracking: string;
}

export interface Parcels {
  add(row: KeptRow, belongs: Belongs): void;
  /** Order by order, as they first stood in the file; in each its packages. */
  all(): Generator<readonly Parcel[]>;
}

export function parcelsOf(): Parcels {
  const orders = new Map<string, Parcel[]>();
  let nameless = 0;
  return {
    add: (row, { key, package: id, tracking }) => {
      // A row without a code is with nobody.
      const place = key === '' ? `\n${(nameless += 1)}` : key;
      const parts = orders.get(place);
      if (parts === undefined) {
        orders.set(place, [{ key, package: id, tracking, rows: [row], unclear: id === '' && tracking === '' ? [row] : [] }]);
        return;
      }
      const mine = parcelFor(parts, id, tracking);
      if (mine === undefined) {
        parts.push({ key, package: id, tracking, rows: [row], unclear: [] });
        return;
      }
      mine.package ||= id;
      mine.tracking ||= tracking;
      mine.rows.push(row);
      if (id === '' && tracking === '') mine.unclear.push(row);
    },
    *all() {
      for (const parts of orders.values()) {
        yield parts.length === 1 ? parts : parts.toSorted(byPackage);
      }
    },
  };
}

/** What a row does not tell of itself is as in the rows before it. */
function parcelFor(parts: readonly Parcel[], id: string, tracking: string): Parcel | undefined {
  if (id !== '')
    return parts.find((each) => each.package === id) ?? parts.find((each) => each.package === '' && agrees(each.tracking, tracking));
  if (tracking !== '') return parts.find((each) => each.tracking === tracking) ?? parts.find((each) => each.tracking === '');
  return parts[0];
}
const agrees = (one: string, other: string): boolean => one === '' || other === '' || one === other;

/** Packages are numbered as they are made: the first keeps the order's code, in whatever order the rows stand. */
const byPackage = (one: Parcel, other: Parcel): number =>
  one.package.length - other.package.length || (one.package < other.package ? -1 : one.package > other.package ? 1 : 0);
