/**
 * Files that nobody made on purpose: real ones with bytes changed, cut or doubled, and bytes that are no file at all. Each is read, or said
 * not to be; nothing breaks, nothing takes long, and no row comes back as another. `ONFLOW_RANDOM_FILES` makes it more of them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listedKnowledge } from '../../main/intake/listedKnowledge.ts';
import { makeRows } from '../../main/headless/rows.ts';
import { checkLabels } from '../../main/headless/labels.ts';
import { deskWorkers } from '../../main/workers/index.ts';
import { orderFile, randomOf, someGoods } from '../samples/orderFiles.mts';
import { temporaryFolder } from '../unit/store/temporary.ts';

const files = Number(process.env['ONFLOW_RANDOM_FILES'] ?? 60);
const longestMs = 10_000;
const samples = join(import.meta.dirname, '../samples');

const knowledge = listedKnowledge(someGoods.map((each, index) => ({ ...each, barcode: [], oasin: `OASIN${index}` })));

type Random = () => number;
const below = (random: Random, most: number): number => Math.floor(random() * most);

function mutated(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  const at = (): number => below(random, Math.max(1, changed.length));
  switch (below(random, 5)) {
    case 0:
      for (let count = 1 + below(random, 30); count > 0; count -= 1) changed[at()] = below(random, 256);
      return changed;
    case 1:
      return changed.subarray(0, at());
    case 2: {
      const [from, to] = [at(), at()].toSorted((a, b) => a - b);
      return Buffer.concat([changed.subarray(0, to), changed.subarray(from, to), changed.subarray(to)]);
    }
    case 3: {
      const [from, to] = [at(), at()].toSorted((a, b) => a - b);
      return Buffer.concat([changed.subarray(0, from), changed.subarray(to)]);
    }
    default:
      return Buffer.from(Array.from({ length: below(random, 4_000) }, () => below(random, 256)));
  }
}

const layouts = ['shopee', 'tiktok', 'lazada', 'desk', 'own'] as const;

test(
  `${files} files with changed bytes: no crash, no hang, nothing silently another`,
  async () => {
    const folder = temporaryFolder();
    const random = randomOf(20_261_128);
    const workers = deskWorkers(() => undefined);
    const wall = Date.UTC(2026, 10, 28);
    let [read, refused, slowest] = [0, 0, 0];
    for (let number = 0; number < files; number += 1) {
      const kind = (['csv', 'xlsx', 'pdf', 'zip'] as const)[number % 4];
      const layout = layouts[below(random, layouts.length)] ?? 'shopee';
      const orders = orderFile({ layout, orders: 1 + below(random, 12), seed: number + 1 });
      const whole =
        kind === 'csv'
          ? orders.csv()
          : kind === 'xlsx'
            ? orders.xlsx()
            : readFileSync(join(samples, kind === 'pdf' ? 'label.pdf' : 'archive.zip'));
      const path = join(folder, `${number}.${kind}`);
      writeFileSync(path, mutated(whole, random));
      const began = performance.now();
      if (kind === 'csv' || kind === 'xlsx') {
        const { made, checked } = await makeRows({ paths: [path], knowledge, given: { warehouse: 'HCM-01' }, wall });
        if (made[0]?.trouble === null) read += 1;
        else refused += 1;
        for (const [document, result] of checked) {
          expect(result.rows).toEqual(document.rows);
          if (result.state !== 'new') continue;
          // What would be sent is what the file says: its order, its code, and all of its pieces.
          expect(result.body?.['merchant_tracking_code_reference'] ?? result.reference).toBe(result.reference);
          const pieces = (result.body?.['items'] as { product_quantity: number }[] | undefined)?.reduce(
            (sum, each) => sum + each.product_quantity,
            0,
          );
          if (pieces !== undefined) expect(pieces).toBe(document.lines.reduce((sum, { quantity }) => sum + Number(quantity), 0));
        }
      } else {
        const { labels, troubles } = await checkLabels([path], [], { workers, desk: null, onPages: () => undefined });
        expect(labels.every(({ reference, verdict }) => reference === null && verdict !== 'matched')).toBe(true);
        if (troubles.size === 0) read += 1;
        else refused += 1;
      }
      slowest = Math.max(slowest, performance.now() - began);
      expect(slowest).toBeLessThan(longestMs);
    }
    await workers.close();
    process.stderr.write(`${read} read, ${refused} refused, the slowest took ${Math.round(slowest)} ms\n`);
    // Both were met: else it would try nothing.
    expect(read).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  },
  files * 2_000 + 60_000,
);
