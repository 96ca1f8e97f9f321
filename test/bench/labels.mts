/** How fast a pile of 200 pages of labels is read by two threads, and how many of its labels find their orders. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PieceVerdict, PilePiece, PileTarget } from '../../contract/pile.ts';
import { indexOf, matchPile } from '../../main/labels/match.ts';
import { deskWorkers } from '../../main/workers/index.ts';
import { openPile, readPile } from '../../main/workers/pile.ts';
import { type Pile, type PileOrder, type TrueLabel, makePile } from '../samples/labelPiles.mts';
import type { Run } from './bench.mts';

/** As a merchant's morning: 200 pages. */
const piles = (): Pile[] => [
  makePile({
    name: 'shopee.pdf',
    platform: 'shopee',
    labels: 61,
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
    const verdicts = matchPile(pieces, indexOf(made.flatMap(({ orders }) => orders.map(targetOf))));
    const seconds = (performance.now() - start) / 1_000;
    return {
      bench: 'labels',
      pages,
      ...judged(made, pieces, verdicts, log),
      seconds: round(seconds),
      pagesPerSecond: round(pages / seconds),
      firstResultMs,
    };
  } finally {
    await workers.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const round = (value: number): number => Math.round(value * 10) / 10;

const targetOf = ({ id, platform, tracking, order }: PileOrder): PileTarget => ({
  id,
  reference: order,
  tracking,
  order,
  package: null,
  onflow: null,
  known: null,
  platform,
  where: 'row',
  closed: null,
});

/** Which can be matched: a label of an order, once, whose bars and letters say the same. */
const isMatchable = ({ trait }: TrueLabel): boolean => trait !== 'stranger' && trait !== 'swapped' && trait !== 'copy';

/** Held against what is true of the pile. `wrong`: matched with another order than its own, or where nothing may be matched. */
function judged(made: readonly Pile[], pieces: readonly PilePiece[], verdicts: readonly PieceVerdict[], log: (line: string) => void) {
  let [matched, matchable, wrong] = [0, 0, 0];
  const taken = new Set<number>();
  for (const { name, labels } of made)
    for (const label of labels) {
      if (isMatchable(label)) matchable += 1;
      const place = pieces.findIndex(
        (piece, index) => !taken.has(index) && piece.file === name && piece.page === label.page && isThere(piece, label),
      );
      taken.add(place);
      const verdict = verdicts[place];
      if (verdict?.verdict === 'matched') {
        if (isMatchable(label) && verdict.target === label.order.id) matched += 1;
        else wrong += 1;
      } else if (isMatchable(label)) log(`${name} ${label.page}: ${verdict?.verdict ?? 'not found'} ${verdict?.findings.join() ?? ''}`);
    }
  wrong += verdicts.filter(({ verdict }, place) => verdict === 'matched' && !taken.has(place)).length;
  const of = (what: PieceVerdict['verdict']): number => verdicts.filter(({ verdict }) => verdict === what).length;
  return {
    matched,
    matchable,
    wrong,
    asked: of('ask'),
    strangers: of('stranger'),
    duplicates: of('duplicate'),
    slips: of('slip'),
    unreadable: of('unreadable'),
  };
}

function isThere({ region }: PilePiece, { at }: TrueLabel): boolean {
  if (region === null) return true;
  const [x, y] = [region.x + region.width / 2, region.y + region.height / 2].map((points) => (points / 72) * 25.4);
  return x !== undefined && y !== undefined && x > at.left && x < at.left + at.width && y > at.top && y < at.top + at.height;
}
