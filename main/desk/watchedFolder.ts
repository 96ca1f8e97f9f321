/**
 * A folder in which somebody else's programs put files: what lands there is read and checked as if it were dropped, and waits for a person.
 * Nothing of it is sent by itself. It is looked into again and again: drives in the network tell nobody of what comes in.
 */
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Intake, WatchedFolder } from '../../contract/intake.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { type Given, isPassing } from '../files/dropped.ts';
import type { Settings } from '../store/settings.ts';
import type { Clock } from '../time/clock.ts';

interface Parts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** In the system's own dialog; `null` where the operator thinks better of it. */
  readonly askFolder: () => Promise<string | null>;
  readonly begin: (files: readonly Given[]) => Promise<Intake>;
  readonly closing: AbortSignal;
  readonly everyMs?: number;
}

export interface Watched {
  state(): WatchedFolder;
  /** `choose`: another folder, or the first. @throws DeskFailure `notFound` where it is to be on and no folder was ever chosen */
  set(wanted: { readonly isOn: boolean; readonly choose: boolean }): Promise<WatchedFolder>;
  start(): void;
  close(): Promise<void>;
}

const setting = 'watched';
const seenSetting = 'watched.seen';
const Kept = z.object({ folder: z.string().nullable(), isOn: z.boolean() });
/** Looked into so often, in milliseconds; a file that two looks see the same has arrived. */
const usualEveryMs = 5_000;
/** Of a folder that nobody tidies. */
const mostEntries = 20_000;
/** Files that are remembered as taken. */
const mostSeen = 5_000;
/** In one intake: an order file and its labels come together, a year's files do not. */
const mostTogether = 100;
const readable = /\.(?:csv|tsv|xlsx|xlsm|pdf|zip|png|jpe?g)$/iu;

export function createWatched(parts: Parts): Watched {
  const { settings, clock, log, closing } = parts;
  const everyMs = parts.everyMs ?? usualEveryMs;
  let trouble: WatchedFolder['trouble'] = null;
  /** What was there at the last look, and was not taken yet: name → size and time. */
  let before = new Map<string, string>();
  let cancel = (): void => undefined;
  let looking: Promise<void> = Promise.resolve();

  const kept = (): z.infer<typeof Kept> => settings.get(setting, Kept, { folder: null, isOn: false });
  const state = (): WatchedFolder => ({ ...kept(), trouble });
  const seen = (): string[] => settings.get(seenSetting, z.array(z.string()), []);

  async function look(folder: string): Promise<void> {
    const now = new Map<string, string>();
    let count = 0;
    for await (const entry of await opendir(folder)) {
      count += 1;
      if (count > mostEntries || closing.aborted) break;
      if (!entry.isFile() || isPassing(entry.name) || !readable.test(entry.name)) continue;
      const file = await lstat(join(folder, entry.name)).catch(() => null);
      if (file?.isFile() === true && file.size > 0) now.set(entry.name, `${file.size} ${Math.round(file.mtimeMs)}`);
    }
    const taken = new Set(seen());
    const keyOf = (name: string): string => `${name} ${now.get(name) ?? ''}`;
    const come = [...now.keys()].filter((name) => !taken.has(keyOf(name)));
    // One that still grows keeps those beside it waiting: they belong together.
    const isSettled = come.every((name) => before.get(name) === now.get(name));
    before = now;
    if (!isSettled || come.length === 0 || closing.aborted) return;
    const together = come.toSorted((one, other) => one.localeCompare(other, 'vi', { numeric: true })).slice(0, mostTogether);
    try {
      await parts.begin(together.map((name) => ({ path: join(folder, name), name })));
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      // A full disk is no fault of these files: they are taken as soon as there is room.
      if (['diskFull', 'storageReadOnly', 'storageBusy', 'cancelled'].includes(error.error.code)) throw error;
      trouble = { code: error.error.code, params: { ...error.error.params } };
    }
    settings.set(seenSetting, [...seen(), ...together.map(keyOf)].slice(-mostSeen));
  }

  function plan(ms: number): void {
    cancel();
    const { folder, isOn } = kept();
    if (!isOn || folder === null || closing.aborted) return;
    cancel = clock.after(ms, () => {
      looking = look(folder)
        .then(() => {
          if (trouble?.code === 'fileUnreadable' || trouble?.code === 'diskFull') trouble = null;
        })
        .catch((error: unknown) => {
          if (closing.aborted) return;
          trouble =
            error instanceof DeskFailure
              ? { code: error.error.code, params: { ...error.error.params } }
              : { code: 'fileUnreadable', params: { name: folder } };
          log(`watched folder: ${error instanceof Error ? error.message : String(error)}`);
        })
        .finally(() => plan(everyMs));
    });
  }

  return {
    state,
    set: async ({ isOn, choose }) => {
      const { folder } = kept();
      const chosen = choose ? await parts.askFolder() : folder;
      if (choose && chosen === null) return state();
      if (isOn && chosen === null) throw new DeskFailure({ code: 'notFound' });
      settings.set(setting, { folder: chosen, isOn });
      trouble = null;
      before = new Map();
      plan(0);
      return state();
    },
    start: () => plan(everyMs),
    close: async () => {
      cancel();
      await looking;
    },
  };
}
