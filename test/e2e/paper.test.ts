/** Labels, bills and carton labels go to a printer: at their real size, as lines and letters, in order, and counted. The built app. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskBridge } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import { type Desk, launchDesk, openConnection } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { labelPdf } from './pdfs.ts';

const patience = { timeout: 30_000 } as const;
const folder = mkdtempSync(join(tmpdir(), 'paper-'));
const trays = { zebra: join(folder, 'zebra'), office: join(folder, 'office') };
const printersFile = join(folder, 'printers.json');
const printers = (...list: readonly object[]): void => writeFileSync(printersFile, JSON.stringify(list));
const zebra = { name: 'zebra', displayName: 'Zebra ZD230', folder: trays.zebra };
const office = { name: 'office', displayName: 'Máy in văn phòng', folder: trays.office };

let desk: Desk;
let operator: Operator;
const codes: string[] = [];

beforeAll(async () => {
  for (const tray of Object.values(trays)) mkdirSync(tray);
  printers(office, zebra);
  desk = await launchDesk({ lang: 'vi', env: { ONFLOW_STANDIN_PRINTERS: printersFile } });
  operator = new Operator(desk);
  await operator.startPractising();
  for (const [reference, width, height] of [
    ['IN-1', 105, 148],
    ['IN-2', 100, 150],
    ['IN-3', 150, 100],
  ] as const) {
    const label = join(folder, `${reference}.pdf`);
    writeFileSync(label, labelPdf({ width, height, words: `NHAN ${reference}` }));
    await operator.createShipment({ reference, product: 'AT-DO-M', quantity: '1', label });
    await operator.send();
    codes.push(await operator.confirmed(reference));
  }
}, 180_000);
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** The jobs that lie in a printer's tray, oldest first; the tray is empty afterwards. */
function jobsIn(tray: string): { readonly name: string; readonly pdf: Buffer }[] {
  return readdirSync(tray)
    .toSorted()
    .map((name) => {
      const pdf = readFileSync(join(tray, name));
      rmSync(join(tray, name));
      return { name, pdf };
    });
}

/** Of each page, in millimetres. */
const sizesIn = (pdf: Buffer): [number, number][] =>
  [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
    (Number(width) / 72) * 25.4,
    (Number(height) / 72) * 25.4,
  ]);

/** What the pages draw, as the file says it. */
const contentOf = (pdf: Buffer): string =>
  [...pdf.toString('latin1').matchAll(/\/Filter \/FlateDecode[^>]*>>\s*stream\r?\n/g)]
    .map(({ index, 0: head }) => {
      const from = index + head.length;
      try {
        return inflateSync(pdf.subarray(from, pdf.indexOf('endstream', from))).toString('latin1');
      } catch {
        // A font or a picture.
        return '';
      }
    })
    .join('\n');

/** One of Chromium's pixels more or less, which is how it cuts pages. */
function expectSize(pdf: Buffer, ...sizes: readonly (readonly [number, number])[]): void {
  const found = sizesIn(pdf);
  expect(found).toHaveLength(sizes.length);
  for (const [index, [width, height]] of sizes.entries()) {
    expect(Math.abs((found[index]?.[0] ?? 0) - width)).toBeLessThan(0.3);
    expect(Math.abs((found[index]?.[1] ?? 0) - height)).toBeLessThan(0.3);
  }
}

const ask = (verb: keyof DeskBridge['call'], request: unknown): Promise<unknown> =>
  openConnection(operator.page).then((connection) =>
    operator.page.evaluate(
      async ([name, given, of]) => {
        const { desk: bridge } = window as unknown as {
          desk: { call: Record<string, (request: unknown, of: string) => Promise<unknown>> };
        };
        return bridge.call[name]?.(given, of);
      },
      [verb, request, connection] as const satisfies readonly [string, unknown, ConnectionId],
    ),
  );

const dialog = () => operator.page.getByRole('dialog');
const printed = (count: number): Promise<void> => dialog().getByText(`Đã gửi ${count} tới máy in`).waitFor(patience);

