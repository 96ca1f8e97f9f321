/**
 * Reads the provider's envelope (main process): `{data, error, error_code, log_id, messages, total, …}` (X for success; A for errors, of which
 * no body was printed). Whatever comes instead (HTML, nothing, other JSON) becomes `unreadable`: a value, never an exception.
 */
import type { FieldProblem } from '../../contract/errors.ts';

/** What the provider said beside the data. */
export interface Remarks {
  readonly code: string | null;
  readonly messages: readonly string[];
  readonly fields: readonly FieldProblem[];
  readonly logId: string | null;
}

export type Envelope =
  /** `data` is `undefined` where the envelope had none. */
  | { readonly kind: 'success'; readonly data: unknown; readonly total: number | null; readonly remarks: Remarks }
  | { readonly kind: 'error'; readonly remarks: Remarks }
  | { readonly kind: 'unreadable'; readonly remarks: Remarks };

export type Success = Extract<Envelope, { kind: 'success' }>;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const silence: Remarks = { code: null, messages: [], fields: [], logId: null };

/** Longest text of the provider's that is kept, in characters: an error page inside a message is of no use to anybody. */
const longestText = 500;
const mostTexts = 50;

export function readEnvelope(status: number, body: Buffer): Envelope {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    // HTML, an empty body, half a body: whoever sent it did not speak the provider's language.
    return { kind: 'unreadable', remarks: silence };
  }
  if (!isObject(json)) return { kind: 'unreadable', remarks: silence };

  const remarks = readRemarks(json);
  const saysError = json['error'] === true || json['error'] === 1 || json['error'] === 'true';
  const saysSuccess = json['error'] === false || json['error'] === 0 || json['error'] === 'false' || json['error'] === null;
  // `error` is looked at first: the status may be 200 all the same (A).
  if (saysError || (remarks.code !== null && !saysSuccess)) return { kind: 'error', remarks };
  if (status >= 400) return { kind: saysSuccess || remarks.code !== null ? 'error' : 'unreadable', remarks };
  if (!saysSuccess && !('data' in json)) return { kind: 'unreadable', remarks };
  return { kind: 'success', data: json['data'], total: count(json['total']), remarks };
}

function readRemarks(json: Json): Remarks {
  const { messages, fields } = readMessages(json['messages'] ?? json['message'] ?? json['detail']);
  // A: where `messages` only says "failed", the fields are sometimes in `error_detail`.
  const detail = isObject(json['error_detail']) ? readMessages(json['error_detail']).fields : [];
  const more = typeof json['error_detail'] === 'string' ? [clip(json['error_detail'])] : [];
  return {
    code: text(json['error_code']),
    messages: [...messages, ...more].filter((message) => message !== '').slice(0, mostTexts),
    fields: (fields.length > 0 ? fields : detail).slice(0, mostTexts),
    logId: text(json['log_id']),
  };
}

/** A string, an array, or an object of field → texts, nested as deep as the document is. */
function readMessages(value: unknown): { messages: string[]; fields: FieldProblem[] } {
  const messages: string[] = [];
  const fields: FieldProblem[] = [];
  const walk = (item: unknown, path: string): void => {
    if (messages.length + fields.length > mostTexts) return;
    if (Array.isArray(item)) {
      // Texts of one field stand in an array; rows of a document stand in an array too, and count in the path.
      for (const [index, part] of item.entries()) walk(part, path !== '' && isObject(part) ? `${path}.${index}` : path);
    } else if (isObject(item)) {
      for (const [key, part] of Object.entries(item)) walk(part, path === '' ? clip(key) : `${path}.${clip(key)}`);
    } else if ((typeof item === 'string' && item !== '') || typeof item === 'number' || typeof item === 'boolean') {
      const said = clip(String(item));
      if (path === '') messages.push(said);
      else fields.push({ path, problem: 'provider', text: said });
    }
  };
  walk(value, '');
  return { messages, fields };
}

const clip = (value: string): string => (value.length > longestText ? `${value.slice(0, longestText)}…` : value);

const text = (value: unknown): string | null =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? clip(String(value)) : null;

function count(value: unknown): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** Where the rows of a list may stand inside `data` (A). */
const rowKeys = ['items', 'results', 'list', 'data'] as const;

/** The rows of a list and how many there are over all pages; `null` where `data` holds no list. */
export function readList(envelope: Success): { rows: readonly unknown[]; total: number | null } | null {
  const { data } = envelope;
  if (Array.isArray(data)) return { rows: data, total: envelope.total };
  if (!isObject(data)) return null;
  const rows = rowKeys.map((key) => data[key]).find((value) => Array.isArray(value));
  if (rows === undefined) return null;
  return { rows, total: count(data['total']) ?? count(data['count']) ?? envelope.total };
}
