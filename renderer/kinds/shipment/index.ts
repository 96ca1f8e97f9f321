/** The shipments on screen. */
export { shipmentView } from './ShipmentsScreen.tsx';
