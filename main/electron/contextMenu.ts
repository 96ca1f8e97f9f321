/** The right-click menu: Electron has none of its own. It offers what the field allows, in the operator's language. */
import type { BrowserWindow, Clipboard, ContextMenuParams, Menu as MenuClass, MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../contract/language.ts';
import { editWords } from './menu.ts';

interface Parts {
  readonly menu: Pick<typeof MenuClass, 'buildFromTemplate'>;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly language: () => Language;
}

const linkWords: Readonly<Record<Language, string>> = { vi: 'Sao chép địa chỉ liên kết', en: 'Copy link address' };

export function offerContextMenu(window: BrowserWindow, { menu, clipboard, language }: Parts): void {
  window.webContents.on('context-menu', (_event, params) => {
    const template = itemsFor(params, language(), (link) => void clipboard.writeText(link));
    if (template.length === 0) return;
    const { frame, x, y, menuSourceType: sourceType } = params;
    // By the mouse it opens at the pointer; the menu key has none.
    menu
      .buildFromTemplate(template)
      .popup({ window, sourceType, ...(frame === null ? {} : { frame }), ...(sourceType === 'keyboard' ? { x, y } : {}) });
  });
}

type Asked = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'linkURL' | 'editFlags'>;

/** Nothing where nothing could be done: an empty menu would only be in the way. */
function itemsFor(
  { isEditable, selectionText, linkURL, editFlags }: Asked,
  language: Language,
  copyLink: (link: string) => void,
): MenuItemConstructorOptions[] {
  const text = editWords[language];
  if (isEditable) {
    return [
      { role: 'undo', label: text.undo, enabled: editFlags.canUndo },
      { role: 'redo', label: text.redo, enabled: editFlags.canRedo },
      { type: 'separator' },
      { role: 'cut', label: text.cut, enabled: editFlags.canCut },
      { role: 'copy', label: text.copy, enabled: editFlags.canCopy },
      { role: 'paste', label: text.paste, enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', label: text.selectAll, enabled: editFlags.canSelectAll },
    ];
  }
  // SECURITY: the desk's own addresses mean nothing elsewhere, and name its parts.
  const isLink = /^https?:/i.test(linkURL);
  return [
    ...(selectionText.trim() === '' ? [] : [{ role: 'copy', label: text.copy, enabled: editFlags.canCopy } as const]),
    ...(isLink ? [{ label: linkWords[language], click: () => copyLink(linkURL) }] : []),
  ];
}
