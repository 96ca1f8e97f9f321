/** Problems of a document's fields: found with the contract's own schema, placed at fields, and moved when rows are taken out. */
import { sendableSchemas, type DocumentKindName } from '../../../contract/documents/index.ts';
import type { FieldProblem } from '../../../contract/errors.ts';
import type { Finding } from '../../../contract/findings.ts';

/** The part of zod's issues that is read here. */
interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly params?: Record<string, unknown> | undefined;
}

/**
 * What the schema that sends has against these values, in the order of the fields; and searches that were typed but not finished: the
 * schema does not know them, and leaving them out in silence would lose what was typed.
 */
export function problemsOf(kind: DocumentKindName, values: unknown): FieldProblem[] {
  const result = sendableSchemas[kind].safeParse(values);
  const found = result.success ? [] : result.error.issues.map((issue) => problemFrom(issue as Issue));
  const unpicked = unpickedIn(values, '');
  const said = new Map(unpicked.map((each) => [each.path, each]));
  // "Fill this in" does not help where something was typed: the more exact words take its place.
  const better = found.map((each) => said.get(each.path) ?? each);
  return [...better, ...unpicked.filter((each) => !better.includes(each))];
}

/** The field that holds what was typed, and the one that holds what was picked for it. */
const pickers = { typed: 'oasin', brand_typed: 'brand_id' } as const;

function unpickedIn(values: unknown, at: string): FieldProblem[] {
  if (typeof values !== 'object' || values === null) return [];
  const held = values as Record<string, unknown>;
  const path = (name: string): string => (at === '' ? name : `${at}.${name}`);
  const here = Object.entries(pickers).flatMap(([typed, picked]) => {
    const text = held[typed];
    return typeof text === 'string' && text.trim() !== '' && held[picked] === '' && (held['awaited_sku'] ?? '') === ''
      ? [{ path: path(picked), problem: 'notPicked', params: { text: text.trim() } }]
      : [];
  });
  return [...here, ...Object.entries(held).flatMap(([name, value]) => unpickedIn(value, path(name)))];
}

function problemFrom(issue: Issue): FieldProblem {
  const path = issue.path
    .map(String)
    .join('.')
    .replace(/\.file_id$/, '');
  // zod's own wording for a missing object (a document row without its file) is no key of ours.
  const problem = issue.code === 'invalid_type' ? 'required' : issue.message;
  const params = paramsOf(issue.params);
  return params === null ? { path, problem } : { path, problem, params };
}

function paramsOf(params: Record<string, unknown> | undefined): Record<string, string | number> | null {
  if (params === undefined) return null;
  const plain = Object.entries(params).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return Object.fromEntries(plain);
}

/** Whether `path` is the field `name` or lies within it (`product_barcodes.2` is shown at `product_barcodes`). */
export const isWithin = (path: string, name: string): boolean => path === name || path.startsWith(`${name}.`);

/**
 * What a form shows. `own` come from the schema and can be looked at again with every key; `told` were said by the desk's check or by the
 * provider, and stay until their field is touched.
 */
export interface Shown {
  readonly own: readonly FieldProblem[];
  /** With the buttons that do something about them, where the desk found them. */
  readonly told: readonly (FieldProblem & Partial<Pick<Finding, 'mends' | 'asOf'>>)[];
}
export const nothingShown: Shown = { own: [], told: [] };

/** After `name` was left: its problems as they are now, other fields untouched. */
export function afterLeaving(shown: Shown, name: string, now: readonly FieldProblem[]): Shown {
  const others = shown.own.filter((each) => !isWithin(each.path, name));
  return { ...shown, own: [...others, ...now.filter((each) => isWithin(each.path, name))] };
}

/**
 * After `name` was changed: fields in error are looked at again (also another one that depends on it), fields without error are left in
 * peace.
 */
export function afterChange(shown: Shown, name: string, now: readonly FieldProblem[]): Shown {
  const inError = new Set(shown.own.map((each) => each.path));
  return {
    own: now.filter((each) => inError.has(each.path)),
    told: shown.told.filter((each) => !isWithin(each.path, name) && !isWithin(name, each.path)),
  };
}

/** After a row of `list` was taken out: its problems go with it, and those of later rows move up. */
export function afterRemoval(shown: Shown, list: string, removed: number): Shown {
  return { own: withoutRow(shown.own, list, removed), told: withoutRow(shown.told, list, removed) };
}

/** Of a row that was taken out nothing is said any more, and what is said of later ones moves up. */
export function withoutRow<P extends FieldProblem>(shown: readonly P[], list: string, removed: number): P[] {
  return shown.flatMap((each) => {
    if (each.path === list) return [];
    if (!each.path.startsWith(`${list}.`)) return [each];
    const [index = '', ...rest] = each.path.slice(list.length + 1).split('.');
    const row = Number(index);
    if (row === removed) return [];
    return [row > removed ? { ...each, path: [list, String(row - 1), ...rest].join('.') } : each];
  });
}

/** What the desk found besides the page's own findings: both check with the same schema, and must not say everything twice. */
export const besides = <P extends FieldProblem>(own: readonly FieldProblem[], told: readonly P[]): P[] =>
  told.filter((each) => !own.some((other) => isWithin(each.path, other.path)));
