/**
 * What Electron offers of the operating system: shell, notifications, power, theme, clipboard. Tests read and steer it by files and hooks.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Contents } from './contents.mts';
import { StandinMenu } from './menu.mts';
import { recorded } from './shellLog.mts';
import { onlyOnceReady } from './readiness.mts';
import { NotInStandin, onlyKnown, strict, StrictEmitter } from './strict.mts';

function open(target: string): void {
  const [command, ...args] =
    process.platform === 'win32' ? ['cmd', '/c', 'start', '', target] : [process.platform === 'darwin' ? 'open' : 'xdg-open', target];
  spawn(command ?? '', args, { detached: true, stdio: 'ignore' })
    .on('error', (reason) => {
      console.error(`Could not open ${target}: ${reason.message}`);
    })
    .unref();
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

export class StandinNotification extends StrictEmitter {
  /** For the test that clicks it. */
  static last: StandinNotification | null = null;
  readonly #options: Electron.NotificationConstructorOptions;

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super('Notification', ['show', 'click', 'close', 'failed']);
    onlyOnceReady('Notification');
    onlyKnown('Notification', options, ['title', 'body', 'silent', 'icon', 'urgency', 'timeoutType', 'subtitle']);
    this.#options = options;
    StandinNotification.last = this;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    recorded('notification', { title: this.#options.title, body: this.#options.body });
    this.emit('show');
  }

  close(): void {
    this.emit('close');
  }
}

export const powerMonitor = new StrictEmitter('powerMonitor', [
  'suspend',
  'resume',
  'lock-screen',
  'unlock-screen',
  'on-ac',
  'on-battery',
  'shutdown',
]);

const blockers = new Set<number>();
export const powerSaveBlocker = strict('powerSaveBlocker', {
  start: (type: 'prevent-app-suspension' | 'prevent-display-sleep'): number => {
    const id = blockers.size + 1;
    blockers.add(id);
    recorded('stayAwake', { type, id });
    return id;
  },
  stop: (id: number): boolean => {
    recorded('maySleep', { id });
    return blockers.delete(id);
  },
  isStarted: (id: number): boolean => blockers.has(id),
} satisfies Pick<Electron.PowerSaveBlocker, 'start' | 'stop' | 'isStarted'>);

type Place = Electron.Rectangle;
/** One screen of 1920 × 1080, or those of `ONFLOW_STANDIN_SCREENS`: a JSON list of rectangles. */
export const screen = strict('screen', {
  getAllDisplays: (): Electron.Display[] => {
    onlyOnceReady('screen');
    const places = JSON.parse(process.env['ONFLOW_STANDIN_SCREENS'] ?? '[{"x":0,"y":0,"width":1920,"height":1080}]') as Place[];
    return places.map(
      (bounds, index) => strict('Display', { id: index + 1, bounds, workArea: bounds, scaleFactor: 1 }) as Electron.Display,
    );
  },
} satisfies Pick<Electron.Screen, 'getAllDisplays'>);

class NativeTheme
  extends StrictEmitter
  implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'inForcedColorsMode'>
{
  readonly shouldUseHighContrastColors = false;
  readonly inForcedColorsMode = false;
  #source: Electron.NativeTheme['themeSource'] = 'system';

  get themeSource(): Electron.NativeTheme['themeSource'] {
    onlyOnceReady('nativeTheme');
    return this.#source;
  }

  set themeSource(source: Electron.NativeTheme['themeSource']) {
    onlyOnceReady('nativeTheme');
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid themeSource: ${source}`);
    if (this.#source === source) return;
    this.#source = source;
    for (const contents of Contents.all()) this.apply(contents);
    this.emit('updated');
  }

  /** What the system prefers is not known before a page says so: light. */
  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'dark';
  }

  apply(contents: Contents): void {
    contents.setColours({ media: [{ name: 'prefers-color-scheme', value: this.#source === 'system' ? '' : this.#source }] });
  }
}
export const nativeTheme = new NativeTheme('nativeTheme', ['updated']);

export const clipboard = strict('clipboard', {
  writeText: async (text: string): Promise<void> => {
    if (recorded('clipboard', { text })) return;
    const [command, ...args] =
      process.platform === 'win32' ? ['clip'] : process.platform === 'darwin' ? ['pbcopy'] : ['xclip', '-selection', 'clipboard'];
    const { error } = spawnSync(command ?? '', args, { input: text, stdio: ['pipe', 'ignore', 'ignore'], timeout: 2000 });
    if (error) throw new NotInStandin(`clipboard.writeText without ${command}`);
  },
} satisfies Pick<Electron.Clipboard, 'writeText'>);

/** What a test may make happen; comes over Node's own channel from the program that started the stand-in. */
export type Hook =
  | { readonly standin: 'power'; readonly event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' }
  | { readonly standin: 'menu'; readonly id: string }
  | { readonly standin: 'notificationClick' }
  | { readonly standin: 'closeButton' }
  | { readonly standin: 'quit' };

export function obey(hook: Hook, { quit, pressClose }: { readonly quit: () => void; readonly pressClose: () => void }): void {
  switch (hook.standin) {
    case 'power':
      powerMonitor.emit(hook.event);
      return;
    case 'notificationClick':
      StandinNotification.last?.emit('click', {});
      return;
    case 'quit':
      quit();
      return;
    case 'closeButton':
      pressClose();
      return;
    case 'menu': {
      const item = StandinMenu.getApplicationMenu()?.find(hook.id);
      if (!item) throw new Error(`No menu item "${hook.id}" to click`);
      item.click();
    }
  }
}
