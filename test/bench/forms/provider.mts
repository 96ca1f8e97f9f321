/** A provider with many products and nothing else, on loopback: what the desk reads in the background while a form is open. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const token = 'forms-bench';
export const warehouse = 'ONF_WH_HN_LB';
export const oasinOf = (number: number): string => `OASIN${String(number).padStart(7, '0')}`;

const product = (number: number): object => ({
  oasin: oasinOf(number),
  sku: `SKU-${number}`,
  name: `Áo thun cổ tròn ${number}`,
  status: 'ACTIVE',
  price: '120000.00',
  currency: 'VND',
  barcodes: [`8938${String(number).padStart(9, '0')}`],
  created_time: 1_700_000_000 - number,
  updated_time: 1_700_000_000 - number,
  warehouses: [{ warehouse_code: warehouse, warehouse_name: 'Kho Hà Nội – Long Biên' }],
});

export interface Provider {
  readonly baseUrl: string;
  /** Pages of products that were answered. */
  pages(): number;
  close(): void;
}

export async function startProvider(products: number): Promise<Provider> {
  let pages = 0;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const ok = (data: unknown, total: number): void => {
      const body = { data, total, error: false, error_code: null, log_id: null, messages: 'OK', version: '1.0.3', error_detail: null };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const code = /\/products\/OASIN0*(\d+)\/detail$/.exec(pathname)?.[1];
    if (code !== undefined) return ok(product(Number(code)), 1);
    if (pathname.endsWith('/warehouses/list') || pathname.endsWith('/warehouses'))
      return ok([{ warehouse_code: warehouse, warehouse_name: 'Kho Hà Nội – Long Biên' }], 1);
    if (!pathname.endsWith('/products/list')) return ok([], 0);
    pages += 1;
    const [page, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('page_size') ?? 50)];
    const from = (page - 1) * size;
    return ok(
      Array.from({ length: Math.max(0, Math.min(size, products - from)) }, (_, index) => product(from + index + 1)),
      products,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: () => pages,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
