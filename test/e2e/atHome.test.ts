/** The desk among other programs: a file and a task that the system hands over, what its bar shows, where the window comes back. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 30_000 } as const;
const samples = resolve(import.meta.dirname, '../samples');
const folder = mkdtempSync(join(tmpdir(), 'desk-at-home-'));
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  copyFileSync(join(samples, 'label.pdf'), join(folder, 'DH-901.pdf'));
  copyFileSync(join(samples, 'order.xlsx'), join(folder, 'packing list.xlsx'));
  writeFileSync(join(folder, 'ghi chú.txt'), 'không phải nhãn');
  desk = await launchDesk({ lang: 'vi', keychain: 'none' });
  operator = new Operator(desk);
  await operator.startPractising();
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Another start on the same folder, which hands over what it was given and ends. */
async function startAgain(...args: string[]): Promise<void> {
  const second = await desk.relaunch({ args, waitForPage: false });
  expect((await second.ended).code).toBe(0);
  await second[Symbol.asyncDispose]();
}
const label = () => operator.page.getByRole('group', { name: 'Nhãn vận chuyển' });

describe('a second start', () => {
  it('hands its label to the first, which begins a shipment with it', async () => {
    await operator.goTo('Danh mục');
    await startAgain(join(folder, 'DH-901.pdf'));
    await label().getByRole('group', { name: 'DH-901.pdf', exact: true }).waitFor(patience);
  });

  it('hands over a spreadsheet, which begins a purchase order, and what no document takes is named', async () => {
    await startAgain(join(folder, 'packing list.xlsx'));
    await operator.page.getByRole('form').getByText('packing list.xlsx').first().waitFor(patience);
    await startAgain(join(folder, 'ghi chú.txt'));
    await operator.page
      .getByText(/ghi chú\.txt/)
      .first()
      .waitFor(patience);
  });

  it('hands over the task of the icon', async () => {
    await operator.goTo('Hôm nay');
    await startAgain('--task=shipment.new');
    await operator.page.getByRole('heading', { name: 'Vận đơn mới' }).waitFor(patience);
    await startAgain('--task=go.outbox');
    await operator.page.getByRole('heading', { name: 'Hộp gửi', exact: true }).waitFor(patience);
  });
});

it.runIf(process.platform === 'linux')('the bar shows how many wait, and the computer may sleep when nothing does', async () => {
  await operator.openFirst('Vận đơn', 'Mới tạo');
  await operator.page
    .getByRole('article')
    .getByRole('button', { name: /^Hủy vận đơn/ })
    .click();
  await operator.page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Hủy vận đơn/ })
    .click();
  const badges = (): unknown[] => desk.leftTheApp().flatMap(({ action, count }) => (action === 'badge' ? [count] : []));
  await expect.poll(badges, patience).toContain(1);
  await expect.poll(() => badges().at(-1), patience).toBe(0);
});

it('the window comes back as it was, and on a screen that is there', async () => {
  const file = join(desk.userDataDir, 'window.json');
  await desk.close();
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { bounds: { x: number; y: number; width: number; height: number } };
  expect(kept.bounds.width).toBeGreaterThanOrEqual(960);
  writeFileSync(file, JSON.stringify({ bounds: { x: 60, y: 40, width: 1200, height: 800 }, isMaximized: false, zoom: 1 }));
  desk = await desk.relaunch();
  await desk.close();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ bounds: { x: 60, y: 40, width: 1200, height: 800 } });
  writeFileSync(file, JSON.stringify({ bounds: { x: 9_000, y: 40, width: 1200, height: 800 }, isMaximized: false, zoom: 1 }));
  desk = await desk.relaunch();
  await desk.close();
  expect((JSON.parse(readFileSync(file, 'utf8')) as typeof kept).bounds.x).toBeLessThan(9_000);
});
