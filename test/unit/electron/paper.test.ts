/** What a printer is asked for: real size, no margins, its own paper. Written against Electron's types; no printer was there to try it. */
import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import type { BrowserWindowConstructorOptions, WebContentsPrintOptions } from 'electron';
import { createPaper, printOptions, printerHere } from '../../../main/electron/paper.ts';

const once = { printer: 'zebra', copies: 1 } as const;

describe('a job', () => {
  test('is of the sheet’s size in microns, without margins, at 100 %', () => {
    expect(printOptions({ width: 105, height: 148 }, once)).toEqual({
      silent: true,
      printBackground: true,
      deviceName: 'zebra',
      margins: { marginType: 'none' },
      scaleFactor: 100,
      landscape: false,
      copies: 1,
      collate: true,
      pageSize: { width: 105_000, height: 148_000 },
    });
  });

  test('leaves the choice of the printer to the system where none was chosen', () => {
    expect(printOptions({ width: 100, height: 150 }, { printer: null, copies: 2 })).not.toHaveProperty('deviceName');
  });

  test('on office paper that lies lengthwise names the paper and turns it; a wide label is as wide as its roll', () => {
    expect(printOptions({ width: 210, height: 148 }, once)).toMatchObject({
      landscape: true,
      pageSize: { width: 148_000, height: 210_000 },
    });
    expect(printOptions({ width: 100, height: 75 }, once)).toMatchObject({
      landscape: false,
      pageSize: { width: 100_000, height: 75_000 },
    });
  });
});

test('A printer that CUPS says is stopped, or takes nothing, is known as that', () => {
  const of = (options: Electron.Options) => printerHere({ name: 'a', displayName: '', description: '', options });
  expect(of({ 'printer-state': '5' }).isStopped).toBe(true);
  expect(of({ 'printer-is-accepting-jobs': 'false' }).isStopped).toBe(true);
  expect(of({ 'printer-state': '3', 'printer-is-accepting-jobs': 'true' })).toEqual({ name: 'a', label: 'a', isStopped: false });
  expect(of({}).isStopped).toBe(false);
});

test('A system that does not say which printers there are keeps nobody waiting for ever', async () => {
  vi.useFakeTimers();
  const desk = { webContents: { getPrintersAsync: () => new Promise<never>(() => undefined) } };
  const paper = createPaper({ open: () => ({}) as never, desk: () => desk as never, log: () => undefined });
  const answer = paper.press.printers().catch((error: unknown) => String(error));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await answer).toBe('Error: no answer within 30 s');
  vi.useRealTimers();
});

describe('the window that draws', () => {
  const page = { width: 100, height: 150, isCut: false, missing: 'none' } as const;
  function machine(answers: readonly (readonly [boolean, string])[], desk = new EventEmitter()) {
    const opened: BrowserWindowConstructorOptions[] = [];
    const printed: { shown: string; options: WebContentsPrintOptions }[] = [];
    let [shown, url, isGone] = ['', '', false];
    const left = [...answers];
    const paper = createPaper({
      open: (options) => {
        opened.push(options);
        return {
          loadURL: (to: string) => Promise.resolve(void (url = to)),
          isDestroyed: () => isGone,
          destroy: () => void (isGone = true),
          once: () => undefined,
          webContents: {
            once: () => undefined,
            executeJavaScript: (code: string) => {
              if (code !== 'drawn') shown = code;
              return Promise.resolve([{ sheets: [page, page] }, { sheets: [{ ...page, width: 148, height: 210 }] }]);
            },
            print: (options: WebContentsPrintOptions, done: (isDone: boolean, reason: string) => void) => {
              printed.push({ shown, options });
              done(...(left.shift() ?? [true, '']));
            },
            printToPDF: () => Promise.resolve(Buffer.from('%PDF')),
          },
        } as never;
      },
      desk: () => desk as never,
      log: () => undefined,
    });
    return { paper, opened, printed, url: () => url, isGone: () => isGone };
  }
  const things = [
    { kind: 'file', mime: 'application/pdf', bytes: new Uint8Array([1, 2]) },
    { kind: 'file', mime: 'application/pdf', bytes: new Uint8Array([3]) },
  ] as const;
  const how = { printer: null, copies: 1 };

  test('SECURITY: is hidden, sandboxed and has no preload, and nobody is told its job once it is gone', async () => {
    const { paper, opened, url, isGone } = machine([]);
    const sheets = await paper.press.draw(things, null);
    expect(opened[0]).toMatchObject({ show: false, webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false } });
    expect(opened[0]?.webPreferences).not.toHaveProperty('preload');
    const id = url().split('?')[1] ?? '';
    const get = (path: string, method = 'GET') => paper.serve(new Request(`app://desk/paper/${path}`, { method }));
    expect(await get(`${id}/job`)?.json()).toEqual({
      paper: null,
      documents: [
        { kind: 'file', mime: 'application/pdf' },
        { kind: 'file', mime: 'application/pdf' },
      ],
    });
    expect(new Uint8Array((await get(`${id}/1`)?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(new Uint8Array([3]));
    expect(get(`${id}/7`)?.status).toBe(404);
    expect(get(`${id}/job`, 'POST')).toBeNull();
    expect(get(`${crypto.randomUUID()}/job`)?.status).toBe(404);
    expect(get('../index.html')).toBeNull();
    sheets.close();
    expect(isGone()).toBe(true);
    expect(get(`${id}/job`)?.status).toBe(404);
  });

  test('SECURITY: has an address of its own each time, that nobody can guess', async () => {
    const { paper, url } = machine([]);
    const addresses = new Set<string>();
    for (let turn = 0; turn < 3; turn += 1) {
      await paper.press.draw(things, null);
      expect(url()).toMatch(/\?[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      addresses.add(url());
    }
    expect(addresses.size).toBe(3);
  });

  test('closes with the desk, which it would keep alive', async () => {
    const desk = new EventEmitter();
    const { paper, isGone } = machine([], desk);
    await paper.press.draw(things, null);
    desk.emit('closed');
    expect(isGone()).toBe(true);
    expect(desk.listenerCount('closed')).toBe(0);
  });

  test('prints sheets behind one another on the same paper as one job', async () => {
    const { paper, printed } = machine([]);
    const sheets = await paper.press.draw(things, null);
    expect(await sheets.print(0, 1, how)).toEqual({ end: 'printed', reason: '' });
    expect(printed.map(({ shown, options }) => [shown, options.pageSize])).toEqual([
      ['show(0, 1)', { width: 100_000, height: 150_000 }],
      ['show(2, 2)', { width: 148_000, height: 210_000 }],
    ]);
  });

  test('says what became of it in the printer’s own words, and that a part may be printed where a later job fails', async () => {
    const ends = async (...answers: readonly (readonly [boolean, string])[]) =>
      (await (await machine(answers).paper.press.draw(things, null)).print(0, 1, how)).end;
    expect(await ends([false, 'Print job canceled'])).toBe('cancelled');
    expect(await ends([false, 'Print job failed'])).toBe('failed');
    expect(await ends([false, 'Invalid printer settings'])).toBe('failed');
    expect(await ends([true, ''], [false, 'Print job failed'])).toBe('maybe');
    expect(await ends([false, ''])).toBe('maybe');
  });
});
