/**
 * Makes one call: the table's row in this connection's words, a slot from the limiter, the request, and out of the answer
 * either what was asked for or one `DeskFailure`.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { CallName, DeskError, ErrorCode } from '../../contract/errors.ts';
import type { Profile } from '../../contract/profile.ts';
import { monotonicClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { acceptedEncodings, inUtf8 } from './decoding.ts';
import { readEnvelope } from './envelope.ts';
import type { Envelope, Success } from './envelope.ts';
import { foreignPageIn, isOfTheWay } from './foreignPages.ts';
import {
  busy,
  cancelled,
  failureOfTransport,
  isBusy,
  notHandedOn,
  rateLimited,
  redactor,
  retryAfterMs,
  successOf,
  unreachable,
} from './errors.ts';
import type { Redact } from './errors.ts';
import { keptFailure, wasKept } from './keptAnswers.ts';
import { NoSlot, refused } from './limiter.ts';
import type { Limiter, Priority, Slot } from './limiter.ts';
import { openMultipart } from './multipart.ts';
import type { MultipartBody, UploadFile } from './multipart.ts';
import { deskPath, fillPath, renameFields, speak } from './profile.ts';
import type { SpokenCall } from './profile.ts';
import { isObstruction } from './notConnected.ts';
import { TransportFailure } from './transport.ts';
import type { HttpAnswer } from './httpAnswer.ts';
import type { Transport } from './transport.ts';

export interface CallOptions {
  /** `person` where left out: somebody is waiting for the answer. */
  readonly priority?: Priority | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Longest wait for a slot, in milliseconds. 15 s where left out; the background waits as long as it takes. */
  readonly patienceMs?: number | undefined;
  /** The merchant's own key that this is about, and who had it done: for the journal. */
  readonly about?: string | undefined;
  readonly by?: string | undefined;
  /**
   * A record that a cache on the way had kept is no answer: it is `unreadable`. What a list is worth that was kept, its reader says
   * (`Page.isKept`).
   */
  readonly needsFresh?: boolean | undefined;
  /**
   * Told of the fields of a record that could not be read (`items.0.product_quantity`): it is there, without them. None, where all could.
   */
  readonly onUnread?: ((fields: readonly string[]) => void) | undefined;
}

/** One HTTP request as it is written down. SECURITY: without headers, and the token is taken out of every text in it. */
export interface JournalEntry {
  readonly call: CallName;
  /** Asked of another host than the provider's (a file's): it says nothing of how the provider stands. */
  readonly elsewhere: boolean;
  readonly method: string;
  /** With the query, without the host. */
  readonly path: string;
  /** Unix milliseconds at which it left the limiter. */
  readonly at: number;
  readonly durationMs: number;
  readonly outcome: 'ok' | ErrorCode;
  readonly httpStatus: number | null;
  readonly providerCode: string | null;
  readonly logId: string | null;
  readonly priority: Priority;
  readonly about: string | null;
  readonly by: string | null;
  /** At most `longestBody` bytes of what was sent and answered; `null` where there was nothing, or a file. */
  readonly sent: string | null;
  readonly answered: string | null;
}

export interface CallerOptions {
  /** An origin as `parseBaseUrl` answers it. */
  readonly baseUrl: string;
  /** Asked anew for every request: the token may have been replaced meanwhile. */
  readonly token: () => string | null;
  /**
   * SECURITY: true while it is not known that the token is this company's. Nothing leaves that changes anything, and no look-up of a
   * document: another company may have one under the same reference, or none.
   */
  readonly isHeld?: (() => boolean) | undefined;
  /** Which token that is: a number that changes with it (`Vault.generation`). One and the same, where left out. */
  readonly keyGeneration?: (() => number) | undefined;
  /** The provider does not accept the token of this generation, or the desk cannot send it. Not told of one that was replaced meanwhile. */
  readonly onKeyRefused?: ((error: DeskError, generation: number) => void) | undefined;
  readonly language: () => 'vi' | 'en';
  readonly profile: Profile;
  readonly limiter: Limiter;
  readonly transport: Transport;
  readonly clock?: Clock | undefined;
  readonly onRequest?: ((entry: JournalEntry) => void) | undefined;
}

/** What goes into a call. */
export interface Ask {
  /** Another path than this connection's: a candidate that the connection check tries. */
  readonly at?: string;
  readonly codes?: Readonly<Record<string, string>>;
  /** In the desk's names; `undefined` and `''` are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: object;
  readonly file?: UploadFile;
  /** Bytes of the file that have gone, and how many there are. */
  readonly onProgress?: ((sent: number, total: number) => void) | undefined;
}

