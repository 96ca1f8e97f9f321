/**
 * What a practice provider really has, read from its own disk: a change is there before it is answered. For end-to-end tests.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shelf, Shelves } from '../../main/practice/company.ts';
import type { Desk } from '../../tools/driver/launchDesk.mts';

/** All documents of one shelf, as they are now, of the provider that keeps its company in this folder. */
export function inCompany<S extends Shelf>(folder: string, shelf: S): readonly Shelves[S][] {
  const { generation, state } = JSON.parse(readFileSync(join(folder, 'company.json'), 'utf8')) as {
    generation: number;
    state: Record<S, Shelves[S][]>;
  };
  const documents = new Map(state[shelf].map((each) => [each.number, each]));
  // What follows the last line end is still being written.
  const lines = readFileSync(join(folder, `changes-${generation}.jsonl`), 'utf8')
    .split('\n')
    .slice(0, -1);
  for (const line of lines) {
    const change = JSON.parse(line) as { shelf: Shelf; document: Shelves[S] };
    if (change.shelf === shelf) documents.set(change.document.number, change.document);
  }
  return [...documents.values()];
}

/** The same of the practice provider of a running desk. */
export const atProvider = <S extends Shelf>(desk: Desk, shelf: S): readonly Shelves[S][] =>
  inCompany(join(desk.userDataDir, 'connections', 'practice', 'company'), shelf);

/** How many shipments bear this reference there. */
export const shipmentsAtProvider = (desk: Desk, reference: string): number =>
  atProvider(desk, 'shipments').filter((each) => each.merchant_tracking_code_reference === reference).length;
