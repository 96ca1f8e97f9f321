/** What the main job does not come by: lists asked otherwise, drafts, the outbox's questions, every part of the settings, the lock. */
import type { Page } from 'playwright-core';
import type { Operator } from '../driver/operator.mts';

/** Does one thing, says so, and takes a picture of what came of it. */
export type Step = (name: string, what: string, act: (page: Page) => Promise<void>) => Promise<void>;

const patience = { timeout: 30_000 } as const;

export async function seeBesides(operator: Operator, step: Step): Promise<void> {
  await seeMany(operator, step);
  await seeLists(operator, step);
  await seeDrafts(operator, step);
  await seeSettings(operator, step);
  await seeQuestions(operator, step);
  await seeLock(operator, step);
}

const allStates = (page: Page) => page.getByRole('group', { name: 'Lọc theo trạng thái' }).getByRole('button', { name: /^Tất cả/ });
const filterButton = (page: Page) => page.getByRole('button', { name: 'Bộ lọc' });
const panel = (page: Page) => page.getByRole('group', { name: 'Bộ lọc' });
const firstRow = (page: Page) => page.getByRole('grid').first().locator('[role=row][aria-selected]').first();

/** The palette, the stock of all products, and what is done to many records at once. */
async function seeMany(operator: Operator, step: Step): Promise<void> {
  await step('palette', 'Finds what can be done from one field, without accents', async (page) => {
    await operator.goTo('Hôm nay');
    await page.keyboard.press('Control+K');
    await page.getByRole('dialog').getByRole('combobox').fill('huy don');
    await page.getByRole('dialog').getByRole('option').first().waitFor(patience);
  });
  await step('palette-record', 'Finds a record by a part of its name', async (page) => {
    await page.getByRole('dialog').getByRole('combobox').fill('ao thun');
    await page
      .getByRole('dialog')
      .getByRole('option')
      .filter({ hasText: /Áo thun/ })
      .first()
      .waitFor(patience);
  });
  await step('stock', 'Sees the stock of all products, level by level', async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: 'Màn hình' }).getByText('Tồn kho', { exact: true }).click();
    await page.getByRole('main', { name: 'Tồn kho' }).waitFor(patience);
    await page.getByRole('table').getByRole('row').nth(5).waitFor(patience);
  });
  await step('many', 'Chooses several shipments, and sees to how many of them what can be done', async (page) => {
    await operator.goTo('Vận đơn');
    const rows = page.getByRole('grid').locator('[role=row][aria-selected]');
    await rows.nth(0).getByRole('checkbox').click();
    await rows
      .nth(5)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: /^In nhãn của 6 vận đơn/ }).waitFor(patience);
  });
  await step('columns', 'Sets up the columns of a list', async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('main').getByRole('button', { name: /^Cột/ }).click();
    await page.getByRole('checkbox', { name: 'Ghi chú' }).waitFor(patience);
  });
  await step('print', 'Prints the labels of an order’s cartons', async (page) => {
    await page.getByRole('main').getByRole('button', { name: /^Cột/ }).click();
    await operator.openFirst('Đơn nhập', 'Đang về kho');
    await operator
      .button(/^In nhãn kiện/)
      .first()
      .click();
    await page.getByRole('dialog').locator('canvas[data-page]').waitFor(patience);
  });
  await step('sheet', 'Pastes the lines of a message into an order', async (page) => {
    await page.keyboard.press('Escape');
    await operator.goTo('Đơn nhập');
    await operator.button(/^Tạo đơn nhập/).click();
    await page.getByRole('form').waitFor(patience);
    const picker = page.getByRole('combobox', { name: 'Sản phẩm' }).first();
    await picker.focus();
    await picker.evaluate((field) => {
      const clipboard = new DataTransfer();
      clipboard.setData('text/plain', 'AT-DO-M x 12\nAT-DO-L x 24\nAT-TRA-M x 6\nKHONG-CO-1 x 5');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
    });
    await page.getByRole('dialog').getByText('KHONG-CO-1').first().waitFor(patience);
  });
  await step('pasted', 'Takes them, the one that is not known too', async (page) => {
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Đưa vào/ })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'hidden', ...patience });
    await page.getByRole('combobox', { name: 'Sản phẩm' }).first().scrollIntoViewIfNeeded();
  });
}

