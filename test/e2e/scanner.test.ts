/** A scanner at work, in the built app: keys at its rhythm wherever the focus is, an input method in between, a hand right behind it. */
import type { CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { atProvider } from './practiceCompany.ts';

const patience = { timeout: 20_000 } as const;
let desk: Desk;
let operator: Operator;
let page: Page;
let keys: CDPSession;

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi' });
  operator = new Operator(desk);
  ({ page } = operator);
  await operator.startPractising();
  await operator.goTo('Sản phẩm');
  await page.getByText(/1–\d+ trên 300/).waitFor(patience);
  keys = await page.context().newCDPSession(page);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

interface Key {
  readonly key: string;
  /** Milliseconds after the key before. */
  readonly after: number;
  readonly code?: string;
  readonly isTaken?: true;
  readonly isControl?: true;
}
const codes: Record<string, number> = { Enter: 13, Tab: 9, Backspace: 8 };
/** Keys with the times at which they were pressed, as the system reports them: a busy computer must not turn a scanner into a person. */
const strike = async (struck: readonly Key[]): Promise<void> => {
  let at = Date.now() / 1_000;
  const sent = struck.flatMap(({ key, after, code = '', isTaken, isControl }) => {
    at += after / 1_000;
    const what = { key, timestamp: at, code: code === '' && key in codes ? key : code, modifiers: isControl === true ? 2 : 0 };
    const windowsVirtualKeyCode = isTaken === true ? 229 : codes[key];
    const text = isTaken === true || isControl === true || key === 'Tab' || key === 'Backspace' ? undefined : key === 'Enter' ? '\r' : key;
    return [
      keys.send('Input.dispatchKeyEvent', {
        type: text === undefined ? 'rawKeyDown' : 'keyDown',
        ...what,
        ...(text === undefined ? {} : { text }),
        ...(windowsVirtualKeyCode === undefined ? {} : { windowsVirtualKeyCode }),
      }),
      keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...what }),
    ];
  });
  await Promise.all(sent);
};
const struckAs = (text: string, gapMs: number, end: 'Enter' | 'Tab' | null = 'Enter'): Key[] => [
  ...Array.from(text, (key) => ({ key, after: gapMs })),
  ...(end === null ? [] : [{ key: end, after: gapMs }]),
];
const scan = (text: string, gapMs = 12, end: 'Enter' | 'Tab' | null = 'Enter'): Promise<void> => strike(struckAs(text, gapMs, end));
/** The trigger is let go, and the next piece is taken up. */
const nextPiece = (): Promise<void> => page.waitForTimeout(2_200);

const line = (number: number): Locator => page.getByRole('group', { name: new RegExp(`Dòng ${number}$`) });
const product = (number: number): Locator => line(number).getByRole('combobox', { name: 'Sản phẩm' });
const quantity = (number: number): Locator => line(number).getByRole('textbox', { name: 'Số lượng' });
const sign = (outcome: string): Locator => page.locator(`[data-scan-outcome="${outcome}"]`);
const picked = async (number: number): Promise<void> => quantity(number).and(page.locator(':focus')).waitFor(patience);

const newShipment = async (): Promise<void> => {
  await operator.goTo('Vận đơn');
  await operator.button(/^Tạo vận đơn/).click();
  await page.getByRole('form').waitFor(patience);
};
const firstScanned = async (): Promise<void> => {
  await newShipment();
  await product(1).click();
  await scan('AT-DO-M');
  await picked(1);
};

