/** The main job, from the first start to what became of it. */
import { join } from 'node:path';
import { type Operator, inDays } from '../driver/operator.mts';
import { patience, samples, type Step } from './step.mts';

const sample = (name: string): string => join(samples, name);

export async function seeMainJob(operator: Operator, step: Step): Promise<void> {
  const { page } = operator;
  let oasin = '';
  let po = '';
  let tracking = '';

  await step('first-run', 'Opens the desk for the first time', () => page.getByRole('textbox', { name: /Tên kết nối/ }).waitFor());
  await step('today', 'Starts practising: a seeded company on a server of its own', async () => {
    await operator.startPractising();
    await page
      .getByText('47')
      .or(page.getByText(/^\d\d$/))
      .first()
      .waitFor();
    await page.getByText(/^Số liệu của Onflow/).waitFor();
  });
  await step('warehouses', 'Sees the warehouses', () => operator.goTo('Danh mục'));
  await step('addresses', 'Finds an address: province, district, ward', async () => {
    await page.getByRole('tab', { name: 'Địa chỉ' }).click();
    await page.getByRole('grid', { name: /Tỉnh/ }).getByText('Hà Nội').click();
    await page.getByRole('grid', { name: /Quận/ }).getByText('Ba Đình').click();
    await page
      .getByRole('grid', { name: /Phường/ })
      .getByRole('row')
      .nth(2)
      .waitFor();
  });
  await step('products', 'Lists the products', async () => {
    await operator.goTo('Sản phẩm');
    await page.getByRole('grid').first().locator('[role=row][aria-selected]').nth(8).waitFor(patience);
  });
  await step('product-form', 'Fills in a new product, with a picture dropped on it and a warehouse to be assigned to', () =>
    operator.createProduct({
      sku: 'AO-MUA-XANH',
      name: 'Áo mưa hai lớp màu xanh',
      price: '189000',
      barcode: '8938505970011',
      image: sample('photo.jpg'),
    }),
  );
  await step('product-sent', 'Sends it: it can be taken back for eight seconds', () => operator.send());
  await step('outbox', 'Waits until the provider has it', async () => {
    oasin = await operator.confirmed('AO-MUA-XANH');
  });
  await step('product-detail', 'Opens it: created and assigned in one go', () => operator.open('Sản phẩm', oasin));
  await step('product-stock', 'Looks up stock per warehouse and level', async () => {
    await operator.open('Sản phẩm', 'AT-DO-M');
    await page.getByText('A · Hàng tốt').first().waitFor();
  });
  await step('po-form', 'Announces a purchase order, with its invoice', () =>
    operator.createPurchaseOrder({
      reference: 'PO-2026-11-0042',
      eta: inDays(3),
      product: 'AO-MUA-XANH',
      quantity: '200',
      document: sample('invoice.docx'),
    }),
  );
  await step('shipment-form', 'Meanwhile fills in a shipment, its label dropped from the file manager', async () => {
    await operator.send();
    await operator.createShipment({
      reference: 'DH-261124-900',
      platform: 'shopee',
      product: 'AT-DO-M',
      quantity: '2',
      label: sample('label.pdf'),
    });
    await page.getByRole('img', { name: /Trang 1/ }).waitFor();
    await page.getByRole('img', { name: /Trang 1/ }).scrollIntoViewIfNeeded();
  });
  await step('shipment-error', 'A quantity that cannot be is said at its field, and keeps what was typed', async () => {
    await page.getByRole('textbox', { name: 'Số lượng' }).fill('1.5');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByRole('alert').or(page.getByText('Số lượng').last()).first().waitFor();
  });
  await step('sending', 'Sends both; the outbox shows each state', async () => {
    await page.getByRole('textbox', { name: 'Số lượng' }).fill('2');
    await operator.send();
    await operator.goTo('Hộp gửi');
    await page.getByRole('grid').getByText('DH-261124-900').waitFor();
  });
  await step('shipment-detail', 'Looks the shipment up once it is confirmed: its way, its goods, its label', async () => {
    po = await operator.confirmed('PO-2026-11-0042');
    tracking = await operator.confirmed('DH-261124-900');
    await operator.open('Vận đơn', tracking);
    await page.getByText('AT-DO-M').first().waitFor();
  });
  await step('po-detail', 'Looks the purchase order up', () => operator.open('Đơn nhập', po));
  await step('po-bill', 'Reads its bill', async () => {
    await operator.button('Phiếu nhập (PDF)').click();
    await page.getByRole('img', { name: /Trang 1/ }).waitFor();
  });
  await step('inspection', 'Reads what the warehouse found in a completed one', async () => {
    await page.keyboard.press('Escape');
    await operator.openFirst('Đơn nhập', 'Hoàn tất');
    await page.getByText('Thực nhập').first().waitFor();
  });
  await step('cancel', 'Asks before it cancels, by name', async () => {
    await operator.open('Vận đơn', tracking);
    await operator.button(`Hủy vận đơn ${tracking}`).first().click();
    await page.getByRole('alertdialog').waitFor();
  });
  await step('cancelled', 'Cancels', async () => {
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: `Hủy vận đơn ${tracking}` })
      .click();
    await operator.confirmed(tracking, 'Hủy vận đơn');
    await operator.open('Vận đơn', tracking);
  });
  await step('too-late', 'A shipment handed over cannot be cancelled, and says why', () => operator.openFirst('Vận đơn', 'Đã bàn giao'));
  await step('returns', 'Looks at a return with a problem', () => operator.openFirst('Hàng hoàn', 'Có vấn đề'));
  await step('connection-check', 'Checks which calls the server answers as assumed', async () => {
    await operator.goTo('Cài đặt');
    await page.getByRole('tab', { name: /Lệnh gọi/ }).click();
    await page
      .getByRole('button', { name: /kiểm tra/i })
      .first()
      .click();
    await page.getByText('Đúng như dự kiến').nth(14).waitFor();
  });
  await step('faults', 'Sets a fault of the practice provider', async () => {
    await page.getByRole('tab', { name: 'Thực hành' }).click();
  });
  await step('english-dark', 'The same in English, dark', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page
      .getByRole('button', { name: 'English' })
      .or(page.getByRole('radio', { name: 'English' }))
      .first()
      .click();
    await page.getByRole('navigation', { name: 'Screens' }).getByText('Shipments', { exact: true }).click();
    await page.getByRole('grid').first().getByRole('row').nth(2).click();
    await page.getByRole('article').waitFor();
  });
}
