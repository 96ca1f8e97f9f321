/**
 * What the tests of whole days have in common: a provider of the test's own, a desk on it, the screen where files are brought in, and what
 * the provider has in the end, down to the bars on each label that it keeps.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { noFaults } from '../../contract/practice.ts';
import { openBarReader } from '../../main/labels/bars.ts';
import { cutOut } from '../../main/labels/cutOut.ts';
import { openPdf } from '../../main/labels/pages.ts';
import type { Product, Shipment } from '../../main/practice/company.ts';
import { type PracticeProvider, startPractice } from '../../main/practice/index.ts';
import { type Desk, type LaunchOptions, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator, hanoi } from '../../tools/driver/operator.mts';
import type { TrueOrder } from '../samples/orderFiles.mts';
import { inCompany } from './practiceCompany.ts';

/** A machine that has other things to do takes many times as long. */
export const patience = { timeout: 60_000 } as const;
const longPatience = { timeout: 300_000 } as const;
/**
 * The day passes so many times faster, at the desk and at the provider: what they let through in a second grows with it. What had left when
 * the desk was killed, and is not there, is looked for over ten minutes before it is sent again.
 */
const pace = 10;
export const warehouse = 'ONF_WH_HN_LB';

export class Day implements AsyncDisposable {
  readonly folder: string;
  readonly provider: PracticeProvider;
  desk: Desk;
  readonly #before: ReadonlySet<number>;

  private constructor(folder: string, provider: PracticeProvider, desk: Desk) {
    this.folder = folder;
    this.provider = provider;
    this.desk = desk;
    this.#before = new Set(inCompany(join(folder, 'company'), 'shipments').map(({ number }) => number));
  }

  /** A desk of a folder of its own that has read which products there are. */
  static async begin(name: string): Promise<Day> {
    const folder = mkdtempSync(join(tmpdir(), `desk-${name}-`));
    const provider = await startPractice({
      folder: join(folder, 'company'),
      rateLimit: { perSecond: 10 * pace, perMinute: 600 * pace },
    });
    const options: LaunchOptions = {
      userDataDir: join(folder, 'user-data'),
      lang: 'vi',
      provision: { name: 'Shop Hoa Mai', environment: 'staging', baseUrl: provider.baseUrl },
      token: provider.token,
      keychain: 'none',
      size: { width: 1366, height: 768 },
      args: [`--pace=${pace}`],
    };
    const day = new Day(folder, provider, await launchDesk(options));
    await day.operator.goTo('Sản phẩm');
    await day.page.getByText(/1–\d+ trên 300/).waitFor(patience);
    // And which parcels have gone.
    await day.operator.goTo('Vận đơn');
    await day.page.getByText(/1–\d+ trên \d/).waitFor(patience);
    return day;
  }

  get page(): Desk['page'] {
    return this.desk.page;
  }
  get operator(): Operator {
    return new Operator(this.desk);
  }
  path(name: string): string {
    return join(this.folder, name);
  }

  /** As by a power cut, while the provider has made documents whose answers are on their way; and started again with the folders it had. */
  async killAndStartAgain(): Promise<void> {
    const last = this.desk;
    await this.provider.setFaults({ ...noFaults, latencyMs: [1_000, 1_000] });
    const before = this.arrived().size;
    await expect.poll(() => this.arrived().size, { ...patience, interval: 20 }).toBeGreaterThan(before);
    await last.kill();
    await this.provider.setFaults(noFaults);
    this.desk = await last.relaunch();
    await last[Symbol.asyncDispose]();
  }

  /** Articles that can be sold from the warehouse, with so many pieces of each there. */
  goods(least: number): (Pick<Product, 'sku' | 'name'> & { readonly oasin: string })[] {
    const there = ({ opening }: Product): number =>
      opening.find((stock) => stock.warehouse_code === warehouse && stock.stock_level === 'A')?.quantity ?? 0;
    return this.products()
      .filter((product) => product.status === 'ACTIVE' && product.warehouses.includes(warehouse) && there(product) >= least)
      .map(({ sku, name, oasin }) => ({ sku, name, oasin }));
  }
  products(): readonly Product[] {
    return inCompany(join(this.folder, 'company'), 'products');
  }

