/**
 * A fifth kind of document, a transfer between warehouses, made by the files of one folder and one line a list: its form, its way through
 * the outbox, its list, its detail and its cancelling, in the built desk.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { type Copy, deskWithTransfers } from '../withTransfers.ts';

const patience = { timeout: 30_000 } as const;
let copy: Copy;
let desk: Desk;
let operator: Operator;
beforeAll(async () => {
  copy = deskWithTransfers();
  const built = await copy.run('electron-vite/bin/electron-vite.js', 'build');
  expect(built.code, built.output).toBe(0);
  desk = await launchDesk({ lang: 'vi', appPath: copy.folder });
  operator = new Operator(desk);
  await operator.startPractising();
}, 300_000);
afterAll(async () => {
  await desk?.[Symbol.asyncDispose]();
  copy?.[Symbol.dispose]();
});

const goToTransfers = async (): Promise<void> => {
  await operator.page.getByRole('navigation', { name: 'Màn hình' }).getByText('Chuyển kho', { exact: true }).click();
  await operator.page.getByRole('heading', { name: 'Chuyển kho', exact: true }).first().waitFor(patience);
};
let code = '';

describe('a kind that came by its own files', () => {
  it('is begun from the day’s screen, checked by its own rules, and sent', async () => {
    const { page } = operator;
    await operator.goTo('Sản phẩm');
    // The whole catalogue is on this computer before a code is scanned.
    await page.getByText(/1–\d+ trên 300/).waitFor(patience);
    await operator.goTo('Hôm nay');
    await operator.button('Tạo phiếu chuyển kho').click();
    await operator.field('Mã tham chiếu chuyển kho').fill('E2E-CK-1');
    const form = page.getByRole('form');
    const [first = '', second = ''] = (
      await form
        .getByRole('combobox', { name: 'Từ kho' })
        .locator('option:not([value=""])')
        .evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value))
    ).toSorted((one) => (one === 'ONF_WH_HN_LB' ? -1 : 1));
    await form.getByRole('combobox', { name: 'Từ kho' }).selectOption(first);
    await form.getByRole('combobox', { name: 'Đến kho' }).selectOption(first);
    await operator.scanProduct('AT-DO-M', '2');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('Chọn một kho khác với kho đi.').first().waitFor(patience);
    await form.getByRole('combobox', { name: 'Đến kho' }).selectOption(second);
    await operator.send();
  });

  it('goes through the outbox under its own name, and is confirmed with the provider’s code', async () => {
    code = await operator.confirmed('E2E-CK-1', 'Phiếu chuyển kho');
    expect(code).toMatch(/^OATR\d{6}$/);
  });

  it('stands in its list, found by its reference, counted by its state, and opens', async () => {
    const { page } = operator;
    await goToTransfers();
    await page.getByRole('searchbox').first().fill('E2E-CK-1');
    await page.getByRole('grid').first().getByRole('row').filter({ hasText: code }).first().click();
    const detail = page.getByRole('article');
    await detail.getByText('AT-DO-M').first().waitFor(patience);
    await page
      .getByRole('button', { name: /^Đang chuyển.*1/ })
      .first()
      .waitFor(patience);
  });

  it('is cancelled by a button that names it, and its list says so', async () => {
    await operator.confirmAction(`Hủy chuyển kho ${code}`);
    await operator.confirmed(code, 'Hủy chuyển kho');
    await goToTransfers();
    await operator.page.getByRole('grid').first().getByText('Đã hủy').first().waitFor(patience);
  });
});