describe('with the caret in a quantity', () => {
  it.each([
    ['8 ms a key and Enter', 8, 'Enter'],
    ['30 ms a key and Tab', 30, 'Tab'],
    ['no end at all', 20, null],
  ] as const)('the next product starts the next line, and no code becomes a quantity (%s)', async (_how, gapMs, end) => {
    await firstScanned();
    await page.waitForTimeout(600);
    await scan('AT-DO-L', gapMs, end);
    await expect.poll(() => product(2).inputValue(), patience).toContain('AT-DO-L');
    await picked(2);
    expect([await quantity(1).inputValue(), await quantity(2).inputValue()]).toEqual(['1', '1']);
  });

  it('the same product is one more, and counts once where the trigger was held', async () => {
    await firstScanned();
    await scan('AT-DO-M');
    await sign('repeated').waitFor(patience);
    expect(await quantity(1).inputValue()).toBe('1');
    await nextPiece();
    await scan('AT-DO-M');
    await expect.poll(() => quantity(1).inputValue(), patience).toBe('2');
    expect(await line(2).count()).toBe(0);
  });

  it('while counting, each scan is a piece', async () => {
    await firstScanned();
    await page.getByRole('checkbox', { name: /^Đếm khi quét/ }).click();
    await quantity(1).focus();
    for (let piece = 0; piece < 3; piece += 1) {
      await scan('AT-DO-M');
      await expect.poll(() => quantity(1).inputValue(), patience).toBe(String(piece + 2));
    }
    await page.getByRole('checkbox', { name: /^Đếm khi quét/ }).click();
  });

  it('a code behind whose first sign the radio stumbles is the whole code', async () => {
    await firstScanned();
    await page.waitForTimeout(600);
    await strike([{ key: 'A', after: 12 }, { key: 'T', after: 180 }, ...struckAs('-DO-L', 12)]);
    await expect.poll(() => product(2).inputValue(), patience).toContain('AT-DO-L');
    expect(await quantity(1).inputValue()).toBe('1');
  });

  it('a quick hand stays a hand', async () => {
    await firstScanned();
    await strike(struckAs('1200', 72, null));
    await expect.poll(() => quantity(1).inputValue(), patience).toBe('1200');
  });
});

describe('right behind the code', () => {
  it('what is typed within milliseconds of its Enter is the quantity', async () => {
    await newShipment();
    await product(1).click();
    await strike([...struckAs('AT-DO-M', 12), { key: '7', after: 120 }]);
    await expect.poll(() => quantity(1).inputValue(), patience).toBe('7');
    expect(await product(1).inputValue()).toContain('AT-DO-M');
  });

  it('what is typed and taken back is no part of the quantity', async () => {
    await newShipment();
    await product(1).click();
    await strike([...struckAs('AT-DO-M', 12), { key: '7', after: 120 }, { key: 'Backspace', after: 70 }, { key: '8', after: 130 }]);
    await expect.poll(() => quantity(1).inputValue(), patience).toBe('8');
  });

  it('the next code is heard too, though an input method rewrites it, and leaves nothing in the quantity', async () => {
    await newShipment();
    await product(1).click();
    const next = [...struckAs('AT-DOO', 12, null), { key: 'Backspace', after: 1 }, ...struckAs('-L', 12)];
    await strike([...struckAs('AT-DO-M', 12), ...next.map((key, index) => (index === 0 ? { ...key, after: 150 } : key))]);
    await expect.poll(() => product(2).inputValue(), patience).toContain('AT-DO-L');
    expect(await quantity(1).inputValue()).toBe('1');
  });

  it('a second end, as return and line feed, ends nothing more', async () => {
    await newShipment();
    await product(1).click();
    await strike([...struckAs('AT-DO-M', 12), { key: 'Enter', after: 12 }]);
    await picked(1);
    await page.waitForTimeout(300);
    expect([await line(2).count(), await quantity(1).and(page.locator(':focus')).count()]).toEqual([0, 1]);
    // Nor does it press the button that the code was scanned over.
    await operator.button('Thêm dòng').focus();
    await strike([...struckAs('AT-DO-L', 12), { key: 'Enter', after: 12 }]);
    await picked(2);
    expect(await line(3).count()).toBe(0);
  });

  it('an end that is sent as control signs is no part of it', async () => {
    await newShipment();
    await product(1).click();
    await strike([
      ...struckAs('AT-DO-M', 12, null),
      { key: 'm', code: 'KeyM', after: 12, isControl: true },
      { key: 'j', code: 'KeyJ', after: 12, isControl: true },
    ]);
    await picked(1);
    expect(await product(1).inputValue()).toContain('AT-DO-M');
  });
});