describe('the label of a shipment', () => {
  it('is printed by Ctrl+P and Enter: at its real size, as letters and lines, by the system’s own printer', async () => {
    await operator.open('Vận đơn', codes[0] ?? '');
    await operator.page.getByText('IN-1').first().waitFor();
    await operator.page.keyboard.press('Control+P');
    await dialog()
      .getByRole('img', { name: /Trang 1/ })
      .waitFor(patience);
    await dialog().getByText('105 × 148 mm', { exact: true }).waitFor();
    await operator.page.keyboard.press('Enter');
    await printed(1);
    const [job] = jobsIn(trays.office);
    const pdf = job?.pdf ?? Buffer.alloc(0);
    expectSize(pdf, [105, 148]);
    // In whatever form the system has the font.
    expect(pdf.toString('latin1')).toMatch(/\/Type \/Font\b/u);
    expect(contentOf(pdf)).toMatch(/\bT[jJ]\b/u);
    expect(pdf.toString('latin1')).not.toContain('/Subtype /Image');
    // Two bars of a barcode: rectangles that are filled.
    expect(contentOf(pdf)).toMatch(/\bre\s+f\b|\bl\s+h\s+f\b/);
    await operator.page.keyboard.press('Escape');
    await operator.page.getByText(/đã in 1 lần, lần cuối/).waitFor(patience);
  });

  it('is known as printed again, and the journal says who had it printed, where, and how many times', async () => {
    await operator.page.keyboard.press('Control+P');
    await dialog().getByText('Nhãn này đã được in rồi').waitFor(patience);
    await dialog().getByRole('combobox', { name: 'Máy in' }).selectOption({ label: 'Zebra ZD230' });
    await dialog().getByRole('button', { name: 'In lại' }).click();
    await printed(1);
    expect(jobsIn(trays.zebra)).toHaveLength(1);
    await operator.page.keyboard.press('Escape');
    await operator.page.getByText(/đã in 2 lần, lần cuối/).waitFor(patience);
    const answer = (await ask('journal.list', {
      search: codes[0],
      facets: { what: ['print'] },
      ranges: {},
      order: null,
      at: null,
      pageSize: 10,
      counts: [],
    })) as { value?: { entries: object[] } };
    expect(answer.value?.entries[0]).toMatchObject({
      what: 'print',
      printed: 'label',
      code: codes[0],
      event: 'printed',
      times: 2,
      printer: 'zebra',
    });
  });
});

const things = (): readonly object[] => codes.map((code) => ({ code, part: null }));
const onZebra = (paper: string): object => ({ printer: 'zebra', paper });
const print = async (paper: string): Promise<Buffer[]> => {
  expect(await ask('printing.print', { what: 'label', things: things(), preset: onZebra(paper), copies: 1 })).toEqual({
    ok: true,
    value: { printed: 3, left: [] },
  });
  return jobsIn(trays.zebra).map(({ pdf }) => pdf);
};

describe('the label beside the form', () => {
  const sheet = () => operator.page.getByRole('article').getByRole('img', { name: /Trang 1/ });
  const widthOf = async (): Promise<number> => (await sheet().boundingBox())?.width ?? 0;

  it('is made larger, and turned', async () => {
    await operator.open('Vận đơn', codes[0] ?? '');
    await sheet().waitFor(patience);
    await expect.poll(() => sheet().getAttribute('data-turn'), patience).toBe('0');
    const before = await widthOf();
    await operator.page.getByRole('article').getByRole('button', { name: 'Phóng to' }).click();
    await expect.poll(widthOf, patience).toBeGreaterThan(before * 1.4);
    await operator.page.getByRole('article').getByRole('button', { name: 'Xoay' }).click();
    await expect.poll(() => sheet().getAttribute('data-turn'), patience).toBe('90');
    const box = await sheet().boundingBox();
    expect(box?.width).toBeGreaterThan(box?.height ?? 0);
  });

  it('is dragged into another program by its name', async () => {
    await operator.page
      .getByRole('article')
      .getByText('IN-1.pdf', { exact: true })
      .evaluate((element) => element.dispatchEvent(new DragEvent('dragstart', { bubbles: true, cancelable: true })));
    await expect
      .poll(() => desk.leftTheApp().filter(({ action }) => action === 'startDrag'), patience)
      .toEqual([{ action: 'startDrag', file: expect.stringMatching(/[/\\]IN-1\.pdf$/) as string }]);
  });
});

it('Ctrl+P in the moment a record is opened prints its label as soon as it is read', async () => {
  await operator.goTo('Vận đơn');
  await operator.page
    .getByRole('searchbox')
    .first()
    .fill(codes[1] ?? '');
  const row = operator.page
    .getByRole('grid')
    .first()
    .getByRole('row')
    .filter({ hasText: codes[1] ?? '' })
    .first();
  await row.waitFor(patience);
  // Both in one moment: the desk has not answered what the record is.
  await row.evaluate(async (element) => {
    (element as HTMLElement).click();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', code: 'KeyP', ctrlKey: true, bubbles: true, cancelable: true }));
  });
  await dialog()
    .getByRole('img', { name: /Trang 1/ })
    .waitFor(patience);
  await operator.page.keyboard.press('Escape');
});

