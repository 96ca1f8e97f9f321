/** The labels of these shipments, as they are about to be printed. */
import type { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import type { DialogProps } from '../../actions/action.ts';
import { PrintDialog } from '../../features/printing/PrintDialog.tsx';

export const PrintLabels = ({ subjects, onClose }: DialogProps<ShipmentRecord>) => (
  <PrintDialog what="label" things={subjects.map(({ tracking_code: code }) => ({ code, part: null }))} onClose={onClose} />
);
