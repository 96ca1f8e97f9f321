/** What the form of a shipment shows and holds. */
import { DocumentForm, type FormView } from '../../features/documentForm/DocumentForm.tsx';
import type { FormProps } from '../../features/records/recordView.ts';
import { ShipmentFields } from './ShipmentFields.tsx';
import { ShipmentShape } from './shipmentShape.ts';

const view: FormView = { kind: 'shipment', shape: ShipmentShape, Fields: ShipmentFields };

export const ShipmentForm = (place: FormProps) => <DocumentForm view={view} {...place} />;
