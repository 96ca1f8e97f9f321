/**
 * Every fault of the practice provider, set in Settings as a person sets it: what the operator then reads, that nothing is lost, and that
 * the document is at the provider once in the end. One desk for all; its waits are a fortieth of the real ones, but for the half minute
 * that a silent server is given.
 */
import { resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceFaultKinds, type PracticeFaults } from '../../contract/practice.ts';
import vi from '../../renderer/messages/vi/practice.ts';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { atProvider, shipmentsAtProvider } from './practiceCompany.ts';

type Kind = PracticeFaults['kind'];

const patience = { timeout: 40_000 } as const;
const label = resolve(import.meta.dirname, '../samples/label.pdf');
/** Faults that a test below has set. */
const seen = new Set<Kind>(['none']);
/** References of what was sent, and of what was only typed. */
const sent = new Set<string>();
const typed = new Set<string>();
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi', args: ['--pace=40'] });
  operator = new Operator(desk);
  await operator.startPractising();
  await operator.goTo('Sản phẩm');
  await operator.page.getByText(/1–\d+ trên 300/).waitFor(patience);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

interface Fault {
  readonly times?: string;
  readonly onlyWrites?: boolean;
  /** Milliseconds. */
  readonly latency?: string;
}

/** In Settings, by the names on the screen. */
async function provoke(kind: Kind, { times = '', onlyWrites = false, latency = '0' }: Fault = {}): Promise<void> {
  seen.add(kind);
  const { page } = operator;
  await operator.goTo('Cài đặt');
  await page.getByRole('tab', { name: 'Thực hành' }).click();
  await page.getByRole('combobox', { name: 'Loại lỗi' }).selectOption({ label: vi[`practice.kind.${kind}`] });
  if (kind !== 'none') await operator.field('Số lần').fill(times);
  await operator.field(/chậm thêm, từ/).fill(latency);
  await operator.field(/chậm thêm, đến/).fill(latency);
  const writes = page.getByRole('checkbox', { name: 'Chỉ các lệnh làm thay đổi' });
  if ((await writes.isChecked()) !== onlyWrites) await writes.click();
  await operator.button(/^Áp dụng/).click();
  await page.getByRole('status').filter({ hasText: 'Đã áp dụng' }).waitFor(patience);
}
const backToNormal = (): Promise<void> => provoke('none');

async function send(reference: string, file?: string): Promise<void> {
  sent.add(reference);
  await operator.createShipment({ reference, product: 'AT-DO-M', quantity: '1', ...(file === undefined ? {} : { label: file }) });
  await operator.send();
}

const rowOf = (reference: string): Locator => operator.page.getByRole('grid').getByRole('row').filter({ hasText: reference });
const strip = (): Locator => operator.page.getByRole('contentinfo').getByRole('status');
const topBar = (): Locator => operator.page.getByRole('banner');

/** Waits until the one row of this document in the outbox is in this state, and opens it. */
async function openRow(reference: string, state: string | RegExp): Promise<void> {
  await operator.goTo('Hộp gửi');
  await rowOf(reference).filter({ hasText: state }).waitFor(patience);
  expect(await rowOf(reference).count()).toBe(1);
  await rowOf(reference).click();
  await operator.page.getByRole('heading', { name: reference }).waitFor(patience);
}

/** Confirmed with a code on the screen, one row here, one document there. */
async function arrivesOnce(reference: string, attempts?: number): Promise<void> {
  await openRow(reference, 'Đã xác nhận');
  expect(await rowOf(reference).innerText()).toMatch(/OASC\d{8}/);
  await operator.page.getByRole('status').filter({ hasText: 'Onflow đã xác nhận.' }).waitFor(patience);
  if (attempts !== undefined) await expect.poll(() => factOf('Số lần gửi (mọi bước)'), patience).toBe(String(attempts));
  expect(shipmentsAtProvider(desk, reference)).toBe(1);
}

const factOf = (term: string): Promise<string> =>
  operator.page.getByRole('term').filter({ hasText: term }).locator('xpath=following-sibling::dd[1]').innerText();

/** Opens a form, types, and reads that it is on the disk; goes to a list and sees its rows. */
async function worksOn(reference: string): Promise<void> {
  const { page } = operator;
  typed.add(reference);
  await operator.goTo('Vận đơn');
  await page.getByRole('grid').first().getByRole('row').nth(5).waitFor(patience);
  await operator.button(/^Tạo vận đơn/).click();
  await operator.field('Mã tham chiếu vận đơn').fill(reference);
  await operator.scanProduct('AT-DO-M', '3');
  await page.getByText(/^Đã lưu lúc/).waitFor(patience);
  expect(await operator.field('Mã tham chiếu vận đơn').inputValue()).toBe(reference);
}

