/** Named values that outlive the desk's run: one JSON text a name, parsed with the reader's own schema. */
import type { z } from 'zod';
import type { Database } from './database.ts';

export const schema = `
CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

export interface Settings {
  /**
   * The value, or `fallback` where there is none. One that cannot be read is reported, not fatal: a setting is never worth a desk that does
   * not open.
   */
  get<T>(name: string, shape: z.ZodType<T>, fallback: T): T;
  set(name: string, value: unknown): void;
  /** Without waiting for the disk: where somebody is, what was seen. It is no loss where the power fails a moment later. */
  note(name: string, value: unknown): void;
}

/** `onUnreadable` is told the name only: a value may hold anything. */
export function settingsOn(database: Database, onUnreadable: (name: string) => void): Settings {
  const set = (name: string, value: unknown): void =>
    void database.run(
      'INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      JSON.stringify(value),
    );
  return {
    get: (name, shape, fallback) => {
      const text = database.get('SELECT value FROM settings WHERE name = ?', name)?.['value'];
      if (typeof text !== 'string') return fallback;
      const parsed = shape.safeParse(jsonIn(text));
      if (parsed.success) return parsed.data;
      onUnreadable(name);
      return fallback;
    },
    set,
    note: (name, value) => database.unhurried(() => set(name, value)),
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No schema accepts it: the caller falls back and reports.
    return Symbol('not JSON');
  }
}
