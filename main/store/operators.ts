/**
 * The operators' profiles in the app's own database. SECURITY: of a PIN only a salted hash; the hashing itself is in
 * `main/desk/operators.ts`.
 */
import { DeskFailure } from '../../contract/errors.ts';
import { Operator, OperatorId } from '../../contract/operators.ts';
import { isTaken } from './database.ts';
import type { Database } from './database.ts';

export const schema = `
CREATE TABLE operators (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE COLLATE NOCASE,
  salt          TEXT NOT NULL,
  pin_hash      TEXT NOT NULL,
  -- Wrong PINs in a row, and the Unix ms before which no further one is looked at.
  wrong_pins    INTEGER NOT NULL DEFAULT 0,
  blocked_until INTEGER NOT NULL DEFAULT 0,
  created_at    INTEGER NOT NULL
) STRICT;
`;

export interface PinHash {
  /** Both in hex. */
  readonly salt: string;
  readonly hash: string;
}

export interface PinRecord extends PinHash {
  readonly wrongPins: number;
  readonly blockedUntil: number;
}

export interface OperatorRows {
  /** In the order in which they were added. */
  list(): Operator[];
  /** @throws DeskFailure `nameTaken` */
  add(operator: Operator, pin: PinHash, createdAt: number): void;
  remove(id: OperatorId): void;
  removeAll(): void;
  pinOf(id: OperatorId): PinRecord | null;
  setPin(id: OperatorId, pin: PinHash): void;
  setAttempts(id: OperatorId, wrongPins: number, blockedUntil: number): void;
}

export function operatorRowsOn(database: Database): OperatorRows {
  return {
    list: () => database.all('SELECT id, name FROM operators ORDER BY created_at, rowid').map((row) => Operator.parse(row)),
    add: ({ id, name }, { salt, hash }, createdAt) => {
      try {
        database.run(
          'INSERT INTO operators (id, name, salt, pin_hash, created_at) VALUES (?, ?, ?, ?, ?)',
          id,
          name,
          salt,
          hash,
          createdAt,
        );
      } catch (cause) {
        if (isTaken(cause)) throw new DeskFailure({ code: 'nameTaken', params: { name } }, { cause });
        throw cause;
      }
    },
    remove: (id) => void database.run('DELETE FROM operators WHERE id = ?', id),
    removeAll: () => void database.run('DELETE FROM operators'),
    pinOf: (id) => {
      const row = database.get('SELECT salt, pin_hash, wrong_pins, blocked_until FROM operators WHERE id = ?', id);
      if (row === undefined) return null;
      return {
        salt: String(row['salt']),
        hash: String(row['pin_hash']),
        wrongPins: Number(row['wrong_pins']),
        blockedUntil: Number(row['blocked_until']),
      };
    },
    setPin: (id, { salt, hash }) =>
      void database.run('UPDATE operators SET salt = ?, pin_hash = ?, wrong_pins = 0, blocked_until = 0 WHERE id = ?', salt, hash, id),
    setAttempts: (id, wrongPins, blockedUntil) =>
      void database.run('UPDATE operators SET wrong_pins = ?, blocked_until = ? WHERE id = ?', wrongPins, blockedUntil, id),
  };
}
