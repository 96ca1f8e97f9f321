/** What the form of a product shows and holds. */
import { DocumentForm, type FormView } from '../../features/documentForm/DocumentForm.tsx';
import type { FormProps } from '../../features/records/recordView.ts';
import { ProductFields } from './ProductFields.tsx';
import { ProductShape } from './productShape.ts';

const view: FormView = { kind: 'product', shape: ProductShape, Fields: ProductFields };

export const ProductForm = (place: FormProps) => <DocumentForm view={view} {...place} />;
