/** A parsed document of somebody else's, read with care: texts, local references, and an end to everything. */
import { DeskFailure } from '../../contract/errors.ts';

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const objectAt = (value: Json, key: string): Json => (isObject(value[key]) ? value[key] : {});
export const arrayAt = (value: Json, key: string): readonly unknown[] => (Array.isArray(value[key]) ? value[key] : []);

/** One line of a text that people wrote, at most 200 characters; empty where there is none. */
export const lineOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).replaceAll(/\s+/g, ' ').trim().slice(0, 200) : '';

/** How much of a document is looked at, in nodes: whoever refers to the same part a thousand times is stopped, whatever the file's size. */
const mostNodes = 200_000;

export class Budget {
  #left = mostNodes;
  /** References that lead out of the document; they are not followed. */
  outer = 0;

  /** @throws DeskFailure `papersTooLarge` */
  spend(): void {
    this.#left -= 1;
    if (this.#left < 0) throw new DeskFailure({ code: 'papersTooLarge' });
  }
}

/** Most references that lead to one another. */
const longestChain = 20;

/**
 * The object itself, or what it refers to inside its document. An empty object where it refers to nothing, to itself, or out of the
 * document.
 */
export function resolve(value: unknown, root: Json, budget: Budget): Json {
  let here: unknown = value;
  for (let steps = 0; steps < longestChain; steps += 1) {
    budget.spend();
    if (!isObject(here)) return {};
    const ref = here['$ref'];
    if (typeof ref !== 'string') return here;
    // SECURITY: only what is in the text itself; no file and no address is ever opened for a document.
    if (!ref.startsWith('#/')) {
      budget.outer += 1;
      return {};
    }
    here = ref
      .slice(2)
      .split('/')
      .reduce<unknown>((part, key) => ownPart(part, unescape(key)), root);
  }
  return {};
}

const ownPart = (part: unknown, key: string): unknown => {
  if (Array.isArray(part)) return part[Number(key)];
  return isObject(part) && Object.hasOwn(part, key) ? part[key] : undefined;
};

/** A part of a JSON pointer in a URI fragment. */
function unescape(key: string): string {
  const plain = key.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    // A percent sign that is meant as one.
    return plain;
  }
}
