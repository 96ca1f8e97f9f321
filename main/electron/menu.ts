/** The application menu: copy and paste on macOS live here, and the window's own commands, in the operator's language. */
import type { Menu as MenuClass, MenuItemConstructorOptions } from 'electron';
import type { EventOf, Language } from '../../contract/bridge.ts';

type Command = EventOf<'command'>['name'];

/** What can be done to text; the right-click menu says it in the same words. */
export const editWords = {
  vi: { undo: 'Hoàn tác', redo: 'Làm lại', cut: 'Cắt', copy: 'Sao chép', paste: 'Dán', selectAll: 'Chọn tất cả' },
  en: { undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', selectAll: 'Select all' },
} as const satisfies Record<Language, Record<string, string>>;

const words = {
  vi: {
    file: 'Tệp',
    edit: 'Sửa',
    view: 'Xem',
    window: 'Cửa sổ',
    help: 'Trợ giúp',
    newProduct: 'Sản phẩm mới',
    newPurchaseOrder: 'Đơn nhập mới',
    newShipment: 'Vận đơn mới',
    newReturn: 'Hoàn hàng mới',
    settings: 'Cài đặt',
    quit: 'Thoát',
    find: 'Tìm…',
    actualSize: 'Cỡ thường',
    zoomIn: 'Phóng to',
    zoomOut: 'Thu nhỏ',
    fullScreen: 'Toàn màn hình',
    minimize: 'Thu nhỏ cửa sổ',
    close: 'Đóng cửa sổ',
    outbox: 'Hộp gửi',
    about: 'Giới thiệu Onflow Desk',
    dataFolder: 'Mở thư mục dữ liệu',
    logs: 'Mở thư mục nhật ký (log)',
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
    newProduct: 'New product',
    newPurchaseOrder: 'New purchase order',
    newShipment: 'New shipment',
    newReturn: 'New return',
    settings: 'Settings',
    quit: 'Quit',
    find: 'Find…',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    minimize: 'Minimise',
    close: 'Close window',
    outbox: 'Outbox',
    about: 'About Onflow Desk',
    dataFolder: 'Open the data folder',
    logs: 'Open the log folder',
    services: 'Services',
    hide: 'Hide Onflow Desk',
    hideOthers: 'Hide others',
    unhide: 'Show all',
  },
} as const satisfies Record<Language, Record<string, string>>;

interface Options {
  readonly language: Language;
  readonly platform: NodeJS.Platform;
  /** What the page does. */
  readonly command: (name: Command) => void;
  readonly openFolder: (which: 'data' | 'logs') => void;
}

/**
 * Sets the menu; called again when the language changes. No reload and no developer tools: a reload would look like a crash to the forms.
 */
export function setMenu(menu: Pick<typeof MenuClass, 'buildFromTemplate' | 'setApplicationMenu'>, options: Options): void {
  const text = words[options.language];
  const edit = editWords[options.language];
  const command = (label: string, name: Command, more: MenuItemConstructorOptions = {}): MenuItemConstructorOptions => ({
    label,
    click: () => options.command(name),
    ...more,
  });
  const mac = options.platform === 'darwin';
  const about = command(text.about, 'about');
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
        command(text.newProduct, 'newProduct'),
        command(text.newPurchaseOrder, 'newPurchaseOrder'),
        command(text.newShipment, 'newShipment'),
        command(text.newReturn, 'newReturn'),
        { type: 'separator' },
        command(text.outbox, 'outbox'),
        command(text.settings, 'settings', { accelerator: 'CmdOrCtrl+,' }),
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
        // The page hears its keys first and does the same; here they are shown.
        command(text.find, 'find', { accelerator: 'CmdOrCtrl+F', registerAccelerator: false }),
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
        { label: text.logs, click: () => options.openFolder('logs') },
        { label: text.dataFolder, click: () => options.openFolder('data') },
        ...(mac ? [] : [{ type: 'separator' } as const, about]),
      ],
    },
  ];
  menu.setApplicationMenu(menu.buildFromTemplate(template));
}
