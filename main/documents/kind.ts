/**
 * What the outbox must know of a kind of document: what has to be done for it, step by step; how each step is found again,
 * NOTE(lost-answer); where on the form the provider's complaints belong. One file in this folder per kind; nothing else knows them.
 */
import type { BodyOf, FileRef, SendableKind } from '../../contract/documents/index.ts';
import type { Plural } from '../../contract/kinds/index.ts';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import type { LookUpFacts, OutboxStep } from '../../contract/outbox.ts';
import type { RecordKind, RecordOf } from '../../contract/records.ts';
import type { Page } from '../onflow/client.ts';
import type { CallOptions, Onflow } from '../onflow/client.ts';
import type { LookUps } from './lookUps.ts';

/** What a step works with. */
export interface Desk {
  readonly onflow: Pick<Onflow, Plural>;
  readonly how: CallOptions;
  /** The provider's code of the document, once it is known. */
  readonly code: string | null;
  /** Where an uploaded file is at the provider. @throws Error when it was not uploaded: the steps were not in order */
  readonly urlOf: (file: FileRef) => string;
  readonly lookUps: LookUps;
  /** Lists may be read to their end: hundreds of requests, which nobody makes while the record may still show by itself. */
  readonly mayReadFar: boolean;
  /** The local copy knew this record before the first attempt left. */
  readonly wasThere: (code: string) => boolean;
  /** Unix milliseconds, now. */
  readonly wall: number;
}

/** What a look-up by the natural key said. */
export type LookUp =
  | { readonly answer: 'same'; readonly code: string | null; readonly record: object }
  | { readonly answer: 'different'; readonly records: readonly object[] }
  | { readonly answer: 'several'; readonly records: readonly object[] }
  /** Another reference or none, but the same contents, and made about then. */
  | { readonly answer: 'alike'; readonly records: readonly object[]; readonly known: LookUpFacts }
  /**
   * This very look-up was seen to find what is there. `isRecent`: not long ago, so that it still takes as long as it did. `known` is `null`
   * where a record was read that is known to be there.
   */
  | { readonly answer: 'nothing'; readonly known: LookUpFacts | null; readonly isRecent: boolean }
  /** Nothing was found, which proves nothing. */
  | { readonly answer: 'untrusted'; readonly records: readonly object[]; readonly known: LookUpFacts };

/** The record is there, and does not say that it was done. */
export const notDone: LookUp = { answer: 'nothing', known: null, isRecent: true };

export interface Step<Body> {
  readonly name: Exclude<OutboxStep['name'], 'upload'>;
  /** Look before the first attempt too: what is done already is a success. */
  readonly lookFirst: boolean;
  /** It is done when the look-up says so, and not when the answer does. */
  readonly verify?: boolean;
  /** One request. Answers the code of what was made, or `null`. @throws DeskFailure */
  readonly send: (body: Body, desk: Desk) => Promise<string | null>;
  /**
   * Whether the provider has it. `since`: Unix ms of the first attempt that may have arrived.
   * @throws DeskFailure when the look-up itself failed
   */
  readonly lookUp: (body: Body, desk: Desk, since: number) => Promise<LookUp>;
}

/** Where a record that this desk has just made was seen. */
export interface Sight {
  /** The filter finds it, under this reference. */
  readonly byFilter: { readonly theirs: string | null } | null;
  /** What the list shows first, without a filter, down to what was made before it; `null` where that was not looked at. */
  readonly newest: readonly { readonly code: string; readonly theirs: string | null }[] | null;
}

/** A product that a document names by its SKU, and where in the document it does. */
export interface AwaitedItem {
  /** Dotted path of the row. */
  readonly path: string;
  readonly sku: string;
}

/** How a kind's records are listed and read, for look-ups. */
export interface Shelf<K extends RecordKind> {
  /** `page` from 1; `key` to filter by, `null` for the whole list. */
  readonly list: (page: number, key: string | null) => Promise<Page<RecordOf[K]>>;
  readonly detail: (code: string) => Promise<RecordOf[K]>;
}

export interface DocumentKind<K extends SendableKind> {
  readonly kind: K;
  /** The kind of record that it makes or changes. */
  readonly record: RecordKind;
  /** Makes something, and so must never be sent twice; an action looks first and may be repeated. */
  readonly creates: boolean;
  /** To be uploaded before anything else, in this order; each once. */
  readonly files: (body: BodyOf<K>) => readonly FileRef[];
  readonly steps: (body: BodyOf<K>) => readonly Step<BodyOf<K>>[];
  /** Whether a list shows the record of this code, asked for by the merchant's key; left out for actions. @throws DeskFailure */
  readonly sight?: (key: string, code: string, alsoInList: boolean, desk: Pick<Desk, 'onflow' | 'how'>) => Promise<Sight>;
  /**
   * Products that it may name by SKU before the provider has confirmed them; it is not sent before they are. Only what announces goods can
   * have any: what the warehouse never received can neither be shipped nor come back.
   */
  readonly awaiting?: {
    readonly items: (body: BodyOf<K>) => readonly AwaitedItem[];
    /** The body with the OASINs (by SKU) of those that are confirmed. */
    readonly withOasins: (body: BodyOf<K>, oasins: ReadonlyMap<string, string>) => BodyOf<K>;
  };
  /** The code of the record it acts on; `null` for what is yet to be made. */
  readonly codeOf: (body: BodyOf<K>) => string | null;
  /** The provider's complaint, field by field, in the document's own paths. */
  readonly problemsOf: (body: BodyOf<K>, error: DeskError) => readonly FieldProblem[];
  /**
   * The record as the desk knows it right after a step, in the provider's field names, to be shown until the provider's own is read; `null`
   * where the record must be read again. `at` in Unix seconds.
   */
  readonly recordAfter: (
    step: Step<BodyOf<K>>['name'],
    body: BodyOf<K>,
    made: { code: string; at: number; urlOf: Desk['urlOf'] },
  ) => object | null;
}
