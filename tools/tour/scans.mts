/** A scanner at work: keys at its rhythm, wherever the focus is. */
import type { Operator } from '../driver/operator.mts';
import { patience, type Step } from './step.mts';

/** Milliseconds from key to key. */
const rhythm = 12;

export async function seeScans(operator: Operator, step: Step): Promise<void> {
  const { page } = operator;
  await step('scanned-line', 'Scans one product, and the next while the quantity has the focus', async () => {
    await operator.goTo('Vận đơn');
    await operator.button(/^Tạo vận đơn/).click();
    await page.getByRole('combobox', { name: 'Sản phẩm' }).first().click();
    await scan(operator, 'AT-DO-M');
    await page.getByRole('textbox', { name: 'Số lượng' }).first().and(page.locator(':focus')).waitFor(patience);
    await page.waitForTimeout(600);
    await scan(operator, 'AT-DO-L');
    await page.locator('[data-scan-outcome="heard"], [data-scan-outcome="counted"]').first().waitFor(patience);
    await page.getByRole('textbox', { name: 'Số lượng' }).nth(1).waitFor(patience);
  });
  await step('scanned-unknown', 'Scans what no product bears', async () => {
    await page.waitForTimeout(2_200);
    await scan(operator, '8938505999999');
    await page.locator('[data-scan-outcome="unknown"]').waitFor(patience);
  });
  await step('scanned-record', 'Scans on a list: the record opens', async () => {
    await page.getByRole('button', { name: 'Đóng', exact: true }).click();
    await operator.goTo('Sản phẩm');
    await page.getByRole('grid').first().locator('[role=row][aria-selected]').nth(3).waitFor(patience);
    await page.getByRole('grid').first().focus();
    await scan(operator, 'AT-DO-M');
    await page.getByRole('article').filter({ hasText: 'AT-DO-M' }).waitFor(patience);
  });
  await step('found-in-page', 'Finds words on the screen', async () => {
    await operator.goTo('Hôm nay');
    await page.keyboard.press('Control+F');
    await page.keyboard.type('vận đơn');
  });
  await page.keyboard.press('Escape');
}

/** With the times that the system would tell: a busy computer does not make a person of a scanner. */
async function scan({ page }: Operator, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  let timestamp = Date.now() / 1_000;
  const keys = [...Array.from(code, (key) => ({ key, text: key })), { key: 'Enter', text: '\r' }];
  await Promise.all(
    keys.flatMap(({ key, text }) => {
      timestamp += rhythm / 1_000;
      const what = { key, timestamp, ...(key === 'Enter' ? { code: key, windowsVirtualKeyCode: 13 } : {}) };
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...what }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...what }),
      ];
    }),
  );
  await session.detach();
}
