/** A purchase order on a product that Onflow does not have yet: picked, waiting in words, and gone by itself. In the built app. */
import { expect, it, onTestFinished } from 'vitest';
import type { DeskBridge } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import { launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator, inDays } from '../../tools/driver/operator.mts';

const patience = { timeout: 20_000 } as const;
const sku = 'E2E-CHO-1';

it('a purchase order waits for its product, says so, and arrives with its OASIN once sending goes on', async () => {
  const desk = await launchDesk({ lang: 'vi' });
  onTestFinished(() => desk[Symbol.asyncDispose]());
  const operator = new Operator(desk);
  const { page } = operator;
  await operator.startPractising();
  await operator.goTo('Hộp gửi');
  await operator.button('Tạm dừng gửi').click();
  await operator.button('Gửi tiếp').waitFor(patience);
  await operator.createProduct({ sku, name: 'Nước mắm Cát Hải', barcode: '8938505970001' });
  await operator.send();

  // Found by its name without accents, marked, and taken by the scanner's way too: barcode, Enter.
  await operator.goTo('Đơn nhập');
  await operator.button(/^Tạo đơn nhập/).click();
  await operator.field('Mã tham chiếu đơn nhập').fill('E2E-PO-CHO');
  await operator.chooseWarehouse();
  await operator.field('Dự kiến đến kho (ETA)').fill(inDays(3));
  const line = page.getByRole('group', { name: 'Kiện 1 · Dòng 1' });
  const box = line.getByRole('combobox', { name: 'Sản phẩm' });
  await box.fill('nuoc mam cat');
  await page.getByRole('option', { name: /E2E-CHO-1 · Nước mắm Cát Hải.*Chưa có ở Onflow – đang chờ gửi/ }).waitFor(patience);
  await operator.scanProduct('8938505970001', '12');
  await expect.poll(() => box.inputValue()).toBe('E2E-CHO-1 · Nước mắm Cát Hải');
  await line.getByText(/Chưa có ở Onflow – đang chờ gửi\. Đơn nhập tự gửi/).waitFor(patience);
  await operator.button('Kiểm tra').click();
  await page.getByText('Không có lỗi. Có thể gửi.').waitFor(patience);
  await operator.send();

  await operator.goTo('Hộp gửi');
  const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'E2E-PO-CHO' });
  await row.getByText('Chờ sản phẩm').waitFor(patience);
  await row.getByText(`chờ ${sku}`).waitFor(patience);
  await row.click();
  await operator.button(`Xem sản phẩm ${sku}`).click();
  await page.getByRole('heading', { name: sku, exact: true }).waitFor(patience);

  // A form that is open while the product is confirmed shows the OASIN without anybody's doing.
  await operator.goTo('Đơn nhập');
  await operator.button(/^Tạo đơn nhập/).click();
  await operator.scanProduct(sku, '3');
  await line.getByText(/Chưa có ở Onflow/).waitFor(patience);
  await page.evaluate(() => (window as unknown as { desk: DeskBridge }).desk.call['outbox.resume'](undefined, 'practice' as ConnectionId));
  await line.getByText(/^OASIN\d{7}$/).waitFor(patience);
  const oasin = (await line.getByText(/^OASIN\d{7}$/).innerText()).trim();

  const po = await operator.confirmed('E2E-PO-CHO');
  const sent = await page.evaluate(async (code) => {
    const { desk: bridge } = window as unknown as { desk: DeskBridge };
    const outcome = await bridge.call['records.detail']({ kind: 'purchase-order', code, refresh: false }, 'practice' as ConnectionId);
    return outcome.ok && outcome.value.row?.kind === 'purchase-order'
      ? outcome.value.row.record.packages?.flatMap((each) => each.items)
      : null;
  }, po);
  expect(sent).toMatchObject([{ oasin, product_quantity: 12 }]);
});
