/** Where the page starts (page): the first questions to the desk, then the app, which is read while they are answered. */
import './ui/tokens.css';
import './ui/base.css';
import { askFirst } from './app/firstAnswers.ts';

const firstAnswers = askFirst();
void import('./app/start.tsx').then(({ start }) => start(firstAnswers));

// Chromium reads its own data of languages when it is first asked for them, which takes as long as drawing all rows of a list: here it waits for answers anyway.
Intl.NumberFormat.supportedLocalesOf(navigator.language);
Intl.DateTimeFormat.supportedLocalesOf(navigator.language);
