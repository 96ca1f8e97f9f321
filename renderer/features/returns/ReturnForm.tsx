/** What the form of a return shows and holds (page). */
import { DocumentForm, type FormView } from '../documentForm/DocumentForm.tsx';
import type { FormProps } from '../records/recordView.ts';
import { ReturnFields } from './ReturnFields.tsx';
import { ReturnShape } from './returnShape.ts';

const view: FormView = { kind: 'return', screen: 'returns', shape: ReturnShape, Fields: ReturnFields };

export const ReturnForm = ({ draftId }: FormProps) => <DocumentForm view={view} draftId={draftId} />;
