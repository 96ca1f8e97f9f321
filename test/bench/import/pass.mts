/**
 * One pass over one file of orders, in a process of its own: `node pass.mts bare|whole FILE PRODUCTS`. Whole is parsed, mapped and checked,
 * one document after the other, as a thread of the desk does it; what becomes of each (a row of the grid, of a report) is left out. Answers
 * milliseconds, those of the processor, and the most memory.
 */
import { readFileSync } from 'node:fs';
import type { SheetRow } from '../../../contract/sheets.ts';
import { documentsOf, recognise, wantedCells } from '../../../main/importing/index.ts';
import { createCheck } from '../../../main/intake/check.ts';
import { firstRows } from '../../../main/intake/fileKinds.ts';
import { ListedProducts, listedKnowledge } from '../../../main/intake/listedKnowledge.ts';
import { openSheets } from '../../../main/sheets/index.ts';

const [what, path = '', products = ''] = process.argv.slice(2);
const knowledge = listedKnowledge(ListedProducts.parse(JSON.parse(readFileSync(products, 'utf8'))));
const before = process.cpuUsage();
const began = performance.now();
let [rows, fits] = [0, 0];
const open = await openSheets(path);
for (const [index, sheet] of open.sheets.entries()) {
  if (what === 'bare') {
    for await (const batch of sheet.rows()) rows += batch.length;
    continue;
  }
  const first: SheetRow[] = [];
  for await (const batch of sheet.rows()) {
    first.push(...batch.slice(0, firstRows - first.length));
    if (first.length >= firstRows) break;
  }
  const { mapping, headers } = recognise(first);
  if (mapping === null) throw new Error('the file is not known');
  const check = createCheck(knowledge, { wall: Date.now() });
  const given = { warehouse: 'HCM-01', ...mapping.given };
  for await (const batch of documentsOf(sheet.rows(wantedCells(mapping)), { ...mapping, given }, { sheet: index }))
    for (const document of batch) {
      const { rows: mine, state } = check.check(document, { file: 0, headers, columns: mapping.columns });
      rows += mine.length;
      if (state === 'new') fits += mine.length;
    }
}
await open.close();
const ms = performance.now() - began;
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ ms, cpuMs: (user + system) / 1_000, rows, fits, peakMB: process.resourceUsage().maxRSS / 1_024 }));
