/** The purchase orders on screen (page). */
export { PurchaseOrdersScreen } from './PurchaseOrdersScreen.tsx';
