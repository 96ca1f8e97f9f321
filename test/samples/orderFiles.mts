/**
 * Marketplaces' order files, the desk's own, and somebody's own, for tests and measurements: their columns as they were met, everything in
 * them made up, with the oddities that were met in real ones. What is in a file is told beside it.
 */
import { type Book, type CsvForm, csvBytes, xlsxBytes } from './sheetBytes.mts';

export type OrderLayout = 'shopee' | 'tiktok' | 'lazada' | 'desk' | 'own';
export type OrderState = 'open' | 'cancelled' | 'sent' | 'delivered' | 'returned';

export interface TrueLine {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
}
export interface TrueOrder {
  readonly order: string;
  /** Empty where the marketplace tells of none. */
  readonly package: string;
  readonly tracking: string;
  readonly state: OrderState;
  /** Each article once. */
  readonly lines: readonly TrueLine[];
  /** As a spreadsheet counts them, from 1. */
  readonly rows: readonly number[];
}

export interface OrderFile {
  /** As the marketplace calls it, without the ending. */
  readonly name: string;
  readonly sheet: string;
  readonly rows: readonly (readonly string[])[];
  readonly headerRow: number;
  readonly orders: readonly TrueOrder[];
  csv(form?: CsvForm): Buffer;
  xlsx(book?: Partial<Book>): Buffer;
}

export interface OrderFileOptions {
  readonly layout: OrderLayout;
  readonly orders: number;
  readonly seed?: number;
  /** Parcels whose codes are taken, one after the other; further ones are made up. */
  readonly parcels?: readonly { readonly order: string; readonly tracking: string }[];
  /** Articles that are bought. */
  readonly goods?: readonly { readonly sku: string; readonly name: string }[];
  readonly mostLines?: number;
  /** All on this day; else on the days of August 2026. */
  readonly placedOn?: Day;
  /** Of the desk's own and of somebody's own. */
  readonly warehouse?: string;
  readonly platform?: string;
  /** So many of the orders; the last ones. */
  readonly states?: Partial<Record<Exclude<OrderState, 'open'>, number>>;
  /** Headers with their accents in two parts. */
  readonly nfd?: boolean;
  /** So many open orders have no courier code yet: the cell says `None`. */
  readonly withoutTracking?: number;
  /** Codes as formulas: `="SPX…"`. */
  readonly formulas?: boolean;
  /** Codes and times end with a tab. */
  readonly tabs?: boolean;
  /** Lines of words in front of the header. */
  readonly titles?: number;
  /** TikTok's row that tells what the columns are; it is there by itself. */
  readonly described?: boolean;
  readonly shuffled?: boolean;
  /** So many columns of the seller's own. */
  readonly extra?: number;
  /** An empty row behind every so many. */
  readonly blankEvery?: number;
  readonly total?: boolean;
  /** Rows of one order lie apart. */
  readonly apart?: boolean;
  /** So many orders stand in the file twice, row for row. */
  readonly repeated?: number;
}

export const someGoods: readonly { readonly sku: string; readonly name: string }[] = Array.from({ length: 40 }, (_, index) => ({
  sku: `AT-${['DO', 'XANH', 'DEN', 'TRANG'][index % 4]}-${['S', 'M', 'L', 'XL', '2XL'][index % 5]}-${String(index + 1).padStart(3, '0')}`,
  name: `Áo thun ${['đỏ', 'xanh', 'đen', 'trắng'][index % 4]} cỡ ${['S', 'M', 'L', 'XL', '2XL'][index % 5]} mẫu ${index + 1}`,
}));

