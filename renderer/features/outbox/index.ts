/** The outbox on screen. */
export { OutboxScreen } from './OutboxScreen.tsx';
export { OutboxStateBadge } from './OutboxStateBadge.tsx';
export { formPlace, kindWords, recordPlace } from './words.ts';
