/** Paths and headers as documentation writes them, in the desk's way of writing. */
import type { Papers } from '../../contract/papers.ts';

/** Codes in braces, whichever way they are marked: `:id`, `{{id}}`, `<id>`; single slashes, no query. */
export function templateOf(base: string, path: string): string {
  const whole = `/${base}/${path}`.split(/[?#]/)[0] ?? '';
  return whole
    .replaceAll(/\{\{\s*([^{}]+?)\s*\}\}/g, '{$1}')
    .replaceAll(/<([\w-]+)>/g, '{$1}')
    .replaceAll(/\/:([A-Za-z_]\w*)/g, '/{$1}')
    .replaceAll(/\/{2,}/g, '/')
    .replace(/(?<=.)\/$/, '')
    .slice(0, 500);
}

export interface Server {
  /** `https://host`; empty where none is named. */
  readonly origin: string;
  readonly base: string;
}

/** Of a server's address, which may be a path alone, and may have variables in it. */
export function serverOf(address: string): Server {
  const plain = address.trim();
  const match = /^([a-z][a-z0-9+.-]*:)?\/\/([^/?#\s]+)([^?#\s]*)/i.exec(plain);
  if (match === null) return { origin: '', base: plain.startsWith('/') && !plain.includes('{') ? plain : '' };
  // SECURITY: a name and password before the host are no part of what is shown.
  const host = (match[2] ?? '').split('@').at(-1) ?? '';
  const base = match[3] ?? '';
  return { origin: `${match[1] ?? 'https:'}//${host}`.slice(0, 200), base: base.includes('{') ? '' : base };
}

/**
 * The word before the key in an example of a header's value. SECURITY: nothing but that word; where there is no blank, all of it is the
 * key.
 */
export function schemeWordIn(value: string): string | null {
  const match = /^\s*([A-Za-z][A-Za-z-]{0,11})\s+\S/.exec(value);
  return match?.[1] ?? null;
}

const keyHeaders = /^(?:authorization|x-?api-?key|api-?key|x-?access-?token|access-?token|x-?auth-?token|token|apikey)$/i;

/** Whether a header of this name carries the key. */
export const isKeyHeader = (name: string): boolean => keyHeaders.test(name.trim());

/** The header that matters where several are named: `Authorization` before all others. */
export const clearest = (found: readonly NonNullable<Papers['access']>[]): Papers['access'] =>
  found.find(({ header, scheme }) => /^authorization$/i.test(header) && scheme !== null) ??
  found.find(({ header }) => /^authorization$/i.test(header)) ??
  found[0] ??
  null;
