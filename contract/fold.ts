/** Text as it is searched, on both sides of the bridge: without accents, without case, so that "dong ho" finds "Đồng hồ". */
import { plainSigns, searchedAs } from './codes.ts';

/**
 * Lower case, marks stripped, đ→d (SQLite's own folding leaves đ alone), full-width forms, dashes and quotes made plain, what cannot be
 * seen taken off, white space to single spaces. Folding what is folded changes nothing.
 */
export const fold = (text: string): string =>
  // Nearly all codes are plain, and a dozen of them are folded for each of 100,000 records.
  (/^[\x20-\x7E]*$/u.test(text) ? text.toLowerCase() : unaccented(text)).replaceAll(/\s+/gu, ' ').trim();

const unaccented = (text: string): string =>
  plainSigns(
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      // Lower-casing can bring out marks again (İ); a second pass takes those as well.
      .normalize('NFKD'),
  )
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd');

/** The words of a search, folded; all of them must occur. An article number stands as the digits that all its spellings have in common. */
export const wordsOf = (search: string): string[] =>
  [...new Set(search.split(/\s+/u).flatMap((word) => fold(searchedAs(word)).split(' ')))].filter((word) => word !== '');
