/** The real stock, which cannot be mistaken for practice: locked, unlocked with a reason; and a connection whose server is still away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPractice } from '../../main/practice/index.ts';
import { type Desk, launchDesk } from '../driver/launchDesk.mts';
import { Operator } from '../driver/operator.mts';
import { usualLook } from './looks.mts';
import { patience, type Step } from './step.mts';

export async function seeProduction(stepsOf: (desk: Desk) => Step): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-tour-'));
  const provider = await startPractice({ folder });
  try {
    await using desk = await launchDesk({
      lang: usualLook.language,
      size: usualLook.size,
      provision: { name: 'Shop Hoa Mai', environment: 'production', baseUrl: provider.baseUrl },
      token: provider.token,
      keychain: 'none',
    });
    await seeLockedWriting(new Operator(desk), stepsOf(desk));
    await desk.close();
  } finally {
    await provider.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seeLockedWriting(operator: Operator, step: Step): Promise<void> {
  const { page } = operator;
  await step('production', 'Opens the real stock: it is locked for writing', async () => {
    await page.getByText('Khóa ghi: kết nối chính thức đang ở chế độ chỉ xem').waitFor(patience);
    await operator.goTo('Vận đơn');
    await page.getByRole('grid').first().locator('[role=row][aria-selected]').nth(3).waitFor(patience);
  });
  await step('production-locked', 'Sends a product all the same: nothing leaves, and it says why', async () => {
    await operator.createProduct({ sku: 'AO-MUA-DO', name: 'Áo mưa hai lớp màu đỏ', price: '189000' });
    await page.keyboard.press('Control+Enter');
    await page.getByText('Kết nối chính thức đang khóa ghi').waitFor(patience);
  });
  const dialog = page.getByRole('dialog', { name: 'Mở khóa ghi' });
  await step('production-reason', 'Unlocks it, with a reason', async () => {
    await page.keyboard.press('Control+Alt+L');
    await dialog.waitFor(patience);
    await dialog.getByRole('textbox').fill('hàng mới về');
  });
  await step('production-unlocked', 'Works on the real stock', async () => {
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden', ...patience });
  });
}
