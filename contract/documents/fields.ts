/**
 * The fields that documents are made of. A draft holds what was typed, as it was typed (strings, half-finished); these schemas turn it into
 * what is sent, or say what is wrong: the message of every issue is a key of `problems.*` in `renderer/messages`.
 */
import { z } from 'zod';
import { cleanCode, isRounded } from '../codes.ts';
import { unixOfVietnam } from '../vietnamTime.ts';

/** C0 and C1 control characters, except line feed and tab where the field may have lines. */
const control = /[[\p{Cc}\u2028\u2029]--[\t\n]]/v;
const controlInLine = /[\p{Cc}\u2028\u2029]/v;
/**
 * Characters that cannot be seen and that cleaning leaves in (contract/codes.ts), because something may be meant by them or the code reads
 * otherwise than it is: marks that turn the order round, fillers, tags, blank Braille, and halves of characters.
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cs}\u2800]/u;

/** Characters, not UTF-16 halves: an emoji is not twice as long as a letter. */
const lengthOf = (text: string): number => Array.from(text).length;

/** Empty things typed in a form: nothing, spaces, null. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
const blankToUndefined = (value: unknown): unknown => (isBlank(value) ? undefined : value);

const required = (schema: z.ZodType<string, string>) => z.preprocess((v) => (v === null || v === undefined ? '' : v), schema);

/** One line of text in NFC (typed on macOS it may arrive as NFD); `max` in characters as the operator counts them. */
export const line = (max: number) =>
  required(
    z
      .string('invalid')
      .transform((text) => text.normalize('NFC').trim())
      .pipe(
        z
          .string()
          .min(1, 'required')
          // Half a character (a lone surrogate) is no text that could be sent.
          .refine((text) => !controlInLine.test(text) && text.isWellFormed(), 'controlCharacters')
          .refine((text) => lengthOf(text) <= max, { message: 'tooLong', params: { max } }),
      ),
  );

/** Like `line`, but may be left empty. */
export const optionalLine = (max: number) => z.preprocess(blankToUndefined, line(max).optional());

/** Several lines, may be left empty; line ends become `\n`. */
export const note = (max: number) =>
  z.preprocess(
    blankToUndefined,
    z
      .string()
      .transform((text) => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim())
      .pipe(
        z
          .string()
          .refine((text) => !control.test(text) && text.isWellFormed(), 'controlCharacters')
          .refine((text) => lengthOf(text) <= max, { message: 'tooLong', params: { max } }),
      )
      .optional(),
  );

/**
 * A code the merchant or the marketplace gives (SKU, reference, barcode, tracking code), cleaned of what copying brings along. Spaces
 * inside are refused, because a scanner and a person read them differently, and so are what characters nobody can see are left, and numbers
 * that a sheet has rounded: two references must never look alike and differ.
 */
export const code = (max: number) =>
  required(
    z
      .string('invalid')
      .transform(cleanCode)
      .pipe(
        z
          .string()
          .min(1, 'required')
          .refine((text) => !isRounded(text), 'roundedBySheet')
          .refine((text) => !controlInLine.test(text), 'controlCharacters')
          .refine((text) => !invisible.test(text), 'invisibleCharacters')
          .refine((text) => !/\s/u.test(text), 'noSpaces')
          .refine((text) => lengthOf(text) <= max, { message: 'tooLong', params: { max } }),
      ),
  );

/** Signs of a code that the provider gave (an OASIN, a PO code): how long they may be nobody knows, this is only an end. */
export const longestProviderCode = 200;

/**
 * NOTE(provider-codes): A code that the provider gave (an OASIN, a PO code) is text, exactly as it came, and nobody's to clean or to count
 * with. It goes back in a path or a row. It may hold blanks, slashes and whatever else; where it came as a number it is the text of its
 * digits, because beyond 2^53 a JavaScript number would change them.
 */
export const providerCode = required(
  z
    .string('invalid')
    .refine((text) => text.trim() !== '', 'required')
    .max(200, 'tooLong'),
);

export const optionalCode = (max: number) => z.preprocess(blankToUndefined, code(max).optional());

/**
 * What typed digits say: `1 000` (with spaces of any kind) is a thousand and `１２` is twelve; a comma or a dot is a decimal mark, so `1,5`
 * is one and a half and `0,125` an eighth. `1.000` may be one or a thousand: `ambiguous`. Anything else is `NaN`. The totals below a list
 * and the schema that sends both read with this.
 */
export function readNumber(typed: string): number | 'ambiguous' {
  const text = typed
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .trim();
  const isGrouped = /^[+-]?\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?$/u.test(text);
  const digits = isGrouped ? text.replaceAll(/\s/gu, '') : text;
  // Nobody groups digits behind a zero.
  if (/^[+-]?[1-9]\d{0,2}([.,]\d{3})+$/u.test(digits)) return 'ambiguous';
  return /^[+-]?\d+(?:[.,]\d+)?$/u.test(digits) ? Number(digits.replace(',', '.')) : Number.NaN;
}

/**
 * An amount in đồng as people write it: `159.000`, `159,000` and `159 000` are thousands, because nobody prices to a thousandth of a đồng;
 * `1.590.000,50` has a decimal comma; `₫`, `đ` or `VND` may follow, and `159k` is a thousand times as much. Anything else is `NaN`,
 * also `1.590k`: one man's 1,590 is another's 1,590,000.
 */
