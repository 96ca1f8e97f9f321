/** The transfers on screen. */
export { transferView } from './transferView.tsx';
