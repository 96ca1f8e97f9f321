/** One word for several rows of the outbox: as many at once as the desk takes. */
import type { Outcome } from '../../../contract/errors.ts';
import { type OutboxId, type OutboxItem, mostTogether } from '../../../contract/outbox.ts';
import type { Context, Done } from '../../actions/action.ts';

export const inOneWord =
  (say: (ids: OutboxId[], context: Context) => Promise<Outcome<{ readonly left: readonly OutboxId[] }>>) =>
  async (rows: readonly OutboxItem[], context: Context): Promise<Done<OutboxItem>> => {
    const left: OutboxItem[] = [];
    for (let from = 0; from < rows.length; from += mostTogether) {
      const part = rows.slice(from, from + mostTogether);
      const outcome = await say(
        part.map(({ id }) => id),
        context,
      );
      if (!outcome.ok) return { error: outcome.error, left: [...left, ...rows.slice(from)] };
      const undone = new Set(outcome.value.left);
      left.push(...part.filter(({ id }) => undone.has(id)));
    }
    return { error: null, left };
  };
