/**
 * Who sits at the desk: profiles with a PIN over one shared token, so that journal and outbox can name a person. Where none
 * is set up, the desk works without.
 */
import { randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto';
import { DeskFailure } from '../../contract/errors.ts';
import type { Operator, OperatorId } from '../../contract/operators.ts';
import type { Clock } from '../time/clock.ts';
import type { OperatorRows, PinHash } from '../store/operators.ts';

export interface Operators {
  list(): Operator[];
  /** Who is at the desk; `null` while it is locked, and where none are set up. */
  current(): Operator | null;
  /** Whether there are operators, and none of them is at the desk. */
  isLocked(): boolean;
  /** The first one is at the desk at once. @throws DeskFailure `nameTaken` */
  add(name: string, pin: string): Promise<Operator>;
  /** @throws DeskFailure `notFound`, `pinWrong`, `pinWait` (with `retryAfterMs`) */
  enter(id: OperatorId, pin: string): Promise<Operator>;
  lock(): void;
  /** @throws DeskFailure as `enter` */
  changePin(id: OperatorId, pin: string, next: string): Promise<void>;
  /** By the PIN of who is at the desk. Their name stays in journal and outbox. @throws DeskFailure as `enter` */
  remove(id: OperatorId, pin: string): Promise<void>;
  /** For whoever looks after the computer, when the only PIN is forgotten. */
  removeAll(): void;
}

/** So many wrong PINs cost nothing; then the wait doubles with each, from five seconds to a quarter of an hour. */
const freeTries = 3;
const waits = { firstMs: 5_000, mostMs: 15 * 60_000 } as const;

/** The wait after so many wrong PINs in a row, in milliseconds. */
export const waitAfter = (wrongPins: number): number =>
  wrongPins < freeTries ? 0 : Math.min(waits.firstMs * 2 ** Math.min(wrongPins - freeTries, 20), waits.mostMs);

export function createOperators(rows: OperatorRows, clock: Clock): Operators {
  let current: Operator | null = null;

  const existing = (id: OperatorId): Operator => {
    const found = rows.list().find((each) => each.id === id);
    if (found === undefined) throw new DeskFailure({ code: 'notFound' });
    return found;
  };

  async function check(id: OperatorId, pin: string): Promise<void> {
    const record = rows.pinOf(id);
    if (record === null) throw new DeskFailure({ code: 'notFound' });
    const wrongPins = record.wrongPins + 1;
    // The wall clock may have been set back since: no wait is longer than it was when it began.
    const left = Math.min(record.blockedUntil - clock.wall(), waitAfter(record.wrongPins));
    if (left > 0) throw new DeskFailure({ code: 'pinWait', retryAfterMs: left });
    // SECURITY: counted before it is looked at, and on disk, so that neither many guesses at once nor a restart are free.
    rows.setAttempts(id, wrongPins, clock.wall() + waitAfter(wrongPins));
    // SECURITY: compared in constant time.
    if (!timingSafeEqual(await hashed(pin, record.salt), Buffer.from(record.hash, 'hex'))) {
      const retryAfterMs = waitAfter(wrongPins);
      throw new DeskFailure({ code: 'pinWrong', ...(retryAfterMs > 0 ? { retryAfterMs } : {}) });
    }
    rows.setAttempts(id, 0, 0);
  }

  return {
    list: () => rows.list(),
    current: () => current,
    isLocked: () => current === null && rows.list().length > 0,
    add: async (name, pin) => {
      const operator: Operator = { id: randomUUID() as OperatorId, name };
      const hash = await newHash(pin);
      const isFirst = rows.list().length === 0;
      rows.add(operator, hash, clock.wall());
      if (isFirst) current = operator;
      return operator;
    },
    enter: async (id, pin) => {
      await check(id, pin);
      // Once more: the profile may have gone meanwhile.
      current = existing(id);
      return current;
    },
    lock: () => {
      current = null;
    },
    changePin: async (id, pin, next) => {
      existing(id);
      await check(id, pin);
      rows.setPin(id, await newHash(next));
    },
    remove: async (id, pin) => {
      existing(id);
      // SECURITY: an unlocked desk that nobody sits at must not be enough to take somebody's profile away.
      if (current !== null) await check(current.id, pin);
      rows.remove(id);
      if (current?.id === id) current = null;
    },
    removeAll: () => {
      rows.removeAll();
      current = null;
    },
  };
}

async function newHash(pin: string): Promise<PinHash> {
  const salt = randomBytes(16).toString('hex');
  return { salt, hash: (await hashed(pin, salt)).toString('hex') };
}

/** SECURITY: a PIN has few digits; scrypt with 32 MB makes each guess at a stolen file cost a noticeable moment. */
function hashed(pin: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, Buffer.from(salt, 'hex'), 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