it('the computer’s own Vietnamese keyboard, which has letters where digits are pressed, does not change a barcode', async () => {
  const barcode = atProvider(desk, 'products').find(({ sku }) => sku === 'AT-DO-M')?.barcodes[0] ?? '';
  expect(barcode).toMatch(/^\d{13}$/u);
  await newShipment();
  await product(1).click();
  // From 0: đ, four letters, five tones.
  const signs = ['đ', 'ă', 'â', 'ê', 'ô', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
  await strike([
    ...Array.from(barcode, (digit) => ({ key: signs[Number(digit)] ?? '', code: `Digit${digit}`, after: 12 })),
    { key: 'Enter', after: 12 },
  ]);
  await picked(1);
  expect(await product(1).inputValue()).toContain('AT-DO-M');
});

it('in a field of any text a product’s code goes to the lines, and leaves no text behind', async () => {
  await firstScanned();
  const marketplace = page.getByRole('combobox', { name: 'Sàn TMĐT' });
  await marketplace.fill('shopee');
  await page.waitForTimeout(600);
  await marketplace.press('End');
  await scan('AT-DO-L');
  await expect.poll(() => product(2).inputValue(), patience).toContain('AT-DO-L');
  expect(await marketplace.inputValue()).toBe('shopee');
});

it('over a list it looks the code up, and opens what has it', async () => {
  await operator.goTo('Sản phẩm');
  // Whatever the list is narrowed to: who scans means that one.
  await page.getByRole('button', { name: /^Ngừng hoạt động/ }).click();
  await page.getByRole('grid').first().focus();
  await scan('AT-DO-M');
  await page.getByRole('article').filter({ hasText: 'AT-DO-M' }).waitFor(patience);
});

it('over the preview of a paste a scan is a line of it, a piece more, or mends the line it was scanned into; no code is lost', async () => {
  await newShipment();
  await product(1).click();
  await page.evaluate(() => {
    const copied = new DataTransfer();
    copied.setData('text/plain', 'AT-DO-M\t3\nKHONG-CO\t2\nTổng\t5');
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: copied, bubbles: true, cancelable: true }));
  });
  const preview = page.getByRole('dialog');
  const lines = preview.getByRole('table').locator('tbody tr');
  await preview.getByText('1 dòng cần xem lại').waitFor(patience);

  await scan('AT-DO-L');
  await expect.poll(() => lines.nth(2).innerText(), patience).toMatch(/AT-DO-L[^]*\b1\b/u);
  await scan('AT-DO-M');
  await expect.poll(() => lines.nth(0).innerText(), patience).toMatch(/AT-DO-M[^]*\b4\b/u);
  expect(await lines.count()).toBe(3);

  // With the caret in a quantity no code becomes one.
  const amount = preview.getByRole('textbox', { name: /Số lượng.*2/u });
  await amount.focus();
  await page.waitForTimeout(600);
  await scan('LA-LUNG-99');
  await expect.poll(() => lines.nth(3).innerText(), patience).toMatch(/LA-LUNG-99[^]*Chưa tìm thấy sản phẩm/u);
  expect(await amount.inputValue()).toBe('2');

  const other = atProvider(desk, 'products').find(({ sku }) => !/^AT-DO-[ML]$/u.test(sku ?? ''))?.sku ?? '';
  const code = lines.nth(1).getByRole('textbox').first();
  await code.focus();
  await page.waitForTimeout(600);
  await scan(other);
  await expect.poll(() => lines.nth(1).innerText(), patience).toContain(`✓ ${other}`);
  expect(await code.inputValue()).toBe(other);

  await preview.getByRole('button').last().click();
  await preview.waitFor({ state: 'hidden' });
  await expect.poll(() => product(4).inputValue(), patience).toBe('LA-LUNG-99');
  expect(
    await Promise.all(
      [1, 2, 3].map(async (number) => [(await product(number).inputValue()).split(' · ')[0], await quantity(number).inputValue()]),
    ),
  ).toEqual([
    ['AT-DO-M', '4'],
    [other, '2'],
    ['AT-DO-L', '1'],
  ]);
});

