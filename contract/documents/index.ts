/** All that the outbox can send: documents that create something, and actions on what exists. */
import { z } from 'zod';
import { AssignProduct, CancelPurchaseOrder, CancelReturn, CancelShipment, DeactivateProduct } from './actions.ts';
import { Product } from './product.ts';
import { PurchaseOrder } from './purchaseOrder.ts';
import { Return } from './return.ts';
import { Shipment } from './shipment.ts';

export * from './actions.ts';
export { FileRef, largestFile, Quantity } from './fields.ts';
export * from './product.ts';
export * from './purchaseOrder.ts';
export * from './return.ts';
export * from './shipment.ts';

export const documentKinds = ['product', 'purchase-order', 'shipment', 'return'] as const;
export const DocumentKindName = z.enum(documentKinds);
export type DocumentKindName = z.infer<typeof DocumentKindName>;

export const actionKinds = ['product.assign', 'product.deactivate', 'purchase-order.cancel', 'shipment.cancel', 'return.cancel'] as const;
export const ActionKindName = z.enum(actionKinds);
export type ActionKindName = z.infer<typeof ActionKindName>;

export type SendableKind = DocumentKindName | ActionKindName;
export const SendableKind = z.enum([...documentKinds, ...actionKinds]);

export const sendableSchemas = {
  product: Product,
  'purchase-order': PurchaseOrder,
  shipment: Shipment,
  return: Return,
  'product.assign': AssignProduct,
  'product.deactivate': DeactivateProduct,
  'purchase-order.cancel': CancelPurchaseOrder,
  'shipment.cancel': CancelShipment,
  'return.cancel': CancelReturn,
} as const satisfies Record<SendableKind, z.ZodType>;

export type BodyOf<K extends SendableKind> = z.output<(typeof sendableSchemas)[K]>;

/** The field of a document that carries its natural key; for actions, the code of what they act on. */
export const naturalKeyField = {
  product: 'sku',
  'purchase-order': 'merchant_po_reference',
  shipment: 'merchant_tracking_code_reference',
  return: 'merchant_return_tracking_code_reference',
  'product.assign': 'oasin',
  'product.deactivate': 'oasin',
  'purchase-order.cancel': 'po_code',
  'shipment.cancel': 'tracking_code',
  'return.cancel': 'return_tracking_code',
} as const satisfies Record<SendableKind, string>;

/**
 * What belongs to one article, order or parcel alone, and never goes into a copy: a second parcel under the first one's label or courier
 * code would be handed to the first one's customer. The invoice of one order is no paper of the next.
 */
export const ofThisOneAlone = {
  product: ['sku', 'product_barcodes'],
  'purchase-order': ['merchant_po_reference', 'estimated_arrival_time', 'po_documents'],
  shipment: ['merchant_tracking_code_reference', 'partner_tracking_code', 'courier_tracking_code', 'label'],
  return: ['merchant_return_tracking_code_reference', 'shipment_tracking_code', 'return_courier_tracking_code'],
} as const satisfies { readonly [K in DocumentKindName]: readonly (keyof BodyOf<K>)[] };