  /** Of a parcel that was sent before the day began. */
  earlierCourierCode(): string {
    return inCompany(join(this.folder, 'company'), 'shipments').find(({ number }) => this.#before.has(number))?.courier_tracking_code ?? '';
  }
  /** Looks at a product, so that the desk knows how many there are. */
  async seeStock(sku: string): Promise<void> {
    await this.operator.open('Sản phẩm', sku);
    await this.page.getByRole('article').getByText('A · Hàng tốt').first().waitFor(patience);
  }

  async drop(...paths: readonly string[]): Promise<void> {
    await this.operator.goTo('Nhập hàng loạt');
    const all = this.page.getByRole('button', { name: 'Tất cả lượt nhập' });
    if ((await all.count()) > 0) await all.click();
    await this.desk.dropFiles(this.page.getByRole('heading', { name: 'Nhập hàng loạt' }).first(), paths);
  }
  /** What no marketplace's file says; asked when everything was read. */
  async sayWarehouse(): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Kho, cho mọi dòng' }).selectOption({ label: hanoi }, longPatience);
  }
  stage(name: string): Locator {
    return this.page.getByRole('main').getByText(name, { exact: true }).first();
  }
  async checked(): Promise<void> {
    await this.stage('Chờ bạn gửi').waitFor(longPatience);
  }
  /** How many documents are in this state; 0 where the state is not named. */
  async count(state: string): Promise<number> {
    const chip = this.page.getByRole('group', { name: 'Trạng thái' }).getByRole('button', { name: new RegExp(`^${state} `, 'u') });
    if ((await chip.count()) === 0) return 0;
    return Number(/[\d.]+$/u.exec(await chip.innerText())?.[0].replaceAll('.', '') ?? '0');
  }
  async send(count: number): Promise<void> {
    await this.page
      .getByRole('button', { name: `Gửi ${count} chứng từ` })
      .and(this.page.locator(':not([aria-disabled])'))
      .waitFor(patience);
    await this.page.keyboard.press('Control+Enter');
    await this.page
      .getByRole('alertdialog')
      .getByRole('button', { name: `Gửi ${count} chứng từ` })
      .click();
  }
  async sent(count: number): Promise<void> {
    await this.stage('Xong').waitFor(longPatience);
    await this.page
      .getByText(new RegExp(`Đã gửi ${count}/${count}`, 'u'))
      .first()
      .waitFor(patience);
  }

  /** What came to the provider since the day began, by the marketplace's order. Each of them once. */
  arrived(): Map<string, Shipment> {
    const new_ = inCompany(join(this.folder, 'company'), 'shipments').filter(({ number }) => !this.#before.has(number));
    const byOrder = Map.groupBy(new_, (shipment) => shipment.partner_tracking_code ?? shipment.merchant_tracking_code_reference);
    expect([...byOrder].filter(([, all]) => all.length > 1).map(([order]) => order)).toEqual([]);
    return new Map([...byOrder].map(([order, [shipment]]) => [order, shipment!]));
  }
  /** Orders of a file as the provider should have them, a line each. */
  wanted(orders: readonly Pick<TrueOrder, 'order' | 'tracking' | 'lines'>[]): string[] {
    const oasinOf = new Map(this.products().map(({ sku, oasin }) => [sku, oasin]));
    return inLines(
      orders.map(({ order, tracking, lines }) => ({
        order,
        tracking,
        goods: lines.map(({ sku, quantity }) => `${quantity} × ${oasinOf.get(sku)}`),
      })),
    );
  }

  /** The file that the provider keeps as the label of a shipment. */
  label({ label_url }: Shipment): Buffer {
    return readFileSync(join(this.folder, 'company', 'files', label_url?.split('/').at(-1) ?? ''));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.desk[Symbol.asyncDispose]();
    await this.provider.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Shipments as the provider has them, a line each. */
export const found = (shipments: Iterable<Shipment>): string[] =>
  inLines(
    [...shipments].map(({ partner_tracking_code: order, courier_tracking_code: tracking, items }) => ({
      order,
      tracking,
      goods: items.map(({ oasin, product_quantity }) => `${product_quantity} × ${oasin}`),
    })),
  );

interface Told {
  readonly order: string | null;
  readonly tracking: string | null;
  readonly goods: readonly string[];
}
const inLines = (all: readonly Told[]): string[] =>
  all.map(({ order, tracking, goods }) => [order, tracking, ...goods.toSorted()].join(' | ')).toSorted();

/** What the bars on the first page of a file say, each text once. */
export async function readBars(files: Iterable<Uint8Array>): Promise<string[][]> {
  const reader = await openBarReader();
  const all: string[][] = [];
  for (const bytes of files) {
    const page = (await openPdf(bytes)).page(0);
    const bars = await reader.read(page.draw(203).picture, 'quick');
    page.close();
    all.push([...new Set(bars.map(({ text }) => text))].toSorted());
  }
  return all;
}

/** The desk's own cut-out of whole pages, one file each. */
export async function cutPages(pdf: Buffer, labels: readonly (readonly number[])[]): Promise<Buffer[]> {
  const opened = await openPdf(pdf);
  return labels.map((pages) =>
    Buffer.from(
      cutOut(
        opened,
        pages.map((page) => ({ page, region: null })),
      ),
    ),
  );
}
