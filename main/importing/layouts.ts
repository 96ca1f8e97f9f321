/**
 * Marketplaces' order files, by the names of their columns, with how sure each is (docs/decisions/rows-to-documents.md). Of Tiki's no
 * header is known: such a file goes the general way.
 */
import type { LayoutName } from '../../contract/imports.ts';

export interface Layout {
  readonly name: LayoutName;
  readonly platform: string;
  /** Field → its names, the likelier one first; with the case they have. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Other columns it is known by. */
  readonly others: readonly string[];
  /** All of these choices have to be there. */
  readonly required: readonly (readonly string[])[];
  readonly onePieceARow: boolean;
  /** How its dates are written, where the column itself does not tell. */
  readonly dayFirst: boolean;
}

const listed = (names: string): readonly string[] => names.split('|').map((name) => name.trim());

/** H: 63 columns; M: what older and newer files had, and the English screen's names. */
const shopee: Layout = {
  name: 'shopee',
  platform: 'shopee',
  fields: {
    order: ['Mã đơn hàng', 'Order ID'],
    package: ['Mã Kiện Hàng', 'Package ID'],
    tracking: ['Mã vận đơn', 'Tracking Number*', 'Tracking Number'],
    courier: ['Đơn Vị Vận Chuyển', 'Shipping Option'],
    sku: ['SKU phân loại hàng', 'SKU Reference No.'],
    skuFallback: ['SKU sản phẩm', 'Parent SKU Reference No.'],
    productName: ['Tên sản phẩm', 'Product Name'],
    variation: ['Tên phân loại hàng', 'Variation Name'],
    quantity: ['Số lượng', 'Quantity'],
    returnedQuantity: ['Số lượng sản phẩm được hoàn trả', 'Returned quantity'],
    status: ['Trạng Thái Đơn Hàng', 'Order Status'],
    cancelReason: ['Lý do hủy', 'Cancel reason'],
    returnStatus: ['Trạng thái Trả hàng/Hoàn tiền', 'Return / Refund Status'],
    createdAt: ['Ngày đặt hàng', 'Order Creation Date'],
    shippedAt: ['Ngày gửi hàng', 'Ship Time'],
    note: ['Ghi chú', 'Note'],
  },
  others: listed(
    `Sản Phẩm Bán Chạy | Nhận xét từ Người mua | Phương thức giao hàng | Loại đơn hàng | Ngày giao hàng dự kiến | Thời gian giao hàng |
     Cân nặng sản phẩm | Tổng cân nặng | Tên kho hàng | Giá gốc | Người bán trợ giá | Được Shopee trợ giá |
     Tổng số tiền được người bán trợ giá | Giá ưu đãi | Tổng số tiền Người mua thanh toán | Tổng giá trị đơn hàng (VND) |
     Mã giảm giá của Shop | Hoàn Xu | Mã giảm giá của Shopee | Chỉ tiêu Combo Khuyến Mãi | Giảm giá từ combo Shopee |
     Giảm giá từ Combo của Shop | Shopee Xu được hoàn | Số tiền được giảm khi thanh toán bằng thẻ Ghi nợ | Trade-in Discount |
     Trade-in Bonus | Phí vận chuyển (dự kiến) | Trade-in Bonus by Seller | Phí vận chuyển mà người mua trả |
     Phí vận chuyển tài trợ bởi Shopee (dự kiến) | Phí vận chuyển trả hàng (đơn Trả hàng/hoàn tiền) |
     Tổng số tiền người mua thanh toán | Thời gian hoàn thành đơn hàng | Thời gian đơn hàng được thanh toán | Phương thức thanh toán |
     Phí cố định | Phí Dịch Vụ | Phí thanh toán | Tiền ký quỹ | Người Mua | Tên Người nhận | Số điện thoại | Tỉnh/Thành phố |
     TP / Quận / Huyện | Quận | Địa chỉ nhận hàng | Quốc gia | Tổng giá bán (sản phẩm) | Phí trả hàng | Phí xử lý giao dịch |
     Phí hoa hồng Tiếp thị liên kết | Shipment Method | Estimated Ship Out Date | Order Paid Time | Original Price | Deal Price |
     Product Subtotal | Username (Buyer) | Receiver Name | Phone Number | Delivery Address | Remark from buyer | Order Complete Time |
     Total Amount | Buyer Paid Shipping Fee | Voucher Code | Estimated Shipping Fee | Seller Voucher | Shopee Voucher`,
  ),
  required: [
    ['Mã đơn hàng', 'Order ID'],
    ['SKU phân loại hàng', 'SKU Reference No.', 'SKU sản phẩm', 'Parent SKU Reference No.'],
  ],
  onePieceARow: false,
  dayFirst: true,
};