/** What a success is read with: status and redaction are for the error, should the data be of another shape. */
export interface Reading {
  readonly call: CallName;
  readonly status: number;
  readonly redact: Redact;
  /** A cache on the way had kept the answer. */
  readonly isKept: boolean;
  readonly how: Pick<CallOptions, 'needsFresh' | 'onUnread'>;
}

/**
 * Longest wait for a slot. After that an honest "the provider lets nobody in for 40 s" helps a person more; and a document that waits in
 * the outbox, and not here, can be taken back.
 */
const usualPatienceMs = 15_000;

/** So many bytes of each body are written down; of a list that was read and is kept anyway, just enough to see what it looked like. */
const longestBody = 8 * 1024;
const longestListBody = 1024;

/** Largest answer that is read: 20 MB. A page of a list is a thousandth of it. */
export const largestAnswer = 20 * 1024 * 1024;

export class Caller {
  readonly #options: CallerOptions;
  readonly #clock: Clock;
  /** Provider's clock less the computer's, in milliseconds, by its last answer that told the time; `null` before there was one. */
  clockDifferenceMs: number | null = null;
  /** Which of two paths the server knows, once it has answered on one. */
  readonly #knownPath = new Map<CallName, string>();

  constructor(options: CallerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? monotonicClock;
  }

  /** @throws DeskFailure with any of `onflowErrorCodes`, `noToken`, `tokenHasSpaces`, `malformed`, `fileVanished`, `fileUnreadable` */
  async ask<T>(call: CallName, ask: Ask, options: CallOptions, read: (success: Success, reading: Reading) => T): Promise<T> {
    const spoken = speak(call, this.#options.profile);
    if (ask.at !== undefined) return this.#askAt(ask.at, call, spoken, ask, options, read);
    if (spoken.fallbackPath === undefined) return this.#askAt(spoken.path, call, spoken, ask, options, read);
    const known = this.#knownPath.get(call);
    if (known !== undefined) return this.#askAt(known, call, spoken, ask, options, read);
    try {
      return await this.#askAndRemember(spoken.path, call, spoken, ask, options, read);
    } catch (first) {
      if (!isNotFound(first)) throw first;
      try {
        return await this.#askAndRemember(spoken.fallbackPath, call, spoken, ask, options, read);
      } catch (second) {
        throw isNotFound(second) ? first : second;
      }
    }
  }

  async #askAndRemember<T>(
    path: string,
    call: CallName,
    ...rest: [SpokenCall, Ask, CallOptions, (s: Success, r: Reading) => T]
  ): Promise<T> {
    const value = await this.#askAt(path, call, ...rest);
    this.#knownPath.set(call, path);
    return value;
  }

