/**
 * The durable memory of the practice provider: a snapshot and a log of the changes since, in one folder. A change is on the disk before
 * `append` returns, because the desk, which hosts the practice provider, may be killed at any moment and is then checked against this
 * state.
 *
 * Files: `company.json` (`{generation, state}`) and `changes-<generation>.jsonl` (one JSON document a line). Writing is synchronous: a
 * change is made in one go, in order, and half a millisecond of fsync is a fair price for having no in-between.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

export interface Journal {
  /** The state of the last snapshot, `null` in an empty folder. */
  readonly snapshot: unknown;
  /** The changes made after it, in order. */
  readonly changes: readonly unknown[];
  /** Changes in the log now; the owner compacts when it finds them too many. */
  readonly length: number;
  /** Throws what the file system throws, and then the change is not in the log. */
  append(change: unknown): void;
  /** Makes `state` the snapshot and starts an empty log, in one atomic step. */
  compact(state: unknown): void;
  close(): void;
}

interface Snapshot {
  readonly generation: number;
  readonly state: unknown;
}

export function openJournal(folder: string): Journal {
  mkdirSync(folder, { recursive: true });
  const snapshotFile = join(folder, 'company.json');
  const logFile = (ofGeneration: number): string => join(folder, `changes-${ofGeneration}.jsonl`);

  const read = readSnapshot(snapshotFile);
  let generation = read?.generation ?? 0;
  const changes = read === null ? [] : readChanges(logFile(generation));
  let length = changes.length;
  removeOtherLogs(folder, `changes-${generation}.jsonl`);

  let log = openSync(logFile(generation), 'a');
  let size = readFileSync(logFile(generation)).length;

  return {
    snapshot: read?.state ?? null,
    changes,
    get length() {
      return length;
    },
    append(change) {
      const line = Buffer.from(`${JSON.stringify(change)}\n`);
      try {
        writeAll(log, line);
        fdatasyncSync(log);
      } catch (error) {
        // A full disk leaves half a line behind: the next change must not be glued to it.
        ftruncateSync(log, size);
        throw error;
      }
      size += line.length;
      length += 1;
    },
    compact(state) {
      const next = generation + 1;
      writeSnapshot(folder, snapshotFile, { generation: next, state });
      closeSync(log);
      rmSync(logFile(generation), { force: true });
      generation = next;
      log = openSync(logFile(generation), 'a');
      syncFolder(folder);
      size = 0;
      length = 0;
    },
    close() {
      closeSync(log);
    },
  };
}

/** `null` where there is none. A damaged one is set aside, not deleted: the owner then starts a new company. */
function readSnapshot(file: string): Snapshot | null {
  if (!existsSync(file)) return null;
  const snapshot = parseLine(readFileSync(file, 'utf8'));
  if (snapshot !== undefined) return snapshot as Snapshot;
  renameSync(file, `${file}.damaged`);
  return null;
}

/**
 * Every whole line of the log. The last line may be torn (the process died while writing it, so it was never answered): it is cut off. A
 * damaged line further up cannot come from a crash; the file is then copied aside, and what stands before the damage is used.
 */
function readChanges(file: string): unknown[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const changes: unknown[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start);
    const change = end < 0 ? undefined : parseLine(bytes.toString('utf8', start, end));
    if (change === undefined) {
      if (end >= 0 && end + 1 < bytes.length) copyFileSync(file, `${file}.damaged`);
      truncateSync(file, start);
      break;
    }
    changes.push(change);
    start = end + 1;
  }
  return changes;
}

/** `undefined` for a line that is no JSON; a change is always an object. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Logs of other generations are left-overs of a compaction that was cut short: the snapshot already holds what they say. */
function removeOtherLogs(folder: string, current: string): void {
  for (const name of readdirSync(folder)) {
    if (/^changes-\d+\.jsonl$/.test(name) && name !== current) rmSync(join(folder, name), { force: true });
  }
}

function writeSnapshot(folder: string, file: string, snapshot: Snapshot): void {
  const temporary = `${file}.new`;
  const descriptor = openSync(temporary, 'w');
  try {
    writeFileSync(descriptor, JSON.stringify(snapshot));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
  syncFolder(folder);
}

function writeAll(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

/** A new name is durable only once its folder is; Windows cannot open folders, and its file system looks after that itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
