/** What a check makes of a document of a file. */
import type { AsideReason, ImportTable, RowProblem, SheetDocument } from '../../contract/imports.ts';
import type { Resolved } from './knowledge.ts';

export type CheckedState = 'new' | 'there' | 'changed' | 'aside' | 'error' | 'ask';

/** Fields that the whole sheet lacks: a person gives them once, and no row is blamed for it. */
export type Lacking = 'warehouse' | 'platform' | 'reference' | 'eta';

export interface CheckedLine {
  readonly path: string;
  readonly row: number;
  readonly sku: string;
  readonly name: string;
  readonly quantity: string;
  readonly how: Resolved['how'] | 'awaited';
  readonly parts: readonly { readonly oasin: string; readonly sku: string; readonly pieces: number }[];
}

export interface CheckedDocument {
  /** The same when the same file is checked again. */
  readonly id: string;
  readonly kind: ImportTable;
  readonly file: number;
  readonly sheet: number;
  readonly reference: string;
  readonly rows: readonly number[];
  readonly state: CheckedState;
  readonly aside: { readonly why: AsideReason; readonly text: string } | null;
  /** As a form holds it, with its products. */
  readonly typed: SheetDocument['typed'];
  /** As it would be sent; `null` where it cannot be, and while `lacks` is not given. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** As it would be sent but for what it lacks; `null` where it cannot be. */
  readonly withoutLacking: Readonly<Record<string, unknown>> | null;
  readonly lacks: readonly Lacking[];
  readonly lines: readonly CheckedLine[];
  readonly problems: readonly RowProblem[];
}

/** What a code of goods is called in the files, where no product is known for it. */
export interface UnknownSku {
  readonly text: string;
  readonly name: string;
  readonly platform: string;
  readonly rows: readonly { readonly file: number; readonly sheet: number; readonly row: number }[];
  readonly documents: number;
  /** What it looks like. */
  readonly candidates: readonly { readonly oasin: string; readonly sku: string; readonly name: string }[];
}

/** Where in the files a document stands, and how its sheet is read. */
export interface Place {
  readonly file: number;
  /** As they are written, in the order of the columns. */
  readonly headers: readonly string[];
  /** Field → column. */
  readonly columns: Readonly<Record<string, number>>;
}