describe('a server that is silent', () => {
  it('leaves the row being sent, and the hand free', async () => {
    await provoke('silence', { times: '1', onlyWrites: true });
    await send('LOI-IM-LANG');
    await openRow('LOI-IM-LANG', 'Đang gửi');
    await operator.page.getByRole('status').filter({ hasText: 'Đang gửi tới Onflow.' }).waitFor(patience);
    await worksOn('NHAP-IM-LANG');
    await operator.goTo('Hộp gửi');
    expect(await rowOf('LOI-IM-LANG').innerText()).toContain('Đang gửi');
    // What becomes of it: in the last test but one, half a minute later.
  });
});

describe('a slow server', () => {
  it('never keeps the hand waiting: form, draft and list are quicker than its answer', async () => {
    await provoke('none', { latency: '12000' });
    await send('LOI-CHAM');
    await expect.poll(() => strip().innerText(), patience).toMatch(/đang gửi/);
    await worksOn('NHAP-CHAM');
    await operator.goTo('Hộp gửi');
    expect(await rowOf('LOI-CHAM').innerText()).toContain('Đang gửi');
    await backToNormal();
    await arrivesOnce('LOI-CHAM', 1);
  });
});

describe('a server that asks to slow down', () => {
  it.each(['rateLimitSeconds', 'rateLimitDate', 'rateLimitBare'] as const)(
    '(%s) is waited for, for as long as the top bar says, and the document arrives once',
    async (kind) => {
      const reference = `LOI-${kind}`;
      await provoke(kind);
      await send(reference);
      await expect.poll(() => topBar().innerText(), patience).toMatch(/Chờ [1-9]\d* giây/);
      // On its way, or back in line until the time has come.
      await openRow(reference, /Đang gửi|Chờ gửi/);
      expect(shipmentsAtProvider(desk, reference)).toBe(0);
      await backToNormal();
      await arrivesOnce(reference, 1);
      await expect.poll(() => topBar().innerText(), patience).toMatch(/\d+\/phút/);
    },
  );
});

describe('an answer that is lost or spoilt', () => {
  it.each([
    { kind: 'dropBeforeCommit', reason: 'Kết nối bị đứt khi đang chờ trả lời', made: false },
    { kind: 'dropAfterCommit', reason: 'Kết nối bị đứt khi đang chờ trả lời', made: true },
    { kind: 'error500BeforeCommit', reason: 'Máy chủ Onflow gặp lỗi', made: false },
    { kind: 'error500AfterCommit', reason: 'Máy chủ Onflow gặp lỗi', made: true },
    { kind: 'html', reason: 'Không đọc được câu trả lời của Onflow', made: false },
  ] as const)('($kind) makes the result unknown in words; it is looked up and confirmed once', async ({ kind, reason, made }) => {
    const reference = `LOI-${kind}`;
    await provoke(kind);
    await send(reference);
    await openRow(reference, 'Chưa rõ kết quả');
    const banner = operator.page
      .getByRole('status')
      .filter({ hasText: 'đang tra cứu xem Onflow đã ghi nhận chưa; không gửi lại khi chưa chắc' });
    await banner.waitFor(patience);
    expect(await banner.innerText()).toContain(`Lý do: ${reason}`);
    expect(await strip().innerText()).toMatch(/[1-9]\d* chưa rõ kết quả \(đang tra cứu\)/);
    expect(await factOf('Số lần gửi (mọi bước)')).toBe('1');
    expect(shipmentsAtProvider(desk, reference)).toBe(made ? 1 : 0);
    await backToNormal();
    await arrivesOnce(reference, made ? 1 : 2);
  });

  it('(empty) after a success is never sent again: a person is asked, has it looked up, and it is confirmed once', async () => {
    await provoke('empty');
    await send('LOI-RONG');
    await openRow('LOI-RONG', 'Cần quyết định');
    await operator.page.getByRole('alert').filter({ hasText: 'Chỉ bạn mới quyết định được' }).waitFor(patience);
    await operator.page
      .getByText('Onflow báo thành công nhưng câu trả lời thiếu mã. Tìm mã trong danh sách rồi điền vào đây. Đừng gửi lại nếu đã có.')
      .waitFor(patience);
    expect(await strip().innerText()).toMatch(/1 cần bạn quyết định/);
    expect(shipmentsAtProvider(desk, 'LOI-RONG')).toBe(1);
    await backToNormal();
    await openRow('LOI-RONG', 'Cần quyết định');
    await operator.button('Tra cứu ngay').click();
    await arrivesOnce('LOI-RONG', 1);
  });
});

