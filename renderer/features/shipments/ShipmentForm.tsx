/** What the form of a shipment shows and holds (page). */
import { DocumentForm, type FormView } from '../documentForm/DocumentForm.tsx';
import type { FormProps } from '../records/recordView.ts';
import { ShipmentFields } from './ShipmentFields.tsx';
import { ShipmentShape } from './shipmentShape.ts';

const view: FormView = { kind: 'shipment', screen: 'shipments', shape: ShipmentShape, Fields: ShipmentFields };

export const ShipmentForm = ({ draftId }: FormProps) => <DocumentForm view={view} draftId={draftId} />;
