/** A line for the log where the database takes long: what to look at first when somebody says that the desk is slow. */

/** In milliseconds: from here on a person feels it, where nothing else moves meanwhile. */
export const slowMs = 50;
/** The same statement is told of once in so long, in milliseconds: a slow disk must not fill the log. */
const againMs = 60_000;
/** Signs of a statement that are told. */
const longest = 160;

/** Does one statement, and tells of it where it took long. */
export type Timed = <T>(sql: string, work: () => T) => T;

/** `now` in milliseconds. */
export function slowStatements(tell: (line: string) => void, now: () => number = () => performance.now()): Timed {
  const told = new Map<string, number>();
  return (sql, work) => {
    const began = now();
    const result = work();
    const took = now() - began;
    if (took < slowMs || began - (told.get(sql) ?? Number.NEGATIVE_INFINITY) < againMs) return result;
    told.set(sql, began);
    // SECURITY: the statement's own text, in which values are question marks: nothing of what was typed or answered.
    tell(`slow statement, ${Math.round(took)} ms, ${rowsOf(result)} rows: ${sql.replaceAll(/\s+/g, ' ').trim().slice(0, longest)}`);
    return result;
  };
}

/** Rows that were read, or changed. */
const rowsOf = (result: unknown): number =>
  Array.isArray(result) ? result.length : typeof result === 'number' ? result : result === undefined ? 0 : 1;