  async #askAt<T>(
    template: string,
    call: CallName,
    spoken: SpokenCall,
    ask: Ask,
    options: CallOptions,
    read: (success: Success, reading: Reading) => T,
  ): Promise<T> {
    const path = fillPath(template, ask.codes ?? {}) + queryOf(ask.query ?? {}, spoken.queryNames);
    const upload = ask.file === undefined ? null : await openMultipart(spoken.fileField ?? 'file', ask.file);
    try {
      return await this.inSlot(call, options, { isHarmless: spoken.method === 'GET' }, (slot, priority, isFresh) =>
        this.#attempt(slot, priority, { call, spoken, path, ask, upload, options, isFresh }, read),
      );
    } finally {
      await upload?.close();
    }
  }

  /**
   * Makes the attempt in a slot, and once more where it is known to be right: with the new key, where the old one was replaced while it was
   * on its way, and it changes nothing, or was refused (then nothing was done, whatever it asked for); what changes nothing, where the
   * connection broke under it, as a kept one does that the server closed a moment ago; and over a new connection what was answered with
   * 421.
   */
  async inSlot<T>(
    call: CallName,
    options: CallOptions,
    { isHarmless }: { readonly isHarmless: boolean },
    attempt: (slot: Slot, priority: Priority, isSecond: boolean) => Promise<T | typeof refused>,
  ): Promise<T> {
    let isSecond = false;
    for (;;) {
      let leftWith = this.#generation();
      try {
        // Without a usable token nobody needs to queue.
        this.authorization(call, this.#options.token());
        const value = await this.#inSlot(call, options, isHarmless, (slot, priority) => {
          leftWith = this.#generation();
          return attempt(slot, priority, isSecond);
        });
        // SECURITY: the key was replaced meanwhile. What the old one was told may be another company's.
        if (isHarmless && this.#generation() !== leftWith) continue;
        return value;
      } catch (error) {
        if (!(error instanceof DeskFailure)) throw error;
        const { code } = error.error;
        // As above: that something is not there, too.
        if (isHarmless && this.#generation() !== leftWith) continue;
        const isRefused = code === 'unauthorized' || code === 'forbidden' || code === 'tokenHasSpaces';
        // A filter's page in the provider's place may hide that the document was taken, whatever its status says.
        const mayBeDone = !isHarmless && error.error.params?.['page'] !== undefined;
        if (isRefused && !mayBeDone && this.#generation() !== leftWith) continue;
        if (isRefused && code !== 'forbidden') this.#options.onKeyRefused?.(error.error, leftWith);
        // 421: over a connection of its own the right server may answer; nothing was done.
        const isMisdirected = error.error.provider?.httpStatus === 421;
        if (!isMisdirected && !(code === 'connectionLost' && isHarmless)) throw error;
        if (isSecond) throw error;
        isSecond = true;
      }
    }
  }

  #generation(): number {
    return this.#options.keyGeneration?.() ?? 0;
  }

  /** Waits for a slot and turns the limiter's refusals into the desk's. */
  async #inSlot<T>(
    call: CallName,
    options: CallOptions,
    isHarmless: boolean,
    attempt: (slot: Slot, priority: Priority) => Promise<T | typeof refused>,
  ): Promise<T> {
    const priority = options.priority ?? 'person';
    const patienceMs = options.patienceMs ?? (priority === 'background' ? undefined : usualPatienceMs);
    let answered = false;
    try {
      return await this.#options.limiter.run({ priority, isHarmless, signal: options.signal, patienceMs }, async (slot) => {
        const value = await attempt(slot, priority);
        answered = value === refused;
        return value;
      });
    } catch (error) {
      if (!(error instanceof NoSlot)) throw error;
      // A 429 is an answer, and the answer is that nothing was done.
      const sent = answered ? 'answered' : 'no';
      if (error.reason === 'patience' && error.gate === 'busy') throw busy(call, error.retryAfterMs);
      if (error.reason === 'patience' && error.gate === 'unreachable') throw unreachable(call, error.retryAfterMs);
      throw error.reason === 'cancelled' ? cancelled(call, sent) : rateLimited(call, sent, error.retryAfterMs);
    }
  }

  async #attempt<T>(
    slot: Slot,
    priority: Priority,
    what: {
      call: CallName;
      spoken: SpokenCall;
      path: string;
      ask: Ask;
      upload: MultipartBody | null;
      options: CallOptions;
      isFresh: boolean;
    },
    read: (success: Success, reading: Reading) => T,
  ): Promise<T | typeof refused> {
    const { call, spoken, path, ask, upload, options, isFresh } = what;
    if ((spoken.method !== 'GET' || priority === 'document') && this.#options.isHeld?.() === true)
      throw new DeskFailure({ code: 'otherCompany', call, sent: 'no' });
    const token = this.#options.token();
    const redact = redactor(token);
    const headers = this.#headers(call, token, spoken, upload);
    const json = ask.body === undefined ? null : JSON.stringify(renameFields(ask.body, spoken.fieldNames));
    const body = upload ?? (json === null ? undefined : Buffer.from(json));
    const at = Date.now();
    const started = this.#clock.now();
    const note = (
      outcome: JournalEntry['outcome'],
      httpStatus: number | null,
      envelope: Envelope | null,
      answered: Buffer | null = null,
    ): void =>
      this.#options.onRequest?.({
        call,
        elsewhere: false,
        method: spoken.method,
        path: redact(path),
        at,
        durationMs: Math.round(this.#clock.now() - started),
        outcome,
        httpStatus,
        providerCode: envelope?.remarks.code == null ? null : redact(envelope.remarks.code),
        logId: envelope?.remarks.logId == null ? null : redact(envelope.remarks.logId),
        priority,
        about: options.about ?? null,
        by: options.by ?? null,
        sent: json === null ? null : excerpt(Buffer.from(json), longestBody, redact, token),
        answered:
          answered === null || answered.length === 0
            ? null
            : excerpt(answered, outcome === 'ok' && spoken.method === 'GET' ? longestListBody : longestBody, redact, token),
      });

    let answer: HttpAnswer;
    try {
      answer = await this.#options.transport.send({
        method: spoken.method,
        origin: this.#options.baseUrl,
        path,
        headers,
        body,
        maxBytes: largestAnswer,
        signal: options.signal,
        isFresh,
        onLeaving: () => slot.leaving(),
        onSent: upload === null ? undefined : (bytes) => ask.onProgress?.(upload.fileBytes(bytes), upload.fileSize),
      });
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      // The status alone says all there is to know about a 429, even where its body broke off.
      if (error.head?.status === 429) {
        note('rateLimited', 429, null);
        return slot.refused(retryAfterMs(error.head.headers));
      }
      if (error.head === null && error.sent === 'no' && isObstruction(error.kind)) slot.stumbled('unreachable', null);
      if (error.head !== null && isBusy(error.head.status)) slot.stumbled('busy', retryAfterMs(error.head.headers));
      const failure = failureOfTransport(call, error, this.clockDifferenceMs);
      note(failure.error.code, error.head?.status ?? null, null);
      throw failure;
    }

    // SECURITY: what is written down is looked through for the token; in two bytes a letter it would not be found.
    const answered = inUtf8(answer.body, answer.headers['content-type'] ?? '');
    const envelope = readEnvelope(answer.status, answered);
    const isKept = spoken.method === 'GET' && wasKept(answer.headers);
    const page = envelope.kind === 'unreadable' ? foreignPageIn(answer, answered, this.#options.baseUrl) : null;
    const serverNow = Date.parse(answer.headers['date'] ?? '');
    // Only where the provider itself has told the time, and just now.
    if (!Number.isNaN(serverNow) && page === null && !isKept && !isOfTheWay(answer.status)) this.clockDifferenceMs = serverNow - Date.now();
    if (answer.status === 429) {
      note('rateLimited', 429, envelope, answered);
      return slot.refused(retryAfterMs(answer.headers));
    }
    if (isBusy(answer.status)) slot.stumbled('busy', retryAfterMs(answer.headers));
    else slot.accepted();
    try {
      if (isOfTheWay(answer.status)) throw notHandedOn(call, answer.status);
      const value = read(successOf(call, answer.status, envelope, redact), { call, status: answer.status, redact, isKept, how: options });
      note('ok', answer.status, envelope, answered);
      return value;
    } catch (error) {
      note(error instanceof DeskFailure ? error.error.code : 'internal', answer.status, envelope, answered);
      if (!(error instanceof DeskFailure)) throw error;
      const failure = page === null ? error : new DeskFailure({ ...error.error, params: { ...error.error.params, ...page } });
      throw inDeskWords(isKept ? keptFailure(failure) : failure, spoken);
    }
  }

  #headers(call: CallName, token: string | null, spoken: SpokenCall, upload: MultipartBody | null): Record<string, string> {
    return {
      ...this.authorization(call, token),
      accept: 'application/json',
      'accept-encoding': acceptedEncodings,
      'accept-language': this.#options.language(),
      // What a cache on the way remembers of a list is no word on whether a record is there now.
      ...(spoken.method === 'GET' ? { 'cache-control': 'no-cache' } : {}),
      // D: the body-less PUT cancels carry it too.
      ...(upload === null
        ? spoken.method === 'GET'
          ? {}
          : { 'content-type': 'application/json' }
        : { 'content-type': upload.contentType }),
    };
  }

  /** @throws DeskFailure `noToken`, `tokenHasSpaces`, both `sent: 'no'` */
  authorization(call: CallName, token: string | null): { authorization: string } {
    if (token === null || token === '') throw new DeskFailure({ code: 'noToken', call, sent: 'no' });
    // SECURITY: a line break in it would let whoever supplied the token write headers of their own.
    if (!/^[\x21-\x7E]+$/.test(token)) throw new DeskFailure({ code: 'tokenHasSpaces', call, sent: 'no' });
    const scheme = this.#options.profile.authorization ?? 'none';
    return { authorization: scheme === 'none' ? token : `${scheme} ${token}` };
  }
}

