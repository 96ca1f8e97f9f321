/** The products on screen. */
export { productView } from './ProductsScreen.tsx';
