/** The system's own dialogs for files and folders: the page names none. */
import type { BrowserWindow, Dialog } from 'electron';

/** The path the operator chose, `null` where they thought better of it. */
export async function askWhere(
  dialog: Pick<Dialog, 'showSaveDialog'>,
  window: BrowserWindow | null,
  suggested: string,
): Promise<string | null> {
  const options = { defaultPath: suggested };
  const { canceled, filePath } = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
  return canceled || filePath === '' ? null : filePath;
}

/** The folder the operator chose, `null` where they thought better of it. */
export async function askFolder(dialog: Pick<Dialog, 'showOpenDialog'>, window: BrowserWindow | null): Promise<string | null> {
  const options = { properties: ['openDirectory' as const] };
  const { canceled, filePaths } = window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return canceled ? null : (filePaths[0] ?? null);
}
