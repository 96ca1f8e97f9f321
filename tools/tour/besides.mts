/** What is less often seen: drafts, every part of the settings, what the outbox asks and a server in trouble, the lock. */
import { join } from 'node:path';
import type { Operator } from '../driver/operator.mts';
import { patience, samples, sendAnyhow, type Step } from './step.mts';

const press = (operator: Operator, name: string): Promise<void> => operator.page.getByRole('button', { name, exact: true }).click();

export async function seeDrafts(operator: Operator, step: Step): Promise<void> {
  for (const reference of ['DH-261124-901', 'DH-261124-902']) {
    await operator.createShipment({ reference, product: 'AT-DO-M', quantity: '1' });
    await press(operator, 'Đóng');
  }
  await step('key-held', 'Begins the same shipment again, which is said before it is sent', async (at) => {
    await operator.createShipment({ reference: 'DH-261124-902', product: 'AT-DO-M', quantity: '1' });
    await press(operator, 'Gửi');
    await at.getByText('Chưa gửi.').waitFor(patience);
    await at.getByText('Chưa gửi.').scrollIntoViewIfNeeded();
  });
  await step('drafts', 'Searches the drafts, and narrows them by kind', async (at) => {
    await press(operator, 'Đóng');
    await operator.goTo('Bản nháp');
    await at.getByRole('searchbox').first().fill('902');
    await at
      .getByRole('group', { name: 'Loại' })
      .getByRole('button', { name: /^Vận đơn/ })
      .click();
    await at.getByRole('grid').first().locator('[role=row][aria-selected]').first().click();
  });
  await step('draft-discarded', 'Discards one, which can be taken back', async (at) => {
    await at.getByRole('button', { name: /^Bỏ bản nháp/ }).click();
    await at.getByRole('status').filter({ hasText: 'Đã bỏ bản nháp' }).waitFor(patience);
  });
  await step('drafts-nothing', 'Finds none', async (at) => {
    await at.getByRole('searchbox').first().fill('không có đâu');
    await at.getByText('Không có bản nháp nào khớp').waitFor(patience);
  });
}

/** Tabs of the settings that the main job does not open, and what says that they stand. */
const sections = [
  ['connection', 'Kết nối', 'Các kết nối'],
  ['profile', 'Hồ sơ', 'Lưu hồ sơ'],
  ['operators', 'Người dùng', 'Thêm người'],
  ['storage', 'Lưu trữ', 'Tự dọn, không cần đặt'],
  ['support', 'Hỗ trợ', 'Tạo gói hỗ trợ…'],
  ['printing', 'Máy in và khổ giấy', 'In nhãn vận đơn'],
  ['appearance', 'Giao diện', 'Ngôn ngữ'],
  ['about', 'Giới thiệu', 'Khi cần hỗ trợ'],
] as const;

export async function seeSettings(operator: Operator, step: Step): Promise<void> {
  await operator.goTo('Cài đặt');
  for (const [name, tab, words] of sections) {
    await step(`settings-${name}`, `Opens the settings: ${name}`, async (at) => {
      await at.getByRole('tab', { name: tab, exact: true }).click();
      await at.getByRole('tabpanel').getByText(words, { exact: true }).first().waitFor(patience);
    });
  }
  await step('settings-scanner', 'Sets up the scanner, and what the desk speaks up for', async (at) => {
    await at.getByRole('tab', { name: 'Giao diện', exact: true }).click();
    await operator.field('Ký tự đầu của máy quét').fill('~');
    await at.getByRole('tabpanel').getByRole('checkbox').last().scrollIntoViewIfNeeded();
  });
  await operator.field('Ký tự đầu của máy quét').fill('');
  await step('settings-papers', 'Holds the provider’s documentation against the desk', async (at) => {
    await at.getByRole('tab', { name: 'Lệnh gọi và kiểm tra' }).click();
    await operator.desk.dropFiles(at.getByRole('group', { name: 'Bản xuất tài liệu' }), [join(samples, 'papers/onflow-vi.yaml')]);
    await at.getByRole('table', { name: 'So với tài liệu' }).waitFor(patience);
    await at.getByRole('table', { name: 'So với tài liệu' }).evaluate((table) => table.scrollIntoView({ block: 'start' }));
  });
  await step('settings-journal', 'Searches the journal, narrows it, and reads an entry', async (at) => {
    await at.getByRole('tab', { name: 'Nhật ký', exact: true }).click();
    await at.getByRole('searchbox', { name: 'Tìm trong nhật ký' }).fill('shipments');
    await at.getByRole('group', { name: 'Hiện' }).getByRole('button', { name: 'Lần gọi máy chủ' }).click();
    await at.getByRole('grid').first().locator('[role=row][aria-selected]').filter({ hasText: 'shipments' }).first().click();
    await at.getByRole('region', { name: /^Dòng số/ }).waitFor(patience);
  });
}

