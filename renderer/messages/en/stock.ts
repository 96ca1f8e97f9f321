/** English wording: the stock of all products. */
import type vi from '../vi/stock.ts';

export default {
  'stock.title': 'Stock',
  'stock.search': 'SKU, barcode, name…',
  'stock.searchLabel': 'Search the stock',
  'stock.low': 'Only below the warning',
  'stock.paste': 'Paste codes',
  'stock.paste.label': 'A SKU, OASIN or barcode on each line',
  'stock.paste.end': 'Leave the codes',
  'stock.missing': 'No product has the code: {codes}',
  'stock.column.product': 'Product',
  'stock.column.warehouse': 'Warehouse',
  'stock.column.available': 'Available',
  'stock.column.warning': 'Warn below',
  'stock.column.asOf': 'Read',
  'stock.unread': 'not read yet',
  'stock.none': 'nothing in any warehouse',
  'stock.empty': 'No products',
  'stock.empty.hint': 'Search for something else, or leave the filters.',
  'stock.lowUnknown': 'The warning is known of products made at this desk, or where Onflow tells it; stock is compared once it was read.',
} satisfies Record<keyof typeof vi, string>;
