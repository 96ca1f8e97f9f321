/** The system's own "save as": the page names no folder, and learns none. */
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