describe('a Vietnamese input method in between', () => {
  beforeEach(newShipment);
  const shifted = { code: '', after: 12 } as const;
  it('that takes keys back: what it made of them goes nowhere where no product says what it was', async () => {
    await product(1).click();
    const rewritten: Key[] = [
      { ...shifted, key: 'X' },
      { ...shifted, key: 'D' },
      { key: 'Backspace', after: 1 },
      { key: 'Đ', after: 1 },
      ...struckAs('-1577', 12),
    ];
    await strike(rewritten);
    await sign('inputMethod')
      .getByText(/tắt bộ gõ/)
      .waitFor(patience);
    expect(await product(1).inputValue()).toBe('');
  });
  it('that takes keys back: restored where one product alone can be meant', async () => {
    await product(1).click();
    // Telex makes one S of two: AT-DO-SS1 would be one of them. Here a doubled letter came back once.
    const rewritten: Key[] = [...struckAs('AT-DOO', 12, null), { key: 'Backspace', after: 1 }, ...struckAs('-M', 12)];
    await strike(rewritten);
    await expect.poll(() => product(1).inputValue(), patience).toContain('AT-DO-M');
  });
  it('that composes: the keys are known by their places', async () => {
    await product(1).click();
    const places = ['KeyA', 'KeyT', 'Minus', 'KeyD', 'KeyO', 'Minus', 'KeyM'];
    await strike([...places.map((code) => ({ key: 'Process', code, after: 12, isTaken: true }) as const), { key: 'Enter', after: 12 }]);
    await expect.poll(() => product(1).inputValue(), patience).toContain('AT-DO-M');
  });
});

it('is answered by sight within 50 ms and by sound, which can be switched off; a prefix is taken off', async () => {
  await page.evaluate(() => {
    const heard = window as unknown as { sounds: number };
    heard.sounds = 0;
    const create = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function (this: AudioContext) {
      heard.sounds += 1;
      return create.call(this);
    };
  });
  const sounds = (): Promise<number> => page.evaluate(() => (window as unknown as { sounds: number }).sounds);
  await firstScanned();
  expect(await sounds()).toBe(1);
  await page.waitForTimeout(600);
  await page.evaluate(() => {
    const answers = window as unknown as { tookMs: number };
    window.addEventListener(
      'keydown',
      ({ key }) => {
        // The code's Enter is kept from everybody: from its last sign on.
        if (key !== 'L') return;
        const from = performance.now();
        const look = (): void => {
          if (document.querySelector('[data-scan-outcome]')?.textContent?.includes('AT-DO-L') === true)
            answers.tookMs ??= performance.now() - from;
          else requestAnimationFrame(look);
        };
        look();
      },
      true,
    );
  });
  await scan('AT-DO-L');
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { tookMs?: number }).tookMs ?? 9_999), patience)
    .toBeLessThanOrEqual(50);

  await operator.goTo('Cài đặt');
  await page.getByRole('tab', { name: 'Giao diện' }).click();
  await page.getByRole('checkbox', { name: 'Kêu khi quét' }).click();
  await page.getByRole('textbox', { name: 'Ký tự đầu của máy quét' }).fill('~');
  const before = await sounds();
  await newShipment();
  await product(1).click();
  await scan('AT-DO-M');
  await picked(1);
  await page.waitForTimeout(600);
  await scan('~AT-DO-L');
  await expect.poll(() => product(2).inputValue(), patience).toContain('AT-DO-L');
  expect(await sounds()).toBe(before);
});
