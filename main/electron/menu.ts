/** The application menu: copy and paste on macOS live here, and the window's own commands, in the operator's language. */
import type { Menu as MenuClass, MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../contract/language.ts';
import { type MenuActionId, type PageMenuAction, createActions, menuActions, menuWords } from '../../contract/menu.ts';

/** What can be done to text; the right-click menu says it in the same words. */
export const editWords = {
  vi: { undo: 'Hoàn tác', redo: 'Làm lại', cut: 'Cắt', copy: 'Sao chép', paste: 'Dán', selectAll: 'Chọn tất cả' },
  en: { undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', selectAll: 'Select all' },
} as const satisfies Record<Language, Record<string, string>>;

/** What stands in the bar and is no action of the desk: headings, and what Electron does by itself. */
const words = {
  vi: {
    file: 'Tệp',
    edit: 'Sửa',
    view: 'Xem',
    window: 'Cửa sổ',
    help: 'Trợ giúp',
    quit: 'Thoát',
    actualSize: 'Cỡ thường',
    zoomIn: 'Phóng to',
    zoomOut: 'Thu nhỏ',
    fullScreen: 'Toàn màn hình',
    minimize: 'Thu nhỏ cửa sổ',
    close: 'Đóng cửa sổ',
    services: 'Dịch vụ',
    hide: 'Ẩn Onflow Desk',
    hideOthers: 'Ẩn các ứng dụng khác',
    unhide: 'Hiện tất cả',
  },
  en: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    help: 'Help',
    quit: 'Quit',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    minimize: 'Minimise',
    close: 'Close window',
    services: 'Services',
    hide: 'Hide Onflow Desk',
    hideOthers: 'Hide others',
    unhide: 'Show all',
  },
} as const satisfies Record<Language, Record<string, string>>;

interface Options {
  readonly language: Language;
  readonly platform: NodeJS.Platform;
  /** Has the page carry it out. */
  readonly choose: (action: PageMenuAction) => void;
  readonly openFolder: (which: 'data' | 'logs') => void;
  /** In development only. */
  readonly developerTools: ((language: Language) => MenuItemConstructorOptions) | null;
}

/** Electron's name for a key that the page writes `Ctrl+F`: on a Mac it is the command key, as in the page. */
const acceleratorOf = (keys: string): string => keys.replace('Ctrl+', 'CmdOrCtrl+');

/**
 * Sets the menu; called again when the language changes. No reload: it would look like a crash to the forms.
 */
export function setMenu(menu: Pick<typeof MenuClass, 'buildFromTemplate' | 'setApplicationMenu'>, options: Options): void {
  const text = words[options.language];
  const edit = editWords[options.language];
  const item = (id: MenuActionId, click: () => void): MenuItemConstructorOptions => {
    const { words: label, keys, isHeardByPage } = menuActions[id];
    return {
      label: menuWords[options.language][label],
      click,
      ...(keys === undefined ? {} : { accelerator: acceleratorOf(keys) }),
      ...(isHeardByPage === true ? { registerAccelerator: false } : {}),
    };
  };
  const ofPage = (id: PageMenuAction): MenuItemConstructorOptions => item(id, () => options.choose(id));
  const mac = options.platform === 'darwin';
  const about = ofPage('desk.about');
  const template: MenuItemConstructorOptions[] = [
    // macOS puts the app's own menu first and calls it by the app's name, whatever is said here. Its roles alone would be in English.
    ...(mac
      ? [
          {
            label: 'Onflow Desk',
            submenu: [
              about,
              { type: 'separator' },
              { role: 'services', label: text.services },
              { type: 'separator' },
              { role: 'hide', label: text.hide },
              { role: 'hideOthers', label: text.hideOthers },
              { role: 'unhide', label: text.unhide },
              { type: 'separator' },
              { role: 'quit', label: text.quit },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: text.file,
      submenu: [
        ...createActions.map(ofPage),
        ofPage('template.list'),
        ofPage('intake.import'),
        { type: 'separator' },
        ofPage('go.outbox'),
        ofPage('go.settings'),
        ...(mac ? [] : ([{ type: 'separator' }, { role: 'quit', label: text.quit }] as const)),
      ],
    },
    {
      label: text.edit,
      submenu: [
        { role: 'undo', label: edit.undo },
        { role: 'redo', label: edit.redo },
        { type: 'separator' },
        { role: 'cut', label: edit.cut },
        { role: 'copy', label: edit.copy },
        { role: 'paste', label: edit.paste },
        { role: 'selectAll', label: edit.selectAll },
        { type: 'separator' },
        ofPage('list.find'),
        ofPage('palette.open'),
      ],
    },
    {
      label: text.view,
      submenu: [
        { role: 'resetZoom', label: text.actualSize },
        { role: 'zoomIn', label: text.zoomIn },
        { role: 'zoomOut', label: text.zoomOut },
        { type: 'separator' },
        { role: 'togglefullscreen', label: text.fullScreen },
        ...(options.developerTools === null ? [] : [options.developerTools(options.language)]),
      ],
    },
    {
      label: text.window,
      ...(mac ? { role: 'window' } : {}),
      submenu: [
        { role: 'minimize', label: text.minimize },
        { role: 'close', label: text.close },
      ],
    },
    {
      label: text.help,
      ...(mac ? { role: 'help' } : {}),
      submenu: [
        item('desk.logs', () => options.openFolder('logs')),
        item('desk.dataFolder', () => options.openFolder('data')),
        ...(mac ? [] : [{ type: 'separator' } as const, about]),
      ],
    },
  ];
  menu.setApplicationMenu(menu.buildFromTemplate(template));
}
