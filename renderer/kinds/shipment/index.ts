/** The shipments on screen. */
export { ShipmentsScreen } from './ShipmentsScreen.tsx';
