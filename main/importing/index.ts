/** Rows of a file → what they are, and the documents that they make. Pure: it knows nothing of the company, and asks nobody. */
export { documentsOf } from './documents.ts';
export { wantedCells } from './gather.ts';
export { missingIn, recognise, toSaved } from './recognise.ts';
