/**
 * A pile of labels, read by two threads at once, a few pages in a turn: the first label is there at once, and a page that never ends, or
 * that breaks its thread, costs itself and nothing else.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { PileFile, PilePiece, PileTrouble } from '../../contract/pile.ts';
import type { GivenFile } from '../labels/unpack.ts';
import type { Workers } from './index.ts';

type Threads = Pick<Workers, 'run'>;

export interface PileRead {
  readonly pieces: readonly PilePiece[];
  /** Pages, of all files. */
  readonly done: number;
  readonly total: number;
}

export interface PileOptions {
  readonly signal: AbortSignal;
  /** A page takes a tenth of a second. One that takes so long means harm, or the computer is very busy. */
  readonly pagePatienceMs?: number;
}

const usualPatienceMs = 15_000;
/** The share of that time that this program must have worked before a page is given up, and how often it is waited for anew. */
const leastWorked = 0.5;
const mostWaits = 4;
/** Beside what it may take for each of its pages. */
const filePatienceMs = 60_000;
const filePatienceMsAPage = 1_000;
/** Pages that broke or never ended, in one file: it means harm, and the rest of it is left. */
const mostHarm = 5;
/** So many turns at once: one for each thread, and one that waits for the first that is free. */
const atOnce = 3;
/** Pages in a turn: few at first, so that there is something to see. */
const turnsOf = [1, 1, 2, 4];
const usualTurn = 8;

/** Runs a job that is ended when it says nothing for a while. `trouble` where it was, or where its thread broke. */
async function patiently<T>(
  work: (options: { signal: AbortSignal; onProgress: (done: number) => void }) => Promise<T>,
  { signal, pagePatienceMs = usualPatienceMs }: PileOptions,
): Promise<{ readonly value: T } | { readonly trouble: 'tooLong' | 'tooLarge' | 'broken'; readonly done: number }> {
  const tooLong = new AbortController();
  let done = 0;
  let timer: NodeJS.Timeout | undefined;
  let waits = 0;
  const look = (before: NodeJS.CpuUsage): void => {
    const { user, system } = process.cpuUsage(before);
    // Where other programs have the processor, the page has had no time yet.
    if ((user + system) / 1_000 >= pagePatienceMs * leastWorked || (waits += 1) >= mostWaits) tooLong.abort();
    else again();
  };
  const again = (): void => {
    const before = process.cpuUsage();
    timer = setTimeout(() => look(before), pagePatienceMs);
  };
  const wait = (): void => {
    clearTimeout(timer);
    waits = 0;
    again();
  };
  wait();
  try {
    const onProgress = (now: number): void => {
      done = now;
      wait();
    };
    return { value: await work({ signal: AbortSignal.any([signal, tooLong.signal]), onProgress }) };
  } catch (error) {
    signal.throwIfAborted();
    if (tooLong.signal.aborted) return { trouble: 'tooLong', done };
    if (!(error instanceof DeskFailure)) throw error;
    if (error.error.code === 'workOutOfMemory') return { trouble: 'tooLarge', done };
    if (error.error.code === 'workBroke') return { trouble: 'broken', done };
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What the given files are; archives are unpacked into `folder`, which is the caller's to clear. Never thrown for what is in a file.
 * @throws DeskFailure `cancelled`
 */
export async function openPile(workers: Threads, given: readonly GivenFile[], folder: string, options: PileOptions): Promise<PileFile[]> {
  const files: PileFile[] = [];
  for (const [index, { name, path }] of given.entries()) {
    const opened = await patiently((run) => workers.run('pile.open', { name, path, folder, prefix: `${index}-` }, run), options);
    if ('value' in opened) files.push(...opened.value);
    else files.push({ name, path, mime: '', pages: 0, trouble: opened.trouble });
  }
  return files;
}

interface Turn {
  readonly file: PileFile;
  readonly from: number;
  readonly most: number;
}

function turnsIn(files: readonly PileFile[]): Turn[] {
  const turns: Turn[] = [];
  for (const file of files) {
    if (file.trouble !== null) continue;
    for (let from = 1; from <= file.pages;) {
      const most = Math.min(turnsOf[turns.length] ?? usualTurn, file.pages - from + 1);
      turns.push({ file, from, most });
      from += most;
    }
  }
  return turns;
}

const notRead = ({ name }: PileFile, page: number, trouble: PileTrouble): PilePiece => ({
  file: name,
  page,
  region: null,
  text: '',
  bars: [],
  kind: 'unreadable',
  trouble,
  perhapsSeveral: false,
});

/** In the order of files and pages. @throws DeskFailure `cancelled` */
export async function* readPile(workers: Threads, files: readonly PileFile[], options: PileOptions): AsyncGenerator<PileRead> {
  const turns = turnsIn(files);
  const total = turns.reduce((sum, { most }) => sum + most, 0);
  const broken = files.filter(({ trouble }) => trouble !== null).map((file) => notRead(file, 1, file.trouble ?? 'broken'));
  if (broken.length > 0) yield { pieces: broken, done: 0, total };
  const harm = new Map<PileFile, number>();
  const began = new Map<PileFile, number>();

  const left = ({ file, from, most }: Turn, trouble: PileTrouble): PilePiece[] =>
    Array.from({ length: most }, (_, index) => notRead(file, from + index, trouble));
  const read = async (turn: Turn): Promise<PilePiece[]> => {
    const { file, from, most } = turn;
    if (most <= 0) return [];
    const start = began.get(file) ?? performance.now();
    began.set(file, start);
    const isOver = performance.now() - start > filePatienceMs + file.pages * filePatienceMsAPage;
    if (isOver || (harm.get(file) ?? 0) >= mostHarm) return left(turn, 'tooLong');
    const { name, path, mime } = file;
    const answer = await patiently((run) => workers.run('pile.read', { name, path, mime, from, most }, run), options);
    if ('value' in answer) return answer.value;
    harm.set(file, (harm.get(file) ?? 0) + 1);
    const bad = from + Math.min(answer.done, most - 1);
    // What came before it went well, and does so again.
    const before = await read({ file, from, most: bad - from });
    const after = await read({ file, from: bad + 1, most: from + most - bad - 1 });
    return [...before, notRead(file, bad, answer.trouble), ...after];
  };

  const underWay: Promise<PilePiece[]>[] = [];
  let [given, done] = [0, 0];
  for (const turn of turns) {
    for (; given < turns.length && underWay.length < atOnce; given += 1) {
      const next = read(turns[given]!);
      // Whoever waits for it hears of it.
      next.catch(() => undefined);
      underWay.push(next);
    }
    const pieces = await underWay.shift()!;
    done += turn.most;
    yield { pieces, done, total };
  }
}
