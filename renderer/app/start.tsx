/** Draws the app for the first time (page): where the desk was closed, with what it had then. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readMessages } from '../messages/index.ts';
import { bringBack } from '../stores/placeMemory.ts';
import { setApp } from '../stores/session.ts';
import { App } from './App.tsx';
import { showAppearance } from './appearance.ts';
import type { FirstAnswers } from './firstAnswers.ts';

export async function start(firstAnswers: () => Promise<FirstAnswers | null>): Promise<void> {
  // The first file does not wait for the rest of the page, and this one may come before it too.
  if (document.readyState === 'loading') await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  const first = await firstAnswers();
  if (first === null) await readMessages('vi');
  else {
    setApp(first.app);
    showAppearance(first.app.language, first.app.theme);
    if (first.app.session !== null && first.place.ok) bringBack(first.app.session.connection.id, first.place.value);
  }
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
