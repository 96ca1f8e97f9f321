/**
 * What people call the columns of their own files, in both languages, as `wordsOfHeader` leaves them. The whole header has to be one of
 * these: a word in the middle of one is a trap ("SKU sản phẩm" is no product's name, "Nhận xét từ Người mua" no buyer).
 */
import type { ImportTable } from '../../contract/imports.ts';

const each = (names: string): readonly string[] => names.split(',').map((name) => name.trim());

const sku = each(
  `sku, ma sku, ma hang, ma san pham, ma sp, ma hang hoa, sku nguoi ban, sku cua shop, sku code, seller sku, merchant sku, item code,
   item sku, product code, article, article no, sku phan loai hang, sku phan loai, ma phan loai, variation sku, sku reference no,
   product sku, ma vat tu, sellersku`,
);
const barcode = each('barcode, ma vach, ma vach san pham, bar code, ean, ean13, ean 13, gtin, upc, barcodes, product barcode');
const oasin = each('oasin, ma oasin, ma san pham onflow, ma onflow cua san pham');
const productName = each(
  `ten san pham, ten sp, ten hang, ten hang hoa, ten mat hang, san pham, product name, name, product, item name, item, description,
   title, product title, mo ta hang hoa, dien giai, itemname`,
);
const quantity = each(
  `so luong, sl, so luong san pham, so luong dat, so luong ban, so luong hang, so cai, so chiec, quantity, qty, pcs, pieces, units,
   order quantity, product quantity, so luong sp, sl sp, sl san pham, tong so luong, tong sl, total qty, total quantity, total pcs, sl dat, sl ban, q ty, so luong nhap, sl nhap`,
);
const warehouse = each('kho, ma kho, kho onflow, ma kho onflow, kho xuat, kho nhap, warehouse, warehouse code, onflow warehouse, wh');
const note = each('ghi chu, note, notes, remark, remarks, ghi chu nguoi ban, seller note, comment, ghi chu cua shop');
const weight = each('can nang, khoi luong, trong luong, weight, gross weight, g w, gw, can nang g, kl');
const length = each('dai, chieu dai, length, long');
const width = each('rong, chieu rong, width');
const height = each('cao, chieu cao, height');

