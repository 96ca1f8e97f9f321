/** A provider with much in it, on loopback: what the desk reads in the background while a person works. It takes shipments. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export const token = 'large-bench';
export const warehouse = 'ONF_WH_HN_LB';
const warehouseRow = { warehouse_code: warehouse, warehouse_name: 'Kho Hà Nội – Long Biên' };
export const oasinOf = (number: number): string => `OASIN${String(number).padStart(7, '0')}`;

/** Unix seconds of the first record; later ones are younger by a second. */
const began = 1_700_000_000;
const platforms = ['shopee', 'lazada', 'tiktok', 'tiki'];
const colours = ['đỏ', 'xanh', 'đen', 'trắng', 'vàng', 'be', 'nâu'];
const goods = [
  'Áo thun cổ tròn',
  'Áo sơ mi tay dài',
  'Quần jean ống rộng',
  'Váy hoa nhí',
  'Giày thể thao nữ',
  'Túi đeo chéo',
  'Đồng hồ trẻ em',
  'Nồi cơm điện 1.8L',
  'Quạt mini để bàn',
  'Ấm siêu tốc inox',
  'Kem chống nắng SPF50',
  'Son dưỡng môi',
  'Bình giữ nhiệt 500ml',
  'Tai nghe không dây',
  'Ốp lưng điện thoại',
  'Dây sạc nhanh Type-C',
  'Khăn tắm sợi tre',
  'Gối ôm cho bé',
  'Sữa rửa mặt trà xanh',
  'Balo chống nước',
  'Dép đi trong nhà',
  'Hộp đựng thực phẩm',
  'Đèn ngủ cảm ứng',
];

/** `touched`: so many seconds after it was made something in it changed. */
export const product = (number: number, touched = 0): object => ({
  oasin: oasinOf(number),
  sku: `SKU-${number}`,
  name: `${goods[number % goods.length] ?? ''} ${colours[number % colours.length] ?? ''} ${number}`,
  status: 'ACTIVE',
  price: '120000.00',
  currency: 'VND',
  brand: { id: number % 30, name: `Nhãn hàng ${number % 30}` },
  barcodes: [`8938${String(number).padStart(9, '0')}`],
  weight: 180 + (number % 40),
  length: 30,
  width: 20,
  height: 2,
  product_image_url_main: `https://files.example/products/${number}/main.jpg`,
  storage_method: 'NORMAL',
  inventory_tracking_type: 'NONE',
  outbound_strategy: 'FIFO',
  created_time: began - number,
  updated_time: began - number + touched,
  warehouses: [warehouseRow],
});

export const shipment = (number: number, touched = 0): object => ({
  tracking_code: `OASC${String(number).padStart(8, '0')}`,
  merchant_tracking_code_reference: `ORDER-${number}`,
  partner_tracking_code: `25${String(number * 7).padStart(10, '0')}`,
  courier_tracking_code: `SPXVN${String(number * 13).padStart(11, '0')}`,
  platform: platforms[number % platforms.length],
  warehouse_code: warehouse,
  status_info: { value: 300, label: 'Đã bàn giao', updated_time: began - number + touched },
  items: [1, 2].map((line) => ({ oasin: oasinOf(((number * line) % 90_000) + 1), product_quantity: line })),
  label_url: `https://files.example/labels/${number}.pdf`,
  created_time: began - number,
  updated_time: began - number + touched,
  picked_time: began - number,
  packed_time: began - number,
  handover_time: began - number + touched,
  cancelled_time: null,
});

export interface Provider {
  readonly baseUrl: string;
  /** Pages of lists that were answered. */
  pages(): number;
  /** Shipments that were taken. */
  taken(): number;
  close(): void;
}

/** So many of each, all of them touched (seconds) since they were made. */
export async function startProvider({
  products = 0,
  shipments = 0,
  touched = 0,
}: {
  readonly products?: number;
  readonly shipments?: number;
  readonly touched?: number;
}): Promise<Provider> {
  const made: object[] = [];
  let pages = 0;
  /** What was made here stands first. */
  const lists = [
    { path: '/products/list', count: () => products, row: (index: number) => product(index + 1, touched) },
    {
      path: '/shipments/b2c/list',
      count: () => shipments + made.length,
      row: (index: number) => made[made.length - 1 - index] ?? shipment(index - made.length + 1, touched),
    },
  ];
  const answer = async (request: IncomingMessage): Promise<{ data: unknown; total: number }> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const one = (data: unknown) => ({ data, total: 1 });
    const oasin = /\/products\/OASIN0*(\d+)\/detail$/.exec(pathname)?.[1];
    if (oasin !== undefined) return one(product(Number(oasin), touched));
    if (pathname.endsWith('/warehouses/list') || pathname.endsWith('/warehouses')) return one([warehouseRow]);
    if (pathname.endsWith('/shipments/b2c/create')) {
      const row = { ...shipment(900_000 + made.length), ...((await json(request)) as object) };
      made.push(row);
      return one(row);
    }
    const list = lists.find(({ path }) => pathname.endsWith(path));
    if (list === undefined) return { data: [], total: 0 };
    pages += 1;
    const [page, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('page_size') ?? 50)];
    const from = (page - 1) * size;
    const total = list.count();
    return { data: Array.from({ length: Math.max(0, Math.min(size, total - from)) }, (_, index) => list.row(from + index)), total };
  };
  const server = createServer((request, response) => {
    void answer(request).then(
      (told) => {
        const body = { ...told, error: false, error_code: null, log_id: null, messages: 'OK', version: '1.0.3', error_detail: null };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      },
      (reason: unknown) => response.destroy(reason instanceof Error ? reason : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: () => pages,
    taken: () => made.length,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
