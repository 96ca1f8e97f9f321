/** Where the page starts (page): the style sheets, then the app. */
import './app/withoutEval.ts';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { askForPlace } from './stores/placeMemory.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
askForPlace();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
