/** The key: told apart on screen, taken once, found nowhere afterwards. The built app against a provider of the test's own. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeProvider, startPractice } from '../../main/practice/index.ts';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 20_000 } as const;
const folder = mkdtempSync(join(tmpdir(), 'desk-token-'));
let provider: PracticeProvider;
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  provider = await startPractice({ folder, rateLimit: false });
  desk = await launchDesk({
    lang: 'vi',
    provision: { name: 'Shop Hoa Mai', environment: 'staging', baseUrl: provider.baseUrl },
    token: provider.token,
    keychain: 'none',
  });
  operator = new Operator(desk);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

const filesBelow = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((each) => join(path, each))
    .filter((each) => statSync(each, { throwIfNoEntry: false })?.isFile() === true);

/** All strings in the page's memory, after a collection. */
async function heapOf(): Promise<string> {
  const session = await desk.page.context().newCDPSession(desk.page);
  const parts: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return parts.join('');
}

describe('a provisioned desk', () => {
  it('opens on its connection, and says plainly that a key without a keychain lasts for this session only', async () => {
    await operator.goTo('Sản phẩm');
    await operator.page
      .getByRole('grid', { name: 'Sản phẩm' })
      .getByText('OASIN1470001')
      .or(operator.page.getByText(/1–\d+ trên 300/))
      .first()
      .waitFor(patience);
    await operator.goTo('Cài đặt');
    await operator.page
      .getByText(/phiên này|lần mở này/)
      .first()
      .waitFor(patience);
  });

  it('has its key in no file, no log and nowhere in the memory of the page', async () => {
    for (const screen of ['Hôm nay', 'Đơn nhập', 'Vận đơn', 'Hàng hoàn', 'Danh mục', 'Cài đặt'] as const) await operator.goTo(screen);
    const found = filesBelow(desk.userDataDir).filter((file) => readFileSync(file).includes(provider.token));
    expect(found).toEqual([]);
    expect(desk.mainLog()).not.toContain(provider.token);
    const heap = await heapOf();
    expect(heap).toContain('Shop Hoa Mai');
    expect(heap.includes(provider.token)).toBe(false);
  });
});

describe('a key that was reset', () => {
  it('pauses sending and is asked for on screen; the new one is trimmed, refused in words if it has a space, and forgotten by the page', async () => {
    const fresh = provider.rotateToken();
    const typed = `typed-${fresh.slice(6)}`;
    await operator.createProduct({ sku: 'KHOA-1', name: 'Áo mưa trẻ em' });
    await operator.send();
    const banner = operator.page
      .getByRole('textbox', { name: /Mã truy cập/ })
      .or(operator.page.getByLabel(/Mã truy cập/))
      .first();
    await banner.waitFor(patience);
    await operator.page
      .getByText(/tạm dừng/)
      .first()
      .waitFor(patience);

    await banner.fill(`${fresh.slice(0, 5)} ${fresh.slice(5)}`);
    await banner.press('Enter');
    await operator.page
      .getByText(/khoảng trắng|dấu cách/)
      .first()
      .waitFor(patience);

    // Typed by a scanner or a hand: the page listens for scans everywhere, but here it remembers none.
    await banner.fill('');
    await banner.press('Home');
    await operator.page.keyboard.type(typed);
    await banner.fill('');
    expect((await heapOf()).includes(typed)).toBe(false);

    // Pasted as the system pastes: Playwright's own `fill` would leave the text in a script of its own in the page.
    await banner.fill('');
    await operator.page.keyboard.insertText(`  ${fresh} `);
    await banner.press('Enter');
    await banner.waitFor({ state: 'hidden', ...patience });
    // At once, on the screen where it was pasted.
    await expect.poll(async () => (await heapOf()).includes(fresh), { timeout: 40_000, interval: 200 }).toBe(false);
    await operator.confirmed('KHOA-1');
    expect(provider.counts().products['KHOA-1']).toBe(1);
    expect(filesBelow(desk.userDataDir).filter((file) => readFileSync(file).includes(fresh))).toEqual([]);
  });
});

describe('no key yet', () => {
  it('is said as such, and is another case than a keychain that does not answer', async () => {
    await using bare = await launchDesk({
      lang: 'vi',
      provision: { name: 'Kho trống', environment: 'staging', baseUrl: provider.baseUrl },
      keychain: 'none',
      env: { ONFLOW_TOKEN: undefined },
    });
    await bare.page
      .getByText(/chưa có mã/i)
      .first()
      .waitFor(patience);
    expect(await bare.page.getByText(/phiên này|lần mở này/).count()).toBe(0);
  });
});
