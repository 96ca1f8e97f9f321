/**
 * A person at the desk, for the end-to-end tests and the tour: does the main job by the names that are on the screen, as a screen reader or
 * any outside program would. Vietnamese names; `english.test.ts` does the same in English.
 */
import type { Locator, Page } from 'playwright-core';
import type { Desk } from './launchDesk.mts';

/** What is sent leaves after the undo time, and comes back when the provider has answered; milliseconds. */
const patience = { timeout: 30_000 } as const;

export type Screen =
  | 'Hôm nay'
  | 'Sản phẩm'
  | 'Đơn nhập'
  | 'Vận đơn'
  | 'Hàng hoàn'
  | 'Tồn kho'
  | 'Hộp gửi'
  | 'Nhập hàng loạt'
  | 'Bản nháp'
  | 'Danh mục'
  | 'Cài đặt';

/** The seeded warehouse in Hà Nội. */
export const hanoi = 'Kho Hà Nội – Long Biên (ONF_WH_HN_LB)';

export class Operator {
  readonly desk: Desk;
  constructor(desk: Desk) {
    this.desk = desk;
  }
  get page(): Page {
    return this.desk.page;
  }

  async startPractising(): Promise<void> {
    await this.page.getByRole('button', { name: 'Bắt đầu thực hành' }).click();
    await this.page.getByRole('heading', { name: 'Hôm nay', exact: true }).first().waitFor(patience);
  }

