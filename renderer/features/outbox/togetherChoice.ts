/**
 * What one decision for many rows is said of: only the rows that were offered when the question was asked, less those that were left
 * out.
 */
import { type Attention, type OutboxId, type OutboxItem, mostTogether } from '../../../contract/outbox.ts';

export interface Choice {
  /** The rows that were shown. A row that comes later was seen by nobody, so the decision is not for it. */
  readonly offered: ReadonlySet<OutboxId>;
  readonly leftOut: ReadonlySet<OutboxId>;
  /** The person has checked that none of the chosen is at the provider. */
  readonly isSure: boolean;
}

/** The rows that wait for the same word as this one; of more than can be decided on at once the newest, and the others afterwards. */
export const alikeOf = (items: readonly OutboxItem[], { kind }: OutboxItem, reason: Attention['reason']): readonly OutboxItem[] =>
  items
    .filter((each) => each.state === 'needs_attention' && each.attention?.reason === reason && each.kind === kind)
    .slice(0, mostTogether);

interface Row {
  readonly id: OutboxId;
}

export const firstChoice = (rows: readonly Row[]): Choice => ({
  offered: new Set(rows.map(({ id }) => id)),
  leftOut: new Set(),
  isSure: false,
});

export const offeredOf = <R extends Row>({ offered }: Choice, rows: readonly R[]): readonly R[] => rows.filter(({ id }) => offered.has(id));

export const chosenOf = (choice: Choice, rows: readonly Row[]): OutboxId[] =>
  offeredOf(choice, rows)
    .filter(({ id }) => !choice.leftOut.has(id))
    .map(({ id }) => id);

export function choose(choice: Choice, id: OutboxId, isChosen: boolean): Choice {
  const leftOut = new Set(choice.leftOut);
  if (isChosen) leftOut.delete(id);
  else leftOut.add(id);
  // The person's confirmation was for fewer rows: it does not count for one more.
  return { ...choice, leftOut, isSure: choice.isSure && !isChosen };
}

/** So many keys are named; of the others it is only said that there are some. */
const mostNamed = 5;

/** The keys of these rows as they stand in the list, for a sentence. */
export function keysOf(ids: readonly OutboxId[], items: readonly OutboxItem[]): string {
  const keys = new Map(items.map(({ id, naturalKey }) => [id, naturalKey]));
  return (
    ids
      .slice(0, mostNamed)
      .map((id) => keys.get(id) ?? '—')
      .join(', ') + (ids.length > mostNamed ? ', …' : '')
  );
}
