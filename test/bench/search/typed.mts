/** What is searched for, and a person who types it: each key, until its rows are painted. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { share } from '../measure/figures.mts';
import { keyTimes, timeKeys } from '../measure/keys.mts';
import { type Kind, type Told, told } from './figures.mts';

/** As a day at the desk brings them, mixed. `<`: a key too many, which is taken back. */
const queries: readonly { readonly kind: Kind; readonly text: string }[] = [
  { kind: 'code', text: 'sku-48213' },
  { kind: 'word', text: 'quat' },
  { kind: 'words', text: 'ao thun do' },
  { kind: 'letter', text: 'a' },
  { kind: 'part of a code', text: '77123' },
  { kind: 'words', text: 'dong ho tre em den' },
  { kind: 'code', text: '8938000077123' },
  { kind: 'word', text: 'giay' },
  { kind: 'letter', text: 'o' },
  { kind: 'words', text: 'noi cop<m dien 99' },
  { kind: 'code', text: 'oasin0090001' },
  { kind: 'word', text: 'trang' },
  { kind: 'part of a code', text: 'u-481' },
  { kind: 'words', text: 'xanh tai nghe' },
  { kind: 'letter', text: '1' },
  { kind: 'word', text: 'khong co gi' },
  { kind: 'words', text: 'do 4711' },
  { kind: 'word', text: 'balo' },
];

/** What stands in the field after each key. */
export function typings(): { readonly kind: Kind; readonly search: string }[] {
  return queries.flatMap(({ kind, text }) => {
    let search = '';
    return Array.from(text, (sign) => {
      search = sign === '<' ? search.slice(0, -1) : search + sign;
      return { kind, search };
    });
  });
}

/** Milliseconds between two keys of a quick hand; a scanner would be told from it. */
const gaps = { least: 70, most: 190 } as const;
/** Always the same hand. */
function* handOf(seed: number): Generator<number, never, void> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield gaps.least + Math.round((state / 2_147_483_648) * (gaps.most - gaps.least));
  }
}

export interface Typed extends Told {
  readonly byKind: Readonly<Record<string, Told>>;
}

/** Types all of it into the list that is on the screen; milliseconds from each key until its rows have been painted. */
export async function typeInto(page: Page): Promise<Typed> {
  await timeKeys(page, '[role="grid"][aria-busy="false"]');
  const search = page.getByRole('searchbox').first();
  const hand = handOf(7);
  for (const { text } of queries) {
    await search.click();
    await search.fill('');
    await sleep(500);
    for (const sign of text) {
      await page.keyboard.press(sign === '<' ? 'Backspace' : sign === ' ' ? 'Space' : sign);
      await sleep(hand.next().value);
    }
    await sleep(500);
  }
  const times = await keyTimes(page);
  const kinds = queries.flatMap(({ kind, text }) => Array.from(text, () => kind));
  if (times.length !== kinds.length) throw new Error(`${kinds.length} keys were pressed, and ${times.length} heard`);
  const all = times.map((time, index) => ({ kind: kinds[index] ?? 'word', time }));
  return { ...told(all.map(({ time }) => time)), byKind: Object.fromEntries(byKind(all)) };
}

const byKind = (all: readonly { readonly kind: Kind; readonly time: number }[]): [string, Told][] =>
  [...Map.groupBy(all, ({ kind }) => kind)].map(([kind, times]) => [kind, told(times.map(({ time }) => time))]);

/** The same questions asked of the bridge, one by one: milliseconds until the page has the answer. */
export async function askBridge(page: Page, connection: string): Promise<{ readonly p50Ms: number; readonly p95Ms: number }> {
  const times = await page.evaluate(
    async ([searches, of]) => {
      const took: number[] = [];
      for (const search of searches) {
        const from = performance.now();
        const query = { kind: 'product', search, facets: {}, ranges: {}, order: null, at: null, pageSize: 50, counts: ['status'] } as const;
        const outcome = await window.desk.call['records.list']({ ...query, counts: ['status'], refresh: false }, of as never);
        took.push(performance.now() - from);
        if (!outcome.ok) throw new Error(outcome.error.code);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      return took;
    },
    [typings().map(({ search }) => search), connection] as const,
  );
  return { p50Ms: share(times, 0.5), p95Ms: share(times, 0.95) };
}
