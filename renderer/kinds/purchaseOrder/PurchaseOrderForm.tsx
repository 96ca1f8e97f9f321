/** What the form of a purchase order shows and holds. */
import { DocumentForm, type FormView } from '../../features/documentForm/DocumentForm.tsx';
import type { FormProps } from '../../features/records/recordView.ts';
import { PurchaseOrderFields } from './PurchaseOrderFields.tsx';
import { PurchaseOrderShape } from './purchaseOrderShape.ts';

const view: FormView = { kind: 'purchase-order', shape: PurchaseOrderShape, Fields: PurchaseOrderFields };

export const PurchaseOrderForm = (place: FormProps) => <DocumentForm view={view} {...place} />;
