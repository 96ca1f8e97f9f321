/** What the desk asks of the system, given by Electron: windows, files, links, menu, colours, versions. */
import { join } from 'node:path';
import { Menu, app, dialog, nativeTheme, shell } from 'electron';
import type { Language } from '../../contract/language.ts';
import type { PageMenuAction } from '../../contract/menu.ts';
import type { DeskOptions } from '../desk/deskOptions.ts';
import type { Log } from '../support/log.ts';
import { tell } from './ipc.ts';
import { openLink } from './links.ts';
import { setMenu } from './menu.ts';
import { offerTasks } from './tasks.ts';
import { askFolder, askWhere } from './saveFile.ts';
import { deskWindows } from './window.ts';

type Asked = Pick<
  DeskOptions,
  | 'folder'
  | 'version'
  | 'platform'
  | 'versions'
  | 'emit'
  | 'openLink'
  | 'openFile'
  | 'dragFile'
  | 'openFolder'
  | 'showInFolder'
  | 'onLanguage'
  | 'onTheme'
  | 'askWhere'
  | 'askFolder'
>;

export interface System extends Asked {
  /** For words that come from here and not from the page. */
  readonly language: () => Language;
}

export function systemOf(log: Log, developerTools: Parameters<typeof setMenu>[1]['developerTools']): System {
  const windows = deskWindows;
  const emit: System['emit'] = (event, payload) => tell(windows(), event, payload);
  let language: Language = 'vi';
  // Electron has no menu and no theme before that; the desk reads its settings earlier.
  const whenReady = (act: () => void): void => (app.isReady() ? act() : void app.whenReady().then(act));
  const open = async (path: string): Promise<void> => {
    const failure = await shell.openPath(path);
    if (failure !== '') log(`not opened: ${failure}`);
  };
  const folder = app.getPath('userData');
  const openFolder: System['openFolder'] = (which) => open(which === 'data' ? folder : join(folder, 'logs'));
  return {
    folder,
    version: app.getVersion(),
    platform: process.platform,
    versions: { electron: process.versions.electron ?? '', chrome: process.versions['chrome'] ?? '', node: process.versions.node },
    emit,
    language: () => language,
    openLink: (url) => openLink(shell, url),
    openFile: open,
    // It works only while the mouse is down: where it is up again, nothing happens.
    dragFile: async (file) => {
      const icon = await app.getFileIcon(file);
      windows()[0]?.webContents.startDrag({ file, icon });
    },
    openFolder,
    showInFolder: (path) => shell.showItemInFolder(path),
    onLanguage: (chosen) => {
      language = chosen;
      const { platform, execPath, argv } = process;
      const choose = (action: PageMenuAction): void => emit('menu.chosen', { action });
      whenReady(() => {
        setMenu(Menu, { language, platform, choose, openFolder: (which) => void openFolder(which), developerTools });
        offerTasks({ app, dock: app.dock, menu: Menu, platform, start: { execPath, argv, cwd: process.cwd() }, language, choose });
      });
    },
    onTheme: (theme) => {
      whenReady(() => (nativeTheme.themeSource = theme));
    },
    askWhere: (name) => askWhere(dialog, windows()[0] ?? null, join(app.getPath('downloads'), name)),
    askFolder: () => askFolder(dialog, windows()[0] ?? null),
  };
}