describe('an error in a 200', () => {
  it('is a refusal like any other: the reason, the next step, the draft as it was; sent again, it arrives once', async () => {
    await provoke('errorIn200', { onlyWrites: true });
    await send('LOI-200');
    await openRow('LOI-200', 'Bị từ chối');
    const alert = operator.page.getByRole('alert').filter({ hasText: 'Onflow cho rằng yêu cầu không hợp lệ' });
    await alert.waitFor(patience);
    expect(await alert.innerText()).toContain('Kiểm tra lại các ô, nhất là mã và ngày giờ, rồi gửi lại.');
    expect(await alert.innerText()).toContain('Mã nhật ký (log id) để báo Onflow:');
    expect(shipmentsAtProvider(desk, 'LOI-200')).toBe(0);
    await backToNormal();
    await openRow('LOI-200', 'Bị từ chối');
    await operator.button('Sửa lại bản nháp').click();
    await operator.page.getByRole('alert').filter({ hasText: 'Onflow đã từ chối lần gửi trước' }).waitFor(patience);
    expect(await operator.field('Mã tham chiếu vận đơn').inputValue()).toBe('LOI-200');
    expect(await operator.field('Số lượng').inputValue()).toBe('1');
    await operator.send();
    await arrivesOnce('LOI-200');
  });
});

describe('a key that is refused', () => {
  it('pauses the queue and is asked for by a banner; with the new one the document arrives once', async () => {
    await provoke('wrongToken');
    await send('LOI-TOKEN');
    const banner = operator.page.getByRole('alert').filter({ hasText: 'Onflow không còn chấp nhận mã truy cập' });
    await banner.waitFor(patience);
    expect(await banner.innerText()).toContain(
      'Việc gửi đã tạm dừng, không mất gì. Dán mã mới lấy từ OMS → Settings → Developer Tools để gửi tiếp.',
    );
    await banner.getByLabel('Mã truy cập (Access Token)').waitFor(patience);
    await expect.poll(() => strip().innerText(), patience).toMatch(/1 chờ.*tạm dừng, chờ Onflow chấp nhận mã truy cập/);
    await openRow('LOI-TOKEN', 'Chờ gửi');
    expect(shipmentsAtProvider(desk, 'LOI-TOKEN')).toBe(0);
    await worksOn('NHAP-TOKEN');
    await backToNormal();
    await banner.getByRole('button', { name: 'Tạo mã mới và dùng ngay' }).click();
    await banner.waitFor({ state: 'hidden', ...patience });
    await arrivesOnce('LOI-TOKEN');
  });
});

describe('the silent server, half a minute on', () => {
  it('has its result looked up: the document was sent once and is confirmed once', async () => {
    await operator.goTo('Hộp gửi');
    await rowOf('LOI-IM-LANG').filter({ hasText: 'Đã xác nhận' }).waitFor({ timeout: 40_000 });
    await arrivesOnce('LOI-IM-LANG', 1);
  });
});

describe('no line to the server', () => {
  it('is said on top; lists come from the desk itself, and a document with its file waits until the line is back', async () => {
    const { page } = operator;
    await provoke('offline');
    await send('LOI-MAT-MANG', label);
    await topBar().getByRole('status').filter({ hasText: 'Không tới được Onflow' }).waitFor(patience);
    await openRow('LOI-MAT-MANG', 'Chờ gửi');
    const banner = page.getByRole('status').filter({ hasText: 'Không kết nối được tới máy chủ Onflow' });
    await banner.waitFor(patience);
    expect(await banner.innerText()).toContain('Khi có mạng lại, ứng dụng tự gửi tiếp; chưa có gì bị gửi đi hay bị mất.');
    // Between two attempts it waits.
    await expect.poll(() => strip().innerText(), patience).toMatch(/1 chờ/);
    await operator.goTo('Sản phẩm');
    await page.getByText(/1–\d+ trên 300/).waitFor(patience);
    await page.getByRole('status').filter({ hasText: 'Không cập nhật được. Số liệu trong máy:' }).waitFor(patience);
    await worksOn('NHAP-MAT-MANG');
    await backToNormal();
    await arrivesOnce('LOI-MAT-MANG');
    await topBar().getByRole('status').filter({ hasText: 'Trực tuyến' }).waitFor(patience);
    await operator.open('Vận đơn', 'LOI-MAT-MANG');
    await page
      .getByRole('article')
      .getByText('label.pdf')
      .or(page.getByRole('article').getByRole('img', { name: /Trang 1/ }))
      .first()
      .waitFor(patience);
  });
});

describe('after all of it', () => {
  it('every fault was provoked, no document was made twice, and what was typed meanwhile is among the drafts', async () => {
    expect(practiceFaultKinds.filter((kind) => !seen.has(kind))).toEqual([]);
    const made = atProvider(desk, 'shipments')
      .map((each) => each.merchant_tracking_code_reference)
      .filter((reference) => reference.startsWith('LOI-'));
    expect(made.toSorted()).toEqual([...sent].toSorted());
    await operator.goTo('Bản nháp');
    for (const draft of typed) await rowOf(draft).waitFor(patience);
  });
});
