/** Puts the provider's complaints where they belong on the form. */
import type { FileRef } from '../../contract/documents/index.ts';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';

/** The provider's field → ours, where they are not the same. */
export type FieldNames = Readonly<Record<string, string>>;

/** 422 and its like: `field → texts` in the provider's names become the document's (A: bracketed and dotted paths are both read). */
export function fieldComplaints(error: DeskError, ours: FieldNames = {}): FieldProblem[] {
  return (error.fields ?? []).map((field) => ({
    ...field,
    path: field.path
      .replaceAll(/\[(\w+)\]/g, '.$1')
      .split('.')
      .filter((part) => part !== '')
      .map((part) => ours[part] ?? part)
      .join('.'),
  }));
}

export interface PlacedLine {
  /** Dotted path of the row. */
  readonly path: string;
  readonly oasin: string;
}

/** Everything the provider said, to look for codes in: where it names them is not known (A). */
const said = (error: DeskError): string =>
  [...(error.provider?.messages ?? []), ...(error.fields ?? []).map((field) => field.text ?? '')].join(' ');

/** Whether the provider names this code; `OASIN1` is not named by `OASIN12`. */
export function names(error: DeskError, code: string): boolean {
  const words = said(error);
  const isPartOfCode = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}_-]/u.test(letter);
  for (let at = words.indexOf(code); at >= 0; at = words.indexOf(code, at + 1)) {
    if (!isPartOfCode(words[at - 1]) && !isPartOfCode(words[at + code.length])) return true;
  }
  return false;
}

const lineProblems: Readonly<Record<string, string>> = {
  PRODUCTS_BY_OASIN_NOT_FOUND: 'unknownProduct',
  PRODUCTS_NOT_MAPPED_IN_WAREHOUSE: 'notInWarehouse',
  PRODUCTS_INACTIVE: 'notActive',
};

/**
 * The rows whose products the provider does not accept (D: `PRODUCTS_…`). Those whose OASIN it names; where it names none of ours, the rows
 * as a whole, at `otherwise`. Empty for other errors.
 */
export function lineComplaints(error: DeskError, lines: readonly PlacedLine[], warehouse: string, otherwise: string): FieldProblem[] {
  const problem = lineProblems[error.provider?.code ?? ''];
  if (problem === undefined) return [];
  const named = lines.filter((line) => names(error, line.oasin));
  // One product alone can only be the one that is meant.
  const meant = named.length > 0 ? named : lines.length === 1 ? lines : [];
  const text = error.provider?.messages[0];
  if (meant.length === 0) return [{ path: otherwise, problem: 'provider', text: text ?? error.provider?.code ?? '' }];
  return meant.map(({ path, oasin }) => ({
    path: `${path}.oasin`,
    problem,
    params: { oasin, warehouse },
    ...(text === undefined ? {} : { text }),
  }));
}

/** A problem of one field, with the provider's own words beside ours. */
export function complaint(error: DeskError, path: string, problem: string, params: Record<string, string> = {}): FieldProblem {
  const text = error.provider?.messages[0];
  return { path, problem, params, ...(text === undefined ? {} : { text }) };
}

/** `NOT_FOUND` of a create is the warehouse, the shipment or the brand: whether it is this one (A: named in `error_detail`). */
export const isAbout = (error: DeskError, field: string): boolean => (error.fields ?? []).some(({ path }) => path === field);

/** A staged file that cannot be read, or that the provider did not take: the complaint belongs to where the file is. */
export const isFileProblem = (error: DeskError): boolean =>
  error.code === 'fileVanished' || error.code === 'fileUnreadable' || error.call === 'files.upload';

/** The same for any place in a document that has files: at each where this one is. */
export function fileComplaints(
  error: DeskError,
  places: readonly { readonly path: string; readonly file: FileRef | undefined }[],
): FieldProblem[] {
  const problem = fileProblems[error.code];
  // What is no word about the file (no network, no key) is none at its field.
  if (problem === undefined) return [];
  const text = error.provider?.messages[0];
  const { name = '', megabytes = 0 } = error.params ?? {};
  return places
    .filter(({ file }) => file !== undefined && file.file_id === error.params?.['file_id'])
    .map(({ path }) => ({ path, problem, params: { name, megabytes }, ...(text === undefined ? {} : { text }) }));
}

const fileProblems: Readonly<Record<string, string>> = {
  fileVanished: 'fileVanished',
  fileUnreadable: 'fileUnreadable',
  uploadTooLarge: 'uploadTooLarge',
  uploadKindRefused: 'uploadKindRefused',
  uploadRefused: 'uploadRefused',
  uploadUnread: 'uploadUnread',
  // After so many tries that a person is asked.
  connectionLost: 'uploadBroken',
  timeout: 'uploadBroken',
  unreadable: 'uploadBroken',
  provider: 'uploadBroken',
};
