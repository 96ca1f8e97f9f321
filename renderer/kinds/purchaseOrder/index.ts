/** The purchase orders on screen. */
export { purchaseOrderView } from './PurchaseOrdersScreen.tsx';
