/** One pass over one file of orders, in a process of its own: `node pass.mts bare|whole FILE PRODUCTS`; answers milliseconds and the most memory. */
import { readFileSync } from 'node:fs';
import { ListedProducts, listedKnowledge } from '../../../main/intake/listedKnowledge.ts';
import { makeRows } from '../../../main/headless/rows.ts';
import { openSheets } from '../../../main/sheets/index.ts';

const [what, path = '', products = ''] = process.argv.slice(2);
const knowledge = listedKnowledge(ListedProducts.parse(JSON.parse(readFileSync(products, 'utf8'))));
const began = performance.now();
let [rows, fits] = [0, 0];
if (what === 'bare') {
  const open = await openSheets(path);
  for (const sheet of open.sheets) for await (const batch of sheet.rows()) rows += batch.length;
  await open.close();
} else {
  const { checked } = await makeRows({ paths: [path], knowledge, given: { warehouse: 'HCM-01' }, wall: Date.now() });
  for (const { rows: mine, state } of checked.values()) {
    rows += mine.length;
    if (state === 'new') fits += mine.length;
  }
}
const ms = performance.now() - began;
process.stdout.write(JSON.stringify({ ms, rows, fits, peakMB: process.resourceUsage().maxRSS / 1024 }));
