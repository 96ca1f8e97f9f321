/** Where the page starts (page): the first questions to the desk, then the app, which is read while they are answered. */
import './ui/tokens.css';
import './ui/base.css';
import { askFirst } from './app/firstAnswers.ts';

const firstAnswers = askFirst();
void import('./app/start.tsx').then(({ start }) => start(firstAnswers));