async function seeLists(operator: Operator, step: Step): Promise<void> {
  await step('sorted', 'Sorts the products by their price', async (page) => {
    await operator.goTo('Sản phẩm');
    await page.getByRole('searchbox').first().fill('');
    await page.getByRole('columnheader', { name: /^Giá/ }).getByRole('button').click();
    await page.locator('[role=columnheader][aria-sort=descending]').waitFor();
  });
  await step('row-menu', 'Asks what can be done to a row', async (page) => {
    await firstRow(page).click({ button: 'right' });
    await page.getByRole('menu').waitFor();
  });
  await step('filters', 'Narrows the shipments by several facets and by days', async (page) => {
    await page.keyboard.press('Escape');
    await operator.goTo('Vận đơn');
    await page.getByRole('searchbox').first().fill('');
    await allStates(page).click();
    await filterButton(page).click();
    await panel(page)
      .getByRole('button', { name: /^Shopee/ })
      .click();
    await panel(page).getByRole('button', { name: /^Tiki/ }).click();
    await panel(page).getByRole('button', { name: '30 ngày qua' }).click();
    await page.getByRole('button', { name: /^Bỏ lọc theo Tạo lúc/ }).waitFor();
  });
  await step('filters-detail', 'Opens one of them beside the filters', async (page) => {
    await firstRow(page).click();
    await page.getByRole('article').waitFor();
  });
  await step('several-states', 'Chooses several states of purchase orders', async (page) => {
    await operator.goTo('Đơn nhập');
    await page.getByRole('searchbox').first().fill('');
    await allStates(page).click();
    const states = page.getByRole('group', { name: 'Lọc theo trạng thái' });
    await states.getByRole('button', { name: /^Đang về kho/ }).click();
    await states.getByRole('button', { name: /^Hoàn tất/ }).click({ modifiers: ['Control'] });
    await filterButton(page).click();
    await panel(page)
      .getByRole('button', { name: /^Không trễ/ })
      .click();
  });
  await step('nothing', 'Searches for what is not there', async (page) => {
    await page.getByRole('searchbox').first().fill('không có đâu');
    await page.getByText('Không có gì khớp với tìm kiếm này.').waitFor();
  });
  await step('keys', 'Looks up the keys', async (page) => {
    await page.getByRole('button', { name: 'Bỏ lọc', exact: true }).click();
    await page.getByRole('button', { name: 'Danh sách phím tắt' }).click();
    await page.getByRole('dialog').waitFor();
  });
  await operator.page.keyboard.press('Escape');
}

const press = (operator: Operator, name: string): Promise<void> => operator.page.getByRole('button', { name, exact: true }).click();

async function seeDrafts(operator: Operator, step: Step): Promise<void> {
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
    await firstRow(at).click();
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
  ['appearance', 'Giao diện', 'Ngôn ngữ'],
  ['about', 'Giới thiệu', 'Khi cần hỗ trợ'],
] as const;

async function seeSettings(operator: Operator, step: Step): Promise<void> {
  await operator.goTo('Cài đặt');
  for (const [name, tab, words] of sections) {
    await step(`settings-${name}`, `Opens the settings: ${name}`, async (at) => {
      await at.getByRole('tab', { name: tab, exact: true }).click();
      await at.getByRole('tabpanel').getByText(words, { exact: true }).first().waitFor(patience);
    });
  }
  await step('settings-journal', 'Searches the journal, narrows it, and reads an entry', async (at) => {
    await at.getByRole('tab', { name: 'Nhật ký', exact: true }).click();
    await at.getByRole('searchbox', { name: 'Tìm trong nhật ký' }).fill('shipments');
    await at.getByRole('group', { name: 'Hiện' }).getByRole('button', { name: 'Lần gọi máy chủ' }).click();
    await at.getByRole('grid').first().locator('[role=row][aria-selected]').filter({ hasText: 'shipments' }).first().click();
    await at.getByRole('region', { name: /^Dòng số/ }).waitFor(patience);
  });
}

async function seeQuestions(operator: Operator, step: Step): Promise<void> {
  await provoke(operator, 'Đứt kết nối trước khi ghi nhận');
  await step('unknown', 'Sends a shipment whose answer is lost', async (at) => {
    await operator.createShipment({ reference: 'DH-261124-903', product: 'AT-DO-M', quantity: '1' });
    // The one before had a label: one without is asked about.
    await operator.sendAnyway();
    await operator.goTo('Hộp gửi');
    const row = at.getByRole('grid').getByRole('row').filter({ hasText: 'DH-261124-903' });
    await row.click();
    await row.filter({ hasText: 'Chưa rõ kết quả' }).waitFor(patience);
    await operator.button('Tự quyết định, không chờ tra cứu').waitFor(patience);
  });
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

async function provoke(operator: Operator, fault: string): Promise<void> {
  const at = operator.page;
  await operator.goTo('Cài đặt');
  await at.getByRole('tab', { name: 'Thực hành', exact: true }).click();
  await at.getByRole('combobox', { name: 'Loại lỗi' }).selectOption({ label: fault });
  await operator.button(/^Áp dụng/).click();
  await at.getByText('Đã áp dụng').waitFor(patience);
}

async function seeLock(operator: Operator, step: Step): Promise<void> {
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
