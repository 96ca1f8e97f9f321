/** Language and theme: told to the desk, which keeps them and tells the page (page). */
import type { Language, Theme } from '../../contract/bridge.ts';
import { readApp } from '../stores/session.ts';
import { desk } from './desk.ts';

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