  async goTo(screen: Screen): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Màn hình' }).getByText(screen, { exact: true }).click();
    await this.page.getByRole('heading', { name: screen, exact: true }).first().waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }
  field(name: string | RegExp): Locator {
    return this.page.getByRole('textbox', { name });
  }

  async chooseWarehouse(): Promise<void> {
    await this.page.getByRole('form').getByRole('combobox', { name: 'Kho', exact: true }).selectOption({ label: hanoi });
  }

  /** Picks a product for a row as a scanner does: the code, then Enter. */
  async scanProduct(
    code: string,
    quantity: string,
    row: Locator = this.page.getByRole('group', { name: /Dòng \d+$/ }).last(),
  ): Promise<void> {
    const box = row.getByRole('combobox', { name: 'Sản phẩm' });
    await box.fill(code);
    await box.press('Enter');
    const amount = row.getByRole('textbox', { name: 'Số lượng' });
    // Picked: the scanner's Enter has moved the focus on to the quantity.
    await amount.and(this.page.locator(':focus')).waitFor(patience);
    await amount.fill(quantity);
  }

  /** Sends the open form; it leaves the screen once it is queued. */
  async send(): Promise<void> {
    const form = this.page.getByRole('form');
    await this.page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await form.waitFor({ state: 'hidden', ...patience });
  }

  /** Sends a form that is warned of: the first press only shows the warnings, and a word sends it. */
  async sendAnyway(): Promise<void> {
    const form = this.page.getByRole('form');
    await this.page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await this.page.getByRole('status').filter({ hasText: 'Chưa gửi.' }).getByRole('button', { name: 'Vẫn gửi' }).click();
    await form.waitFor({ state: 'hidden', ...patience });
  }

  /**
   * Waits until the outbox says that the provider has it. `kind` as the outbox calls it, where a code stands in several rows. Answers the
   * provider's code.
   */
  async confirmed(reference: string, kind = ''): Promise<string> {
    await this.goTo('Hộp gửi');
    const row = this.page
      .getByRole('grid')
      .getByRole('row')
      .filter({ hasText: reference })
      .filter({ hasText: kind })
      .filter({ hasText: 'Đã xác nhận' })
      .last();
    await row.waitFor(patience);
    return /OA[A-Z]+\d+/.exec(await row.innerText())?.[0] ?? '';
  }

  /** Opens a record by its code on the screen of its kind. */
  async open(screen: Screen, code: string): Promise<void> {
    await this.goTo(screen);
    await this.page.getByRole('searchbox').first().fill(code);
    await this.page.getByRole('grid').first().getByRole('row').filter({ hasText: code }).first().click();
    const detail = this.page.getByRole('article');
    await this.page
      .getByRole('article', { name: code })
      .or(detail.filter({ hasText: code }))
      .first()
      .waitFor(patience);
  }

  /** Opens the first record that stands in this state. */
  async openFirst(screen: Screen, status: string): Promise<void> {
    await this.goTo(screen);
    await this.page.getByRole('searchbox').first().fill('');
    await this.page
      .getByRole('group', { name: 'Lọc theo trạng thái' })
      .getByRole('button', { name: new RegExp(`^${status}`) })
      .click();
    await this.page.getByRole('grid').first().getByRole('row').filter({ hasText: status }).first().click();
    await this.page.getByRole('article').filter({ hasText: status }).waitFor(patience);
  }

  /** Presses the button that names the action, and its name again in the question that follows. */
  async confirmAction(name: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name }).click();
    await this.page.getByRole('alertdialog').getByRole('button', { name }).click();
  }

  async createProduct(product: {
    readonly sku: string;
    readonly name: string;
    readonly price?: string;
    readonly barcode?: string;
    readonly assign?: boolean;
    readonly image?: string;
  }): Promise<void> {
    await this.goTo('Sản phẩm');
    await this.button(/^Tạo sản phẩm/).click();
    await this.field('SKU').fill(product.sku);
    await this.field('Tên sản phẩm').fill(product.name);
    if (product.price !== undefined) await this.field('Giá bán (VND)').fill(product.price);
    if (product.barcode !== undefined) {
      await this.field('Mã vạch').fill(product.barcode);
      await this.field('Mã vạch').press('Enter');
    }
    if (product.image !== undefined) await this.drop('Ảnh chính', product.image);
    // A second product starts with the warehouses of the first.
    const assigned = this.page.getByRole('checkbox', { name: hanoi });
    if ((await assigned.isChecked()) !== (product.assign !== false)) await assigned.click();
  }

  async createPurchaseOrder(order: {
    readonly reference: string;
    readonly eta: string;
    readonly product: string;
    readonly quantity: string;
    readonly document?: string;
  }): Promise<void> {
    await this.goTo('Đơn nhập');
    await this.button(/^Tạo đơn nhập/).click();
    await this.field('Mã tham chiếu đơn nhập').fill(order.reference);
    await this.chooseWarehouse();
    await this.field('Dự kiến đến kho (ETA)').fill(order.eta);
    await this.scanProduct(order.product, order.quantity);
    if (order.document !== undefined) await this.drop('Chứng từ kèm theo', order.document);
  }

  async createShipment(shipment: {
    readonly reference: string;
    readonly platform?: string;
    readonly product: string;
    readonly quantity: string;
    readonly label?: string;
  }): Promise<void> {
    await this.goTo('Vận đơn');
    await this.button(/^Tạo vận đơn/).click();
    await this.field('Mã tham chiếu vận đơn').fill(shipment.reference);
    await this.chooseWarehouse();
    await this.page.getByRole('combobox', { name: 'Sàn TMĐT' }).fill(shipment.platform ?? 'shopee');
    await this.scanProduct(shipment.product, shipment.quantity);
    if (shipment.label !== undefined) await this.drop('Nhãn vận chuyển', shipment.label);
  }

  /** Drops a file on the place with this name, as the operating system does, and waits until it is staged or refused. */
  async drop(place: string, path: string): Promise<void> {
    const zone = this.page.getByRole('group', { name: place });
    await this.desk.dropFiles(zone, [path]);
    const name = path.split(/[/\\]/).at(-1) ?? path;
    await zone.getByRole('group', { name }).or(zone.getByText(name)).first().waitFor(patience);
    // "Copying …" bears the name too.
    await zone
      .getByRole('status')
      .filter({ hasText: name })
      .waitFor({ state: 'hidden', ...patience });
  }
}

/** Local date and time `days` from now, as it is typed: `30/11/2026 09:30`. */
export function inDays(days: number): string {
  const then = new Date(Date.now() + days * 86_400_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(then.getDate())}/${two(then.getMonth() + 1)}/${then.getFullYear()} 09:30`;
}
