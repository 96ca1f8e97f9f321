/** Bringing in files: orders, products, and piles of labels. */
export { IntakeScreen } from './IntakeScreen.tsx';
