/**
 * Drawing without the graphics card where its driver fails again and again. Chromium gives up altogether after a few
 * failures of its graphics process, so it is written down at the second one: the next start draws by the processor alone, until another
 * version of Electron is there to try.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, BrowserWindow, Dialog } from 'electron';
import { z } from 'zod';
import type { Language } from '../../contract/language.ts';
import type { Log } from '../support/log.ts';

const Mark = z.object({ electron: z.string() });
const failures = { times: 2, withinMs: 5 * 60_000 };

const words = {
  vi: {
    message: 'Phần đồ họa của máy này bị lỗi nhiều lần liên tiếp',
    detail:
      'Từ lần mở sau, Onflow Desk không dùng card đồ họa nữa, chỉ chậm hơn một chút. Bản nháp và hộp gửi đã được lưu. Khởi động lại ngay, hoặc làm tiếp nếu màn hình vẫn hiển thị tốt. Cập nhật trình điều khiển (driver) card đồ họa thường khắc phục được lỗi này.',
    restart: 'Khởi động lại',
    later: 'Để sau',
  },
  en: {
    message: 'The graphics of this computer keep failing',
    detail:
      'From its next start, Onflow Desk draws without the graphics card, which is only a little slower. Drafts and outbox are saved. Restart now, or go on while the screen is still drawn well. A newer driver for the graphics card often helps.',
    restart: 'Restart',
    later: 'Later',
  },
} as const satisfies Record<Language, Record<string, string>>;

const markIn = (folder: string): string => join(folder, 'software-rendering.json');

interface Parts {
  /** The desk's own, where the mark lies. */
  readonly folder: string;
  /** The version of Electron. */
  readonly electron: string;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly windows: () => readonly BrowserWindow[];
  /** A desk starts when this one has ended. */
  readonly restart: () => void;
  readonly language: () => Language;
  readonly log: Log;
}

/** Before `ready`: later Electron does not take it any more. */
export function mindGraphics(
  app: Pick<App, 'disableHardwareAcceleration' | 'on' | 'once' | 'quit'>,
  { folder, electron, dialog, windows, restart, language, log }: Parts,
): void {
  const isSoftware = isMarked(folder, electron);
  if (isSoftware) {
    app.disableHardwareAcceleration();
    log('draws without the graphics card, which failed at an earlier start');
  }
  const ask = async (window: BrowserWindow): Promise<void> => {
    const text = words[language()];
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: text.message,
      detail: text.detail,
      buttons: [text.restart, text.later],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (response !== 0) return;
    restart();
    app.quit();
  };
  const seen: number[] = [];
  let isSaid = isSoftware;
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason === 'clean-exit') return;
    log(`process gone: ${type}${name === undefined ? '' : ` (${name})`}: ${reason}, exit code ${exitCode}`);
    if (type !== 'GPU') return;
    const now = performance.now();
    seen.push(now);
    if (isSaid || seen.filter((each) => now - each < failures.withinMs).length < failures.times) return;
    isSaid = true;
    try {
      writeFileSync(markIn(folder), JSON.stringify({ electron } satisfies z.infer<typeof Mark>));
    } catch (error) {
      log(`not written down that the graphics fail: ${String(error)}`);
      return;
    }
    log('the next start draws without the graphics card');
    // A box that belongs to no window stops everything else on macOS: without a window, the next one is asked over.
    const [window] = windows();
    if (window === undefined) app.once('browser-window-created', (_created, next) => void ask(next));
    else void ask(window);
  });
}

function isMarked(folder: string, electron: string): boolean {
  try {
    const mark = Mark.safeParse(JSON.parse(readFileSync(markIn(folder), 'utf8')));
    return mark.success && mark.data.electron === electron;
  } catch {
    // No mark, or none that can be read: the card is tried.
    return false;
  }
}
