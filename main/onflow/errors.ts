/**
 * Builds the errors of a call. Two things must be right here: whether the request may have changed something (`sent`: the
 * outbox decides by it), and that the token is in none of them.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { CallName, DeskError, FieldProblem, OnflowErrorCode, ProviderWords, Sent } from '../../contract/errors.ts';
import type { Envelope, Remarks, Success } from './envelope.ts';
import type { HttpAnswer } from './httpAnswer.ts';
import type { TransportFailure } from './transport.ts';

/** Removes the token from a text. */
export type Redact = (text: string) => string;

export function redactor(token: string | null): Redact {
  if (token === null || token === '') return (text) => text;
  // SECURITY: a server, or a proxy on the way, may quote the Authorization header in its complaint; errors are shown, logged and exported.
  const forms = formsOf(token);
  return (text) => forms.reduce((left, form) => left.replaceAll(form, '•••'), text);
}

/** The token as a server may quote it: as it is, in a URL, in JSON, in hex, and in base64 with any number of bytes before it. */
function formsOf(token: string): string[] {
  const inBase64 = [0, 1, 2].map((before) => {
    const whole = Buffer.from('\0'.repeat(before) + token)
      .toString('base64')
      .replaceAll('=', '');
    // The characters at the ends share their bits with the neighbours; eight of them could be anything.
    const own = whole.slice(before === 0 ? 0 : before + 1, (before + token.length) % 3 === 0 ? undefined : -1);
    return own.length > 8 ? own : whole;
  });
  const inJson = JSON.stringify(token).slice(1, -1);
  const escaped = token.replaceAll(/[\s\S]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const hex = Buffer.from(token).toString('hex');
  const forms = [
    token,
    encodeURIComponent(token),
    inJson,
    inJson.replaceAll('/', '\\/'),
    escaped,
    hex,
    hex.toUpperCase(),
    ...inBase64,
    ...inBase64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  return [...new Set(forms)].filter((form) => form !== '').toSorted((a, b) => b.length - a.length);
}

function words(remarks: Remarks, httpStatus: number | null, redact: Redact): ProviderWords {
  return {
    code: remarks.code === null ? null : redact(remarks.code),
    messages: remarks.messages.map(redact),
    logId: remarks.logId === null ? null : redact(remarks.logId),
    httpStatus,
  };
}

/** Codes that leave open whether the change was made: the provider stumbled after it had begun (D: general table). */
const stumbled = ['INTERNAL_SERVER_ERROR', 'REQUEST_TIMEOUT'];

/**
 * 408, and what gateways say of a line that was closed over a request they had passed on (nginx 499, AWS 460); one gateway may hand on what
 * another says.
 */
export const isGivenUp = (status: number): boolean => status === 408 || status === 460 || status === 499;

/**
 * The server says that it has not begun: 421, this connection leads to another server (RFC 9110, 15.5.20), and 425, it does not take up yet
 * what could be a replay (RFC 8470, 5.2). Whatever words come with it, nothing was read of the document, and it may be sent again.
 */
export const isNotTakenUp = (status: number): boolean => status === 421 || status === 425;

/** The key is not accepted: 401 (D), or 423, which the same company's other systems answer for a missing, bad or expired one (A). */
export const isKeyRefusal = (status: number): boolean => status === 401 || status === 423;

/**
 * The success in an answer (any but 429, which belongs to the limiter). @throws DeskFailure `unauthorized`, `forbidden`, `provider`,
 * `unreadable`
 */
export function successOf(call: CallName, status: number, envelope: Envelope, redact: Redact): Success {
  const { remarks } = envelope;
  const provider = words(remarks, status, redact);
  const fail = (code: OnflowErrorCode, sent: Sent, fields: readonly FieldProblem[] = []): DeskFailure => {
    const safe = fields.map((field) => ({ ...field, path: redact(field.path), text: redact(field.text ?? '') }));
    return new DeskFailure({ code, call, sent, provider, ...(safe.length > 0 ? { fields: safe } : {}) });
  };
  if (isKeyRefusal(status) || (envelope.kind === 'error' && remarks.code === 'UNAUTHORIZED')) throw fail('unauthorized', 'answered');
  if (status === 403 || (envelope.kind === 'error' && remarks.code === 'FORBIDDEN')) throw fail('forbidden', 'answered');
  // 4xx is refused before anything is changed, but where somebody on the way gave up waiting; 5xx, and success that cannot be read, may
  // hide a change that was made.
  const refused = status >= 400 && status < 500 && !isGivenUp(status);
  if (isNotTakenUp(status)) throw fail(envelope.kind === 'unreadable' ? 'unreadable' : 'provider', 'no');
  switch (envelope.kind) {
    case 'error': {
      const open = status >= 500 || isGivenUp(status) || stumbled.includes(remarks.code ?? '');
      throw fail('provider', open ? 'maybe' : 'answered', remarks.fields);
    }
    case 'unreadable':
      throw fail('unreadable', refused ? 'answered' : 'maybe');
    case 'success':
      // A redirect, most likely: it is not followed, because the token is for this host only.
      if (status < 200 || status >= 300) throw fail('unreadable', 'maybe');
      return envelope;
    default:
      return assertNever(envelope);
  }
}

/** A success whose `data` is not what the call answers: the change was probably made, but there is no code to hold on to. */
export function unreadableData(
  call: CallName,
  status: number,
  remarks: Remarks,
  redact: Redact,
  missing: readonly string[] = [],
): DeskFailure {
  const params = missing.length > 0 ? { params: { missing: missing.join(', ') } } : {};
  return new DeskFailure({ code: 'unreadable', call, sent: 'maybe', provider: words(remarks, status, redact), ...params });
}

/** `{success: false}` in an envelope without error (cancels): the provider did not do it. */
export function declined(call: CallName, status: number, remarks: Remarks, redact: Redact): DeskFailure {
  return new DeskFailure({ code: 'provider', call, sent: 'answered', provider: words(remarks, status, redact) });
}

/**
 * The server is overloaded or being maintained, or the gateway in front of it has none (D for 503; A for the others, and for Cloudflare's
 * own 52x).
 */
export const isBusy = (status: number): boolean => (status >= 502 && status <= 504) || (status >= 520 && status <= 527) || status === 530;

/** Nothing left, because a server in trouble is left alone. */
export const busy = (call: CallName, retryAfterMs: number): DeskFailure =>
  new DeskFailure({ code: 'busy', call, sent: 'no', retryAfterMs: Math.ceil(retryAfterMs) });
export const unreachable = (call: CallName, retryAfterMs: number): DeskFailure =>
  new DeskFailure({ code: 'network', call, sent: 'no', retryAfterMs: Math.ceil(retryAfterMs) });

/** 429 that was not waited out: nothing was done. `sent` is `no` where the request did not even leave. */
export function rateLimited(call: CallName, sent: Sent, retryAfterMs: number): DeskFailure {
  return new DeskFailure({ code: 'rateLimited', call, sent, retryAfterMs: Math.ceil(retryAfterMs) });
}

/** The network in between says itself that the request got no further than it. */
export const notHandedOn = (call: CallName, httpStatus: number): DeskFailure =>
  new DeskFailure({ code: 'webPage', call, sent: 'no', provider: { code: null, messages: [], logId: null, httpStatus } });

export const cancelled = (call: CallName, sent: Sent): DeskFailure => new DeskFailure({ code: 'cancelled', call, sent });

/**
 * The error of an answer that never came. `clockDifferenceMs`: the provider's clock less the computer's, where it has told the time before.
 * SECURITY: without the cause, whose text or buffers could quote what was sent.
 */
export function failureOfTransport(call: CallName, failure: TransportFailure, clockDifferenceMs: number | null = null): DeskFailure {
  const httpStatus = failure.head?.status ?? null;
  const params = {
    ...(failure.reason === null ? {} : { reason: failure.reason }),
    ...failure.params,
    ...(failure.kind === 'certificate' ? byClock(failure.params, clockDifferenceMs) : {}),
  };
  const error: DeskError = {
    code: failure.kind === 'tooLarge' || failure.kind === 'corrupt' ? 'unreadable' : failure.kind,
    call,
    sent: httpStatus !== null && isNotTakenUp(httpStatus) ? 'no' : failure.sent,
    ...(httpStatus === null ? {} : { provider: { code: null, messages: [], logId: null, httpStatus } }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
  };
  return new DeskFailure(error);
}

/**
 * What this computer's clock says, beside when the certificate is valid; and that the clock is what is wrong, where the provider has told
 * the time.
 */
function byClock({ validFrom, validTo, cause }: TransportFailure['params'], differenceMs: number | null): Record<string, string | number> {
  const now = Date.now();
  if (differenceMs === null || (cause !== 'expired' && cause !== 'notYetValid')) return { now };
  const isValid = Number(validFrom) <= now + differenceMs && now + differenceMs <= Number(validTo);
  return isValid ? { now, cause: 'clock' } : { now };
}

/**
 * Milliseconds that a 429 or a busy server asks for: `Retry-After` in seconds or as an HTTP date, `null` where it names none. A date is
 * compared with the answer's own `Date`, so that a desk whose clock is wrong waits no longer than it should. Two gateways on the way may
 * each have said it: the first counts.
 */
export function retryAfterMs(headers: HttpAnswer['headers'], wallClock: () => number = Date.now): number | null {
  const value = headers['retry-after']?.trim() ?? '';
  const seconds = /^(\d+(?:\.\d+)?)(?:\s*,.*)?$/.exec(value)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1_000;
  // Only what looks like an HTTP date: `Date.parse` makes a date of almost anything, "-5" among it.
  const at = /^[A-Z][a-z]+,? /.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) return null;
  const serverNow = Date.parse(headers['date'] ?? '');
  return Math.max(0, at - (Number.isNaN(serverNow) ? wallClock() : serverNow));
}

function assertNever(value: never): never {
  throw new Error(`unexpected ${String(value)}`);
}
