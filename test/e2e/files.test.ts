/**
 * Files as they come to the desk: scanned, under a wrong name, several at once, out of a browser, from the clipboard. What is done with
 * them is seen or said.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { pdfs } from './pdfs.ts';

const patience = { timeout: 30_000 } as const;
const samples = resolve(import.meta.dirname, '../samples');
const folder = mkdtempSync(join(tmpdir(), 'desk-files-'));
const at = (name: string): string => join(folder, name);
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  for (const [name, bytes] of Object.entries(pdfs)) writeFileSync(at(`${name}.pdf`), bytes);
  copyFileSync(join(samples, 'label.pdf'), at('nhãn.pdf'));
  copyFileSync(join(samples, 'photo.webp'), at('ảnh.jpg'));
  mkdirSync(at('thư mục'));
  desk = await launchDesk({ lang: 'vi', keychain: 'none' });
  operator = new Operator(desk);
  await operator.startPractising();
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const zone = (): Locator => operator.page.getByRole('group', { name: 'Nhãn vận chuyển' });
beforeEach(async () => {
  await operator.goTo('Vận đơn');
  await operator.button(/^Tạo vận đơn/).click();
  await operator.page.getByRole('form').waitFor(patience);
});
const says = (text: string): Promise<void> => zone().getByText(text).waitFor(patience);

/** How much of the first page is dark, once it is drawn: per mille. */
async function dark(): Promise<number> {
  const canvas = zone().getByRole('img', { name: /Trang 1/ });
  await canvas.waitFor(patience);
  await expect.poll(() => canvas.evaluate((element) => (element as HTMLCanvasElement).dataset['page']), patience).toBe('1');
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height) ?? {
      data: new Uint8ClampedArray(),
    };
    let count = 0;
    for (let index = 0; index < data.length; index += 4) if ((data[index] ?? 255) < 100) count += 1;
    return Math.round((count * 1_000) / (width * height));
  });
}

describe('a PDF', () => {
  it.each([
    ['ccitt', 400],
    ['jbig2', 400],
    ['chinese', 2],
    ['dingbats', 10],
  ])('%s is drawn', async (name, least) => {
    await operator.drop('Nhãn vận chuyển', at(`${name}.pdf`));
    expect(await dark()).toBeGreaterThan(least);
    expect(await zone().getByText('không hiển thị được').count()).toBe(0);
  });

  it('with a picture that cannot be read does not pass for an empty page', async () => {
    await operator.drop('Nhãn vận chuyển', at('brokenJpx.pdf'));
    await says('Không hiển thị được nội dung của trang này ở đây, dù trong tệp có nội dung.');
    expect(await zone().locator('canvas').isVisible()).toBe(false);
    expect(await zone().getByRole('button', { name: 'Mở brokenJpx.pdf bằng chương trình của máy' }).count()).toBe(2);
  });

  it('that is empty is shown as that', async () => {
    await operator.drop('Nhãn vận chuyển', at('empty.pdf'));
    expect(await dark()).toBe(0);
    expect(await zone().getByText('Không hiển thị được').count()).toBe(0);
  });
});

