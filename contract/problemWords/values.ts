/** What is put into the wording of a problem; the same in the page, in a file of errors and at the terminal. */
import type { FieldProblem } from '../errors.ts';

/** A wording names only what it needs; what the problem does not tell is blank, or the choice that says least. */
const untold = {
  min: '',
  max: '',
  name: '',
  megabytes: '',
  expected: '',
  code: '',
  warehouse: '',
  status: '',
  sku: '',
  found: '',
  where: '',
  key: '',
  other: '',
  elsewhere: 'unknown',
  available: '',
  word: '',
  days: '',
  until: '',
  cell: '',
};

/** `said`: a number as it is written in the language of the wording. */
export const problemValues = (params: FieldProblem['params'], said: (value: number) => string): Record<string, string> => ({
  ...untold,
  ...Object.fromEntries(Object.entries(params ?? {}).map(([key, value]) => [key, typeof value === 'number' ? said(value) : value])),
});
