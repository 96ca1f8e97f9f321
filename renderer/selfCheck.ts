/**
 * What the desk's test of itself has the page do: each as a person would have it done, through the same door and the same programs.
 * A file of its own, which nobody else reads; main calls it (`main/electron/smokeTest.ts`). Answers `null`, or what is wrong in words: of
 * what a page throws little arrives.
 */
import { firstPage } from '../contract/recordQuery.ts';
import type { AnswerOf, RequestOf } from '../contract/bridge.ts';
import { practiceConnectionId } from '../contract/connection.ts';
import type { Outcome } from '../contract/errors.ts';
import { type VerbOfConnection, desk, deskOf } from './bridge/desk.ts';

const practice = deskOf(practiceConnectionId);

export const checks = {
  /** The desk is built and has answered what the first picture needs. */
  start: async () => void valueOf(await desk.start()),

  /** The first screen stands: not the word that it could not be drawn, which is no `main`. */
  screen: async () => {
    while (document.querySelector('#root main') === null) {
      const alert = document.querySelector('#root [role="alert"]');
      if (alert !== null) throw new Error(`it says: ${alert.textContent}`);
      await pause();
    }
  },

  /** Writes a row, committed, and reads it back. */
  database: async () => {
    const name = 'Tự kiểm tra: đã ghi, đọc lại được';
    const { id } = valueOf(await desk.call('connections.create', { name, environment: 'staging', baseUrl: '' }));
    const found = valueOf(await desk.call('app.state')).connections.find((each) => each.id === id);
    if (found?.name !== name) throw new Error('what was written is not what is read');
  },

  /** The practice provider is started, lists what it has, and answers a question of its own. */
  practice: async () => {
    valueOf(await desk.call('connections.open', { id: practiceConnectionId }));
    const { warehouses } = await ask('connections.test');
    if (warehouses < 1) throw new Error('it has no warehouse');
  },

  /** A file of the practice provider's is fetched and its first page drawn. */
  pdf: async () => {
    const { file_id } = await ask('purchaseOrders.bill', { code: await firstOrder() });
    const { bytes } = await ask('files.preview', { file_id });
    const [{ openPdf }, { drawPage }] = await Promise.all([
      import('./features/files/pdfDocument.ts'),
      import('./features/files/pdfPage.ts'),
    ]);
    const { document: opening, close } = openPdf(bytes);
    try {
      const drawn = await drawPage(await opening, 1, { width: 600, zoom: 1, turn: 0 }, new AbortController().signal);
      if (drawn === null || drawn.missing !== 'none') throw new Error(`of the page ${drawn?.missing ?? 'nothing'} could not be drawn`);
      if (!hasInk(drawn.canvas)) throw new Error('the page came out empty');
    } finally {
      close();
    }
  },

  /** A thread is begun from its own file, opens the database beside the desk and goes through the journal of what was done so far. */
  threads: async () => {
    const { checked, broken } = await ask('journal.verify');
    if (checked === 0 || broken !== null) throw new Error(`of ${checked} entries one is not as it was written`);
  },
} as const satisfies Readonly<Record<string, () => Promise<void>>>;

export type Check = keyof typeof checks;

export async function check(name: Check): Promise<string | null> {
  try {
    await checks[name]();
    return null;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`the desk answered "${outcome.error.code}" ${JSON.stringify(outcome.error.params ?? {})}`);
  return outcome.value;
}

async function ask<V extends VerbOfConnection>(
  verb: V,
  ...request: undefined extends RequestOf<V> ? [] : [RequestOf<V>]
): Promise<AnswerOf<V>> {
  return valueOf(await practice.call(verb, ...request));
}

/** The code of a purchase order, as soon as the provider's list has arrived in the local copy. */
async function firstOrder(): Promise<string> {
  for (;;) {
    const { rows } = await ask('records.list', { ...firstPage('purchase-order', { pageSize: 1 }), refresh: true });
    const [row] = rows;
    if (row !== undefined) return row.code;
    await pause();
  }
}

/** Main has the time limit. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

/** More than one colour. */
function hasInk(canvas: HTMLCanvasElement): boolean {
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  return pixels !== undefined && new Uint32Array(pixels.buffer).some((pixel, _index, all) => pixel !== all[0]);
}