/** Numbers from 0 to 1 that are the same each time. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const parted = (names: string): readonly string[] => names.split('|').map((name) => name.trim());

export const shopeeHeader = parted(
  `Mã đơn hàng | Mã Kiện Hàng | Ngày đặt hàng | Trạng Thái Đơn Hàng | Sản Phẩm Bán Chạy | Lý do hủy | Nhận xét từ Người mua |
   Mã vận đơn | Đơn Vị Vận Chuyển | Phương thức giao hàng | Loại đơn hàng | Ngày giao hàng dự kiến | Ngày gửi hàng | Thời gian giao hàng |
   Trạng thái Trả hàng/Hoàn tiền | SKU sản phẩm | Tên sản phẩm | Cân nặng sản phẩm | Tổng cân nặng | Tên kho hàng | SKU phân loại hàng |
   Tên phân loại hàng | Giá gốc | Người bán trợ giá | Được Shopee trợ giá | Tổng số tiền được người bán trợ giá | Giá ưu đãi | Số lượng |
   Số lượng sản phẩm được hoàn trả | Tổng số tiền Người mua thanh toán | Tổng giá trị đơn hàng (VND) | Mã giảm giá của Shop | Hoàn Xu |
   Mã giảm giá của Shopee | Chỉ tiêu Combo Khuyến Mãi | Giảm giá từ combo Shopee | Giảm giá từ Combo của Shop | Shopee Xu được hoàn |
   Số tiền được giảm khi thanh toán bằng thẻ Ghi nợ | Trade-in Discount | Trade-in Bonus | Phí vận chuyển (dự kiến) |
   Trade-in Bonus by Seller | Phí vận chuyển mà người mua trả | Phí vận chuyển tài trợ bởi Shopee (dự kiến) |
   Phí vận chuyển trả hàng (đơn Trả hàng/hoàn tiền) | Tổng số tiền người mua thanh toán | Thời gian hoàn thành đơn hàng |
   Thời gian đơn hàng được thanh toán | Phương thức thanh toán | Phí cố định | Phí Dịch Vụ | Phí thanh toán | Tiền ký quỹ | Người Mua |
   Tên Người nhận | Số điện thoại | Tỉnh/Thành phố | TP / Quận / Huyện | Quận | Địa chỉ nhận hàng | Quốc gia | Ghi chú`,
);
export const tiktokHeader = parted(
  `Order ID | Order Status | Order Substatus | Cancelation/Return Type | Normal or Pre-order | SKU ID | Seller SKU | Product Name |
   Variation | Quantity | Sku Quantity of return | SKU Unit Original Price | SKU Subtotal Before Discount | SKU Platform Discount |
   SKU Seller Discount | SKU Subtotal After Discount | Shipping Fee After Discount | Original Shipping Fee |
   Shipping Fee Seller Discount | Shipping Fee Platform Discount | Payment platform discount | Taxes | Order Amount |
   Order Refund Amount | Created Time | Paid Time | RTS Time | Shipped Time | Delivered Time | Cancelled Time | Cancel By | Cancel Reason |
   Fulfillment Type | Warehouse Name | Tracking ID | Delivery Option | Shipping Provider Name | Buyer Message | Buyer Username |
   Recipient | Phone # | Country | Province | District | Commune | Detail Address | Additional address information | Payment Method |
   Weight(kg) | Product Category | Package ID | Seller Note | Checked Status | Checked Marked by | Order Channel | Creator Handle`,
);
export const lazadaHeader = parted(
  `orderItemId | orderType | Guarantee | deliveryType | lazadaId | sellerSku | lazadaSku | wareHouse | createTime | updateTime | rtsSla |
   ttsSla | orderNumber | invoiceRequired | invoiceNumber | deliveredDate | customerName | customerEmail | nationalRegistrationNumber |
   shippingName | shippingAddress | shippingAddress2 | shippingAddress3 | shippingAddress4 | shippingAddress5 | shippingPhone |
   shippingPhone2 | shippingCity | shippingPostCode | shippingCountry | shippingRegion | billingName | billingAddr | billingAddr2 |
   billingAddr3 | billingAddr4 | billingAddr5 | billingPhone | billingPhone2 | billingCity | billingPostCode | billingCountry | taxCode |
   branchNumber | taxInvoiceRequested | payMethod | paidPrice | unitPrice | sellerDiscountTotal | shippingFee | walletCredit | itemName |
   variation | cdShippingProvider | shippingProvider | shipmentTypeName | shippingProviderType | cdTrackingCode | trackingCode |
   trackingUrl | shippingProviderFM | trackingCodeFM | trackingUrlFM | promisedShippingTime | premium | status |
   buyerFailedDeliveryReturnInitiator | buyerFailedDeliveryReason | buyerFailedDeliveryDetail | buyerFailedDeliveryUserName | bundleId |
   semiManaged | flexibleDeliveryTime | bundleDiscount | refundAmount | sellerNote | platformDiscountTotal`,
);
const deskHeader = parted(
  'Mã tham chiếu | Mã đơn trên sàn | Sàn | Mã kho Onflow | Mã vận đơn | SKU | Mã vạch | OASIN | Tên sản phẩm | Số lượng | Ghi chú',
);
const ownHeader = parted('STT | Ngày đặt | Mã đơn | Tên hàng | Mã hàng | SL | Mã VĐ | Sàn | Kho | Ghi chú');
const headers: Readonly<Record<OrderLayout, readonly string[]>> = {
  shopee: shopeeHeader,
  tiktok: tiktokHeader,
  lazada: lazadaHeader,
  desk: deskHeader,
  own: ownHeader,
};

const statuses: Readonly<Record<'shopee' | 'tiktok' | 'lazada', Readonly<Record<OrderState, readonly string[]>>>> = {
  shopee: {
    open: ['Chờ lấy hàng', 'Chờ giao hàng'],
    cancelled: ['Đã hủy'],
    sent: ['Đang giao'],
    delivered: [
      'Đã giao',
      'Hoàn thành',
      'Đã nhận được hàng',
      'Người mua xác nhận đã nhận được hàng, tuy nhiên Người mua vẫn có thể gửi yêu cầu Trả hàng/Hoàn tiền tới ngày 2026-09-10.',
    ],
    returned: ['Đã trả hàng'],
  },
  tiktok: { open: ['To ship'], cancelled: ['Canceled'], sent: ['Shipped'], delivered: ['Completed'], returned: ['Returned'] },
  lazada: { open: ['ready_to_ship', 'packed'], cancelled: ['canceled'], sent: ['shipped'], delivered: ['delivered'], returned: ['returned'] },
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');
const digits = (random: () => number, count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
const letters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const signs = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => letters[Math.floor(random() * letters.length)]).join('');

/** In the shapes that are known; a number in it keeps each to itself. */
function codesFor(layout: OrderLayout, index: number, random: () => number): { order: string; package: string; tracking: string } {
  const number = String(index + 1).padStart(7, '0');
  switch (layout) {
    case 'shopee':
      return {
        order: `2608${two(1 + (index % 28))}${'ABCDEFGH'[index % 8]}${number}`,
        package: `600000000000${number}`,
        tracking: `SPXVN0${digits(random, 3)}${number}`,
      };
    case 'tiktok':
      return { order: `57900000000${number}`, package: `115000000000${number}`, tracking: `VNGH8${digits(random, 3)}${number}` };
    case 'lazada':
      return { order: `40000${digits(random, 3)}${number}`, package: '', tracking: `LXVN${signs(random, 3)}${number}` };
    case 'desk':
    case 'own':
      return { order: `DH-2611-${number}`, package: '', tracking: `GHN${signs(random, 2)}${number}` };
  }
}

