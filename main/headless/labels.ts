/** Piles of labels, read by the threads that read them for the screen, and held against the orders of the same files. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { SheetDocument } from '../../contract/imports.ts';
import type { PileFile, PilePiece } from '../../contract/pile.ts';
import type { CheckedDocument } from '../intake/checked.ts';
import { matchWithDesk } from '../intake/pileTargets.ts';
import type { Reader } from '../store/reader.ts';
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
  {
    workers,
    desk,
    onPages,
  }: {
    readonly workers: Pick<Workers, 'run'>;
    /** The connection's database; `null` where only a list of products is known. */
    readonly desk: Reader | null;
    readonly onPages: (done: number, of: number) => void;
  },
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
    const matchedAll = (): ReportLabel[] => matched(pieces, shipments, desk);
    return { labels: desk === null ? matchedAll() : desk.atOnce(matchedAll), troubles };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function matched(
  pieces: readonly PilePiece[],
  shipments: readonly { readonly checked: CheckedDocument; readonly document: SheetDocument }[],
  desk: Reader | null,
): ReportLabel[] {
  const { verdicts, targets } = matchWithDesk(
    pieces,
    shipments.map(({ checked, document }) => ({ checked, order: document.order, package: document.package })),
    desk === null ? null : { reading: desk, own: new Map() },
  );
  return pieces.flatMap((piece, place): ReportLabel[] => {
    const { verdict = null, target = null, of = null, findings = [], candidates = [] } = verdicts[place] ?? {};
    // An empty page says nothing.
    if (verdict === null) return [];
    const [only] = candidates.length === 1 ? candidates : [];
    // What has left is told too, though nothing can be attached to it any more.
    const known = only !== undefined && targets.get(only.target)?.where === 'open' ? only.target : null;
    const whose = target ?? (of === null ? known : (verdicts[of]?.target ?? null));
    const owner = whose === null ? undefined : targets.get(whose);
    return [
      {
        file: piece.file,
        page: piece.page,
        region: piece.region,
        codes: [...new Set(piece.bars.map(({ text }) => text))],
        verdict,
        reference: owner?.reference ?? null,
        ...(owner === undefined || owner.where === 'row' ? {} : { where: owner.where, code: owner.onflow }),
        findings,
      },
    ];
  });
}
