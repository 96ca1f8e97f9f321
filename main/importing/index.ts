/** Rows of a file → what they are, and the documents that they make. Pure: it knows nothing of the company, and asks nobody. */
export { recognise } from './recognise.ts';
