/** What the desk asks of the system, given by Electron (main process): windows, files, links, menu, colours, versions. */
import { join } from 'node:path';
import { BrowserWindow, Menu, app, dialog, nativeTheme, shell } from 'electron';
import type { Language } from '../../contract/bridge.ts';
import type { DeskOptions } from '../desk.ts';
import type { Log } from '../log.ts';
import { tell } from './ipc.ts';
import { openLink } from './links.ts';
import { setMenu } from './menu.ts';
import { askWhere } from './saveFile.ts';

type Asked = Pick<DeskOptions, 'folder' | 'version' | 'platform' | 'versions' | 'emit' | 'openLink' | 'openFile' | 'onLanguage' | 'onTheme' | 'askWhere'>;

export interface System extends Asked {
  /** For words that come from here and not from the page. */
  readonly language: () => Language;
}

export function systemOf(log: Log): System {
  const windows = (): BrowserWindow[] => BrowserWindow.getAllWindows();
  const emit: System['emit'] = (event, payload) => tell(windows(), event, payload);
  let language: Language = 'vi';
  // Electron has no menu and no theme before that; the desk reads its settings earlier.
  const whenReady = (act: () => void): void => (app.isReady() ? act() : void app.whenReady().then(act));
  return {
    folder: app.getPath('userData'),
    version: app.getVersion(),
    platform: process.platform,
    versions: { electron: process.versions.electron ?? '', chrome: process.versions['chrome'] ?? '', node: process.versions.node },
    emit,
    language: () => language,
    openLink: (url) => openLink(shell, url),
    openFile: async (path) => {
      const failure = await shell.openPath(path);
      if (failure !== '') log(`file not opened: ${failure}`);
    },
    onLanguage: (chosen) => {
      language = chosen;
      whenReady(() => setMenu(Menu, { language, platform: process.platform, command: (name) => emit('command', { name }) }));
    },
    onTheme: (theme) => {
      whenReady(() => (nativeTheme.themeSource = theme));
    },
    askWhere: (name) => askWhere(dialog, windows()[0] ?? null, join(app.getPath('downloads'), name)),
  };
}
