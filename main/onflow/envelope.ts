/**
 * Reads the provider's envelope: `{data, error, error_code, log_id, messages, total, …}` (X for success; A for errors, of
 * which no body was printed), and what other servers have in its place: `success: false`, `errors: […]`, `error: "text"`, or the bare data.
 * A refusal is told by any of them; what contradicts itself is neither a refusal nor a success. Whatever else comes (HTML, nothing) becomes
 * `unreadable`: a value, never an exception.
 */
import type { FieldProblem } from '../../contract/errors.ts';
import { isObject, parseJson } from './json.ts';
import type { Json, Spelling } from './json.ts';
import { totalIn } from './lists.ts';

/** What the provider said beside the data. */
export interface Remarks {
  readonly code: string | null;
  readonly messages: readonly string[];
  readonly fields: readonly FieldProblem[];
  readonly logId: string | null;
}

export type Envelope =
  /** `data` is `undefined` where the envelope had none. `saysDone`: it said so itself (`error: false`), beside whatever the data says. */
  | {
      readonly kind: 'success';
      readonly data: unknown;
      readonly total: number | null;
      readonly saysDone: boolean;
      readonly remarks: Remarks;
      readonly spelling?: Spelling;
    }
  | { readonly kind: 'error'; readonly remarks: Remarks }
  /** Not the provider's language, or words that contradict each other. */
  | { readonly kind: 'unreadable'; readonly remarks: Remarks };

export type Success = Extract<Envelope, { kind: 'success' }>;

const silence: Remarks = { code: null, messages: [], fields: [], logId: null };

/** Longest text of the provider's that is kept, in characters: an error page inside a message is of no use to anybody. */
const longestText = 500;
const mostTexts = 50;

/** `body` is UTF-8 (`decoding.ts`). */
export function readEnvelope(status: number, body: Buffer): Envelope {
  // 204 and its like: nothing to read, and nothing wrong.
  if (body.length === 0 && (status === 204 || status === 205))
    return { kind: 'success', data: undefined, total: null, saysDone: false, remarks: silence };
  let json: unknown;
  const spelling: Spelling = {};
  try {
    json = parseJson(body.toString('utf8').replace(/^\uFEFF/, ''), spelling);
  } catch {
    // HTML, an empty body, half a body: whoever sent it did not speak the provider's language.
    return { kind: 'unreadable', remarks: silence };
  }
  // The bare rows, without an envelope.
  if (Array.isArray(json) && status < 400) return { kind: 'success', data: json, total: null, saysDone: false, remarks: silence, spelling };
  if (!isObject(json)) return { kind: 'unreadable', remarks: silence };

  const verdict = verdictIn(json);
  const remarks = readRemarks(json, verdict !== 'done');
  // The verdict is looked at first: the status may be 200 all the same (A).
  if (verdict === 'refused') return { kind: 'error', remarks };
  if (verdict === 'both') return { kind: status >= 400 ? 'error' : 'unreadable', remarks };
  if (status >= 400) return { kind: verdict === 'done' || remarks.code !== null ? 'error' : 'unreadable', remarks };
  const hasEnvelope = 'data' in json || verdict === 'done';
  return {
    kind: 'success',
    data: hasEnvelope ? json['data'] : json,
    total: totalIn(json),
    saysDone: verdict === 'done',
    remarks,
    spelling,
  };
}

const yes = new Set(['true', '1', 'yes', 'ok', 'success', 'successful', 'succeeded', 'done', 'completed']);
const no = new Set(['false', '0', 'no', 'error', 'fail', 'failed', 'failure', 'rejected', 'denied', 'unsuccessful']);
const wordOf = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim().toLowerCase() : '';
/** What `error` may hold where there is none. */
const denials = new Set(['false', '0', 'no', 'none', 'null', 'ok', 'success']);

const isTwoHundred = (word: string): boolean => /^2\d\d$/.test(word);
/** `ok`, `0`, `none`, `200` and their like. */
export const isAgreement = (value: unknown): boolean => yes.has(wordOf(value)) || denials.has(wordOf(value)) || isTwoHundred(wordOf(value));
/** What says how something went, and is the code of nothing. */
export const isPlainWord = (value: unknown): boolean => isAgreement(value) || no.has(wordOf(value));

const isFilled = (value: unknown): boolean =>
  Array.isArray(value) || isObject(value) ? Object.values(value).some((each) => each !== null && each !== '') : wordOf(value) !== '';

/**
 * What an object says of itself: that it was done, that it was refused, both, or neither. Empty lists and objects (`errors: []`, `error:
 * {}`) say nothing. Also for the `data` of an action's answer, where `success` stands (X).
 */
export function verdictIn(json: Json): 'done' | 'refused' | 'both' | null {
  const said = outspoken(json);
  if (said.length === 0) return inPassing(json);
  return said.every((isGood) => isGood) ? 'done' : said.some((isGood) => isGood) ? 'both' : 'refused';
}

