/** Piles of labels, read by the threads that read them for the screen, and held against the orders of the same files. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { SheetDocument } from '../../contract/imports.ts';
import type { PileFile, PilePiece, PileTarget } from '../../contract/pile.ts';
import type { CheckedDocument } from '../intake/checked.ts';
import { indexOf, matchPile } from '../labels/match.ts';
import { notRead } from '../labels/pile.ts';
import type { Workers } from '../workers/index.ts';
import type { ReportLabel } from './report.ts';

/** Pages of one turn: who broke the reading with one page loses no others but these. */
const pagesATurn = 5;
/** So long one turn may take, in milliseconds; a page takes a fraction of a second. */
const patienceMs = 8_000;

export interface LabelsRead {
  readonly labels: readonly ReportLabel[];
  /** Files that could not be read at all, by their path. */
  readonly troubles: ReadonlyMap<string, string>;
}

export async function checkLabels(
  paths: readonly string[],
  shipments: readonly { readonly checked: CheckedDocument; readonly document: SheetDocument }[],
  { workers, onPages }: { readonly workers: Pick<Workers, 'run'>; readonly onPages: (done: number, of: number) => void },
): Promise<LabelsRead> {
  const troubles = new Map<string, string>();
  if (paths.length === 0) return { labels: [], troubles };
  const folder = await mkdtemp(join(tmpdir(), 'onflow-desk-labels-'));
  try {
    const pieces: PilePiece[] = [];
    const files: PileFile[] = [];
    for (const [index, path] of paths.entries()) {
      const opened = await bounded((signal) =>
        workers.run('pile.open', { name: basename(path), path, folder, prefix: `${index}-` }, { signal }),
      );
      if (opened === null || opened.every(({ pages }) => pages === 0)) troubles.set(path, opened?.[0]?.trouble ?? 'tooLong');
      files.push(...(opened ?? []));
    }
    const of = files.reduce((sum, { pages }) => sum + pages, 0);
    for (const { name, path, mime, pages, trouble } of files) {
      if (trouble !== null) pieces.push({ ...notRead(name, 1, 'broken'), trouble });
      else
        for (let from = 1; from <= pages; from += pagesATurn)
          pieces.push(...(await readTurn({ name, path, mime, from, most: Math.min(pagesATurn, pages - from + 1) }, workers)));
      onPages(pieces.length, of);
    }
    return { labels: matched(pieces, shipments), troubles };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface Turn {
  readonly name: string;
  readonly path: string;
  readonly mime: string;
  readonly from: number;
  readonly most: number;
}

/** A turn that breaks is done again page by page: one bad page takes none of the others with it. */
async function readTurn(turn: Turn, workers: Pick<Workers, 'run'>): Promise<PilePiece[]> {
  const read = await bounded((signal) => workers.run('pile.read', turn, { signal }));
  if (read !== null) return read;
  if (turn.most === 1) return [notRead(turn.name, turn.from, 'tooLong')];
  const pieces: PilePiece[] = [];
  for (let page = 0; page < turn.most; page += 1) pieces.push(...(await readTurn({ ...turn, from: turn.from + page, most: 1 }, workers)));
  return pieces;
}

/** `null` where it took too long, or broke. */
async function bounded<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  try {
    return await work(AbortSignal.timeout(patienceMs));
  } catch {
    return null;
  }
}

function matched(
  pieces: readonly PilePiece[],
  shipments: readonly { readonly checked: CheckedDocument; readonly document: SheetDocument }[],
): ReportLabel[] {
  const targets = shipments.map(targetOf);
  const references = new Map(targets.map(({ id, reference }) => [id, reference]));
  const verdicts = matchPile(pieces, indexOf(targets));
  return pieces.flatMap((piece, place): ReportLabel[] => {
    const { verdict = null, target = null, of = null, findings = [] } = verdicts[place] ?? {};
    // An empty page says nothing.
    if (verdict === null) return [];
    const whose = target ?? (of === null ? null : (verdicts[of]?.target ?? null));
    return [
      {
        file: piece.file,
        page: piece.page,
        region: piece.region,
        codes: [...new Set(piece.bars.map(({ text }) => text))],
        verdict,
        reference: whose === null ? null : (references.get(whose) ?? null),
        findings,
      },
    ];
  });
}

const closedBy: Readonly<Record<string, PileTarget['closed']>> = {
  cancelled: 'cancelled',
  returned: 'returned',
  sent: 'sent',
  delivered: 'sent',
};

function targetOf({ checked, document }: { readonly checked: CheckedDocument; readonly document: SheetDocument }): PileTarget {
  const text = (field: string): string | null => {
    const value = checked.typed[field];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    id: checked.id,
    reference: checked.reference,
    tracking: text('courier_tracking_code'),
    order: document.order === '' ? text('partner_tracking_code') : document.order,
    package: document.package === '' ? null : document.package,
    onflow: null,
    platform: text('platform'),
    where: 'row',
    closed: closedBy[checked.aside?.why ?? ''] ?? null,
  };
}
