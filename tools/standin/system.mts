/** What Electron offers of the operating system: shell, dialogs, menu, notifications, power, theme, clipboard. Tests read and steer it by files and hooks. */
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Contents } from './contents.mts';
import { NotInStandin, onlyKnown, strict, StrictEmitter } from './strict.mts';

/** `ONFLOW_STANDIN_SHELL_LOG`: one JSON line for each thing that would have left the app. */
function recorded(action: string, details: object): boolean {
  const log = process.env['ONFLOW_STANDIN_SHELL_LOG'];
  if (!log) return false;
  appendFileSync(log, `${JSON.stringify({ action, ...details })}\n`);
  return true;
}

function open(target: string): void {
  const [command, ...args] = process.platform === 'win32' ? ['cmd', '/c', 'start', '', target] : [process.platform === 'darwin' ? 'open' : 'xdg-open', target];
  spawn(command ?? '', args, { detached: true, stdio: 'ignore' }).on('error', reason => { console.error(`Could not open ${target}: ${reason.message}`); }).unref();
}

export const shell = strict('shell', {
  async openExternal(url: string): Promise<void> {
    if (!recorded('openExternal', { url })) open(url);
  },
  async openPath(path: string): Promise<string> {
    if (!existsSync(path)) return 'Failed to open path';
    if (!recorded('openPath', { path })) open(path);
    return '';
  },
  showItemInFolder(fullPath: string): void {
    if (!recorded('showItemInFolder', { path: fullPath })) open(dirname(fullPath));
  },
} satisfies Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder'>);

/** `ONFLOW_STANDIN_DIALOGS`: a JSON file with a list of `{dialog, …answer}`, used up from the front. */
function answered(dialog: string, options: object): never {
  recorded(dialog, { options });
  const file = process.env['ONFLOW_STANDIN_DIALOGS'];
  const [first, ...rest] = file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { dialog: string }[]) : [];
  if (!file || first?.dialog !== dialog) throw new NotInStandin(`dialog.${dialog} without an answer in ONFLOW_STANDIN_DIALOGS`);
  writeFileSync(file, JSON.stringify(rest));
  const { dialog: _, ...answer } = first;
  return answer as never;
}

/** Each dialog may be given a window first. */
function optionsOf(args: readonly unknown[]): object {
  return (args.length > 1 ? args[1] : args[0]) as object;
}

export const dialog = strict('dialog', {
  showMessageBox: async (...args: unknown[]): Promise<Electron.MessageBoxReturnValue> => answered('showMessageBox', optionsOf(args)),
  showSaveDialog: async (...args: unknown[]): Promise<Electron.SaveDialogReturnValue> => answered('showSaveDialog', optionsOf(args)),
  showOpenDialog: async (...args: unknown[]): Promise<Electron.OpenDialogReturnValue> => answered('showOpenDialog', optionsOf(args)),
  /** Electron, too, writes to stderr where no dialog can be shown. */
  showErrorBox: (title: string, content: string): void => {
    recorded('showErrorBox', { title, content });
    console.error(`${title}\n${content}`);
  },
} satisfies Pick<Electron.Dialog, 'showMessageBox' | 'showSaveDialog' | 'showOpenDialog' | 'showErrorBox'>);

type Item = Electron.MenuItemConstructorOptions;
let applicationMenu: StandinMenu | null = null;

/** Kept, not shown: an app-mode window has no menu. Tests click an item through the hook. */
export class StandinMenu {
  readonly items: readonly Item[];

  constructor(items: readonly Item[] = []) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly Item[]): StandinMenu {
    for (const { role, label, type } of template) if (!role && !label && type !== 'separator') throw new TypeError('Invalid submenu: must have role, label or type');
    return new StandinMenu(template);
  }

  static setApplicationMenu(menu: StandinMenu | null): void { applicationMenu = menu; }
  static getApplicationMenu(): StandinMenu | null { return applicationMenu; }

  /** By id or label. */
  find(id: string): Item | null {
    const find = (items: readonly Item[]): Item | null => {
      for (const item of items) {
        const found = item.id === id || item.label === id ? item : Array.isArray(item.submenu) ? find(item.submenu) : null;
        if (found) return found;
      }
      return null;
    };
    return find(this.items);
  }
}

export class StandinNotification extends StrictEmitter {
  /** For the test that clicks it. */
  static last: StandinNotification | null = null;
  readonly #options: Electron.NotificationConstructorOptions;

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super('Notification', ['show', 'click', 'close', 'failed']);
    onlyKnown('Notification', options, ['title', 'body', 'silent', 'icon', 'urgency', 'timeoutType', 'subtitle']);
    this.#options = options;
    StandinNotification.last = this;
  }

  static isSupported(): boolean { return true; }

  show(): void {
    recorded('notification', { title: this.#options.title, body: this.#options.body });
    this.emit('show');
  }

  close(): void { this.emit('close'); }
}

export const powerMonitor = new StrictEmitter('powerMonitor', ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'on-ac', 'on-battery', 'shutdown']);

class NativeTheme extends StrictEmitter implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'inForcedColorsMode'> {
  readonly shouldUseHighContrastColors = false;
  readonly inForcedColorsMode = false;
  #source: Electron.NativeTheme['themeSource'] = 'system';

  get themeSource(): Electron.NativeTheme['themeSource'] { return this.#source; }

  set themeSource(source: Electron.NativeTheme['themeSource']) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid themeSource: ${source}`);
    if (this.#source === source) return;
    this.#source = source;
    for (const contents of Contents.all()) this.apply(contents);
    this.emit('updated');
  }

  /** What the system prefers is not known before a page says so: light. */
  get shouldUseDarkColors(): boolean { return this.#source === 'dark'; }

  apply(contents: Contents): void {
    contents.setColours({ media: [{ name: 'prefers-color-scheme', value: this.#source === 'system' ? '' : this.#source }] });
  }
}
export const nativeTheme = new NativeTheme('nativeTheme', ['updated']);

export const clipboard = strict('clipboard', {
  writeText: async (text: string): Promise<void> => {
    if (recorded('clipboard', { text })) return;
    const [command, ...args] = process.platform === 'win32' ? ['clip'] : process.platform === 'darwin' ? ['pbcopy'] : ['xclip', '-selection', 'clipboard'];
    const { error } = spawnSync(command ?? '', args, { input: text, stdio: ['pipe', 'ignore', 'ignore'], timeout: 2000 });
    if (error) throw new NotInStandin(`clipboard.writeText without ${command}`);
  },
} satisfies Pick<Electron.Clipboard, 'writeText'>);

/** What a test may make happen; comes over Node's own channel from the program that started the stand-in. */
export type Hook =
  | { readonly standin: 'power'; readonly event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' }
  | { readonly standin: 'menu'; readonly id: string }
  | { readonly standin: 'notificationClick' }
  | { readonly standin: 'quit' };

export function obey(hook: Hook, quit: () => void): void {
  switch (hook.standin) {
    case 'power': powerMonitor.emit(hook.event); return;
    case 'notificationClick': StandinNotification.last?.emit('click', {}); return;
    case 'quit': quit(); return;
    case 'menu': {
      const item = applicationMenu?.find(hook.id);
      if (!item?.click) throw new Error(`No menu item "${hook.id}" to click`);
      item.click(item as never, undefined, {});
    }
  }
}
