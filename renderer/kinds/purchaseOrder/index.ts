/** The purchase orders on screen. */
export { PurchaseOrdersScreen } from './PurchaseOrdersScreen.tsx';