/** `error`, `errors`, `error_code`, `success`: for each that says something, whether it is good. */
function outspoken(json: Json): boolean[] {
  const said: boolean[] = [];
  const { error } = json;
  if (error === null || denials.has(wordOf(error)) || isTwoHundred(wordOf(error))) said.push(true);
  else if (isFilled(error)) said.push(false);
  for (const name of ['success', 'is_success', 'succeeded', 'ok']) {
    const word = wordOf(json[name]);
    if (yes.has(word) || no.has(word)) said.push(yes.has(word));
  }
  if (isFilled(json['errors'])) said.push(false);
  const code = wordOf(json['error_code']);
  // A code beside `error: false` is a remark.
  if (said.length === 0 && code !== '' && !isAgreement(code)) said.push(false);
  return said;
}

/** `status: "error"`, `code: 400`: a record has a status and a code too, so these count only beside something that no record has. */
function inPassing(json: Json): 'done' | 'refused' | null {
  if (!['data', 'message', 'messages', 'msg'].some((name) => name in json)) return null;
  for (const name of ['status', 'status_code', 'code', 'http_status'] as const) {
    const word = wordOf(json[name]);
    if (/^[45]\d\d$/.test(word)) return 'refused';
    if (isTwoHundred(word) || (name !== 'status' && word === '0')) return 'done';
    if (name === 'status' && typeof json[name] !== 'number' && (yes.has(word) || no.has(word))) return yes.has(word) ? 'done' : 'refused';
  }
  return null;
}

/** All that is said beside the data; `seeksError`: also where only an error has its words. */
export function readRemarks(json: Json, seeksError: boolean): Remarks {
  const errors = seeksError
    ? [json['error'], json['errors'], json['error_detail'], json['error_message'], json['error_description'], json['reason']]
    : [json['error_detail']];
  const said = readMessages(json['messages'] ?? json['message'] ?? json['msg'] ?? json['detail']);
  const more = errors
    .filter((each) => typeof each === 'object' || (typeof each === 'string' && !yes.has(wordOf(each)) && !no.has(wordOf(each))))
    .map(readMessages);
  // In an error `data` is where some servers put the words, or the fields.
  const inData =
    seeksError && (typeof json['data'] === 'string' || isObject(json['data']))
      ? readMessages(
          isObject(json['data'])
            ? (json['data']['messages'] ?? json['data']['message'] ?? json['data']['error'] ?? json['data']['errors'])
            : json['data'],
        )
      : null;
  const all = [said, ...more, ...(inData === null ? [] : [inData])];
  const inner = isObject(json['error']) ? json['error'] : {};
  return {
    code:
      [json['error_code'], inner['code'], inner['error_code'], ...(seeksError ? [json['code']] : [])]
        .map(text)
        .find((each) => each !== null && !isAgreement(each)) ?? null,
    messages: [...new Set(all.flatMap((each) => each.messages))].filter((message) => message !== '').slice(0, mostTexts),
    fields: all.flatMap((each) => each.fields).slice(0, mostTexts),
    logId: [json['log_id'], json['request_id'], json['trace_id']].map(text).find((each) => each !== null) ?? null,
  };
}

const textNames = ['message', 'messages', 'msg', 'detail', 'description', 'reason', 'text'] as const;
const placeNames = ['field', 'path', 'loc', 'param', 'property', 'pointer'] as const;

/** A string, an array, or an object of field → texts, nested as deep as the document is; also rows of `{field, message}`. */
function readMessages(value: unknown): { messages: string[]; fields: FieldProblem[] } {
  const messages: string[] = [];
  const fields: FieldProblem[] = [];
  const walk = (item: unknown, path: string): void => {
    if (messages.length + fields.length > mostTexts) return;
    const complaint = isObject(item) ? textNames.find((name) => typeof item[name] === 'string') : undefined;
    if (Array.isArray(item)) {
      // Texts of one field stand in an array; rows of a document stand in an array too, and count in the path.
      for (const [index, part] of item.entries()) walk(part, path !== '' && isObject(part) ? `${path}.${index}` : path);
    } else if (isObject(item) && complaint !== undefined) {
      const place = placeNames.map((name) => item[name]).find((each) => each !== undefined && each !== null);
      const parts = (Array.isArray(place) ? place : typeof place === 'string' ? place.split(/[./[\]]+/) : [])
        .map(String)
        .filter((part) => part !== '');
      if (parts[0] === 'body') parts.shift();
      walk(item[complaint], parts.length > 0 ? clip(parts.join('.')) : path.replace(/\.\d+$/, ''));
      for (const name of ['errors', 'fields', 'details'] as const) walk(item[name], path);
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
