/** The application menu (main process): copy and paste on macOS live here, and the window's own commands, in the operator's language. */
import type { Menu as MenuClass, MenuItemConstructorOptions } from 'electron';
import type { EventOf, Language } from '../../contract/bridge.ts';

type Command = EventOf<'command'>['name'];

const words = {
  vi: {
    file: 'Tệp', edit: 'Sửa', view: 'Xem', window: 'Cửa sổ', newProduct: 'Sản phẩm mới', newPurchaseOrder: 'Đơn nhập mới', newShipment: 'Vận đơn mới', newReturn: 'Hoàn hàng mới',
    settings: 'Cài đặt', quit: 'Thoát', undo: 'Hoàn tác', redo: 'Làm lại', cut: 'Cắt', copy: 'Sao chép', paste: 'Dán', selectAll: 'Chọn tất cả',
    actualSize: 'Cỡ thường', zoomIn: 'Phóng to', zoomOut: 'Thu nhỏ', fullScreen: 'Toàn màn hình', minimize: 'Thu nhỏ cửa sổ', close: 'Đóng cửa sổ', outbox: 'Hộp gửi',
  },
  en: {
    file: 'File', edit: 'Edit', view: 'View', window: 'Window', newProduct: 'New product', newPurchaseOrder: 'New purchase order', newShipment: 'New shipment', newReturn: 'New return',
    settings: 'Settings', quit: 'Quit', undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', selectAll: 'Select all',
    actualSize: 'Actual size', zoomIn: 'Zoom in', zoomOut: 'Zoom out', fullScreen: 'Full screen', minimize: 'Minimise', close: 'Close window', outbox: 'Outbox',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Sets the menu; called again when the language changes. No reload and no developer tools: a reload would look like a crash to the forms. */
export function setMenu(menu: Pick<typeof MenuClass, 'buildFromTemplate' | 'setApplicationMenu'>, options: { language: Language; platform: NodeJS.Platform; command: (name: Command) => void }): void {
  const text = words[options.language];
  const command = (label: string, name: Command, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => options.command(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const mac = options.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: text.file,
      submenu: [
        command(text.newProduct, 'newProduct'),
        command(text.newPurchaseOrder, 'newPurchaseOrder'),
        command(text.newShipment, 'newShipment'),
        command(text.newReturn, 'newReturn'),
        { type: 'separator' },
        command(text.outbox, 'outbox'),
        command(text.settings, 'settings', 'CmdOrCtrl+,'),
        ...(mac ? [] : ([{ type: 'separator' }, { role: 'quit', label: text.quit }] as const)),
      ],
    },
    {
      label: text.edit,
      submenu: [
        { role: 'undo', label: text.undo },
        { role: 'redo', label: text.redo },
        { type: 'separator' },
        { role: 'cut', label: text.cut },
        { role: 'copy', label: text.copy },
        { role: 'paste', label: text.paste },
        { role: 'selectAll', label: text.selectAll },
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
    { label: text.window, submenu: [{ role: 'minimize', label: text.minimize }, { role: 'close', label: text.close }] },
  ];
  menu.setApplicationMenu(menu.buildFromTemplate(template));
}
