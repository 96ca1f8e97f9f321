/** What a warehouse received against what was announced to it, as a sheet that is sent and signed. */
import { z } from 'zod';

export const claimFormats = ['xlsx', 'pdf'] as const;
export const ClaimFormat = z.enum(claimFormats);
export type ClaimFormat = z.infer<typeof ClaimFormat>;

/** What nobody has told: not inspected, not known. */
export const notTold = '–';

/** A number, or words. Codes are words, however much they look like numbers. */
export type ClaimCell = string | number;

/** The whole sheet in the operator's words: a spreadsheet and a printed page show the same. */
export interface ClaimSheet {
  readonly kind: 'claim';
  readonly title: string;
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  readonly columns: readonly { readonly title: string; readonly type: 'text' | 'number' }[];
  /** With a cell a column; what differs comes first. */
  readonly lines: readonly { readonly cells: readonly ClaimCell[]; readonly isDifferent: boolean }[];
  /** With a cell a column. */
  readonly totals: readonly ClaimCell[];
  readonly notes: readonly string[];
  /** Who signs, beside each other. */
  readonly signatures: readonly { readonly who: string; readonly how: string }[];
  /** "Page 1 / 3" without its numbers. */
  readonly page: string;
}

/** Lengthwise: thirteen columns do not stand on a page upright. */
export const claimPaper = { width: 297, height: 210 } as const;
