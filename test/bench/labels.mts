/** How fast a pile of 200 pages of labels is read by two threads, and how many of its labels are found with the right codes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PilePiece } from '../../contract/pile.ts';
import { deskWorkers } from '../../main/workers/index.ts';
import { openPile, readPile } from '../../main/workers/pile.ts';
import { type Pile, makePile } from '../samples/labelPiles.mts';
import type { Run } from './bench.mts';

/** As a merchant's morning: 200 pages. */
const piles = (): Pile[] => [
  makePile({
    name: 'shopee.pdf',
    platform: 'shopee',
    labels: 60,
    seed: 1,
    faint: 3,
    homeMade: 4,
    strangers: 3,
    swapped: 3,
    copies: 3,
    blank: 2,
    broken: 1,
  }),
  makePile({ name: 'turned.pdf', platform: 'shopee', labels: 12, seed: 2, rotate: 90 }),
  makePile({ name: 'lying.pdf', platform: 'shopee', labels: 8, seed: 3, turn: 270, beside: 10 }),
  makePile({ name: 'pictures.pdf', platform: 'shopee', labels: 14, seed: 4, dots: 203 }),
  makePile({ name: 'tiktok.pdf', platform: 'tiktok', labels: 30, seed: 5, strangers: 2 }),
  makePile({ name: 'lazada.pdf', platform: 'lazada', labels: 20, seed: 6, copies: 1 }),
  makePile({ name: 'four.pdf', platform: 'tiki', labels: 26, seed: 7, up: 4 }),
  makePile({ name: 'two.pdf', platform: 'shopee', labels: 22, seed: 8, up: 2 }),
];

export const run: Run = async ({ log }) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-labels-'));
  const workers = deskWorkers(log);
  try {
    const made = piles();
    const given = made.map(({ name, pdf }) => {
      const path = join(folder, name);
      writeFileSync(path, pdf);
      return { name, path };
    });
    const pages = made.reduce((sum, pile) => sum + pile.pages, 0);
    const { signal } = new AbortController();
    const start = performance.now();
    let firstResultMs: number | null = null;
    const pieces: PilePiece[] = [];
    for await (const part of readPile(workers, await openPile(workers, given, folder, { signal }), { signal })) {
      firstResultMs ??= Math.round(performance.now() - start);
      pieces.push(...part.pieces);
    }
    const seconds = (performance.now() - start) / 1_000;
    log(`${pieces.length} pieces of ${pages} pages`);
    return { bench: 'labels', pages, seconds: round(seconds), pagesPerSecond: round(pages / seconds), firstResultMs };
  } finally {
    await workers.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const round = (value: number): number => Math.round(value * 10) / 10;
