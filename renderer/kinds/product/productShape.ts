/** What the product form holds. Names are those of `contract/kinds/product.ts`. */
import { z } from 'zod';
import { file, text, textStartingWith, words } from '../../features/documentForm/shapes.ts';

export const ProductShape = z.object({
  sku: text,
  name: text,
  brand_id: text,
  /** The brand's name as typed; never sent. */
  brand_typed: text,
  product_type: textStartingWith('PHYSICAL'),
  product_unit: textStartingWith('PACKAGE'),
  product_barcodes: words,
  weight: text,
  length: text,
  width: text,
  height: text,
  product_size: text,
  product_color: text,
  product_price: text,
  image_main: file,
  image_secondary: file,
  product_characteristics: words,
  min_stock_warning: text,
  storage_method: textStartingWith('NORMAL'),
  inventory_tracking_type: textStartingWith('NONE'),
  outbound_strategy: textStartingWith('FIFO'),
  shelf_life: text,
  min_shelf_life_inbound: text,
  min_shelf_life_outbound: text,
  warehouse_codes: words,
});
