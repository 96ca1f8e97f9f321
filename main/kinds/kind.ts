/**
 * What main must know of the provider's calls about one kind of document: how each is made, what it answers, how its list is asked and kept
 * fresh. Its steps stand in `main/documents`. Evidence as in onflow-api.md, Calls: **D** documented, **X** seen in a printed example, **A**
 * assumed.
 */
import type { z } from 'zod';
import type { CallName } from '../../contract/errors.ts';
import type { KindCall, KindName, PluralOf } from '../../contract/kinds/index.ts';
import type { NoticeGroup } from '../../contract/notices.ts';
import type { RecordOf } from '../../contract/records.ts';

export type Evidence = 'D' | 'X' | 'A';
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Endpoint {
  readonly method: HttpMethod;
  /** Path template below the base URL; `{oasin}` and its like are filled in, percent-encoded. */
  readonly path: string;
  /** Asked once more where `path` answers 404; the client remembers which of the two the server knows. */
  readonly fallbackPath?: string;
  /** Other paths (A) that the connection check tries where this one is not there. Only calls that change nothing have any. */
  readonly candidates?: readonly string[];
  /** Names of the query, in the desk's words; a profile may give the provider's. */
  readonly query: readonly string[];
  readonly body: 'none' | 'json' | 'multipart';
  /** Name of the file's part in a multipart body. */
  readonly fileField?: string;
  /** Of method and path; the weaker of the two where they differ. */
  readonly evidence: Evidence;
  /** Of the request body; `null` where there is none. */
  readonly bodyEvidence: Evidence | null;
  /** Whether the call changes anything at the provider. The connection check makes only those that do not. */
  readonly changes: boolean;
  readonly note?: string;
}

export interface BodyField {
  readonly name: string;
  /** The fields it stands in: `packages.items`. */
  readonly within: string;
  /** The desk never leaves it out. */
  readonly required: boolean;
  /** Values the desk offers by itself, where the list is open or closed (X or A). */
  readonly values: readonly string[];
}

/** `name*` is always sent; `name=A|B` offers values; indentation is written as `within/name`. */
export const bodyFields = (...lines: readonly string[]): readonly BodyField[] =>
  lines.map((line) => {
    const [path = '', values] = line.split('=');
    const parts = path.replace('*', '').split('/');
    return {
      name: parts.at(-1) ?? '',
      within: parts.slice(0, -1).join('.'),
      required: path.endsWith('*'),
      values: values?.split('|') ?? [],
    };
  });

/** What a call does, for matching it with papers of the provider's. */
export type Deed = 'create' | 'list' | 'detail' | 'cancel' | 'assign' | 'deactivate' | 'stock' | 'bill' | 'inspection' | 'upload';

/** What the connection check looks for in an answer. */
export interface Expected {
  readonly shape: 'list' | 'object';
  /** Fields the desk looks for in the row or object; `a|b` is satisfied by either. */
  readonly fields: readonly string[];
  /** Where the call's code comes from: a list made earlier, and the field of its row. */
  readonly from?: {
    readonly list: CallName;
    readonly field: string;
    readonly as: 'code' | 'query';
    readonly name: string;
    readonly status?: string;
  };
}

/** The code of a row of that list, in that state where one is named. */
export const sample = (list: KindCall, field: string, name: string = field, status?: string): Pick<Expected, 'from'> => ({
  from: { list, field, as: 'code', name, ...(status === undefined ? {} : { status }) },
});

export interface KnownCall {
  readonly endpoint: Endpoint;
  readonly deed: Deed;
  /** What the desk puts into the body, with the evidence of onflow-api.md, Fields. */
  readonly fields?: readonly BodyField[];
  /** What a row of the answer is read by; left out for list and detail, which are read by the kind's record. */
  readonly row?: z.ZodType;
  /** Left out for calls that change something. */
  readonly check?: Expected;
}

/** What somebody is told of a record, and by which facets its list shows such records. */
export interface Told {
  readonly group: NoticeGroup;
  readonly facets: Readonly<Record<string, string[]>>;
}

/** What a list row does not tell: the record read by itself, or another answer about it. */
export type Lack = 'detail' | 'stock' | 'inspection';

export interface KindCalls<K extends KindName> {
  readonly calls: { readonly [C in Extract<KindCall, `${PluralOf<K>}.${string}`>]: KnownCall };
  /** How its list is asked. */
  readonly list: {
    /** The query name that one is found by. */
    readonly foundBy: string;
    /** Any words may stand there, and not only a whole reference. */
    readonly isFoundByWords: boolean;
    /** Our word for a state as the provider's filter; `undefined` where it has no single word for it: all come, and the desk picks. */
    readonly status: (word: string) => string | undefined;
  };
  /** Whose list is read first behind the person's back: what changes most often, and is waited for most, has the lowest number. */
  readonly turn: number;
  /**
   * Which of its open records are hot: those of which `by` lies between these times, in milliseconds before and after now; `null`: none.
   * They are looked at every minute, all others every half hour.
   */
  readonly hot: { readonly by: 'created' | 'eta'; readonly before: number; readonly after: number } | null;
  /** What a person who is elsewhere is told of; left out: nothing. */
  readonly told?: {
    /** By its state now and before (`null`: the desk did not know it). */
    readonly turned?: (before: string | null, status: string) => Told | null;
    /** By another answer about it. */
    readonly beside?: { readonly topic: string; readonly of: (rows: readonly unknown[]) => Told | null };
  };
  /** What is asked for of a record whose row is on the screen; what is there already is not asked for again. */
  readonly lacks: (record: RecordOf[K]) => readonly Lack[];
  /** What of a record in this state is read behind everybody's back, and how old it may grow, in milliseconds; left out: nothing. */
  readonly behind?: (status: string) => { readonly lack: Exclude<Lack, 'detail'>; readonly freshFor: number } | null;
  /** What papers call it, folded and in the singular; what has the lower rank is looked for first, and taken out of the text. */
  readonly words: { readonly rank: number; readonly nouns: readonly string[] };
}

export const hour = 60 * 60_000;
export const day = 24 * hour;

export const paging = ['page', 'page_size'] as const;

/**
 * States that the provider knows by one number of `status_info.value` (X: 300, 350; A: 100). Cancelled has several, picked and packed none.
 */
const values: Readonly<Record<string, string>> = { NEW: '100', HANDOVER: '300', PROBLEM: '350' };
export const statusValue = (word: string): string | undefined => values[word] ?? /^STATUS_(\d+)$/.exec(word)?.[1];
