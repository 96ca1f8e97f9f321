/** How much lies where, of all products. */
export { StockScreen } from './StockScreen.tsx';
