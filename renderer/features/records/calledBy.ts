/** What a record is called: by the provider's code, by the merchant's own, by all that it can be scanned by. */
import type { RecordRow } from '../../../contract/bridge.ts';
import { searchedAs } from '../../../contract/codes.ts';
import { fold } from '../../../contract/fold.ts';
import { kindOf } from '../../../contract/kinds/index.ts';

/** The provider's code and the merchant's come first. */
export function codesOf({ kind, code, reference, record }: RecordRow): string[] {
  const more = kindOf(kind).listing.codes(record);
  return [...new Set([code, reference, ...more].filter((each): each is string => typeof each === 'string' && each !== ''))];
}

/** As a list compares them: without case and accents, an article number by the digits that all its spellings have in common. */
const compared = (text: string): string => fold(searchedAs(text.trim()));

/** Where among the codes of a record stands the one that was typed or scanned; -1 for a record that only has it somewhere. */
export function placeAmong(row: RecordRow, typed: string): number {
  const wanted = compared(typed);
  return codesOf(row).findIndex((code) => compared(code) === wanted);
}

/** Whether this is the record that a code means. */
export const isCalled = (row: RecordRow, typed: string): boolean => placeAmong(row, typed) !== -1;
