/** Language, theme, scanner and notices: told to the desk, which keeps them and tells the page. */
import type { ScannerSettings, Theme } from '../../contract/bridge.ts';
import type { Language } from '../../contract/language.ts';
import type { NoticeSettings } from '../../contract/notices.ts';
import { readApp } from './session.ts';
import { desk } from '../bridge/desk.ts';

/** In the order they are offered. */
export const languages = ['vi', 'en'] as const satisfies readonly Language[];
export const themes = ['system', 'light', 'dark'] as const satisfies readonly Theme[];

export async function setLanguage(language: Language): Promise<void> {
  await desk.call('app.setLanguage', { language });
  await readApp();
}

export async function setTheme(theme: Theme): Promise<void> {
  await desk.call('app.setTheme', { theme });
  await readApp();
}

export async function setScanner(wanted: ScannerSettings): Promise<void> {
  await desk.call('app.setScanner', wanted);
  await readApp();
}

export async function setNotices(wanted: NoticeSettings): Promise<void> {
  await desk.call('app.setNotices', wanted);
  await readApp();
}

/** Puts both on the page itself. Left alone where nothing changes: a new language at its root lays the whole page out again. */
export function showAppearance(language: Language, theme: Theme): void {
  const root = document.documentElement;
  if (root.lang !== language) root.lang = language;
  if (theme === 'system') delete root.dataset['theme'];
  else if (root.dataset['theme'] !== theme) root.dataset['theme'] = theme;
}
