/**
 * Reads the JSON of an answer: long numbers keep their digits, and every name stands in the provider's documented spelling
 * (`tracking_code`), whichever of the usual ones it came in (`trackingCode`, `TrackingCode`).
 */

/** What the reviver is told beside the value (Node 24, Chromium 114): the number as it was written. */
interface Written {
  readonly source?: string;
}

/** What of a text is written otherwise than documented: the first name of each kind. */
export interface Spelling {
  /** A name in camel case. */
  camelCase?: string;
  /** A number with more digits than JavaScript can count. */
  longNumber?: string;
}

/** `spelling` is told what was met. @throws SyntaxError where it is no JSON */
export function parseJson(text: string, spelling: Spelling = {}): unknown {
  const read = JSON.parse as (text: string, reviver: (key: string, value: unknown, written: Written) => unknown) => unknown;
  return read(text, (key, value, written) => {
    if (typeof value === 'number') {
      const digits = Number.isSafeInteger(value) ? null : wholeDigits(written.source ?? '');
      if (digits !== null) spelling.longNumber ??= key;
      return digits ?? value;
    }
    return isObject(value) ? withKnownNames(value, spelling) : value;
  });
}

/**
 * A whole number that is too long for a JavaScript number, as its own digits, NOTE(provider-codes). A code with other digits is another
 * parcel. `null` for one with a fraction.
 */
function wholeDigits(source: string): string | null {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  if (whole === '') return null;
  const digits = whole + fraction;
  const shift = Number(exponent) - fraction.length;
  // Longer than any code: it is a measure of something, and not worth a text of a million zeros.
  if (Math.abs(shift) > 40) return null;
  const text = shift >= 0 ? digits + '0'.repeat(shift) : /^0*$/.test(digits.slice(shift)) ? digits.slice(0, shift) : null;
  return text === null ? null : sign + (text.replace(/^0+(?=\d)/, '') || '0');
}

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `trackingCode` and `TrackingCode` → `tracking_code`; a name that is there already is not overwritten. */
function withKnownNames(value: Json, spelling: Spelling): Json {
  const names = Object.keys(value);
  const other = names.find((name) => knownName(name) !== name);
  if (other === undefined) return value;
  spelling.camelCase ??= other;
  const known: Record<string, unknown> = {};
  for (const name of names) {
    const spelled = knownName(name);
    const given = spelled === name || !Object.hasOwn(value, spelled) ? spelled : name;
    // SECURITY: as a plain assignment this name would change the object's prototype instead.
    Object.defineProperty(known, given, { value: value[name], enumerable: true, writable: true, configurable: true });
  }
  return known;
}

/** The documented spelling of a name. Names in capitals alone are left: they are as likely a code (`OASIN1000001`) as a name. */
export const knownName = (name: string): string =>
  /^[A-Za-z][A-Za-z0-9]*$/.test(name) && /[a-z]/.test(name) && /[A-Z]/.test(name)
    ? name
        .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
        .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
        .toLowerCase()
    : name;
