/** The menus: what the right-click offers in which field, and what stands in the menu bar of which system, in both languages. */
import { EventEmitter } from 'node:events';
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { offerContextMenu } from '../../../main/electron/contextMenu.ts';
import { developerTools } from '../../../main/electron/developerTools.ts';
import { setMenu } from '../../../main/electron/menu.ts';

const no = { canUndo: false, canRedo: false, canCut: false, canCopy: false, canPaste: false, canSelectAll: false };
/** Right-clicks on what `params` say, and answers the menu that came up; `null` where none did. */
function rightClick(params: Partial<ContextMenuParams>, language: 'vi' | 'en' = 'en') {
  const webContents = new EventEmitter();
  const copied: string[] = [];
  let shown: { template: MenuItemConstructorOptions[]; options: unknown } | null = null;
  offerContextMenu({ webContents } as never, {
    menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) =>
        ({ popup: (options: unknown) => (shown = { template, options }) }) as never,
    },
    clipboard: { writeText: (text) => Promise.resolve(void copied.push(text)) },
    language: () => language,
  });
  webContents.emit(
    'context-menu',
    {},
    {
      isEditable: false,
      selectionText: '',
      linkURL: '',
      frame: null,
      x: 7,
      y: 9,
      menuSourceType: 'mouse',
      ...params,
      editFlags: { ...no, ...params.editFlags },
    },
  );
  return { shown: shown as { template: MenuItemConstructorOptions[]; options: Record<string, unknown> } | null, copied };
}
const rolesOf = (template: readonly MenuItemConstructorOptions[] | undefined): unknown[] =>
  (template ?? []).filter(({ type }) => type !== 'separator').map(({ role, enabled }) => [role, enabled]);

test('a field with a selection offers all that can be done to it', () => {
  const all = Object.fromEntries(Object.keys(no).map((name) => [name, true])) as never;
  expect(rolesOf(rightClick({ isEditable: true, editFlags: all }).shown?.template)).toEqual([
    ['undo', true],
    ['redo', true],
    ['cut', true],
    ['copy', true],
    ['paste', true],
    ['selectAll', true],
  ]);
});

test('a field for a key gives nothing of it away, and takes what is pasted', () => {
  const { shown } = rightClick({ isEditable: true, editFlags: { ...no, canPaste: true, canSelectAll: true } as never });
  expect(rolesOf(shown?.template)).toEqual([
    ['undo', false],
    ['redo', false],
    ['cut', false],
    ['copy', false],
    ['paste', true],
    ['selectAll', true],
  ]);
});

test('selected words are copied; where there is nothing to do, no empty menu comes up', () => {
  expect(rolesOf(rightClick({ selectionText: 'OASIN1', editFlags: { ...no, canCopy: true } as never }).shown?.template)).toEqual([
    ['copy', true],
  ]);
  expect(rightClick({ selectionText: ' \n' }).shown).toBeNull();
});

test('a link is copied as an address, the desk’s own are not', () => {
  const { shown, copied } = rightClick({ linkURL: 'https://stg-oms.nandh.vn/x' });
  shown?.template[0]?.click?.({} as never, undefined, {});
  expect(copied).toEqual(['https://stg-oms.nandh.vn/x']);
  expect(rightClick({ linkURL: 'app://desk/index.html' }).shown).toBeNull();
});

test('it speaks the operator’s language, and opens at the field where the menu key was pressed', () => {
  const labels = (language: 'vi' | 'en') => rightClick({ isEditable: true }, language).shown?.template.map(({ label }) => label);
  expect(labels('vi')).toEqual(['Hoàn tác', 'Làm lại', undefined, 'Cắt', 'Sao chép', 'Dán', undefined, 'Chọn tất cả']);
  expect(labels('en')?.[0]).toBe('Undo');
  expect(rightClick({ isEditable: true, menuSourceType: 'keyboard' }).shown?.options).toMatchObject({ x: 7, y: 9, sourceType: 'keyboard' });
  expect(rightClick({ isEditable: true }).shown?.options).not.toHaveProperty('x');
});

function bar(language: 'vi' | 'en', platform: NodeJS.Platform, tools: typeof developerTools | null = null) {
  let template: MenuItemConstructorOptions[] = [];
  const choose = vi.fn<(action: string) => void>();
  const openFolder = vi.fn<(which: string) => void>();
  setMenu(
    { buildFromTemplate: (given: MenuItemConstructorOptions[]) => ((template = given), {}) as never, setApplicationMenu: () => undefined },
    { language, platform, choose, openFolder, developerTools: tools },
  );
  const items = template.flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[]);
  return {
    template,
    items,
    choose,
    openFolder,
    press: (label: string) => items.find((item) => item.label === label)?.click?.({} as never, undefined, {}),
  };
}

test.each(['win32', 'darwin', 'linux'] as const)(
  'copy and paste are in the menu bar (%s): macOS knows them only from there',
  (platform) => {
    const { items } = bar('vi', platform);
    for (const role of ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'quit', 'close', 'minimize'])
      expect(
        items.filter((item) => item.role?.toLowerCase() === role.toLowerCase()),
        role,
      ).toHaveLength(1);
  },
);

test('macOS gets its own menu in the operator’s language, and the others theirs under Help', () => {
  const mac = bar('vi', 'darwin');
  expect(mac.template.map(({ label }) => label)).toEqual(['Onflow Desk', 'Tệp', 'Sửa', 'Xem', 'Cửa sổ', 'Trợ giúp']);
  expect(mac.items.filter(({ role, label }) => role !== undefined && label === undefined)).toEqual([]);
  const windows = bar('en', 'win32');
  expect(windows.template.map(({ label }) => label)).toEqual(['File', 'Edit', 'View', 'Window', 'Help']);
  windows.press('About Onflow Desk');
  expect(windows.choose.mock.calls).toEqual([['desk.about']]);
});

test('logs and data open from the menu, and Find asks the page', () => {
  const { press, openFolder, choose } = bar('en', 'linux');
  press('Open the log folder');
  press('Open the data folder');
  press('Find…');
  expect([openFolder.mock.calls, choose.mock.calls]).toEqual([[['logs'], ['data']], [['list.find']]]);
});

test('developer tools open by a key in development, and there is no way to them elsewhere', () => {
  const toTools = (tools: typeof developerTools | null) =>
    bar('vi', 'linux', tools).items.filter(({ role }) => role?.toLowerCase() === 'toggledevtools');
  expect(toTools(null)).toEqual([]);
  expect(toTools(developerTools)).toMatchObject([{ accelerator: 'F12', label: 'Công cụ cho lập trình viên' }]);
});
