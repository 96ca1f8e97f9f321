/** What the form of a return shows and holds. */
import { DocumentForm, type FormView } from '../../features/documentForm/DocumentForm.tsx';
import type { FormProps } from '../../features/records/recordView.ts';
import { ReturnFields } from './ReturnFields.tsx';
import { ReturnShape } from './returnShape.ts';

const view: FormView = { kind: 'return', shape: ReturnShape, Fields: ReturnFields };

export const ReturnForm = (place: FormProps) => <DocumentForm view={view} {...place} />;
