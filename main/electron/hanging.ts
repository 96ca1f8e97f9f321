/** The page does not respond: it is said, and the operator waits or has the page read anew. */
import type { BrowserWindow, Dialog } from 'electron';
import type { Language } from '../../contract/language.ts';
import type { Log } from '../support/log.ts';

const words = {
  vi: {
    message: 'Màn hình của Onflow Desk đang bị treo',
    detail:
      'Có thể máy đang bận: chờ thêm một lát thường là đủ. Nếu vẫn treo, tải lại màn hình. Những gì đã gõ đều được lưu vào bản nháp, hộp gửi vẫn tiếp tục chạy.',
    wait: 'Chờ thêm',
    reload: 'Tải lại màn hình',
  },
  en: {
    message: 'The page of Onflow Desk does not respond',
    detail:
      'The computer may be busy: waiting a little is often enough. If it stays so, reload the page. What was typed is saved in the draft, and the outbox goes on working.',
    wait: 'Wait',
    reload: 'Reload the page',
  },
} as const satisfies Record<Language, Record<string, string>>;

interface Parts {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly language: () => Language;
  readonly log: Log;
}

export function watchHanging(window: BrowserWindow, { dialog, language, log }: Parts): void {
  let asking: AbortController | null = null;
  const ask = async (): Promise<void> => {
    if (asking !== null) return;
    const question = new AbortController();
    asking = question;
    log('page does not respond');
    const { message, detail, wait, reload } = words[language()];
    // Closed by the signal it is as if the answer were to wait.
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message,
      detail,
      buttons: [wait, reload],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal: question.signal,
    });
    asking = null;
    if (response !== 1 || question.signal.aborted || window.isDestroyed()) return;
    log('page ended as the operator asked');
    // A hanging page takes no reload. Of its death the window hears, and brings it back in a new process.
    window.webContents.forcefullyCrashRenderer();
  };
  window.on('unresponsive', () => void ask());
  window.on('responsive', () => asking?.abort());
  window.on('closed', () => asking?.abort());
}
