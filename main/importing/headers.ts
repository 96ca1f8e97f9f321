/** Headers as they are compared, and what a set of them is known by. */
import { createHash } from 'node:crypto';
import { fold } from '../../contract/fold.ts';
import { reportColumns } from '../../contract/imports.ts';

/**
 * NFC (Shopee's export was met with decomposed accents), blanks made single, trimmed. The case stays: two of Shopee's headers differ in it
 * alone.
 */
export const headerOf = (text: string): string => text.slice(0, longestHeader).normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
/** A cell may hold 32,767 signs, and is no header then. */
const longestHeader = 300;

/** What two people would call the same: no case, no accents, nothing in brackets, no marks. Never without looking for a second one. */
export const wordsOfHeader = (header: string): string =>
  fold(header.replaceAll(/[([{（][^)\]}）]*[)\]}）]/gu, ' '))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    // `Cân nặng kg`, `Dài cm`.
    .replace(/(?<=.) (?:kg|kgs|g|gr|gram|gam|cm|mm)$/u, '');

const ours: ReadonlySet<string> = new Set(Object.values(reportColumns).flatMap((names) => Object.values(names)));
/** What the desk itself wrote beside the rows of somebody's file: it comes back, and is no part of it. */
export const isOurReport = (header: string): boolean => ours.has(header);

/** Each header once: one that occurs again bears its number, as sellers add a second `status` of their own. */
export function namesOf(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((header) => {
    const times = (seen.get(header) ?? 0) + 1;
    seen.set(header, times);
    return times === 1 ? header : `${header}#${times}`;
  });
}

/** The same for the same headers in another order, and with the desk's own columns behind them. */
export function signatureOf(headers: readonly string[]): string {
  const names = namesOf(headers)
    .filter((name) => name !== '' && !name.startsWith('#') && !isOurReport(name))
    .sort();
  return createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 32);
}
