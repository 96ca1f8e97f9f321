/** The products on screen (page). */
export { ProductsScreen } from './ProductsScreen.tsx';