describe('several labels', () => {
  it('are chosen in the list and printed in its order, by one button', async () => {
    await operator.goTo('Vận đơn');
    await operator.page.getByRole('searchbox').first().fill('IN-');
    await expect.poll(() => operator.page.getByRole('grid').first().getByRole('row').count(), patience).toBeGreaterThan(3);
    const shown = await operator.page.getByRole('grid').first().getByRole('row').allInnerTexts();
    const order = shown.flatMap((row) => codes.filter((code) => row.includes(code)));
    for (const code of codes) await operator.page.getByRole('checkbox', { name: new RegExp(code) }).click();
    await operator.page.getByRole('button', { name: 'In nhãn của 3 vận đơn' }).click();
    await dialog().getByRole('heading', { name: 'In 3 nhãn vận đơn' }).waitFor(patience);
    await dialog()
      .getByText(`1/3: ${order[0] ?? ''}`)
      .waitFor(patience);
    await operator.page.keyboard.press('Escape');
  });

  it('come in order, each on paper of its own size', async () => {
    const jobs = await print('own');
    expect(jobs).toHaveLength(3);
    for (const [index, size] of (
      [
        [105, 148],
        [100, 150],
        [150, 100],
      ] as const
    ).entries())
      expectSize(jobs[index] ?? Buffer.alloc(0), size);
  });

  it('on one paper are one job: at their real size, one that lies lengthwise turned, and none made smaller', async () => {
    const jobs = await print('label100x150');
    expect(jobs).toHaveLength(1);
    const [pdf = Buffer.alloc(0)] = jobs;
    expectSize(pdf, [100, 150], [100, 150], [100, 150]);
    expect(pdf.toString('latin1')).not.toContain('/Subtype /Image');
  });

  it('that the printer refuses are not counted, and the reason stands on the screen with the next step', async () => {
    printers(office, { ...zebra, fails: 'Print job failed' });
    const before = await ask('printing.printed', { what: 'label', codes });
    await operator.open('Vận đơn', codes[1] ?? '');
    await operator.page.keyboard.press('Control+P');
    await dialog()
      .getByRole('img', { name: /Trang 1/ })
      .waitFor(patience);
    await dialog().getByRole('button', { name: 'In lại' }).click();
    await dialog().getByText('Máy in Zebra ZD230 không in được.', { exact: false }).waitFor(patience);
    expect(await ask('printing.printed', { what: 'label', codes })).toEqual(before);
    printers(office, zebra);
    await dialog().getByRole('button', { name: 'In tiếp 1 còn lại' }).click();
    await printed(1);
    expect(jobsIn(trays.zebra)).toHaveLength(1);
    await operator.page.keyboard.press('Escape');
  });
});

describe('a purchase order', () => {
  it('has a label for each of its cartons, and a bill', async () => {
    await operator.openFirst('Đơn nhập', 'Đang về kho');
    await operator.page.keyboard.press('Control+P');
    await dialog()
      .getByRole('img', { name: /Trang 1/ })
      .waitFor(patience);
    await operator.page.screenshot({ path: join(folder, 'carton.png') });
    await operator.page.keyboard.press('Enter');
    await dialog()
      .getByText(/^Đã gửi \d+ tới máy in$/)
      .waitFor(patience);
    const [job] = jobsIn(trays.office);
    const pdf = job?.pdf ?? Buffer.alloc(0);
    expect(sizesIn(pdf).length).toBeGreaterThan(0);
    expectSize(pdf, ...sizesIn(pdf).map(() => [100, 150] as const));
    expect(pdf.toString('latin1')).not.toContain('/Subtype /Image');
    await operator.page.keyboard.press('Escape');
    await operator.page.keyboard.press('Alt+P');
    await dialog()
      .getByRole('img', { name: /Trang 1/ })
      .waitFor(patience);
    await dialog().getByText('210 × 297 mm', { exact: true }).waitFor();
    await operator.page.keyboard.press('Escape');
  });
});

it('SECURITY: the window that draws has no bridge to the desk, and its job is told to nobody else', async () => {
  const answers = await operator.page.evaluate(async () => {
    const wanted = ['/paper/00000000-0000-4000-8000-000000000000/job', '/paper/../paper/x/job', '/paper/'];
    return Promise.all(wanted.map(async (path) => (await fetch(path)).status));
  });
  expect(answers.every((status) => status === 404)).toBe(true);
});
