/** Text as it is compared when searching: without accents, đ as d, lower case (page; main folds the catalogue in the same way). */
export const fold = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().trim();
