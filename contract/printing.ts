/** Paper: what can be printed, on which paper, and what is known of what was. Lengths in millimetres. */
import { z } from 'zod';
import { longestProviderCode } from './documents/fields.ts';
import type { ClaimSheet } from './claim.ts';
import { DeskError } from './errors.ts';

/** Labels of shipments, bills of purchase orders, labels for their cartons. */
export const printedThings = ['label', 'bill', 'carton'] as const;
export const PrintedThing = z.enum(printedThings);
export type PrintedThing = z.infer<typeof PrintedThing>;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Upright, as they lie in the printer. */
export const paperSizes = {
  a6: { width: 105, height: 148 },
  label100x150: { width: 100, height: 150 },
  a5: { width: 148, height: 210 },
  a4: { width: 210, height: 297 },
} as const satisfies Record<string, Size>;

/** `own`: each page on paper of its own size. */
export const PaperName = z.enum(['own', 'a6', 'label100x150', 'a5', 'a4']);
export type PaperName = z.infer<typeof PaperName>;

/** What a carton label is made for. A page of no other has a size. */
export const papersOf: Readonly<Record<PrintedThing, readonly PaperName[]>> = {
  label: ['own', 'a6', 'label100x150', 'a5', 'a4'],
  bill: ['own', 'a5', 'a4'],
  carton: ['label100x150', 'a6'],
};

/** `null` where each page has its own. */
export const sizeOf = (paper: PaperName): Size | null => (paper === 'own' ? null : paperSizes[paper]);

export const PrintPreset = z.object({
  /** The system's name of it; `null`: the one that the system prints on by itself. */
  printer: z.string().max(500).nullable(),
  paper: PaperName,
});
export type PrintPreset = z.infer<typeof PrintPreset>;
export const PrintPresets = z.object({ label: PrintPreset, bill: PrintPreset, carton: PrintPreset });
export type PrintPresets = z.infer<typeof PrintPresets>;
export const firstPresets: PrintPresets = {
  label: { printer: null, paper: 'own' },
  bill: { printer: null, paper: 'own' },
  carton: { printer: null, paper: 'label100x150' },
};

/** `name` is the system's, `label` what people call it. */
export const Printer = z.object({ name: z.string(), label: z.string() });
export type Printer = z.infer<typeof Printer>;

/** One thing to print: the label of a shipment, the bill of an order, one package of it (`part`, its code). */
export const ToPrint = z.object({ code: z.string().min(1).max(longestProviderCode), part: z.string().max(200).nullable() });
export type ToPrint = z.infer<typeof ToPrint>;

/** At most in one go: so many labels are two hours of work of a thermal printer. */
export const mostPrinted = 1_000;
export const mostCopies = 50;

/** One sheet as it lies in the printer. */
export const Sheet = z.object({
  width: z.number(),
  height: z.number(),
  /** The page is larger than the paper: its edge is cut off, because nothing is made smaller. */
  isCut: z.boolean(),
  /** A picture or a font of the file could not be read: `partly`, or the sheet is empty though it should not be. */
  missing: z.enum(['none', 'partly', 'nothing']),
});
export type Sheet = z.infer<typeof Sheet>;

/** The very sheets that would be printed, as a PDF of their own. */
export const Preview = z.object({ sheets: z.array(Sheet), pdf: z.instanceof(Uint8Array) });
export type Preview = z.infer<typeof Preview>;

export const Printed = z.object({
  /** How many were handed to a printer. */
  printed: z.number().int(),
  /** What was not, and why; in the order in which it was asked. `printStopped` for what nobody came to. */
  left: z.array(ToPrint.extend({ error: DeskError })),
});
export type Printed = z.infer<typeof Printed>;

/** What is known of one thing. What failed counts nowhere. */
export const PrintRecord = ToPrint.extend({
  times: z.number().int(),
  /** Unix milliseconds of the last time; `null` where there was none. */
  at: z.number().nullable(),
  by: z.string().nullable(),
  /** Later than that it was begun, and the desk ended before it knew: perhaps it lies in the printer. */
  maybeAt: z.number().nullable(),
});
export type PrintRecord = z.infer<typeof PrintRecord>;

/** A carton's label, in the operator's words. */
export interface CartonLabel {
  readonly kind: 'carton';
  /** The package's code: the barcode, and the text below it. */
  readonly code: string;
  readonly order: string;
  readonly reference: string;
  readonly warehouse: string;
  /** "2 / 6". */
  readonly position: string;
  readonly words: { readonly order: string; readonly reference: string; readonly warehouse: string; readonly package: string };
  /** "Printed again, time 2"; empty the first time. */
  readonly mark: string;
}

/** What is drawn: a file (`app://desk/paper/…` has its bytes), a carton's label, or a claim sheet. */
export type PaperDocument = { readonly kind: 'file'; readonly mime: string } | CartonLabel | ClaimSheet;

/** What the window that draws is given. */
export interface PaperJob {
  readonly paper: Size | null;
  readonly documents: readonly PaperDocument[];
}

/** What it answers, one for each document. */
export type DrawnDocument = { readonly sheets: readonly Sheet[] } | { readonly error: 'printLocked' | 'printUnreadable' | 'printBarcode' };
