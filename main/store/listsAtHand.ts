/**
 * Which lists are at hand, in the thread that answers questions about them: those that were asked about, as many as there is room for. A
 * list is read in beside the questions, some milliseconds at a time; until it is whole, or where it never is, the database is asked.
 */
import type { Paged } from '../../contract/query.ts';
import type { Fitting, ListSource } from './listSource.ts';
import type { Reading } from './reader.ts';
import { type RowsAtHand, rowsAtHand } from './rowsAtHand.ts';

/** Signs of the texts of all lists together: 100,000 products have 6 to 10 million. A longer list is not kept. */
const mostSigns = 24_000_000;

export interface ListsAtHand {
  /** `null` where the database must be asked. `reader` reads of one moment. */
  fitting(reader: Reading, source: ListSource, query: Paged, now: number): Fitting | null;
  /** Reads the next rows of what was asked about. `false` where nothing is left to read. */
  readOn(reader: Reading): boolean;
}

export function listsAtHand(room = mostSigns): ListsAtHand {
  /** By table; what was asked about last comes last. */
  const lists = new Map<string, RowsAtHand>();
  const tooLong = new Set<string>();

  /** What was asked about longest ago goes first. */
  const makeRoom = (): void => {
    const signs = (): number => [...lists.values()].reduce((sum, list) => sum + list.signs(), 0);
    while (signs() > room) {
      const [table] = lists.keys();
      if (table === undefined) return;
      if (lists.size === 1) tooLong.add(table);
      lists.delete(table);
    }
  };

  return {
    fitting: (reader, source, query, now) => {
      const { table, kept } = source;
      if (kept === undefined || tooLong.has(table)) return null;
      const ask = (list: RowsAtHand): Fitting | null => {
        lists.delete(table);
        lists.set(table, list);
        return list.fitting(reader, query, now);
      };
      const known = lists.get(table) ?? rowsAtHand(source, kept);
      const fitting = ask(known);
      // It begins anew with this question.
      if (known.standing() === 'lost') ask(rowsAtHand(source, kept));
      makeRoom();
      return fitting;
    },
    readOn: (reader) => {
      const list = [...lists.values()].findLast((each) => each.standing() === 'reading');
      list?.readOn(reader);
      makeRoom();
      return list !== undefined;
    },
  };
}
