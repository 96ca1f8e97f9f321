/** What could not be read of a list's rows, kept as long as the desk runs: the next walk finds what is still so. */
import type { Freshness } from '../../contract/bridge.ts';
import type { Page } from '../onflow/client.ts';

interface Seen {
  /** Code of a row → its fields that could not be read. */
  readonly fields: Map<string, readonly string[]>;
  /** Page → rows of it that could not be read at all. */
  readonly unread: Map<string, number>;
}

/** So many names are worth a place on the screen. */
const mostNames = 20;
/** Rows of one field are counted together, whichever line of the record it was in. */
const kindOf = (field: string): string => field.replaceAll(/\d+/g, '*');

export class Oddities {
  readonly #seen = new Map<string, Seen>();

  /**
   * `answer` names the page that was asked for: asked again, it replaces what was seen before. `null` for a filtered one, whose rows stand
   * on a page too.
   */
  note<T>(subject: string, answer: string | null, { rows, unread, oddities = [] }: Page<T>, codeOf: (row: T) => string): void {
    const seen: Seen = this.#seen.get(subject) ?? { fields: new Map(), unread: new Map() };
    for (const [index, row] of rows.entries()) {
      const fields = oddities.filter((oddity) => oddity.row === index).map(({ field }) => field);
      if (fields.length > 0) seen.fields.set(codeOf(row), fields);
      else seen.fields.delete(codeOf(row));
    }
    if (answer !== null && unread > 0) seen.unread.set(answer, unread);
    else if (answer !== null) seen.unread.delete(answer);
    if (seen.fields.size + seen.unread.size > 0) this.#seen.set(subject, seen);
    else this.#seen.delete(subject);
  }

  /** Of one row of the subject. */
  ofRow(subject: string, code: string): Pick<Freshness, 'oddities'> {
    const fields = this.#seen.get(subject)?.fields.get(code);
    return fields === undefined ? {} : { oddities: { unread: 0, fields: fields.slice(0, mostNames).map((name) => ({ name, rows: 1 })) } };
  }

  of(subject: string): Pick<Freshness, 'oddities'> {
    const seen = this.#seen.get(subject);
    if (seen === undefined) return {};
    const counted = new Map<string, { name: string; rows: number }>();
    for (const fields of seen.fields.values()) {
      for (const kind of new Set(fields.map(kindOf))) {
        const before = counted.get(kind) ?? { name: fields.find((field) => kindOf(field) === kind) ?? kind, rows: 0 };
        counted.set(kind, { ...before, rows: before.rows + 1 });
      }
    }
    return {
      oddities: {
        unread: [...seen.unread.values()].reduce((sum, rows) => sum + rows, 0),
        fields: [...counted.values()].toSorted((a, b) => b.rows - a.rows).slice(0, mostNames),
      },
    };
  }
}
