/** The fields of a JSON schema, or of an example where there is no schema, as a flat list. */
import type { PapersField } from '../../contract/papers.ts';
import { type Budget, type Json, arrayAt, isObject, lineOf, objectAt, resolve } from './document.ts';

/** Deepest nesting of fields; documents of this provider have three. */
const deepest = 8;
const mostFields = 500;
const mostValues = 100;

export interface SchemaReader {
  readonly root: Json;
  readonly budget: Budget;
}

/** Fields at any depth, each with where it stands. A field of one of several shapes (`oneOf`, `anyOf`) is required by none. */
export function fieldsOf(schema: unknown, reader: SchemaReader): PapersField[] {
  const found = new Map<string, PapersField>();
  walk(schema, '', true, 0);
  return [...found.values()];

  function walk(value: unknown, within: string, isCertain: boolean, depth: number): void {
    if (depth > deepest || found.size >= mostFields) return;
    const part = resolve(value, reader.root, reader.budget);
    for (const each of arrayAt(part, 'allOf')) walk(each, within, isCertain, depth + 1);
    for (const each of [...arrayAt(part, 'oneOf'), ...arrayAt(part, 'anyOf')]) walk(each, within, false, depth + 1);
    if (part['items'] !== undefined) walk(part['items'], within, isCertain, depth + 1);
    const required = arrayAt(part, 'required');
    for (const [name, below] of Object.entries(objectAt(part, 'properties'))) {
      if (found.size >= mostFields) return;
      const field = resolve(below, reader.root, reader.budget);
      const key = `${within}/${name}`;
      const before = found.get(key);
      const isRequired = isCertain && required.includes(name);
      found.set(key, {
        name: lineOf(name),
        within,
        required: isRequired || before?.required === true,
        values: before?.values ?? valuesOf(field, reader),
      });
      walk(field, within === '' ? lineOf(name) : `${within}.${lineOf(name)}`.slice(0, 200), isCertain, depth + 1);
    }
    if (depth === 0 && found.size === 0)
      for (const field of fieldsOfExample(part['example'] ?? arrayAt(part, 'examples')[0]))
        found.set(`${field.within}/${field.name}`, field);
  }
}

/** The named values of a schema or of its rows. */
export function valuesOf(schema: Json, { root, budget }: SchemaReader): string[] {
  const own = arrayAt(schema, 'enum');
  const values = own.length > 0 ? own : arrayAt(resolve(schema['items'], root, budget), 'enum');
  return values
    .map(lineOf)
    .filter((value) => value !== '')
    .slice(0, mostValues);
}

/** The names in an example; an example requires nothing. SECURITY: its values are left where they are. */
export function fieldsOfExample(example: unknown): PapersField[] {
  const found = new Map<string, PapersField>();
  const walk = (value: unknown, within: string, depth: number): void => {
    if (depth > deepest) return;
    if (Array.isArray(value)) return walk(value[0], within, depth + 1);
    if (!isObject(value)) return;
    for (const [name, below] of Object.entries(value)) {
      if (found.size >= mostFields) return;
      found.set(`${within}/${name}`, { name: lineOf(name), within, required: false, values: [] });
      walk(below, within === '' ? lineOf(name) : `${within}.${lineOf(name)}`.slice(0, 200), depth + 1);
    }
  };
  walk(typeof example === 'string' ? jsonIn(example) : example, '', 0);
  return [...found.values()];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An example that is no JSON names no fields.
    return undefined;
  }
}
