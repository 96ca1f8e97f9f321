/**
 * A product that the desk's own copy does not know yet, because somebody made it a moment ago: the scanner finds it all the same. The built
 * app.
 */
import { expect, it } from 'vitest';
import { createProduct, practise } from '../unit/practice/caller.ts';
import { launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 20_000 } as const;

it('is asked of the provider and picked for the code that was scanned', async () => {
  const caller = await practise();
  const { baseUrl, token } = caller.practice;
  await using desk = await launchDesk({
    lang: 'vi',
    provision: { name: 'Shop Hoa Mai', environment: 'staging', baseUrl },
    token,
    keychain: 'none',
  });
  const operator = new Operator(desk);
  const { page } = operator;
  await operator.goTo('Sản phẩm');
  await page.getByText(/1–\d+ trên 300/).waitFor(patience);
  const oasin = await createProduct(caller, 'VUA-TAO-XONG');

  await operator.goTo('Vận đơn');
  await operator.button(/^Tạo vận đơn/).click();
  const row = page.getByRole('group', { name: /Dòng \d+$/ }).last();
  const product = row.getByRole('combobox', { name: 'Sản phẩm' });
  await product.fill('VUA-TAO-XONG');
  await product.press('Enter');
  await expect.poll(() => product.inputValue(), patience).toMatch(/^VUA-TAO-XONG · /);
  // It is in no warehouse yet, which is said beside its code.
  await row.getByText(/⚠/).waitFor(patience);
  await operator.open('Sản phẩm', 'VUA-TAO-XONG');
  await page.getByRole('article').getByText(oasin).first().waitFor(patience);
});
