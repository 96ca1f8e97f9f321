/** The columns of the desk's own templates, in both languages. */
import type { ImportTable } from '../../contract/imports.ts';
import { productWords } from '../../contract/kinds/product.ts';
import { purchaseOrderWords } from '../../contract/kinds/purchaseOrder.ts';
import { shipmentWords } from '../../contract/kinds/shipment.ts';

export type TemplateLanguage = 'vi' | 'en';

export interface DeskColumn {
  readonly field: string;
  /** Its header. */
  readonly title: Readonly<Record<TemplateLanguage, string>>;
  readonly isNeeded: boolean;
  /** Of the example row. */
  readonly example: string;
  readonly hint: Readonly<Record<TemplateLanguage, string>>;
  /** What may stand there; empty: anything. */
  readonly allowed: readonly string[];
}

/** The key of the row that is only shown to be written over begins so. */
export const exampleMark: Readonly<Record<TemplateLanguage, string>> = { vi: 'VÍ DỤ', en: 'EXAMPLE' };

/** Of the sheet that tells what may stand where. */
export const helpHeaders: Readonly<Record<TemplateLanguage, readonly string[]>> = {
  vi: ['Cột', 'Bắt buộc', 'Cách ghi', 'Giá trị cho phép'],
  en: ['Column', 'Needed', 'How to write it', 'Allowed values'],
};

type Row = readonly [field: string, vi: string, en: string, example: string, hintVi: string, hintEn: string, allowed?: readonly string[]];
const needed = (...row: Row): DeskColumn => columnOf(row, true);
const optional = (...row: Row): DeskColumn => columnOf(row, false);
const columnOf = ([field, vi, en, example, hintVi, hintEn, allowed = []]: Row, isNeeded: boolean): DeskColumn => ({
  field,
  title: { vi, en },
  isNeeded,
  example,
  hint: { vi: hintVi, en: hintEn },
  allowed,
});

const skuHintVi = 'Mã SKU đúng như trong danh mục. Bỏ trống nếu đã có mã vạch hoặc OASIN.';
const skuHintEn = 'The SKU as it stands in the catalogue. May be empty where there is a barcode or an OASIN.';
const piecesVi = 'Số nguyên, viết liền: 1000.';
const piecesEn = 'A whole number without marks: 1000.';
const gramsVi = 'Gam.';
const gramsEn = 'Grams.';
const centimetresVi = 'Xentimét.';
const centimetresEn = 'Centimetres.';

