/**
 * Files become drafts, one each: labels let go on the list of shipments, invoices on that of purchase orders, pictures on that of products;
 * and what another program handed over. Each draft starts as a new form does, and is called by its file until it has a key of its own.
 */
import type { DocumentKindName, FileRef } from '../../../contract/documents/index.ts';
import type { DeskError, Outcome } from '../../../contract/errors.ts';
import { kindOf } from '../../../contract/kinds/index.ts';
import type { LabelSays } from '../../../contract/labels.ts';
import type { DraftBody, DraftSummary } from '../../../contract/outbox.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import { draftSaved } from '../../stores/drafts.ts';
import { type FilePlace, isAccepted } from './fileKinds.ts';
import { stageFile } from './staging.ts';

/** What a kind makes of a file. */
export interface OfFile {
  readonly place: FilePlace;
  /** What the draft holds of it. */
  readonly bodyOf: (file: FileRef) => DraftBody;
}

/** A file before it is in the desk's own folder, or after. */
export interface GivenFile {
  readonly name: string;
  readonly stage: () => Promise<Outcome<FileRef>>;
  /** As it lies on the disk; left out where it lies nowhere, or was handed over by another program. */
  readonly file?: File;
}
export const given = (desk: ConnectionDesk, files: readonly File[], how: 'given' | 'pasted'): GivenFile[] =>
  files.map((file) => ({ name: file.name, stage: () => stageFile(desk, file, how), ...(how === 'given' ? { file } : {}) }));

/** A file that made no draft. */
export type LeftFile =
  | { readonly name: string; readonly why: 'refused'; readonly error: DeskError }
  | { readonly name: string; readonly why: 'wrongKind'; readonly place: FilePlace }
  /** The same bytes as `as`, let go together with it. */
  | { readonly name: string; readonly why: 'same'; readonly as: string }
  /** Labels of several parcels, which lie nowhere on the disk to be taken apart. */
  | { readonly name: string; readonly why: 'several' };

export interface MadeDrafts {
  readonly kind: DocumentKindName;
  readonly of: number;
  readonly drafts: readonly DraftSummary[];
  readonly left: readonly LeftFile[];
  /** Labels of several parcels in one file: they are a pile, to be taken apart. */
  readonly piles: readonly File[];
}

/** Reads one file after the other; `onStep` hears of each. What cannot be taken does not keep the next from it. */
export async function draftsFromFiles(
  desk: ConnectionDesk,
  kind: DocumentKindName,
  { place, bodyOf }: OfFile,
  files: readonly GivenFile[],
  onStep: (made: MadeDrafts) => void = () => undefined,
): Promise<MadeDrafts> {
  const begun = await desk.call('drafts.begin', { kind });
  const start = begun.ok ? begun.value : {};
  const seen = new Map<string, string>();
  let made: MadeDrafts = { kind, of: files.length, drafts: [], left: [], piles: [] };
  const leave = (left: LeftFile): void => {
    made = { ...made, left: [...made.left, left] };
  };
  for (const { name, stage, file } of files) {
    const staged = await stage();
    const before = staged.ok ? seen.get(staged.value.file_id) : undefined;
    if (!staged.ok) leave({ name, why: 'refused', error: staged.error });
    else if (!isAccepted(place, staged.value)) leave({ name, why: 'wrongKind', place });
    else if (before !== undefined) leave({ name, why: 'same', as: before });
    else {
      seen.set(staged.value.file_id, name);
      const body = { ...start, ...bodyOf(staged.value) };
      const label = await byItsLabel(desk, kind, body, start, staged.value);
      if (label === 'several') {
        if (file === undefined) leave({ name, why: 'several' });
        else made = { ...made, piles: [...made.piles, file] };
        onStep(made);
        continue;
      }
      const filled = { ...body, ...label };
      const saved = await desk.call('drafts.save', { id: crypto.randomUUID(), kind, body: filled });
      if (saved.ok) {
        draftSaved(saved.value);
        made = { ...made, drafts: [...made.drafts, saved.value] };
      } else leave({ name, why: 'refused', error: saved.error });
    }
    onStep(made);
  }
  return made;
}

/** What its label says: the codes and the marketplace of the parcel. A label that cannot be read makes a draft all the same. */
async function byItsLabel(
  desk: ConnectionDesk,
  kind: DocumentKindName,
  body: DraftBody,
  remembered: DraftBody,
  file: FileRef,
): Promise<Record<string, string> | 'several'> {
  if (kindOf(kind).onLabel === undefined) return {};
  const says = await desk.call('labels.read', { file_id: file.file_id, draftId: null });
  if (!says.ok) return {};
  if (isOfSeveral(says.value)) return 'several';
  // Not with the first screen, which has nothing of it.
  const { takenFromLabel } = await import('../../../contract/labels.ts');
  return Object.fromEntries(takenFromLabel(kind, body, says.value, remembered).map(({ field, value }) => [field, value]));
}

/** On pages of their own, or several on one page. */
const isOfSeveral = ({ several, disagrees, facts }: LabelSays): boolean =>
  several.length > 0 ||
  (disagrees === null && new Set(facts.tracking.flatMap(({ value, sure }) => (sure === 'perhaps' ? [] : value))).size > 1);