export async function seeQuestions(operator: Operator, step: Step): Promise<void> {
  await provoke(operator, 'Đứt kết nối trước khi ghi nhận');
  await step('unknown', 'Sends a shipment whose answer is lost', async (at) => {
    await operator.createShipment({ reference: 'DH-261124-903', product: 'AT-DO-M', quantity: '1' });
    await sendAnyhow(operator);
    await operator.goTo('Hộp gửi');
    const row = at.getByRole('grid').getByRole('row').filter({ hasText: 'DH-261124-903' });
    await row.click();
    await row.filter({ hasText: 'Chưa rõ kết quả' }).waitFor(patience);
    await operator.button('Tự quyết định, không chờ tra cứu').waitFor(patience);
  });
  await seeTroubles(operator, step);
  await provoke(operator, 'Máy chủ tắt');
  await step('offline', 'The server is away: lists come from the desk itself', async (at) => {
    await operator.goTo('Vận đơn');
    await operator
      .button(/^Làm mới/)
      .first()
      .click();
    await at.getByText('Không tới được Onflow').first().waitFor(patience);
    await at
      .getByText(/^Không cập nhật được/)
      .first()
      .waitFor(patience);
  });
  await provoke(operator, 'Mã truy cập bị từ chối (401)');
  await step('key-refused', 'The key is refused, and asked for', async (at) => {
    await operator.goTo('Sản phẩm');
    await at.getByRole('alert').getByText('Onflow không còn chấp nhận mã truy cập').waitFor(patience);
  });
  await provoke(operator, 'Không có lỗi');
  await operator.button('Tạo mã mới và dùng ngay').first().click();
  await operator.page.getByRole('alert').waitFor({ state: 'hidden', ...patience });
}

/** Several that need a person, each for a reason of its own; two of them for the same. */
async function seeTroubles(operator: Operator, step: Step): Promise<void> {
  const { page } = operator;
  const row = (reference: string) => page.getByRole('grid').getByRole('row').filter({ hasText: reference });
  const takeOver = async (reference: string): Promise<void> => {
    await row(reference).click();
    const isDecided = row(reference).filter({ hasText: 'Cần quyết định' });
    const button = operator.button('Tự quyết định, không chờ tra cứu');
    // One that is being looked up at that very moment says no, and is asked again.
    for (let round = 0; round < 100 && (await isDecided.count()) === 0; round += 1) {
      if ((await button.count()) === 1) await button.click({ timeout: 2_000 }).catch(() => undefined);
      await page.waitForTimeout(150);
    }
    await isDecided.waitFor(patience);
  };
  await operator.createShipment({ reference: 'DH-261124-904', product: 'AT-DO-M', quantity: '1' });
  await sendAnyhow(operator);
  await operator.goTo('Hộp gửi');
  await row('DH-261124-904').filter({ hasText: 'Chưa rõ kết quả' }).waitFor(patience);
  await provoke(operator, 'Báo lỗi trong câu trả lời 200');
  await operator.createProduct({ sku: 'AO-MUA-VANG', name: 'Áo mưa hai lớp màu vàng', price: '189000' });
  await operator.send();
  await operator.goTo('Hộp gửi');
  await row('AO-MUA-VANG').filter({ hasText: 'Bị từ chối' }).waitFor(patience);
  await provoke(operator, 'Câu trả lời rỗng');
  await operator.createShipment({ reference: 'DH-261124-905', product: 'AT-DO-M', quantity: '2' });
  await sendAnyhow(operator);
  await step('troubles', 'Looks at several that need a person, each for a reason of its own', async () => {
    await operator.goTo('Hộp gửi');
    await row('DH-261124-905').filter({ hasText: 'Cần quyết định' }).waitFor(patience);
    for (const reference of ['DH-261124-903', 'DH-261124-904']) await takeOver(reference);
  });
  await step('rejected', 'Reads why one was refused', async () => {
    await row('AO-MUA-VANG').click();
    await page.getByRole('alert').first().waitFor(patience);
  });
  await step('together', 'Decides two that wait for the same reason together', async () => {
    await row('DH-261124-904').click();
    await operator.button(/^Quyết định chung cho 2 dòng/).click();
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor(patience);
  });
  await page.keyboard.press('Escape');
}

async function provoke(operator: Operator, fault: string): Promise<void> {
  const at = operator.page;
  await operator.goTo('Cài đặt');
  await at.getByRole('tab', { name: 'Thực hành', exact: true }).click();
  await at.getByRole('combobox', { name: 'Loại lỗi' }).selectOption({ label: fault });
  await operator.button(/^Áp dụng/).click();
  await at.getByText('Đã áp dụng').waitFor(patience);
}

export async function seeLock(operator: Operator, step: Step): Promise<void> {
  const at = operator.page;
  await operator.goTo('Cài đặt');
  await at.getByRole('tab', { name: 'Người dùng', exact: true }).click();
  for (const [name, pin] of [
    ['Lan', '2468'],
    ['Minh', '1357'],
  ] as const) {
    await operator.field('Tên').fill(name);
    await at.getByLabel('Mã PIN', { exact: true }).fill(pin);
    await operator.button('Thêm người').click();
    await at.getByRole('listitem', { name }).waitFor(patience);
  }
  const lock = at.getByRole('dialog', { name: 'Ai đang làm việc ở đây?' });
  await step('locked', 'Another operator comes to the desk', async () => {
    await operator.goTo('Vận đơn');
    await operator.button('Lan · Đổi người').click();
    await lock.waitFor(patience);
  });
  await step('unlocked', 'The desk is as it was left', async () => {
    await lock.getByRole('combobox').selectOption({ label: 'Minh' });
    await lock.getByLabel('Mã PIN').fill('1357');
    await lock.getByRole('button').click();
    await lock.waitFor({ state: 'hidden', ...patience });
  });
}
