/** The whole main job in the built app, by role and name, against the practice provider it carries. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../contract/connection.ts';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator, inDays } from '../../tools/driver/operator.mts';

const samples = resolve(import.meta.dirname, '../samples');
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi' });
  operator = new Operator(desk);
  await operator.startPractising();
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

describe('the main job', () => {
  let tracking = '';
  let po = '';

  it('sees the warehouses, the brands and the addresses', async () => {
    await operator.goTo('Danh mục');
    const { page } = operator;
    await page.getByRole('grid', { name: 'Kho' }).getByText('ONF_WH_HN_LB').waitFor();
    await page.getByRole('tab', { name: 'Thương hiệu' }).click();
    await expect.poll(() => page.getByRole('grid', { name: 'Thương hiệu' }).getByRole('row').count()).toBeGreaterThan(10);
    await page.getByRole('tab', { name: 'Địa chỉ' }).click();
    await page.getByRole('searchbox', { name: 'Tìm trong tỉnh, thành phố' }).fill('ha noi');
    await page.getByRole('grid', { name: /Tỉnh/ }).getByText('Hà Nội').click();
    await page.getByRole('grid', { name: /Quận/ }).getByText('Ba Đình').click();
    await expect
      .poll(() =>
        page
          .getByRole('grid', { name: /Phường/ })
          .getByRole('row')
          .count(),
      )
      .toBeGreaterThan(1);
  });

  it('creates a product and assigns it in one go', async () => {
    await operator.createProduct({
      sku: 'E2E-AO-XANH',
      name: 'Áo thun cổ tròn xanh',
      price: '159000',
      barcode: '8938505979999',
      image: join(samples, 'photo.png'),
    });
    await operator.send();
    const oasin = await operator.confirmed('E2E-AO-XANH');
    expect(oasin).toMatch(/^OASIN\d{7}$/);
    await operator.open('Sản phẩm', oasin);
    await operator.page.getByText('Đang hoạt động').first().waitFor();
  });

  it('announces a purchase order with a document, and reads its bill', async () => {
    await operator.createPurchaseOrder({
      reference: 'E2E-PO-1',
      eta: inDays(3),
      product: 'E2E-AO-XANH',
      quantity: '120',
      document: join(samples, 'invoice.docx'),
    });
    await operator.send();
    po = await operator.confirmed('E2E-PO-1');
    expect(po).toMatch(/^OAPO\d{9}$/);
    await operator.open('Đơn nhập', po);
    await operator.page.getByText('E2E-AO-XANH').first().waitFor();
    await operator.button('Phiếu nhập (PDF)').click();
    await operator.page.getByRole('img', { name: /Trang 1/ }).waitFor({ timeout: 20_000 });
    await operator.page.keyboard.press('Escape');
  });

  it('creates a shipment with a label dropped from the file manager', async () => {
    const label = join(samples, 'label.pdf');
    await operator.createShipment({ reference: 'E2E-DH-1', product: 'AT-DO-M', quantity: '2', label });
    await operator.page.getByRole('img', { name: /Trang 1/ }).waitFor({ timeout: 20_000 });
    await operator.send();
    tracking = await operator.confirmed('E2E-DH-1');
    expect(tracking).toMatch(/^OASC\d{8}$/);
    await operator.open('Vận đơn', tracking);
    await operator.page.getByText('E2E-DH-1').first().waitFor();
    await operator.page.getByText('AT-DO-M').first().waitFor();
  });

  it('the label at the provider is the file, byte for byte', async () => {
    const expected = createHash('sha256')
      .update(readFileSync(join(samples, 'label.pdf')))
      .digest('hex');
    const url = await operator.page.evaluate(async (code) => {
      const { desk: bridge } = window as unknown as { desk: import('../../contract/bridge.ts').DeskBridge };
      const outcome = await bridge.call['records.detail']({ kind: 'shipment', code, refresh: false }, 'practice' as ConnectionId);
      return outcome.ok && outcome.value.row?.kind === 'shipment' ? (outcome.value.row.record.label_url ?? '') : '';
    }, tracking);
    const answer = await fetch(url);
    expect(
      createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('hex'),
    ).toBe(expected);
  });

  it('cancels the shipment and the purchase order by buttons that name them', async () => {
    await operator.open('Vận đơn', tracking);
    await operator.confirmAction(`Hủy vận đơn ${tracking}`);
    await operator.open('Đơn nhập', po);
    await operator.confirmAction(`Hủy đơn nhập ${po}`);
    await operator.confirmed(po, 'Hủy đơn nhập');
    await operator.confirmed(tracking, 'Hủy vận đơn');
    await operator.open('Vận đơn', tracking);
    await operator.page.getByRole('grid').first().getByText('Đã hủy').first().waitFor({ timeout: 20_000 });
  });

  it('says why a shipment that was handed over cannot be cancelled', async () => {
    await operator.openFirst('Vận đơn', 'Đã bàn giao');
    await operator.page.getByText(/Không hủy được nữa: đã bàn giao/).waitFor({ timeout: 20_000 });
  });

  it('creates a return for a shipment, looks it up and cancels it', async () => {
    await operator.openFirst('Vận đơn', 'Đã bàn giao');
    await operator.button(/^Tạo đơn hoàn cho/).click();
    await operator.field('Mã tham chiếu đơn hoàn').fill('E2E-TH-1');
    await operator.send();
    const code = await operator.confirmed('E2E-TH-1');
    expect(code).toMatch(/^OARSC\d{9}$/);
    await operator.open('Hàng hoàn', code);
    await operator.confirmAction(`Hủy đơn hoàn ${code}`);
    await operator.confirmed(code, 'Hủy đơn hoàn');
  });

  it('sees the stock per warehouse and level, and deactivates a product', async () => {
    await operator.open('Sản phẩm', 'AT-DO-M');
    await operator.page.getByText('A · Hàng tốt').first().waitFor({ timeout: 20_000 });
    await operator.open('Sản phẩm', 'E2E-AO-XANH');
    await operator.confirmAction('Ngừng hoạt động E2E-AO-XANH');
    await operator.open('Sản phẩm', 'E2E-AO-XANH');
    await operator.page.getByRole('grid').first().getByText('Ngừng hoạt động').first().waitFor({ timeout: 30_000 });
  });

  it('sees the inspection of a completed purchase order', async () => {
    await operator.openFirst('Đơn nhập', 'Hoàn tất');
    await operator.page.getByText('Kết quả kiểm hàng').first().waitFor({ timeout: 20_000 });
    await operator.page.getByText('Thực nhập').first().waitFor({ timeout: 20_000 });
  });

  it('keeps what is half typed in a draft: a time, and a word not yet entered', async () => {
    const { page } = operator;
    await operator.goTo('Đơn nhập');
    await operator.button(/^Tạo đơn nhập/).click();
    await operator.field('Mã tham chiếu đơn nhập').fill('E2E-HALF');
    await operator.field('Dự kiến đến kho (ETA)').pressSequentially('3112202');
    await operator.field('Dịch vụ khác').pressSequentially('DAN_NH');
    // The caret is still in it: no leaving, no Enter.
    const held = () =>
      page.evaluate(async () => {
        const { desk: bridge } = window as unknown as { desk: import('../../contract/bridge.ts').DeskBridge };
        const drafts = await bridge.call['drafts.list'](undefined, 'practice' as ConnectionId);
        const draft = drafts.ok ? drafts.value.find((each) => each.title.includes('E2E-HALF')) : undefined;
        const full = draft === undefined ? null : await bridge.call['drafts.get']({ id: draft.id }, 'practice' as ConnectionId);
        return full?.ok === true ? [full.value?.body['estimated_arrival_time'], full.value?.body['vas']] : null;
      });
    await expect.poll(held).toEqual(['31/12/202', ['DAN_NH']]);
    await operator.button('Kiểm tra').click();
    await page
      .getByRole('alert')
      .getByText(/Ngày giờ chưa đủ/)
      .waitFor();
  });

  it('a tile of the day opens its rows, and the list is found again as it was left', async () => {
    const { page } = operator;
    const filter = (name: string) =>
      page.getByRole('group', { name: 'Lọc theo trạng thái' }).getByRole('button', { name: new RegExp(`^${name}`) });
    const isPressed = (name: string) => filter(name).getAttribute('aria-pressed');
    await operator.goTo('Hôm nay');
    await operator.button(/Đã đóng gói, chờ lấy/).click();
    await filter('Đã đóng gói').waitFor();
    expect(await isPressed('Đã đóng gói')).toBe('true');
    await filter('Đã hủy').click();
    await page.getByRole('grid').first().getByRole('row').filter({ hasText: 'Đã hủy' }).first().click();
    await page.getByRole('article').waitFor();
    await operator.goTo('Hôm nay');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.keyboard.press('Alt+ArrowLeft');
    await filter('Đã hủy').waitFor();
    expect(await isPressed('Đã hủy')).toBe('true');
  });
});
