/** The products on screen. */
export { ProductsScreen } from './ProductsScreen.tsx';