export const headerWords: Readonly<Record<ImportTable, Readonly<Record<string, readonly string[]>>>> = {
  shipment: {
    reference: each('ma tham chieu, so tham chieu, reference, ref, ref no, reference code, merchant reference, ma tham chieu don'),
    order: each(
      `ma don hang, ma don, don hang, id don hang, id don, ma don hang shopee, ma don hang tiktok, ma don hang lazada, ma don hang tiki, so don hang, ma dh, ma don tren san, ma don san, order id, order number, order no, order code,
       order sn, order, ordernumber, orderid, marketplace order code, so don, ma don hang san, order reference`,
    ),
    package: each('ma kien hang, ma kien, package id, package number, package no, package code'),
    tracking: each(
      `ma van don, ma vd, ma van chuyen, ma van don hang, so van don, ma theo doi, tracking, tracking number, tracking no, tracking id,
       tracking code, courier tracking code, waybill, waybill number, waybill no, awb, awb no, airway bill, trackingcode,
       ma van chuyen cua hang, ma giao hang, van don, ma giao van, ma bill, bill`,
    ),
    courier: each(
      `don vi van chuyen, dvvc, hang van chuyen, nha van chuyen, don vi giao hang, courier, carrier, shipping provider,
       shipping provider name, shipping option, logistics, hang giao hang`,
    ),
    platform: each(
      'san, san tmdt, san thuong mai, kenh ban, kenh, nen tang, nguon don, nguon, kenh ban hang, platform, marketplace, channel, sales channel',
    ),
    warehouse,
    sku,
    skuFallback: each('sku san pham, sku cha, parent sku, parent sku reference no'),
    barcode,
    oasin,
    productName,
    variation: each('phan loai, phan loai hang, ten phan loai hang, ten phan loai, variation, variation name, variant, option, thuoc tinh'),
    quantity,
    returnedQuantity: each('so luong hoan, so luong san pham duoc hoan tra, so luong tra, returned quantity, return quantity, sl hoan'),
    status: each('trang thai, trang thai don hang, tinh trang, trang thai don, status, order status'),
    substatus: each('order substatus, substatus, trang thai phu'),
    cancelReason: each('ly do huy, cancel reason, reason for cancellation, ly do huy don'),
    returnStatus: each('trang thai tra hang hoan tien, return refund status, trang thai hoan, trang thai tra hang'),
    createdAt: each(
      'ngay dat hang, ngay dat, ngay tao, ngay tao don, order date, created time, order creation date, created at, createtime',
    ),
    shippedAt: each('ngay gui hang, ngay gui, ship time, shipped time, shipped at, ngay ban giao'),
    note,
  },
  product: {
    sku,
    name: productName,
    brand: each('thuong hieu, nhan hieu, hang san xuat, brand, brand name, brand id'),
    product_type: each('loai san pham, loai hang, product type, type'),
    product_unit: each('don vi, don vi tinh, dvt, unit, uom, product unit'),
    product_barcodes: barcode,
    weight,
    length,
    width,
    height,
    product_size: each('kich co, size, co, kich thuoc, product size'),
    product_color: each('mau, mau sac, color, colour, product color'),
    product_price: each('gia, gia ban, don gia, gia niem yet, price, unit price, product price, gia san pham, gia von'),
    product_characteristics: each('dac tinh, dac diem, tinh chat, characteristics, product characteristics'),
    min_stock_warning: each(
      'ton toi thieu, canh bao ton, ton kho toi thieu, min stock, min stock warning, minimum stock, muc canh bao ton',
    ),
    storage_method: each('cach bao quan, bao quan, dieu kien bao quan, storage, storage method'),
    inventory_tracking_type: each('theo doi ton, kieu theo doi ton kho, cach theo doi ton, inventory tracking type, inventory tracking'),
    outbound_strategy: each('cach xuat, chien luoc xuat, cach xuat kho, outbound strategy, outbound, chien luoc xuat kho'),
    shelf_life: each('han su dung, hsd, so ngay su dung, shelf life, shelf life days'),
    min_shelf_life_inbound: each('han toi thieu khi nhap, hsd toi thieu khi nhap, min shelf life inbound'),
    min_shelf_life_outbound: each('han toi thieu khi xuat, hsd toi thieu khi xuat, min shelf life outbound'),
    warehouse_codes: [...warehouse, ...each('cac kho, gan kho, warehouses, warehouse codes, kho duoc gan')],
  },
  'purchase-order': {
    reference: each(
      `ma don nhap, so po, po, ma po, po no, po number, po reference, ma tham chieu, reference, ref, ref no, so phieu nhap, phieu nhap,
       ma phieu, ma phieu nhap, po code, purchase order, purchase order no, reference code`,
    ),
    warehouse,
    eta: each(
      `ngay du kien den, du kien den, thoi gian du kien den, ngay du kien nhap, ngay hang den, ngay nhap du kien, eta, expected date,
       expected arrival, arrival date, estimated arrival, estimated arrival time, estimated time of arrival`,
    ),
    packageCode: each(
      'ma kien hang, ma kien, kien, kien so, so kien, thung, ma thung, thung so, package, package code, carton, carton no, box, box no, ctn, ctn no',
    ),
    weight: [...weight, ...each('can nang kien, khoi luong kien, package weight, carton weight')],
    length: [...length, ...each('dai kien, chieu dai kien, package length')],
    width: [...width, ...each('rong kien, chieu rong kien, package width')],
    height: [...height, ...each('cao kien, chieu cao kien, package height')],
    packageNote: each('ghi chu kien, ghi chu kien hang, package note, carton note'),
    vas: each('vas, dich vu gia tang, dich vu them, value added services'),
    sku,
    barcode,
    oasin,
    productName,
    quantity,
    note: [...note, ...each('ghi chu don nhap, po note, order note')],
  },
};
