/**
 * *Check* of a draft: by the local copy, and where that speaks against it or is silent, once more by what the provider says now. Who checks
 * is kept waiting for a moment at most; what has not come by then is told with its age.
 */
import { setTimeout } from 'node:timers/promises';
import { cleanCode } from '../../contract/codes.ts';
import { naturalKeyField } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { Finding } from '../../contract/findings.ts';
import type { CheckAnswer, Draft, DraftId } from '../../contract/outbox.ts';
import type { CatalogueService, WantedAnew } from '../catalogue/index.ts';
import { checkDocument, goodsWithoutStock } from '../documents/check.ts';
import { labelIn } from '../documents/labelFindings.ts';
import type { LocalCopy } from '../documents/localCopy.ts';
import type { Labels } from './labels.ts';
import type { Drafts } from '../store/drafts.ts';
import type { Clock } from '../time/clock.ts';

interface Parts {
  readonly drafts: Pick<Drafts, 'get'>;
  readonly clock: Pick<Clock, 'wall'>;
  readonly catalogue: Pick<CatalogueService, 'anew'>;
  readonly localCopy: LocalCopy;
  readonly labels: Pick<Labels, 'read'>;
  readonly mayAsk: () => boolean;
  readonly closing: AbortSignal;
}

/** Milliseconds. */
const patienceMs = 1_500;
/** A label takes half a second; what is not read by then is told as not read. */
const labelPatienceMs = 8_000;
/** So many of each are asked about. */
const mostAsked = 5;

export async function checkAnew(
  id: DraftId,
  { drafts, clock, catalogue, localCopy: local, labels, mayAsk, closing }: Parts,
): Promise<CheckAnswer> {
  await readLabel(existing(drafts, id), labels);
  const draft = existing(drafts, id);
  const since = clock.wall();
  const first = checkDocument(draft.kind, draft.body, { wall: since, local });
  // What is certainly wrong is mended first.
  if (first.problems.length > 0 || !mayAsk()) return first;
  const wanted = wantedOf(draft, first.warnings, local);
  if (wanted.products.length + wanted.stocks.length === 0 && wanted.reference === null) return first;
  await catalogue.anew(wanted, AbortSignal.any([closing, AbortSignal.timeout(patienceMs)]));
  // What was typed meanwhile is checked, too.
  const { kind, body } = existing(drafts, id);
  return checkDocument(kind, body, { wall: clock.wall(), since, local });
}

/** Of a draft that was opened again: then the label was not read yet. What cannot be read is said by what is found. */
async function readLabel({ id, kind, body }: Draft, labels: Parts['labels']): Promise<void> {
  const label = labelIn(kind, body);
  if (label === null) return;
  await Promise.race([labels.read(label, id).catch(() => undefined), setTimeout(labelPatienceMs, undefined, { ref: false })]);
}

function existing(drafts: Parts['drafts'], id: DraftId): Draft {
  const draft = drafts.get(id);
  if (draft === null) throw new DeskFailure({ code: 'notFound' });
  return draft;
}

function wantedOf({ kind, body }: Draft, warnings: readonly Finding[], local: LocalCopy): WantedAnew {
  const oasinsWith = (...problems: readonly string[]): string[] => [
    ...new Set(warnings.filter(({ problem }) => problems.includes(problem)).map(({ params }) => String(params?.['oasin'] ?? ''))),
  ];
  const typed = body[naturalKeyField[kind]];
  const key = cleanCode(typeof typed === 'string' ? typed : '');
  return {
    products: oasinsWith('notActive', 'unknownProduct', 'notInWarehouse').slice(0, mostAsked),
    stocks: [...new Set([...oasinsWith('notEnoughStock', 'stockPromised'), ...goodsWithoutStock(kind, body, local)])].slice(0, mostAsked),
    reference: key === '' || local.codeOfReference(kind, key) !== null ? null : { kind, key },
  };
}
