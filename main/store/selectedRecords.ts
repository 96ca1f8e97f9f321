/** Which records a selection means, and what can be done to them. */
import { kindOf, nameOfAction, recordKindOf } from '../../contract/kinds/index.ts';
import type { ActionKindName } from '../../contract/documents/index.ts';
import type { Selection } from '../../contract/selection.ts';
import { recordsIn } from './catalogue.ts';
import { enteringKeys } from './enteringRows.ts';
import { sourceOf } from './listedRecords.ts';
import { allOf, inOrder } from './listing.ts';
import type { Reading } from './reader.ts';

/** Their numbers, in the order of their list. What was chosen and is not there any more is left out. `now` in Unix milliseconds. */
export function selectedIn(reader: Reading, selection: Selection, now: number): number[] {
  const source = sourceOf(selection.kind);
  if ('codes' in selection) return inOrder(reader, source, numbersOf(reader, selection.kind, selection.codes), selection.order);
  const without = new Set(numbersOf(reader, selection.kind, selection.except));
  return allOf(reader, source, selection.filter, now).filter((id) => !without.has(id));
}

const numbersOf = (reader: Reading, kind: string, codes: readonly string[]): number[] =>
  codes.length === 0
    ? []
    : reader
        .all('SELECT id FROM records WHERE kind = ? AND code IN (SELECT value FROM json_each(?))', kind, JSON.stringify(codes))
        .map(({ id }) => Number(id));

export interface Selected {
  readonly total: number;
  /** By action: codes of the records to which it can be done just now. */
  readonly can: Readonly<Record<string, readonly string[]>>;
}

/** Read at a time: as much as is held at once. */
const rowsAtOnce = 500;

/** `now` in Unix milliseconds. */
export function possibleIn(reader: Reading, selection: Selection, now: number): Selected {
  const { kind } = selection;
  const ids = selectedIn(reader, selection, now);
  const actions = Object.entries(kindOf(kind).actions).map(([name, action]) => ({
    name,
    isPossible: (record: object): boolean => action.isPossible?.(record as never) ?? true,
    underWay: underWay(reader, `${kind}.${name}` as ActionKindName),
    codes: [] as string[],
  }));
  for (let from = 0; from < ids.length; from += rowsAtOnce)
    for (const { code, record } of recordsIn(reader, ids.slice(from, from + rowsAtOnce)))
      for (const { isPossible, underWay: moving, codes } of actions) if (isPossible(record) && !moving.has(code)) codes.push(code);
  return { total: ids.length, can: Object.fromEntries(actions.map(({ name, codes }) => [name, codes])) };
}

const underWay = (reader: Reading, kind: ActionKindName): ReadonlySet<string> =>
  new Set([
    ...enteringKeys(reader, kind, codeFieldOf(kind)),
    ...reader
      .all("SELECT natural_key FROM outbox WHERE kind = ? AND state IN ('queued', 'sending', 'unknown', 'needs_attention')", kind)
      .map(({ natural_key: key }) => String(key)),
  ]);

/** Field in which an action names its record. */
export const codeFieldOf = (kind: ActionKindName): string => kindOf(recordKindOf(kind)).actions[nameOfAction(kind)]?.code ?? 'code';
