/** What is read from a shipping label: its pages, its codes, and what they say of a parcel. */
import { z } from 'zod';
import { cleanCode } from './codes.ts';
import { type DocumentKindName, FileRef } from './documents/index.ts';
import { kindOf } from './kinds/index.ts';
import { marketplaceOf } from './kinds/marketplaceOf.ts';
import { DraftId } from './outbox.ts';

/**
 * Why a page, or a whole file, could not be read. `locked`: it asks for a password; `tooLarge`: more dots or memory than is sensible;
 * `tooLong`: it took longer than anybody waits; `otherKind`: pictures of this kind are not read.
 */
export const LabelTrouble = z.enum(['locked', 'broken', 'noPages', 'tooLarge', 'tooLong', 'otherKind']);
export type LabelTrouble = z.infer<typeof LabelTrouble>;

/** What a label may say of its parcel. */
export const LabelFact = z.enum(['tracking', 'order', 'package', 'platform']);
export type LabelFact = z.infer<typeof LabelFact>;

/** Where it stands: in bars (any barcode), in the text, or in what another fact on the label implies. Pages count from 1. */
export const LabelSource = z.object({ from: z.enum(['bars', 'text', 'other']), page: z.number().int() });
export type LabelSource = z.infer<typeof LabelSource>;

export const LabelCandidate = z.object({
  value: z.string(),
  sources: z.array(LabelSource),
  /**
   * `known`: this computer has it as such a code; `sure`: by the words beside it, or a shape that nothing else has; `perhaps`: it may be
   * one, and is never taken without a person.
   */
  sure: z.enum(['known', 'sure', 'perhaps']),
});
export type LabelCandidate = z.infer<typeof LabelCandidate>;

export const LabelSays = z.object({
  /** Of the file; 1 for a picture. */
  pages: z.number().int(),
  /** How many of them were read. */
  read: z.number().int(),
  /** Of the first page that could not be read, or of the file. */
  trouble: LabelTrouble.nullable(),
  /** Any barcode at all was found, or any text. */
  hasCodes: z.boolean(),
  /** Whether its bars can be read as a label printer of 203 dots an inch prints them; `null` where that is not known. */
  legible: z.boolean().nullable(),
  facts: z.object({
    tracking: z.array(LabelCandidate),
    order: z.array(LabelCandidate),
    package: z.array(LabelCandidate),
    platform: z.array(LabelCandidate),
  }),
  /** The courier's code in bars is another than the one in letters. */
  disagrees: z.object({ bars: z.string(), text: z.string() }).nullable(),
  /** Pages that are labels of other parcels than the first: one file, several orders. Empty for one. */
  several: z.array(z.object({ page: z.number().int(), tracking: z.string() })),
});
export type LabelSays = z.infer<typeof LabelSays>;

/** `draftId`: the draft it is read for, whose own codes are no news; `null` before it has one. */
export const LabelWanted = z.object({ file_id: FileRef.shape.file_id, draftId: DraftId.nullable() });

/** The one value that may be taken without asking; `null` where there is none, or several. */
export function settled(candidates: readonly LabelCandidate[]): LabelCandidate | null {
  const [only] = candidates;
  return candidates.length === 1 && only !== undefined && only.sure !== 'perhaps' ? only : null;
}

/** One field of a document held against its label. */
export interface OnLabel {
  readonly field: string;
  readonly stands: 'same' | 'differs' | 'empty';
  /** As it is written in the field. */
  readonly value: string;
  /** What the label says of it; more than one where it says several things. */
  readonly candidates: readonly LabelCandidate[];
}

/** Written the same, but for what cleaning takes off and for capitals. */
const isSameCode = (one: string, other: string): boolean => cleanCode(one).toUpperCase() === cleanCode(other).toUpperCase();

/**
 * The fields of which the label says something. The document's own key is one of them only where it is empty, or an order's code of a
 * marketplace: whatever else a merchant calls it is no label's business. An empty key takes the order's code.
 */
export function heldAgainstLabel(kind: DocumentKindName, values: Readonly<Record<string, unknown>>, { facts }: LabelSays): OnLabel[] {
  const { onLabel, key } = kindOf(kind);
  if (onLabel === undefined) return [];
  const textOf = (field: string): string => {
    const value = values[field];
    return typeof value === 'string' ? value.trim() : '';
  };
  const held = (field: string, candidates: readonly LabelCandidate[]): OnLabel[] => {
    const value = textOf(field);
    if (candidates.length === 0) return [];
    const isSame = candidates.some((each) => isSameCode(each.value, value));
    // What only may be so speaks against nothing.
    if (value !== '' && !isSame && candidates.every(({ sure }) => sure === 'perhaps')) return [];
    return [{ field, stands: value === '' ? 'empty' : isSame ? 'same' : 'differs', value, candidates }];
  };
  const own = textOf(key.form);
  const isOwnName = own !== '' && marketplaceOf(own) === null;
  return [
    ...(isOwnName ? [] : held(key.form, facts.order)),
    ...held(onLabel.tracking, facts.tracking),
    ...held(onLabel.order, facts.order),
    ...held(onLabel.platform, facts.platform),
  ];
}

/**
 * What goes into the fields by the label alone: into empty ones, and into those that hold what was `remembered` from the document before
 * and nobody has touched. Only what is the one value and sure; nothing where the file holds labels of several parcels.
 */
export function takenFromLabel(
  kind: DocumentKindName,
  values: Readonly<Record<string, unknown>>,
  says: LabelSays,
  remembered: Readonly<Record<string, unknown>>,
): { readonly field: string; readonly value: string; readonly before: string }[] {
  if (says.several.length > 0) return [];
  return heldAgainstLabel(kind, values, says).flatMap(({ field, stands, value: before, candidates }) => {
    const only = settled(candidates);
    const isFree = stands === 'empty' || (stands === 'differs' && remembered[field] === values[field]);
    return only === null || !isFree ? [] : [{ field, value: only.value, before }];
  });
}