describe('what is dropped', () => {
  it('under a wrong ending is taken for what it is, with a word', async () => {
    await desk.dropFiles(zone(), [at('ảnh.jpg')]);
    await says('Tệp “ảnh.jpg” thật ra là Ảnh WebP: đã nhận với tên ảnh.webp.');
    await zone().getByRole('group', { name: 'ảnh.webp', exact: true }).waitFor(patience);
  });

  it('as two where one fits: the first is taken, and the other named', async () => {
    await desk.dropFiles(zone(), [at('nhãn.pdf'), at('empty.pdf')]);
    await says('Chỗ này chỉ nhận một tệp: đã lấy nhãn.pdf, chưa lấy empty.pdf.');
    await operator.page.getByRole('banner').getByRole('button', { name: 'English' }).click();
    await operator.page.getByText('One file fits here: nhãn.pdf was taken, empty.pdf was not.').waitFor(patience);
    await operator.page.getByRole('banner').getByRole('button', { name: 'Tiếng Việt' }).click();
    await zone().getByRole('group', { name: 'nhãn.pdf', exact: true }).waitFor(patience);
  });

  it('as a folder is refused with the next step', async () => {
    await desk.dropFiles(zone(), [at('thư mục')]);
    await says('“thư mục” là thư mục, không phải tệp. Mở thư mục và chọn từng tệp.');
  });

  /** As it comes out of a browser: an address, or words, and no file. */
  const letGo = (target: Locator, type: string, text: string, from: 'outside' | 'this page' = 'outside'): Promise<boolean> =>
    target.evaluate(
      (element, given) => {
        const data = new DataTransfer();
        data.setData(given.type, given.text);
        const types = [
          ...(given.from === 'outside' ? [] : ['dragstart']),
          'dragenter',
          'dragover',
          'drop',
          ...(given.from === 'outside' ? [] : ['dragend']),
        ];
        return types
          .map((each) => element.dispatchEvent(new DragEvent(each, { bubbles: true, cancelable: true, dataTransfer: data })))
          .includes(false);
      },
      { type, text, from },
    );
  const address = 'https://mail.example.com/attachment/nhan.pdf';
  const stray = (): Locator => operator.page.getByRole('status').filter({ hasText: /màn hình này không có chỗ nhận tệp/i });

  it('as an address out of a browser is answered', async () => {
    await letGo(zone(), 'text/uri-list', address);
    await says('Lưu tệp xuống máy trước');
  });

  it.each(['text/uri-list', 'text/plain'])('as an address or a text (%s) beside the place is answered by the place', async (type) => {
    await letGo(operator.page.getByRole('form'), type, address);
    await says('Lưu tệp xuống máy trước');
  });

  it('as a text into a field is text, and marked words of the page itself are no file', async () => {
    expect(await letGo(operator.field('Mã tham chiếu vận đơn'), 'text/plain', 'DH-1')).toBe(false);
    await letGo(operator.page.getByRole('form'), 'text/plain', 'Vận đơn', 'this page');
    expect(await zone().getByText('Lưu tệp xuống máy trước').count()).toBe(0);
  });

  it('where no place is on the screen is told where files belong, until the next key or click', async () => {
    await operator.goTo('Danh mục');
    const main = operator.page.getByRole('main');
    // All of it has come: what is taken off the screen under the mouse is told of no drop, and nor is the window.
    let before = '';
    await expect.poll(async () => before === (before = await main.innerText()), { ...patience, interval: 500 }).toBe(true);
    const box = await main.boundingBox();
    if (box === null) throw new Error('the screen is not visible');
    await desk.dropFiles({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, [at('nhãn.pdf')]);
    await stray().waitFor(patience);
    await operator.page.keyboard.press('Escape');
    await expect.poll(() => stray().count(), patience).toBe(0);
    for (const type of ['text/uri-list', 'text/plain']) {
      await letGo(main, type, address);
      await stray().getByText('Lưu tệp xuống máy').waitFor(patience);
      await operator.page.mouse.click(box.x + box.width - 5, box.y + box.height - 5);
      await expect.poll(() => stray().count(), patience).toBe(0);
    }
  });

  it('on something that vanishes in that moment is not lost without a word', async () => {
    await operator.page.getByRole('main').evaluate((main) => {
      const passing = document.createElement('p');
      passing.id = 'passing';
      passing.style.cssText = 'position: fixed; inset: 12rem; z-index: 9';
      main.append(passing);
      window.addEventListener('dragover', () => setTimeout(() => passing.remove()), { once: true });
    });
    await desk.dropFiles(operator.page.locator('#passing'), [at('nhãn.pdf')]);
    await operator.page.getByRole('status').filter({ hasText: 'Tệp vừa thả chưa được nhận' }).waitFor(patience);
  });

  it('beside the place, but on the form, is taken by the place', async () => {
    const box = await operator.field('Mã tham chiếu vận đơn').boundingBox();
    if (box === null) throw new Error('the field is not visible');
    await desk.dropFiles({ x: box.x + 5, y: box.y + 5 }, [at('nhãn.pdf')]);
    await zone().getByRole('group', { name: 'nhãn.pdf', exact: true }).waitFor(patience);
  });

  it('beside the form is shown the place', async () => {
    const box = await operator.page.getByRole('navigation', { name: 'Màn hình' }).boundingBox();
    if (box === null) throw new Error('the navigation is not visible');
    await desk.dropFiles({ x: box.x + 5, y: box.y + 5 }, [at('nhãn.pdf')]);
    await says('Tệp vừa thả ra ngoài nên chưa được nhận. Thả lại vào ô này.');
    expect(await zone().getByRole('group', { name: 'nhãn.pdf', exact: true }).count()).toBe(0);
  });
});

describe('what is pasted', () => {
  /** A picture of the screen: it lies in no folder. `beside`: what else is on the clipboard. */
  const paste = (target: Locator, beside: string | null = null): Promise<void> =>
    target.evaluate(async (element, text) => {
      const canvas = document.createElement('canvas');
      canvas.width = 40;
      canvas.height = 20;
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done));
      const data = new DataTransfer();
      if (blob !== null) data.items.add(new File([blob], 'image.png', { type: 'image/png' }));
      if (text !== null) data.setData('text/plain', text);
      element.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }));
    }, beside);

  it('as a picture goes to the only place that takes one, wherever the caret is', async () => {
    await paste(operator.field('Mã tham chiếu vận đơn'));
    await zone().getByRole('group', { name: 'image.png', exact: true }).waitFor(patience);
    await zone().getByRole('img', { name: 'Ảnh image.png' }).waitFor(patience);
  });

  it('as cells of a spreadsheet, which bring a picture of themselves, is text', async () => {
    await paste(operator.field('Mã tham chiếu vận đơn'), 'DH-1');
    await new Promise((done) => setTimeout(done, 300));
    expect(await zone().getByRole('group', { name: 'image.png', exact: true }).count()).toBe(0);
  });

  it('where two places could be meant is asked for', async () => {
    await operator.goTo('Sản phẩm');
    await operator.button(/^Tạo sản phẩm/).click();
    await operator.page.getByRole('form').waitFor(patience);
    await paste(operator.page.getByRole('form'));
    await operator.page.getByText('trước, rồi dán lại, để tệp vào đúng ô này.').first().waitFor(patience);
    const main = operator.page.getByRole('group', { name: 'Ảnh chính' });
    await main.focus();
    await paste(main);
    await main.getByRole('group', { name: 'image.png', exact: true }).waitFor(patience);
  });
});
