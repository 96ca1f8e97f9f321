/** Where the page starts: draws the app for the first time, where the desk was closed, with what it had then. */
import './development.ts';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './shell/App.tsx';
import { showAppearance } from './stores/appearance.ts';
import { firstAnswers } from './bridge/firstAnswers.ts';
import { readMessages } from './messages/index.ts';
import { setLooks } from './stores/listLooks.ts';
import { bringBack } from './stores/placeMemory.ts';
import { setApp } from './stores/session.ts';

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  const first = await firstAnswers();
  await readMessages(first?.app.language ?? 'vi');
  if (first !== null) {
    setApp(first.app);
    showAppearance(first.app.language, first.app.theme);
    if (first.lists !== null) setLooks(first.lists);
    if (first.app.session !== null) bringBack(first.app.session.connection.id, first.place);
  }
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
void start();
