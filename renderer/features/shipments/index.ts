/** The shipments on screen (page). */
export { ShipmentsScreen } from './ShipmentsScreen.tsx';
