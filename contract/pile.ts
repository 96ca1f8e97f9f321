/** A pile of labels: what is found on its pages, before and after it is held against orders. */
import { z } from 'zod';
import { type LabelKnown, LabelVerdict, type LabelWhere } from './intake.ts';
import { LabelTrouble } from './labels.ts';

/** Lengths are points of the page as it is seen, from its upper left corner; dots of a picture. */
export const PileBox = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type PileBox = z.infer<typeof PileBox>;

export const PileBars = z.object({
  text: z.string(),
  /** ZXing's name: `Code128`, `QRCode`, `DataMatrix`, `PDF417` … */
  format: z.string(),
  /** A row of bars, and no square. */
  isRow: z.boolean(),
  /** `null` where the picture had to be turned to read them. */
  place: PileBox.nullable(),
  /** Whether they can be read as a printer of 203 dots an inch prints them; `null` where their size on paper is not known. */
  legible: z.boolean().nullable(),
});
export type PileBars = z.infer<typeof PileBars>;

/** `label`: has what couriers put on labels; `slip`: a list of what is in the parcel, or other text; `unreadable`: ink without a code. */
export const PieceKind = z.enum(['label', 'slip', 'blank', 'unreadable']);
export type PieceKind = z.infer<typeof PieceKind>;

/**
 * Why a page or a file of a pile could not be read. Beside those of one label: `tooMany` files or pages, `nested`: an archive in an archive
 * in an archive, `notLabels`: it is no PDF, picture or archive.
 */
export const PileTrouble = z.enum([...LabelTrouble.options, 'tooMany', 'nested', 'notLabels']);
export type PileTrouble = z.infer<typeof PileTrouble>;

/** One label, slip or page. */
export const PilePiece = z.object({
  /** The name of its file as the person gave it; behind the name of the archive and `/` where it lay in one. */
  file: z.string(),
  /** From 1. */
  page: z.number().int(),
  /** Its part of the page; `null` for the whole. */
  region: PileBox.nullable(),
  text: z.string(),
  bars: z.array(PileBars),
  kind: PieceKind,
  trouble: PileTrouble.nullable(),
  /** It may be several labels, and nothing said where to cut: it is left whole, and never taken without a person. */
  perhapsSeveral: z.boolean(),
});
export type PilePiece = z.infer<typeof PilePiece>;

/** One file of a pile, ready to be read. Stays in the main process: it has a path. */
export interface PileFile {
  readonly name: string;
  readonly path: string;
  readonly mime: string;
  /** 0 where it could not be opened. */
  readonly pages: number;
  readonly trouble: PileTrouble | null;
}

/** What a label may belong to. Codes as they are written there; `null` where there is none yet. */
export interface PileTarget {
  readonly id: string;
  readonly reference: string;
  readonly tracking: string | null;
  readonly order: string | null;
  readonly package: string | null;
  /** The provider's own. */
  readonly onflow: string | null;
  /** `shopee`, `tiktok`, `lazada`, `tiki`; `null` where nobody said. */
  readonly platform: string | null;
  /** A row of the order file, a draft, or a shipment that the provider has or that is on its way there. */
  readonly where: LabelWhere;
  /** `null` for rows. */
  readonly known: LabelKnown | null;
  /** Why it takes no label without a person. */
  readonly closed: 'hasLabel' | 'sent' | 'cancelled' | 'returned' | 'sentLabelled' | 'sentUnlabelled' | 'inOutbox' | null;
}

export const PileFact = z.enum(['tracking', 'order', 'package', 'onflow']);
export type PileFact = z.infer<typeof PileFact>;

/** A code on a label that is the target's. `isNear`: only nearly; it speaks for nothing but a question. */
export const PileAgreement = z.object({ fact: PileFact, from: z.enum(['bars', 'text', 'slip']), code: z.string(), isNear: z.boolean() });
export type PileAgreement = z.infer<typeof PileAgreement>;

/**
 * What is odd. `codeOnTwo`: a code stands on two labels; `stranger`: it belongs to none of the orders; `disagree`: bars, letters or the
 * slip say different things, or another than the order; `platform`: it is another marketplace's; `severalTargets`: its codes are of
 * several orders; `twoLabels`: one order, two different labels; `perhapsSeveral`: several labels on a page that nothing parts; `near`:
 * codes are only alike; `orderAlone`: the order's code and none of the parcel's own; `barsUnread`: there are letters, and no bars to hold
 * against them; `faint`: a label printer's print of it cannot be read; `slipAlone`: a list whose label is not known; the others: of the
 * order that it belongs to. `sentLabelled`: it has left with its label; `sentUnlabelled`: it has left, and no label of it is known;
 * `inOutbox`: it is on its way without one, and can still be taken back; `notCut`: it could not be made a file of its own.
 */
export const PileFinding = z.enum([
  'codeOnTwo',
  'stranger',
  'disagree',
  'platform',
  'severalTargets',
  'twoLabels',
  'perhapsSeveral',
  'near',
  'orderAlone',
  'barsUnread',
  'faint',
  'slipAlone',
  'hasLabel',
  'sent',
  'cancelled',
  'returned',
  'sentLabelled',
  'sentUnlabelled',
  'inOutbox',
  'notCut',
]);
export type PileFinding = z.infer<typeof PileFinding>;

export const PieceVerdict = z.object({
  /** `null` for an empty page, of which nothing is to be said. */
  verdict: LabelVerdict.nullable(),
  /** Whose it is, where that is sure. */
  target: z.string().nullable(),
  /** The likeliest first. */
  candidates: z.array(z.object({ target: z.string(), agreements: z.array(PileAgreement) })),
  findings: z.array(PileFinding),
  /** Of a slip: its label; of a duplicate: the label it repeats. The place among the pieces. */
  of: z.number().int().nullable(),
});
export type PieceVerdict = z.infer<typeof PieceVerdict>;