interface Made extends Omit<TrueOrder, 'rows'> {
  /** As the file has them: one a line, or one a piece. */
  readonly fileRows: readonly (readonly string[])[];
}

type Fill = Readonly<Record<string, string>>;

function orderOf(options: OrderFileOptions, index: number, state: OrderState, random: () => number): Made {
  const { layout, parcels = [], goods = someGoods, mostLines = 3, withoutTracking = 0 } = options;
  const codes = { ...codesFor(layout, index, random), ...parcels[index] };
  const tracking = index < withoutTracking ? '' : codes.tracking;
  const lines: TrueLine[] = [];
  for (let count = 1 + Math.floor(random() * mostLines); count > 0; count -= 1) {
    const article = goods[Math.floor(random() * goods.length)]!;
    if (!lines.some(({ sku }) => sku === article.sku)) lines.push({ ...article, quantity: 1 + Math.floor(random() * 3) });
  }
  const day = options.placedOn ?? { year: 2026, month: 8, day: 1 + (index % 28) };
  const hour = index % 24;
  const fills = lines.flatMap((line, place): Fill[] => {
    const fill = fillOf({ ...options, state, line, index, day, hour, codes: { ...codes, tracking: tracking || 'None' }, random });
    return layout === 'lazada' ? Array.from({ length: line.quantity }, (_, piece) => ({ ...fill, orderItemId: `${fill['orderItemId']}${place}${piece}` })) : [fill];
  });
  const wrapped = (text: string): string => (options.formulas === true && text !== '' ? `="${text}"` : options.tabs === true ? `${text}\t` : text);
  const fileRows = fills.map((fill) =>
    headers[layout].map((header) => (isCode.has(header) ? wrapped(fill[header] ?? '') : (fill[header] ?? ''))),
  );
  return { order: codes.order, package: codes.package, tracking, state, lines, fileRows };
}
const isCode: ReadonlySet<string> = new Set(['Mã đơn hàng', 'Mã Kiện Hàng', 'Mã vận đơn', 'Order ID', 'SKU ID', 'Package ID', 'Tracking ID']);

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface Filling extends OrderFileOptions {
  readonly state: OrderState;
  readonly line: TrueLine;
  readonly index: number;
  readonly day: Day;
  readonly hour: number;
  readonly codes: { readonly order: string; readonly package: string; readonly tracking: string };
  readonly random: () => number;
}