/** The beginning of a body, at most so many bytes, without the token. */
function excerpt(body: Buffer, bytes: number, redact: Redact, token: string | null): string {
  // The longest form of the token that `redact` knows has six characters for each of its own.
  const margin = (token?.length ?? 0) * 6;
  const text = redact(body.subarray(0, bytes + margin).toString('utf8'));
  // SECURITY: where the body goes on, half a token may stand at the end of what was looked at; that much is left out.
  const whole = body.length <= bytes + margin ? text : text.slice(0, Math.max(0, text.length - margin));
  if (Buffer.byteLength(whole) <= bytes) return whole;
  // A character that is cut in two is left out.
  return Buffer.from(whole)
    .subarray(0, bytes)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
}

function isNotFound(error: unknown): boolean {
  return error instanceof DeskFailure && error.error.provider?.httpStatus === 404;
}

/** Field problems come in the provider's names; where the profile renamed a field, the form knows it by the desk's. */
function inDeskWords(failure: DeskFailure, spoken: SpokenCall): DeskFailure {
  if (failure.error.fields === undefined) return failure;
  const fields = failure.error.fields.map((field) => ({ ...field, path: deskPath(field.path, spoken.fieldNames) }));
  return new DeskFailure({ ...failure.error, fields });
}

function queryOf(query: Readonly<Record<string, string | number | undefined>>, names: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(Object.hasOwn(names, key) ? (names[key] ?? key) : key, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