/** H: 56 columns, in English also in Vietnam; csv and xlsx. */
const tiktok: Layout = {
  name: 'tiktok',
  platform: 'tiktok',
  fields: {
    order: ['Order ID'],
    package: ['Package ID'],
    tracking: ['Tracking ID'],
    courier: ['Shipping Provider Name'],
    sku: ['Seller SKU'],
    productName: ['Product Name'],
    variation: ['Variation'],
    quantity: ['Quantity'],
    returnedQuantity: ['Sku Quantity of return'],
    status: ['Order Status'],
    substatus: ['Order Substatus'],
    cancelReason: ['Cancel Reason'],
    returnStatus: ['Cancelation/Return Type'],
    createdAt: ['Created Time'],
    shippedAt: ['Shipped Time'],
    note: ['Seller Note'],
  },
  others: listed(
    `Normal or Pre-order | SKU ID | SKU Unit Original Price | SKU Subtotal Before Discount | SKU Platform Discount | SKU Seller Discount |
     SKU Subtotal After Discount | Shipping Fee After Discount | Original Shipping Fee | Shipping Fee Seller Discount |
     Shipping Fee Platform Discount | Payment platform discount | Taxes | Order Amount | Order Refund Amount | Paid Time | RTS Time |
     Delivered Time | Cancelled Time | Cancel By | Fulfillment Type | Warehouse Name | Delivery Option | Buyer Message | Buyer Username |
     Recipient | Phone # | Country | Province | District | Commune | Detail Address | Additional address information | Payment Method |
     Weight(kg) | Product Category | Checked Status | Checked Marked by | Order Channel | Creator Handle`,
  ),
  required: [['Order ID'], ['Seller SKU'], ['Tracking ID', 'SKU ID', 'Order Substatus']],
  onePieceARow: false,
  dayFirst: true,
};

/** M: 77 columns of Lazada in the Philippines, Malaysia and Indonesia; Vietnam's was not seen. No quantity: each row is one piece. */
const lazada: Layout = {
  name: 'lazada',
  platform: 'lazada',
  fields: {
    order: ['orderNumber'],
    item: ['orderItemId'],
    tracking: ['trackingCode'],
    courier: ['shippingProvider'],
    sku: ['sellerSku'],
    productName: ['itemName'],
    variation: ['variation'],
    status: ['status'],
    cancelReason: ['buyerFailedDeliveryReason'],
    createdAt: ['createTime'],
    note: ['sellerNote'],
  },
  others: listed(
    `orderType | Guarantee | deliveryType | lazadaId | lazadaSku | wareHouse | updateTime | rtsSla | ttsSla |
     invoiceRequired | invoiceNumber | deliveredDate | customerName | customerEmail | nationalRegistrationNumber | shippingName |
     shippingAddress | shippingAddress2 | shippingAddress3 | shippingAddress4 | shippingAddress5 | shippingPhone | shippingPhone2 |
     shippingCity | shippingPostCode | shippingCountry | shippingRegion | billingName | billingAddr | billingAddr2 | billingAddr3 |
     billingAddr4 | billingAddr5 | billingPhone | billingPhone2 | billingCity | billingPostCode | billingCountry | taxCode |
     branchNumber | taxInvoiceRequested | payMethod | paidPrice | unitPrice | sellerDiscountTotal | shippingFee | walletCredit |
     cdShippingProvider | shipmentTypeName | shippingProviderType | cdTrackingCode | trackingUrl | shippingProviderFM | trackingCodeFM |
     trackingUrlFM | promisedShippingTime | premium | buyerFailedDeliveryReturnInitiator | buyerFailedDeliveryDetail |
     buyerFailedDeliveryUserName | bundleId | semiManaged | flexibleDeliveryTime | bundleDiscount | refundAmount |
     platformDiscountTotal`,
  ),
  required: [['orderNumber'], ['sellerSku'], ['orderItemId', 'lazadaSku', 'lazadaId']],
  onePieceARow: true,
  dayFirst: true,
};

export const layouts: readonly Layout[] = [shopee, tiktok, lazada];

/** So many of its columns make a file one of it: a seller may have taken out most of the others. */
const fewest = 5;

/** How many of these headers are its own; 0 where it is another's file. */
export function fits(layout: Layout, headers: ReadonlySet<string>): number {
  if (!layout.required.every((choice) => choice.some((name) => headers.has(name)))) return 0;
  const known = new Set([...Object.values(layout.fields).flat(), ...layout.others]);
  const hits = [...headers].filter((header) => known.has(header)).length;
  return hits >= fewest && hits * 2 >= headers.size ? hits : 0;
}
