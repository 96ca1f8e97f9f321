/** Language and theme: told to the desk, which keeps them and tells the page (page). */
import type { Language, Theme } from '../../contract/bridge.ts';
import { readApp } from '../stores/session.ts';
import { desk } from './desk.ts';

export async function setLanguage(language: Language): Promise<void> {
  await desk.call('app.setLanguage', { language });
  await readApp();
}

export async function setTheme(theme: Theme): Promise<void> {
  await desk.call('app.setTheme', { theme });
  await readApp();
}
