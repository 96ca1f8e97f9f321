/**
 * `Menu`: kept and checked, not shown: an app-mode window has no menu. What Electron would take without a word and then not do is refused.
 */
import { onlyOnceReady } from './readiness.mts';
import { onlyKnown } from './strict.mts';

type Options = Electron.MenuItemConstructorOptions;
type Role = NonNullable<Options['role']>;

/** Electron's own list: a role that it does not know (any more) does not compile, nor does one that is missing here. */
const roles = {
  about: 1,
  appMenu: 1,
  clearRecentDocuments: 1,
  close: 1,
  copy: 1,
  cut: 1,
  delete: 1,
  editMenu: 1,
  fileMenu: 1,
  forceReload: 1,
  front: 1,
  help: 1,
  hide: 1,
  hideOthers: 1,
  mergeAllWindows: 1,
  minimize: 1,
  moveTabToNewWindow: 1,
  paste: 1,
  pasteAndMatchStyle: 1,
  quit: 1,
  recentDocuments: 1,
  redo: 1,
  reload: 1,
  resetZoom: 1,
  selectAll: 1,
  selectNextTab: 1,
  selectPreviousTab: 1,
  services: 1,
  shareMenu: 1,
  showAllTabs: 1,
  showSubstitutions: 1,
  startSpeaking: 1,
  stopSpeaking: 1,
  toggleDevTools: 1,
  toggleSmartDashes: 1,
  toggleSmartQuotes: 1,
  toggleSpellChecker: 1,
  toggleTabBar: 1,
  toggleTextReplacement: 1,
  togglefullscreen: 1,
  undo: 1,
  unhide: 1,
  viewMenu: 1,
  window: 1,
  windowMenu: 1,
  zoom: 1,
  zoomIn: 1,
  zoomOut: 1,
} satisfies Record<Role, 1>;
const known = new Set(Object.keys(roles).map((role) => role.toLowerCase()));
const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette'];
const options = [
  'click',
  'role',
  'type',
  'label',
  'accessibilityLabel',
  'sublabel',
  'toolTip',
  'accelerator',
  'icon',
  'enabled',
  'acceleratorWorksWhenHidden',
  'visible',
  'checked',
  'registerAccelerator',
  'submenu',
  'id',
];

const modifiers = new Set([
  'alt',
  'altgr',
  'cmd',
  'cmdorctrl',
  'command',
  'commandorcontrol',
  'control',
  'ctrl',
  'meta',
  'option',
  'shift',
  'super',
]);
const keys = new Set([
  'backspace',
  'capslock',
  'delete',
  'down',
  'end',
  'enter',
  'esc',
  'escape',
  'home',
  'insert',
  'left',
  'medianexttrack',
  'mediaplaypause',
  'mediaprevioustrack',
  'mediastop',
  'numadd',
  'numdec',
  'numdiv',
  'numlock',
  'nummult',
  'numsub',
  'pagedown',
  'pageup',
  'plus',
  'printscreen',
  'return',
  'right',
  'scrolllock',
  'space',
  'tab',
  'up',
  'volumedown',
  'volumemute',
  'volumeup',
  ...Array.from({ length: 24 }, (_, index) => `f${index + 1}`),
  ...Array.from({ length: 10 }, (_, index) => `num${index}`),
]);

/** Why Electron would not register this accelerator; '' where it would. Its own rules: `keyboard_util.cc`, `accelerator_util.cc`. */
export function wrongWithAccelerator(accelerator: string): string {
  if (!/^[\x20-\x7e]+$/.test(accelerator)) return 'only ASCII characters';
  const tokens = accelerator
    .split('+')
    .map((token) => token.trim().toLowerCase())
    .filter((token) => token !== '');
  const isKey = (token: string): boolean => keys.has(token) || token.length === 1;
  const odd = tokens.find((token) => !modifiers.has(token) && !isKey(token));
  if (odd !== undefined) return `no such key as "${odd}"`;
  return tokens.some(isKey) ? '' : 'a key beside the modifiers';
}

export class StandinMenuItem {
  readonly id: string | undefined;
  readonly role: string | undefined;
  readonly type: string;
  readonly label: string;
  readonly accelerator: string | undefined;
  readonly submenu: StandinMenu | undefined;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly #click: Options['click'];

  constructor(given: Options) {
    onlyKnown('MenuItem', given, options);
    const { id, role, type, label = '', accelerator, submenu, click, enabled = true, visible = true } = given;
    if (role !== undefined && !known.has(role.toLowerCase()))
      throw new TypeError(`There is no menu role "${role}": the item would do nothing`);
    if (typeof label !== 'string') throw new TypeError('A menu item’s label must be a string');
    if (click !== undefined && typeof click !== 'function') throw new TypeError(`The click of the menu item "${label}" must be a function`);
    if (click !== undefined && role !== undefined) throw new TypeError(`The menu item "${label}" has a role: its click would be ignored`);
    const wrong = accelerator === undefined ? '' : wrongWithAccelerator(accelerator);
    if (wrong !== '') throw new TypeError(`The accelerator "${accelerator}" would be ignored: ${wrong}`);
    [this.id, this.role, this.label, this.accelerator, this.enabled, this.visible] = [id, role, label, accelerator, enabled, visible];
    this.#click = click;
    this.submenu =
      submenu === undefined
        ? undefined
        : submenu instanceof StandinMenu
          ? submenu
          : StandinMenu.buildFromTemplate(submenu as readonly Options[]);
    this.type = type ?? (this.submenu === undefined ? 'normal' : 'submenu');
    if (!types.includes(this.type)) throw new Error(`Unknown menu item type: ${this.type}`);
    if (this.type === 'submenu' && this.submenu === undefined) throw new Error('Invalid submenu');
  }

  click(): void {
    if (this.#click === undefined)
      throw new Error(`The menu item "${this.label}" has nothing that could be clicked here (role: ${this.role ?? 'none'})`);
    this.#click(this as never, undefined, {});
  }
}

let applicationMenu: StandinMenu | null = null;

export class StandinMenu {
  readonly items: readonly StandinMenuItem[];

  constructor(items: readonly StandinMenuItem[] = []) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly Options[]): StandinMenu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
    for (const item of template as readonly Options[]) {
      if (!Object.hasOwn(item, 'label') && !Object.hasOwn(item, 'role') && item.type !== 'separator') {
        throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
      }
    }
    return new StandinMenu(template.map((item) => new StandinMenuItem(item)));
  }

  static setApplicationMenu(menu: StandinMenu | null): void {
    onlyOnceReady('Menu.setApplicationMenu');
    if (menu !== null && !(menu instanceof StandinMenu)) throw new TypeError('Invalid menu');
    applicationMenu = menu;
  }

  static getApplicationMenu(): StandinMenu | null {
    return applicationMenu;
  }

  /** By id or label, in submenus as well. */
  find(id: string): StandinMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id || item.label === id ? item : item.submenu?.find(id);
      if (found) return found;
    }
    return null;
  }
}