export function readMoney(typed: string): number {
  const text = typed
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .trim()
    .replace(/\s*(?:₫|đồng|vnđ|vnd|đ)$/iu, '');
  const [, thousands] = /^(\d+(?:[.,]\d{1,2})?)\s*k$/iu.exec(text) ?? [];
  if (thousands !== undefined) return Math.round(Number(thousands.replace(',', '.')) * 1_000);
  const [, sign = '', whole = '', , part = ''] =
    /^([+-]?)([1-9]\d{0,2}(?:([.,\s])\d{3})(?:\3\d{3})*)((?!\3)[.,]\d{1,2})?$/u.exec(text) ?? [];
  if (whole !== '') return Number(`${sign}${whole.replaceAll(/\D/g, '')}${part.replace(',', '.')}`);
  return /^[+-]?\d+(?:[.,]\d{1,2})?$/u.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

const typedNumber = (value: unknown): unknown => (typeof value === 'string' ? readNumber(value) : value);

/** A number that must be whole and within `min`…`max`. */
export const whole = (min: number, max: number) =>
  z.preprocess(
    (value) => typedNumber(blankToUndefined(value)),
    z
      .custom<number>((value) => value !== undefined, 'required')
      .superRefine((value: unknown, context) => {
        const issue = (message: string) => context.addIssue({ code: 'custom', message, params: { min, max } });
        if (value === 'ambiguous') issue('thousandsMark');
        else if (typeof value !== 'number' || !Number.isFinite(value)) issue('notANumber');
        else if (!Number.isInteger(value)) issue('notWhole');
        else if (value < min) issue('tooSmall');
        else if (value > max) issue('tooLarge');
      }),
  );

export const optionalWhole = (min: number, max: number) => z.preprocess(blankToUndefined, whole(min, max).optional());

/** A number, not necessarily whole, within `min`…`max`; may be left empty. */
export const optionalDecimal = (min: number, max: number) => optionalNumber(typedNumber, min, max);

/** An amount in đồng within `min`…`max`; may be left empty. */
export const optionalMoney = (min: number, max: number) =>
  optionalNumber((value) => (typeof value === 'string' ? readMoney(value) : value), min, max);

const optionalNumber = (read: (value: unknown) => unknown, min: number, max: number) =>
  z.preprocess(
    (value) => read(blankToUndefined(value)),
    z
      .custom<number>()
      .superRefine((value: unknown, context) => {
        const issue = (message: string) => context.addIssue({ code: 'custom', message, params: { min, max } });
        if (value === 'ambiguous') issue('thousandsMark');
        else if (typeof value !== 'number' || !Number.isFinite(value)) issue('notANumber');
        else if (value < min) issue('tooSmall');
        else if (value > max) issue('tooLarge');
      })
      .optional(),
  );

/** How many pieces: 1 to 1,000,000. The provider prints no limit; the upper one only stops slips of the hand. */
export const Quantity = whole(1, 1_000_000);

/**
 * When something arrives, by the warehouse's clock: date and time in Vietnam, whatever zone this computer is in, as typed
 * (`2026-11-30T09:00`, with or without seconds), or Unix seconds; becomes Unix seconds. A zone that is written out (`Z`, `+07:00`) is kept
 * to.
 */
export const warehouseTime = z.preprocess(
  (value) => {
    const given = blankToUndefined(value);
    if (typeof given !== 'string') return given;
    return /^\d{9,11}$/.test(given) ? Number(given) : (unixOfVietnam(given) ?? Number.NaN);
  },
  z
    .custom<number>((value) => value !== undefined, 'required')
    .refine((value) => typeof value === 'number' && Number.isInteger(value) && value > 0, 'notATime'),
);

/** 20 MB. The provider's limit is unknown (A). */
export const largestFile = 20 * 1024 * 1024;

/** A staged file: its SHA-256 names it in the desk's own folder, so that the original may vanish. */
export const FileRef = z.object(
  {
    file_id: z.string('required').regex(/^[0-9a-f]{64}$/, 'required'),
    name: z.string().min(1),
    mime: z.string(),
    size: z.number().int().positive(),
  },
  'required',
);
export type FileRef = z.infer<typeof FileRef>;
export const optionalFile = z.preprocess((value) => value ?? undefined, FileRef.optional());

/** A word out of an open list: what was seen is offered, another may be typed (onflow-api.md, Create product: "Enums are open"). */
export const openWord = (fallback: string) => z.preprocess((value) => blankToUndefined(value) ?? fallback, line(60));
export const openWords = z.preprocess(
  (value) => (Array.isArray(value) ? value.filter((each) => blankToUndefined(each) !== undefined) : []),
  z.array(line(60)),
);
export const codes = (max: number) =>
  z.preprocess((value) => (Array.isArray(value) ? value.filter((each) => blankToUndefined(each) !== undefined) : []), z.array(code(max)));

/** So many rows a list of a document may have. */
const mostRows = 500;

/** A list that may be empty. */
export const optionalRows = <T extends z.ZodType>(row: T) =>
  z.preprocess((value) => value ?? [], z.array(row).max(mostRows, 'tooManyRows'));

/** A list that must have rows. */
export const rows = <T extends z.ZodType>(row: T) =>
  z.preprocess((value) => value ?? [], z.array(row).min(1, 'needsRow').max(mostRows, 'tooManyRows'));
