/** What the columns hold, as far as a few rows tell. */
import { courierOf } from '../../contract/kinds/courierOf.ts';
import { marketplaceOf } from '../../contract/kinds/marketplaceOf.ts';
import type { SheetRow } from '../../contract/sheets.ts';
import { readDate } from './dates.ts';

/** Of the cells that are not empty, from 0 to 1. */
export interface ColumnSample {
  readonly filled: number;
  readonly shopeeOrders: number;
  readonly tiktokOrders: number;
  readonly tracking: number;
  readonly oasins: number;
  readonly pieces: number;
  readonly articles: number;
  readonly days: number;
  /** Days in whatever way people write them, and numbers that may be days. */
  readonly arrivals: number;
  readonly codes: number;
}

/** Shapes of couriers' codes that nothing else has; twelve digits alone may be anything. */
const isTracking = (code: string): boolean =>
  ['SPX', 'GHTK', 'VNPOST', 'VTP'].includes(courierOf(code) ?? '') || /^VNGH\d{11}$/u.test(code);

function isArticle(code: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/u.test(code)) return false;
  let sum = 0;
  for (let place = 0; place < code.length; place += 1) sum += Number(code[code.length - 1 - place]) * (place % 2 === 1 ? 3 : 1);
  return sum % 10 === 0;
}

const shapes = {
  shopeeOrders: (text: string) => marketplaceOf(text) === 'shopee',
  tiktokOrders: (text: string) => marketplaceOf(text) === 'tiktok',
  tracking: (text: string) => isTracking(text.toUpperCase()),
  oasins: (text: string) => /^OASIN\d+$/iu.test(text),
  pieces: (text: string) => /^\d{1,5}(?:[.,]0+)?$/u.test(text.normalize('NFKC')),
  articles: isArticle,
  days: (text: string) => /^(?:\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-]\d{4}|\d\d? [A-Za-z]{3,9} \d{4})/u.test(text),
  arrivals: (text: string) => text.length <= 40 && /^\S*\d|\d{4}/u.test(text) && readDate(text, 'unclear', 'day') !== null,
  codes: (text: string) => text.length <= 60 && !/\s/u.test(text),
} as const;

export function samplesOf(rows: readonly SheetRow[], width: number): ColumnSample[] {
  return Array.from({ length: width }, (_, column) => {
    const texts = rows.map(({ cells }) => cells[column]?.text.trim() ?? '').filter((text) => text !== '' && text !== 'None');
    const share = (is: (text: string) => boolean): number =>
      texts.length === 0 ? 0 : texts.filter((text) => is(text)).length / texts.length;
    return {
      filled: rows.length === 0 ? 0 : texts.length / rows.length,
      shopeeOrders: share(shapes.shopeeOrders),
      tiktokOrders: share(shapes.tiktokOrders),
      tracking: share(shapes.tracking),
      oasins: share(shapes.oasins),
      pieces: share(shapes.pieces),
      articles: share(shapes.articles),
      days: share(shapes.days),
      arrivals: share(shapes.arrivals),
      codes: share(shapes.codes),
    };
  });
}
