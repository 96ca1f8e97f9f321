/** One document after the other, by the keyboard alone: what was sent is said where the eye is, and the next form is there at once. */
import { expect, it } from 'vitest';
import type { DeskBridge } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import { launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 20_000 };

it('makes shipments one after the other: the next form has the warehouse and the marketplace, and the caret', async () => {
  await using desk = await launchDesk({ lang: 'vi' });
  const operator = new Operator(desk);
  const { page } = operator;
  await operator.startPractising();
  const form = page.getByRole('form');
  const reference = operator.field('Mã tham chiếu vận đơn');
  const warehouse = form.getByRole('combobox', { name: 'Kho', exact: true });
  const platform = page.getByRole('combobox', { name: 'Sàn TMĐT' });
  await operator.createShipment({ reference: 'DH-TIEP-1', platform: 'lazada', product: 'AT-DO-M', quantity: '2' });
  const chosen = await warehouse.inputValue();
  await page.keyboard.press('Control+Shift+Enter');

  const sent = page.getByRole('status').filter({ hasText: 'DH-TIEP-1' });
  await sent.getByRole('button', { name: /Hoàn tác/ }).waitFor(patience);
  await reference.and(page.locator(':focus')).waitFor(patience);
  expect([await reference.inputValue(), await warehouse.inputValue(), await platform.inputValue()]).toEqual(['', chosen, 'Lazada']);

  // One piece of the first product: its quantity stands there already, and a key takes its place.
  await page.keyboard.type('DH-TIEP-2');
  const line = page.getByRole('group', { name: /Dòng 1$/ });
  await line.getByRole('combobox', { name: 'Sản phẩm' }).focus();
  await page.keyboard.type('AT-DO-M');
  await page.keyboard.press('Enter');
  const quantity = line.getByRole('textbox', { name: 'Số lượng' });
  await quantity.and(page.locator(':focus')).waitFor(patience);
  expect(await quantity.inputValue()).toBe('1');
  await page.keyboard.type('1');
  // Saving in the midst of typing marks nothing: the next key goes on.
  await page.keyboard.press('Control+S');
  await page.keyboard.type('2');
  expect(await quantity.inputValue()).toBe('12');
  await page.keyboard.press('Control+Enter');
  await form.waitFor({ state: 'hidden', ...patience });

  // Back on the list it is said with its code, once the provider has it.
  const told = page.getByRole('status').filter({ hasText: 'Vận đơn DH-TIEP-2 đã được Onflow nhận' });
  await told.getByText(/^OASC\d+$/).waitFor(patience);
  // It is no word about other lists.
  await operator.goTo('Sản phẩm');
  await page.getByRole('grid').first().locator('[role=row][aria-selected]').first().waitFor(patience);
  expect(await told.count()).toBe(0);
  await operator.goTo('Vận đơn');
  await told.getByRole('button', { name: 'Ẩn' }).click();
  await told.waitFor({ state: 'hidden', ...patience });
  expect(await operator.confirmed('DH-TIEP-1')).toMatch(/^OASC/);
});

it('takes back what was sent a moment ago, from the form that came after it', async () => {
  await using desk = await launchDesk({ lang: 'vi' });
  const operator = new Operator(desk);
  const { page } = operator;
  await operator.startPractising();
  await operator.createShipment({ reference: 'DH-LUI-1', product: 'AT-DO-M', quantity: '1' });
  await page.keyboard.press('Control+Shift+Enter');
  // Taking back what was typed is not taking back what was sent.
  await operator.field('Mã tham chiếu vận đơn').and(page.locator(':focus')).waitFor(patience);
  await page.keyboard.press('Control+Z');
  await page
    .getByRole('status')
    .filter({ hasText: 'DH-LUI-1' })
    .getByRole('button', { name: /Hoàn tác/ })
    .click();
  await page.getByRole('form', { name: /DH-LUI-1/ }).waitFor(patience);
  expect(await operator.field('Mã tham chiếu vận đơn').inputValue()).toBe('DH-LUI-1');
});

it('sends what was warned of on to the next form, where that was asked for', async () => {
  await using desk = await launchDesk({ lang: 'vi' });
  const operator = new Operator(desk);
  const { page } = operator;
  await operator.startPractising();
  // Two drafts of one reference: the second one is warned of the first.
  for (const quantity of ['1', '2']) await operator.createShipment({ reference: 'DH-HAI-1', product: 'AT-DO-M', quantity });
  await page.keyboard.press('Control+Shift+Enter');
  await page.getByRole('status').filter({ hasText: 'Chưa gửi.' }).waitFor(patience);
  await page.keyboard.press('Control+Alt+Enter');
  await page.getByRole('form', { name: 'Vận đơn mới', exact: true }).waitFor(patience);
  expect(await operator.field('Mã tham chiếu vận đơn').inputValue()).toBe('');
});

it('makes another one like a shipment that is there, without its codes', async () => {
  await using desk = await launchDesk({ lang: 'vi' });
  const operator = new Operator(desk);
  const { page } = operator;
  await operator.startPractising();
  await operator.createShipment({ reference: 'DH-GOC-1', platform: 'tiktok', product: 'AT-DO-M', quantity: '4' });
  await operator.field('Mã vận đơn (của hãng)').fill('SPXVN0001');
  await operator.send();
  await operator.open('Vận đơn', await operator.confirmed('DH-GOC-1'));
  await page.keyboard.press('Control+D');
  await page.getByRole('form', { name: 'Vận đơn mới', exact: true }).waitFor(patience);
  const line = page.getByRole('group', { name: /Dòng 1$/ });
  await expect.poll(() => line.getByRole('combobox', { name: 'Sản phẩm' }).inputValue(), patience).toContain('AT-DO-M');
  expect(await line.getByRole('textbox', { name: 'Số lượng' }).inputValue()).toBe('4');
  expect(await page.getByRole('combobox', { name: 'Sàn TMĐT' }).inputValue()).toBe('TikTok');
  for (const name of ['Mã tham chiếu vận đơn', 'Mã vận đơn (của hãng)']) expect(await operator.field(name).inputValue()).toBe('');
});

it('makes another one like an order that was only listed, with its packages and lines', async () => {
  await using desk = await launchDesk({ lang: 'vi' });
  const operator = new Operator(desk);
  const { page } = operator;
  await operator.startPractising();
  await operator.goTo('Đơn nhập');
  const row = page.getByRole('grid').first().locator('[role=row][aria-selected]').nth(8);
  await row.waitFor(patience);
  await page.evaluate(() =>
    (window as unknown as { desk: DeskBridge }).desk.call['practice.setFaults'](
      { kind: 'none', share: 1, times: null, onlyWrites: false, latencyMs: [1_000, 1_000] },
      'practice' as ConnectionId,
    ),
  );
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Nhân bản' }).click();
  await page.getByRole('form', { name: 'Đơn nhập mới', exact: true }).waitFor(patience);
  const line = page.getByRole('group', { name: 'Kiện 1 · Dòng 1' });
  await expect.poll(() => line.getByRole('combobox', { name: 'Sản phẩm' }).inputValue(), patience).not.toBe('');
  expect(await line.getByRole('textbox', { name: 'Số lượng' }).inputValue()).toMatch(/^[1-9]/u);
});
