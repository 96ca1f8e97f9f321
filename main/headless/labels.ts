/** Piles of labels, read by the threads that read them for the screen, and held against the orders of the same files. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { SheetDocument } from '../../contract/imports.ts';
import type { PileFile, PilePiece, PileTarget } from '../../contract/pile.ts';
import type { CheckedDocument } from '../intake/checked.ts';
import { indexOf, matchPile } from '../labels/match.ts';
import type { Workers } from '../workers/index.ts';
import { openPile, readPile } from '../workers/pile.ts';
import type { ReportLabel } from './report.ts';

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
    const { signal } = new AbortController();
    const files: PileFile[] = [];
    for (const [index, path] of paths.entries()) {
      const into = join(folder, String(index));
      await mkdir(into);
      const opened = await openPile(workers, [{ name: basename(path), path }], into, { signal });
      if (opened.every(({ pages }) => pages === 0)) troubles.set(path, opened[0]?.trouble ?? 'broken');
      files.push(...opened);
    }
    const pieces: PilePiece[] = [];
    for await (const read of readPile(workers, files, { signal })) {
      pieces.push(...read.pieces);
      onPages(read.done, read.total);
    }
    return { labels: matched(pieces, shipments), troubles };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
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
