/** The main job in English, by role and name, and the language switched in the middle of a form. */
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';

const patience = { timeout: 30_000 } as const;
const label = join(resolve(import.meta.dirname, '../samples'), 'label.pdf');
let desk: Desk;
beforeAll(async () => {
  desk = await launchDesk({ lang: 'en' });
  await desk.page.getByRole('button', { name: 'Start practising' }).click();
  await desk.page.getByRole('heading', { name: 'Today', level: 1 }).waitFor(patience);
  // The whole catalogue is on this computer before a code is scanned.
  await goTo('Products');
  await desk.page.getByText(/1–\d+ of 300/).waitFor(patience);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const goTo = async (screen: string): Promise<void> => {
  await desk.page.getByRole('navigation', { name: 'Screens' }).getByText(screen, { exact: true }).click();
  await desk.page.getByRole('heading', { name: screen, exact: true }).first().waitFor();
};

describe('in English', () => {
  it('keeps what was typed when the language is switched in the middle of a form', async () => {
    const { page } = desk;
    await goTo('Shipments');
    await page.getByRole('button', { name: /^New shipment/ }).click();
    await page.getByRole('textbox', { name: 'Shipment reference' }).fill('EN-1');
    await page.getByRole('banner').getByRole('button', { name: 'Tiếng Việt' }).click();
    expect(await page.getByRole('textbox', { name: 'Mã tham chiếu vận đơn' }).inputValue()).toBe('EN-1');
    await page.getByRole('banner').getByRole('button', { name: 'English' }).click();
    expect(await page.getByRole('textbox', { name: 'Shipment reference' }).inputValue()).toBe('EN-1');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  });

  it('sends the shipment with its label and cancels it', async () => {
    const { page } = desk;
    await page
      .getByRole('form')
      .getByRole('combobox', { name: 'Warehouse', exact: true })
      .selectOption({ label: 'Kho Hà Nội – Long Biên (ONF_WH_HN_LB)' });
    await page.getByRole('combobox', { name: 'Marketplace' }).fill('lazada');
    const row = page.getByRole('group', { name: 'Line 1' });
    await row.getByRole('combobox', { name: 'Product' }).fill('AT-DO-M');
    await row.getByRole('combobox', { name: 'Product' }).press('Enter');
    const quantity = row.getByRole('textbox', { name: 'Quantity' });
    await quantity.and(page.locator(':focus')).waitFor(patience);
    await quantity.fill('3');
    await desk.dropFiles(page.getByRole('group', { name: 'Waybill label' }), [label]);
    await page.getByRole('group', { name: 'label.pdf', exact: true }).waitFor(patience);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('form').waitFor({ state: 'hidden', ...patience });
    await goTo('Outbox');
    const sent = page.getByRole('grid').getByRole('row').filter({ hasText: 'EN-1' }).filter({ hasText: 'Confirmed' });
    await sent.waitFor(patience);
    const code = /OASC\d{8}/.exec(await sent.innerText())?.[0] ?? 'none';

    await goTo('Shipments');
    await page.getByRole('searchbox').first().fill(code);
    await page.getByRole('grid').first().getByRole('row').filter({ hasText: code }).first().click();
    await page.getByRole('button', { name: `Cancel shipment ${code}` }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: `Cancel shipment ${code}` })
      .click();
    await page.getByRole('grid').first().getByText('Cancelled').first().waitFor(patience);
  });
});
