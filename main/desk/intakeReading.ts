/**
 * Reads and checks intakes, one after the other, beside everything else. What breaks a thread costs the one file it was in; what was not
 * read when the desk stopped is read at its next start.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DeskFailure } from '../../contract/errors.ts';
import type { Intake, IntakeId, IntakeTrouble } from '../../contract/intake.ts';
import { intakeFolderOf } from '../intake/store.ts';
import type { Clock } from '../time/clock.ts';
import type { Workers } from '../workers/index.ts';
import { openPile, readPile } from '../workers/pile.ts';

interface Parts {
  readonly connection: string;
  /** The connection's own database. */
  readonly desk: string;
  readonly workers: Pick<Workers, 'run'>;
  readonly clock: Pick<Clock, 'wall'>;
  readonly closing: AbortSignal;
  readonly setStage: (id: IntakeId, stage: Intake['stage'], trouble?: IntakeTrouble | null) => Promise<void>;
  readonly onChanged: (id: IntakeId) => void;
  /** It was just checked. Answers whether something was otherwise by then, and it is to be checked once more. */
  readonly onChecked: (id: IntakeId) => Promise<boolean>;
  /** Its documents are of these products. */
  readonly onProducts: (id: IntakeId, products: readonly string[]) => void;
  readonly log: (line: string) => void;
}

export interface IntakeReading {
  /** Reads what is unread, and checks all of it. */
  read(id: IntakeId): Promise<void>;
  /** Makes and checks its documents anew: a person said something. Answers when that has been done, be it with what others said. */
  checkAnew(id: IntakeId): Promise<void>;
  /** The same behind the person's back: it stands as it stood meanwhile. Answers its products. */
  checkQuietly(id: IntakeId): Promise<readonly string[]>;
  doing(id: IntakeId): Intake['doing'];
  /** Nobody wants it any more: what is being read or checked of it is broken off, and nothing of it is begun. Answers when it rests. */
  drop(id: IntakeId): Promise<void>;
  close(): Promise<void>;
}

export function createIntakeReading(parts: Parts): IntakeReading {
  const { connection, workers, closing, log } = parts;
  const doing = new Map<IntakeId, NonNullable<Intake['doing']>>();
  /** Asked for, and not begun yet. */
  const waiting = new Map<string, Promise<void>>();
  let queue: Promise<void> = Promise.resolve();
  const dropped = new Set<IntakeId>();
  let current: { readonly id: IntakeId; readonly stop: AbortController; readonly rest: Promise<void> } | null = null;

  const signalOf = (id: IntakeId): AbortSignal => (current?.id === id ? AbortSignal.any([closing, current.stop.signal]) : closing);
  const options = (id: IntakeId) => ({
    signal: signalOf(id),
    onProgress: (done: number, of: number): void => {
      doing.set(id, { done, of });
      parts.onChanged(id);
    },
  });

  async function readFiles(id: IntakeId): Promise<void> {
    for (const { file, name, sha256 } of await workers.run('intake.unread', { connection, id })) {
      signalOf(id).throwIfAborted();
      const path = join(intakeFolderOf(connection), id, sha256);
      let trouble: IntakeTrouble | null = null;
      try {
        if ((await workers.run('intake.read', { connection, id, file, name, path }, options(id))) === 'rows') continue;
        trouble = await readLabels(id, { file, name, path });
      } catch (error) {
        if (!(error instanceof DeskFailure) || signalOf(id).aborted || isOfStorage(error)) throw error;
        trouble = { code: error.error.code, params: { ...error.error.params, name } };
      }
      await workers.run('intake.fileRead', { connection, id, file, trouble });
      parts.onChanged(id);
    }
  }

  /** A pile, or one label: read by several threads, and kept as it is read. */
  async function readLabels(
    id: IntakeId,
    { file, name, path }: { file: number; name: string; path: string },
  ): Promise<IntakeTrouble | null> {
    await workers.run('intake.pieces', { connection, id, file, read: null });
    const folder = join(intakeFolderOf(connection), id, `unpacked-${file}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const sources = await openPile(workers, [{ name, path }], folder, { signal: signalOf(id) });
    for await (const { pieces, done, total } of readPile(workers, sources, { signal: signalOf(id) })) {
      await workers.run('intake.pieces', { connection, id, file, read: { file, sources, pieces, done, total } });
      doing.set(id, { done, of: total });
      parts.onChanged(id);
    }
    const [first] = sources;
    const isNothing = sources.every(({ pages }) => pages === 0);
    return isNothing && first !== undefined ? { code: 'labelsUnread', params: { name, trouble: first.trouble ?? 'noPages' } } : null;
  }

  async function check(id: IntakeId, isAgain = false): Promise<void> {
    await parts.setStage(id, 'checking');
    parts.onChanged(id);
    const wanted = { connection, id, desk: parts.desk, wall: parts.clock.wall(), isQuiet: false };
    parts.onProducts(id, await workers.run('intake.check', wanted, options(id)));
    if (!isAgain && (await parts.onChecked(id))) await check(id, true);
  }

  /** One after the other; what is asked for twice before it has begun is done once. */
  function inTurn(id: IntakeId, what: string, work: () => Promise<void>): Promise<void> {
    const key = `${what} ${id}`;
    const before = waiting.get(key);
    if (before !== undefined) return before;
    const turn = queue.then(async () => {
      waiting.delete(key);
      if (dropped.has(id)) return;
      current = { id, stop: new AbortController(), rest: turn };
      try {
        closing.throwIfAborted();
        await work();
      } catch (error) {
        if (closing.aborted || dropped.has(id)) return;
        log(`intake: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        const trouble =
          error instanceof DeskFailure ? { code: error.error.code, params: { ...error.error.params } } : { code: 'internal', params: {} };
        await parts.setStage(id, 'failed', trouble).catch((cause: unknown) => log(`intake: ${String(cause)}`));
      } finally {
        current = null;
        doing.delete(id);
        parts.onChanged(id);
      }
    });
    waiting.set(key, turn);
    queue = turn;
    return turn;
  }

  return {
    read: (id) =>
      inTurn(id, 'read', async () => {
        await readFiles(id);
        await check(id);
      }),
    checkAnew: (id) => inTurn(id, 'check', () => check(id)),
    checkQuietly: (id) => {
      const turn = queue.then(async (): Promise<readonly string[]> => {
        try {
          closing.throwIfAborted();
          const wanted = { connection, id, desk: parts.desk, wall: parts.clock.wall(), isQuiet: true };
          const products = await workers.run('intake.check', wanted, { signal: closing });
          await parts.onChecked(id);
          return products;
        } catch (error) {
          // What it was before still stands.
          if (!closing.aborted) log(`intake: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
          return [];
        } finally {
          parts.onChanged(id);
        }
      });
      queue = turn.then(() => undefined);
      return turn;
    },
    doing: (id) => doing.get(id) ?? null,
    drop: async (id) => {
      dropped.add(id);
      if (current?.id !== id) return;
      current.stop.abort();
      await current.rest;
    },
    close: () => queue,
  };
}

const isOfStorage = ({ error }: DeskFailure): boolean => error.code.startsWith('storage') || error.code === 'diskFull';