export const deskColumns: Readonly<Record<ImportTable, readonly DeskColumn[]>> = {
  shipment: [
    needed(
      'reference',
      'Mã tham chiếu',
      'Reference',
      '-2611260001',
      'Mã của bạn cho vận đơn. Nhiều dòng cùng mã là một vận đơn.',
      'Your own code of the shipment. Rows with the same one are one shipment.',
    ),
    optional(
      'order',
      'Mã đơn trên sàn',
      'Marketplace order code',
      '261126ABCDE123',
      'Mã đơn của sàn, nếu khác mã tham chiếu.',
      'The order code of the marketplace, where it is another.',
    ),
    needed('platform', 'Sàn', 'Platform', 'shopee', 'Tên sàn.', 'Name of the marketplace.', shipmentWords.platform),
    needed(
      'warehouse',
      'Mã kho Onflow',
      'Onflow warehouse code',
      'HCM_01',
      'Mã kho mà Onflow đã cấp.',
      'The code that Onflow gave the warehouse.',
    ),
    optional(
      'tracking',
      'Mã vận đơn',
      'Courier tracking code',
      'SPXVN012345678901',
      'Mã của hãng vận chuyển, in trên nhãn.',
      "The courier's code, as on the label.",
    ),
    needed('sku', 'SKU', 'SKU', 'AT-DO-M', skuHintVi, skuHintEn),
    optional('barcode', 'Mã vạch', 'Barcode', '8934567890123', 'Dùng khi không có SKU.', 'Used where there is no SKU.'),
    optional('oasin', 'OASIN', 'OASIN', '', 'Mã sản phẩm của Onflow.', "Onflow's code of the product."),
    optional(
      'productName',
      'Tên sản phẩm',
      'Product name',
      'Áo thun đỏ M',
      'Chỉ để đọc, không gửi đi.',
      'For reading only; it is not sent.',
    ),
    needed('quantity', 'Số lượng', 'Quantity', '2', piecesVi, piecesEn),
    optional('note', 'Ghi chú', 'Note', '', 'Ghi chú cho kho.', 'A note for the warehouse.'),
  ],
  product: [
    needed('sku', 'SKU', 'SKU', '-AT-DO-M', 'Mã của bạn, không có khoảng trắng.', 'Your own code, without blanks.'),
    needed('name', 'Tên sản phẩm', 'Product name', 'Áo thun đỏ M', 'Tối đa 255 ký tự.', 'At most 255 characters.'),
    optional(
      'brand',
      'Thương hiệu',
      'Brand',
      '',
      'Tên đúng như trong danh sách thương hiệu của Onflow.',
      "The name as in Onflow's list of brands.",
    ),
    optional(
      'product_barcodes',
      'Mã vạch',
      'Barcodes',
      '8934567890123',
      'Nhiều mã thì cách nhau bằng dấu chấm phẩy.',
      'Several are parted by semicolons.',
    ),
    optional(
      'product_type',
      'Loại sản phẩm',
      'Product type',
      'PHYSICAL',
      'Bỏ trống là PHYSICAL.',
      'Empty is PHYSICAL.',
      productWords.product_type,
    ),
    optional('product_unit', 'Đơn vị tính', 'Unit', 'PACKAGE', 'Bỏ trống là PACKAGE.', 'Empty is PACKAGE.', productWords.product_unit),
    optional('weight', 'Cân nặng (g)', 'Weight (g)', '250', gramsVi, gramsEn),
    optional('length', 'Dài (cm)', 'Length (cm)', '30', centimetresVi, centimetresEn),
    optional('width', 'Rộng (cm)', 'Width (cm)', '20', centimetresVi, centimetresEn),
    optional('height', 'Cao (cm)', 'Height (cm)', '2', centimetresVi, centimetresEn),
    optional('product_size', 'Kích cỡ', 'Size', 'M', 'Ví dụ M, 42, 500 ml.', 'Such as M, 42, 500 ml.'),
    optional('product_color', 'Màu', 'Color', 'Đỏ', '', ''),
    optional(
      'product_price',
      'Giá (VND)',
      'Price (VND)',
      '159000',
      'Đồng. 159.000 và 159000 đều được.',
      'Đồng. 159.000 and 159000 both do.',
    ),
    optional(
      'product_characteristics',
      'Đặc tính',
      'Characteristics',
      '',
      'Nhiều đặc tính thì cách nhau bằng dấu chấm phẩy.',
      'Several are parted by semicolons.',
      productWords.product_characteristics,
    ),
    optional('min_stock_warning', 'Cảnh báo tồn tối thiểu', 'Minimum stock warning', '', piecesVi, piecesEn),
    optional(
      'storage_method',
      'Cách bảo quản',
      'Storage',
      'NORMAL',
      'Bỏ trống là NORMAL.',
      'Empty is NORMAL.',
      productWords.storage_method,
    ),
    optional(
      'inventory_tracking_type',
      'Cách theo dõi tồn',
      'Inventory tracking',
      'NONE',
      'Bỏ trống là NONE.',
      'Empty is NONE.',
      productWords.inventory_tracking_type,
    ),
    optional(
      'outbound_strategy',
      'Cách xuất kho',
      'Outbound strategy',
      'FIFO',
      'Bỏ trống là FIFO.',
      'Empty is FIFO.',
      productWords.outbound_strategy,
    ),
    optional('shelf_life', 'Hạn sử dụng (ngày)', 'Shelf life (days)', '', 'Số ngày.', 'Days.'),
    optional('min_shelf_life_inbound', 'Hạn tối thiểu khi nhập (ngày)', 'Shelf life needed inbound (days)', '', 'Số ngày.', 'Days.'),
    optional('min_shelf_life_outbound', 'Hạn tối thiểu khi xuất (ngày)', 'Shelf life needed outbound (days)', '', 'Số ngày.', 'Days.'),
    optional(
      'warehouse_codes',
      'Gán vào kho',
      'Assign to warehouses',
      'HCM_01',
      'Mã kho của Onflow; nhiều kho thì cách nhau bằng dấu chấm phẩy.',
      "Onflow's codes; several are parted by semicolons.",
    ),
  ],
  'purchase-order': [
    needed(
      'reference',
      'Mã đơn nhập',
      'PO reference',
      '-PO-2611-01',
      'Mã của bạn. Nhiều dòng cùng mã là một đơn nhập.',
      'Your own code. Rows with the same one are one PO.',
    ),
    needed(
      'warehouse',
      'Mã kho Onflow',
      'Onflow warehouse code',
      'HCM_01',
      'Mã kho mà Onflow đã cấp.',
      'The code that Onflow gave the warehouse.',
    ),
    needed(
      'eta',
      'Dự kiến đến',
      'Expected arrival',
      '30/11/2030 09:00',
      'Ngày/tháng/năm, theo giờ Việt Nam.',
      'Day/month/year, by the clock in Vietnam.',
    ),
    optional('packageCode', 'Mã kiện', 'Package code', 'PKG_01', 'Bỏ trống là một kiện PKG_01.', 'Empty is one package, PKG_01.'),
    optional('weight', 'Cân nặng kiện (g)', 'Package weight (g)', '12000', gramsVi, gramsEn),
    optional('length', 'Dài kiện (cm)', 'Package length (cm)', '60', centimetresVi, centimetresEn),
    optional('width', 'Rộng kiện (cm)', 'Package width (cm)', '40', centimetresVi, centimetresEn),
    optional('height', 'Cao kiện (cm)', 'Package height (cm)', '40', centimetresVi, centimetresEn),
    needed('sku', 'SKU', 'SKU', 'AT-DO-M', skuHintVi, skuHintEn),
    optional('barcode', 'Mã vạch', 'Barcode', '8934567890123', 'Dùng khi không có SKU.', 'Used where there is no SKU.'),
    optional('oasin', 'OASIN', 'OASIN', '', 'Mã sản phẩm của Onflow.', "Onflow's code of the product."),
    optional(
      'productName',
      'Tên sản phẩm',
      'Product name',
      'Áo thun đỏ M',
      'Chỉ để đọc, không gửi đi.',
      'For reading only; it is not sent.',
    ),
    needed('quantity', 'Số lượng', 'Quantity', '48', piecesVi, piecesEn),
    optional('packageNote', 'Ghi chú kiện', 'Package note', '', '', ''),
    optional(
      'vas',
      'Dịch vụ thêm',
      'Added services',
      '',
      'Nhiều dịch vụ thì cách nhau bằng dấu chấm phẩy.',
      'Several are parted by semicolons.',
      purchaseOrderWords.vas,
    ),
    optional('note', 'Ghi chú', 'Note', '', 'Ghi chú của cả đơn nhập.', 'A note for the whole PO.'),
  ],
};