function fillOf({ layout, state, line, index, day: placed, hour, codes, random, warehouse = 'HCM_01', platform = 'shopee' }: Filling): Fill {
  const { year, month, day } = placed;
  const status = layout === 'desk' || layout === 'own' ? '' : statuses[layout][state][index % statuses[layout][state].length]!;
  const hasLeft = state !== 'open' && state !== 'cancelled';
  const iso = `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(index % 60)}`;
  switch (layout) {
    case 'shopee':
      return {
        'Mã đơn hàng': codes.order,
        'Mã Kiện Hàng': codes.package,
        'Ngày đặt hàng': iso,
        'Trạng Thái Đơn Hàng': status,
        'Sản Phẩm Bán Chạy': 'N',
        'Lý do hủy': state === 'cancelled' ? 'Tôi muốn đổi sản phẩm' : '',
        'Mã vận đơn': codes.tracking,
        'Đơn Vị Vận Chuyển': 'SPX Express',
        'Phương thức giao hàng': 'Nhanh',
        'Loại đơn hàng': 'Bình thường',
        'Ngày giao hàng dự kiến': `${year}-${two(month)}-${two(day)} 23:59`,
        'Ngày gửi hàng': hasLeft ? iso : '',
        'SKU sản phẩm': line.sku.split('-').slice(0, 1).join('-'),
        'Tên sản phẩm': line.name,
        'Cân nặng sản phẩm': '0.2',
        'Tổng cân nặng': '0.4',
        'Tên kho hàng': 'Kho chính',
        'SKU phân loại hàng': line.sku,
        'Tên phân loại hàng': line.name.split(' ').slice(2, 5).join(' '),
        'Giá gốc': '159000.00',
        'Giá ưu đãi': '129000.00',
        'Số lượng': String(line.quantity),
        'Số lượng sản phẩm được hoàn trả': '0',
        'Tổng số tiền Người mua thanh toán': `${129_000 * line.quantity}.00`,
        'Tổng số tiền người mua thanh toán': `${129_000 * line.quantity + 17_000}.00`,
        'Tổng giá trị đơn hàng (VND)': `${129_000 * line.quantity}.00`,
        'Phí vận chuyển mà người mua trả': '17000.00',
        'Phương thức thanh toán': 'Thanh toán khi nhận hàng',
        'Người Mua': `nguoi_mua_${index}`,
        'Nhận xét từ Người mua': index % 7 === 0 ? 'Giao giờ hành chính' : '',
        'Tên Người nhận': 'N****n',
        'Số điện thoại': '******78',
        'Tỉnh/Thành phố': 'TP. Hồ Chí Minh',
        'TP / Quận / Huyện': 'Phường Bến Thành',
        'Địa chỉ nhận hàng': '*****, Phường Bến Thành, TP. Hồ Chí Minh',
        'Quốc gia': 'VN',
      };
    case 'tiktok':
      return {
        'Order ID': codes.order,
        'Order Status': status,
        'Order Substatus': state === 'open' ? 'Awaiting collection' : '',
        'Cancelation/Return Type': state === 'cancelled' ? 'Cancel' : '',
        'Normal or Pre-order': 'Normal',
        'SKU ID': `17300000000000${String(1_000 + (index % 900))}`,
        'Seller SKU': line.sku,
        'Product Name': line.name,
        Variation: 'Default',
        Quantity: String(line.quantity),
        'Sku Quantity of return': '0',
        'SKU Unit Original Price': '159000',
        'SKU Subtotal After Discount': String(129_000 * line.quantity),
        'Order Amount': String(129_000 * line.quantity),
        'Created Time': `${two(day)}/${two(month)}/${year} ${two(hour)}:31:07`,
        'Paid Time': `${two(day)}/${two(month)}/${year} ${two(hour)}:32:07`,
        'Shipped Time': hasLeft ? `${two(day)}/${two(month)}/${year} 23:00:00` : '',
        'Cancel Reason': state === 'cancelled' ? 'Không còn nhu cầu' : '',
        'Fulfillment Type': 'Fulfillment by seller',
        'Warehouse Name': 'Kho chính',
        'Tracking ID': codes.tracking === 'None' ? '' : codes.tracking,
        'Shipping Provider Name': 'GHN',
        'Buyer Username': `nguoi_mua_${index}`,
        Recipient: 'N****n',
        'Phone #': '(+84)90*****78',
        Country: 'Việt Nam',
        Province: 'TP. Hồ Chí Minh',
        'Payment Method': 'COD',
        'Weight(kg)': '0.2',
        'Product Category': 'Áo thun',
        'Package ID': codes.package,
        'Order Channel': 'TikTok Shop',
      };
    case 'lazada':
      return {
        orderItemId: `4200${String(index).padStart(8, '0')}${Math.floor(random() * 90) + 10}`,
        orderType: 'Normal',
        deliveryType: 'standard',
        sellerSku: line.sku,
        lazadaSku: `2200000${index}_VNAMZ-1`,
        wareHouse: 'dropshipping',
        createTime: `${two(day)} ${months[month - 1]} ${year} ${two(hour)}:05`,
        updateTime: `${two(day)} ${months[month - 1]} ${year} ${two(hour)}:25`,
        orderNumber: codes.order,
        invoiceRequired: 'No',
        customerName: 'N****n',
        shippingName: 'N****n',
        shippingAddress: '*****',
        shippingPhone: '84********78',
        shippingCountry: 'Vietnam',
        payMethod: 'COD',
        paidPrice: '129000.00',
        unitPrice: '159000.00',
        itemName: line.name,
        variation: 'Size:M',
        shippingProvider: 'LEX VN',
        trackingCode: codes.tracking === 'None' ? '' : codes.tracking,
        trackingCodeFM: `FM${digits(random, 10)}`,
        status,
      };
    case 'desk':
      return {
        'Mã tham chiếu': codes.order,
        'Mã đơn trên sàn': '',
        Sàn: platform,
        'Mã kho Onflow': warehouse,
        'Mã vận đơn': codes.tracking === 'None' ? '' : codes.tracking,
        SKU: line.sku,
        'Tên sản phẩm': line.name,
        'Số lượng': String(line.quantity),
      };
    case 'own':
      return {
        STT: String(index + 1),
        'Ngày đặt': `${day}/${month}/${year}`,
        'Mã đơn': codes.order,
        'Tên hàng': line.name,
        'Mã hàng': line.sku,
        SL: String(line.quantity),
        'Mã VĐ': codes.tracking === 'None' ? '' : codes.tracking,
        Sàn: platform,
        Kho: warehouse,
      };
  }
}

