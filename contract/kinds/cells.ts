/**
 * What stands in a column of a list, as a plain value: what the screen shows in words, and a file holds as it is. A column bears the same
 * name here, on the screen and where it is sorted by; the words are the page's.
 */
import type { RecordRow } from '../bridge.ts';
import type { RecordKind } from '../records.ts';
import { kindOf } from './index.ts';
import { type Beside, type Cell, type CellType, commonColumns } from './listing.ts';

export interface CellColumn {
  readonly type: CellType;
  of(row: RecordRow, shown: { readonly beside: Beside; readonly warehouses: readonly string[] }): Cell;
}

const isCommon = (name: string): name is keyof typeof commonColumns => Object.hasOwn(commonColumns, name);

/** `null` for what this list does not have. */
export function cellsOf(kind: RecordKind, name: string): CellColumn | null {
  const known = kindOf(kind);
  const { listing } = known;
  const written = Object.hasOwn(listing.cells ?? {}, name) ? listing.cells?.[name] : undefined;
  if (written !== undefined)
    return { type: written.type, of: ({ record, glance }, { warehouses }) => written.of(record, { glance, warehouses }) };
  const sorted = Object.hasOwn(listing.columns, name) ? listing.columns[name] : undefined;
  if (sorted !== undefined) {
    const isMoney = sorted.type === 'number' && sorted.isMoney === true;
    return { type: isMoney ? 'money' : sorted.type, of: ({ record }, { beside }) => sorted.of(record, beside) };
  }
  if (!isCommon(name)) return null;
  const common: Readonly<Record<keyof typeof commonColumns, CellColumn['of']>> = {
    created: ({ record }) => record.created_time,
    updated: ({ record }) => record.updated_time,
    code: ({ code }) => code,
    reference: ({ reference }) => reference,
    status: ({ status }) => status,
    warehouse: ({ record }) => known.warehousesOf(record),
  };
  return { type: commonColumns[name].type, of: common[name] };
}
