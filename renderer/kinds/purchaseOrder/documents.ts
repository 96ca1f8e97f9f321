/** A document that goes with a purchase order, as the form holds it when its file has just come. */
import type { FileRef } from '../../../contract/documents/index.ts';
import { fold } from '../../../contract/fold.ts';
import { PoDocumentShape } from './purchaseOrderShape.ts';

const named =
  (words: string) =>
  (name: string): boolean =>
    new RegExp(`(^|[^a-z])(${words})([^a-z]|$)`).test(fold(name).replaceAll(/[_.-]+/g, ' '));
/** A file that calls itself an invoice, or something else, in either language. */
const isCalledInvoice = named('hoa ?don|hdgtgt|hddt|vat|invoice|inv');
const isCalledOtherwise = named('packing|dong goi|phieu|bien ban|hop dong|delivery|list|note|photo|anh|img');

/**
 * Of the provider's types one was seen (X: `INVOICE`). It is filled in where the name says so, and for the first file where the name says
 * nothing else; what other papers are a person says: a packing list that is stored as a second invoice misleads whoever checks the goods.
 */
export const documentOf = (file: FileRef, others: readonly unknown[] = []): ReturnType<typeof PoDocumentShape.parse> => {
  const isInvoice = isCalledInvoice(file.name) || (others.length === 0 && !isCalledOtherwise(file.name));
  return PoDocumentShape.parse({ file, document_type: isInvoice ? 'INVOICE' : '' });
};
