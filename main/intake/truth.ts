/**
 * A parcel's codes and its label, held against one another and against what is used already: when an intake is checked, and once more in
 * the moment in which a document leaves it, minutes or a restart later. What is found is the form's own (main/documents/findings.ts).
 */
import type { CodeHolder, ComparedCode } from '../../contract/documents/comparedCodes.ts';
import type { DocumentKindName } from '../../contract/documents/index.ts';
import type { Finding } from '../../contract/findings.ts';
import type { ImportTable } from '../../contract/imports.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { LabelSays } from '../../contract/labels.ts';
import type { BatchId, DraftId } from '../../contract/outbox.ts';
import type { PilePiece } from '../../contract/pile.ts';
import { truthOf } from '../documents/findings.ts';
import { labelFindings } from '../documents/labelFindings.ts';
import { knownAsOf, saysOf } from '../labels/says.ts';
import type { CodeHolders } from '../store/codeHolders.ts';
import { columnsAt } from './places.ts';

type Body = Readonly<Record<string, unknown>>;
type Holders = (kind: DocumentKindName, what: ComparedCode, code: string) => readonly CodeHolder[];

/** Stands where the file of a label will be: it is cut out when it goes. */
const uncut = { file_id: 'uncut' };

/** What a piece of a pile says, as the form hears it from the file of one label. */
export const saysOfPiece = ({ text, bars, trouble }: Pick<PilePiece, 'text' | 'bars' | 'trouble'>, holders: Holders): LabelSays =>
  saysOf(
    {
      pages: 1,
      read: [{ number: 1, size: null, text, bars, trouble: isOfOneLabel(trouble) ? trouble : null }],
      trouble: null,
    },
    knownAsOf(holders),
  );
const isOfOneLabel = (trouble: PilePiece['trouble']): trouble is Exclude<PilePiece['trouble'], 'tooMany' | 'nested' | 'notLabels'> =>
  trouble !== 'tooMany' && trouble !== 'nested' && trouble !== 'notLabels';

/** `says` `null`: it has no label, though labels were dropped with it. */
export function labelAsks(kind: ImportTable, body: Body, says: LabelSays | null): Finding[] {
  const { compared, onLabel, missed } = kindOf(kind);
  const field = compared.label;
  if (field === undefined || onLabel === undefined) return [];
  if (says === null) return [{ path: field, problem: missed[field]?.problem ?? 'required', severity: 'ask', mends: [] }];
  const found = labelFindings(kind, { ...body, [field]: uncut }, { labelSays: () => says });
  return found.filter(({ severity }) => severity !== 'tell');
}

/** How a row of the outbox stands; `null`: it is not there. */
export type RowOf = (id: string) => { readonly state: string; readonly batch: BatchId | null } | null;

/** Not those of the same intake, of which it has spoken when it was checked; and what was refused is nobody's any more. */
export const ofOthers = (found: readonly CodeHolder[], rowOf: RowOf, own: ReadonlySet<BatchId>): CodeHolder[] =>
  found.filter(({ where, id }) => {
    if (where !== 'outbox') return true;
    const row = rowOf(id);
    return row !== null && row.state !== 'rejected' && (row.batch === null || !own.has(row.batch));
  });

interface Asked {
  readonly kind: ImportTable;
  readonly body: Body;
  /** What the operator was asked about, and said yes to. */
  readonly despite: readonly string[];
}

/** By what this computer has of the provider, its outbox and its drafts. `says`: of the label that will be cut out for it. */
export function truthBefore(
  { kind, body, despite }: Asked,
  {
    says,
    holders,
    codeOf,
    wall,
  }: {
    readonly says: LabelSays | null;
    readonly holders: Holders;
    readonly codeOf: (kind: DocumentKindName, reference: string) => string | null;
    readonly wall: number;
  },
): Finding[] {
  const field = kindOf(kind).compared.label;
  if (field === undefined) return [];
  const labelled = says === null ? body : { ...body, [field]: uncut };
  const local = {
    codeOfReference: codeOf,
    // Its own key in the outbox is told as that.
    holdersOf: (of: DocumentKindName, what: ComparedCode, code: string) =>
      what === 'label' ? [] : holders(of, what, code).filter(({ where }) => what !== 'key' || where !== 'outbox'),
    ...(says === null ? {} : { labelSays: () => says }),
  };
  return unasked(kind, truthOf(kind, labelled as never, { wall, local }), despite);
}

/** In the transaction in which it enters: what others have put into the outbox meanwhile, and whether these very bytes were sent. */
export function truthNow(
  { kind, body, despite }: Asked,
  {
    holders,
    rowOf,
    own,
    wall,
  }: { readonly holders: CodeHolders; readonly rowOf: RowOf; readonly own: ReadonlySet<BatchId>; readonly wall: number },
): Finding[] {
  if (kindOf(kind).compared.label === undefined) return [];
  const local = {
    codeOfReference: () => null,
    holdersOf: (of: DocumentKindName, what: ComparedCode, code: string) =>
      what === 'key' ? [] : ofOthers(holders.of(of, what, code, '' as DraftId, 'outbox'), rowOf, own),
  };
  return unasked(kind, truthOf(kind, body as never, { wall, local }), despite);
}

const unasked = (kind: ImportTable, found: readonly Finding[], despite: readonly string[]): Finding[] =>
  found.filter(
    ({ severity, path, problem }) =>
      severity !== 'tell' && ![path, ...columnsAt(kind, path)].some((field) => despite.includes(`${field}: ${problem}`)),
  );