const tiktokWords: Fill = {
  'Order ID': 'Platform unique order ID.',
  'Order Status': 'Current order status, such as to ship or shipped.',
  'Seller SKU': 'The SKU that the seller has given.',
  'Product Name': 'The name of the product.',
  Quantity: 'Number of items sold.',
  'Tracking ID': "The order's tracking number.",
};

function statesOf({ orders, states = {} }: OrderFileOptions): OrderState[] {
  const last = (['cancelled', 'sent', 'delivered', 'returned'] as const).flatMap((state) =>
    Array.from({ length: states[state] ?? 0 }, (): OrderState => state),
  );
  return [...Array.from({ length: Math.max(0, orders - last.length) }, (): OrderState => 'open'), ...last].slice(0, orders);
}

const names: Readonly<Record<OrderLayout, readonly [name: string, sheet: string]>> = {
  shopee: ['Order.toship.20260801_20260828', 'orders'],
  tiktok: ['Tất cả đơn hàng-2026-08-28-00_25', 'OrderSKUList'],
  lazada: ['2026-08-28-lazada-orders', 'sheet1'],
  desk: ['Vận đơn', 'Vận đơn'],
  own: ['don hang thang 8', 'Sheet1'],
};

export function orderFile(options: OrderFileOptions): OrderFile {
  const { layout, seed = 1, titles = 0, extra = 0, blankEvery = 0, repeated = 0 } = options;
  const random = randomOf(seed * 7_919 + layout.length);
  const made = statesOf(options).map((state, index) => orderOf(options, index, state, random));
  const laid = [...made, ...made.slice(0, repeated)].flatMap((order, place) =>
    order.fileRows.map((cells, line) => ({ order: order.order, cells, place, line })),
  );
  if (options.apart === true) laid.sort((a, b) => a.line - b.line || a.place - b.place);

  const own = headers[layout];
  const wide = [...own, ...Array.from({ length: extra }, (_, index) => (index === 0 && layout === 'lazada' ? 'status' : `Cột của tôi ${index + 1}`))];
  const order = wide.map((_, column) => column);
  if (options.shuffled === true)
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other]!, order[at]!];
    }
  // Of two headers that are the same the first is the marketplace's.
  const second = wide.lastIndexOf('status');
  if (layout === 'lazada' && second >= own.length && order.indexOf(second) < order.indexOf(wide.indexOf('status'))) {
    const [a, b] = [order.indexOf(second), order.indexOf(wide.indexOf('status'))];
    [order[a], order[b]] = [order[b]!, order[a]!];
  }
  const shown = (cells: readonly string[]): string[] => order.map((column) => cells[column] ?? (column >= own.length ? 'ghi của tôi' : ''));

  const rows: string[][] = Array.from({ length: titles }, (_, index) => (index === 0 ? [`Đơn hàng tháng 8 năm 2026`] : ['', `Người xuất: kho ${index}`]));
  const header = order.map((column) => (options.nfd === true ? wide[column]!.normalize('NFD') : wide[column]!));
  rows.push(header);
  const headerRow = rows.length;
  if (layout === 'tiktok' && options.described !== false) rows.push(order.map((column) => tiktokWords[wide[column]!] ?? ''));
  const rowsOfOrder = new Map<string, number[]>();
  for (const [index, row] of laid.entries()) {
    if (blankEvery > 0 && index > 0 && index % blankEvery === 0) rows.push([]);
    rows.push(shown(row.cells));
    rowsOfOrder.set(row.order, [...(rowsOfOrder.get(row.order) ?? []), rows.length]);
  }
  if (options.total === true) rows.push(['Tổng cộng', '', '', String(laid.length)]);

  const [name, sheet] = names[layout];
  return {
    name,
    sheet,
    rows,
    headerRow,
    orders: made.map(({ fileRows: _fileRows, ...each }) => ({ ...each, rows: rowsOfOrder.get(each.order) ?? [] })),
    csv: (form) => csvBytes(rows, form),
    xlsx: (book) => xlsxBytes({ sheets: [{ name: sheet, rows }], ...book }),
  };
}
