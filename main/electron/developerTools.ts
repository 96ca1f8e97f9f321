/** Chromium's developer tools, by a key. Only what `npm run dev` builds knows of them. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../contract/language.ts';

const words = { vi: 'Công cụ cho lập trình viên', en: 'Developer tools' } as const satisfies Record<Language, string>;

/** One item of the menu *View*. */
export const developerTools = (language: Language): MenuItemConstructorOptions => ({
  id: 'developerTools',
  role: 'toggleDevTools',
  label: words[language],
  accelerator: 'F12',
});
