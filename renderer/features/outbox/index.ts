/** The outbox on screen. */
export { OutboxScreen } from './OutboxScreen.tsx';
