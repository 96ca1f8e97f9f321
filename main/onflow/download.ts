/** Fetches a file behind a link of the provider's: the PO bill. */
import { DeskFailure } from '../../contract/errors.ts';
import { neutralCalls } from './account.ts';
import { isLoopback } from './baseUrl.ts';
import { largestAnswer } from './caller.ts';
import type { Caller, CallOptions, JournalEntry } from './caller.ts';
import { isPage } from './foreignPages.ts';
import { failureOfTransport, isBusy, isKeyRefusal, redactor, retryAfterMs } from './errors.ts';
import { TransportFailure } from './transport.ts';
import type { HttpAnswer } from './httpAnswer.ts';
import type { Transport } from './transport.ts';

export interface Download {
  readonly bytes: Buffer;
  /** As the server says, in lower case without parameters; `''` where it says nothing. */
  readonly mediaType: string;
}

const call = 'purchaseOrders.bill';

/** A link may lead on so often. */
const mostRedirects = 5;
const redirects: readonly number[] = [301, 302, 303, 307, 308];

interface Connection {
  readonly baseUrl: string;
  readonly token: () => string | null;
  readonly keyGeneration?: (() => number) | undefined;
  readonly onRequest?: ((entry: JournalEntry) => void) | undefined;
}

/**
 * Follows redirects: a file's link is often one to where the file is. A call of the API is never redirected (`transport.ts`).
 * @throws DeskFailure `linkRefused` (no https link, or plain http to anything but the practice server; where it leads, too), `unreadable`
 *   (an
 * answer other than 200, a web page, too many redirects, more than 20 MB), `network`, `timeout`, `connectionLost`, `rateLimited`,
 * `cancelled`, `unauthorized`
 */
export async function downloadWith(
  caller: Caller,
  transport: Transport,
  connection: Connection,
  link: string,
  how: CallOptions,
): Promise<Download> {
  let url = parseLink(link, connection.baseUrl, connection.baseUrl);
  let isHome = true;
  for (let followed = 0; ; followed += 1) {
    // SECURITY: the token is for the provider; a link may point to any file host. What came from another host brings it to no host any
    // more.
    isHome &&= url.origin === connection.baseUrl;
    const leftWith = connection.keyGeneration?.();
    const answer = await fetchFrom(caller, transport, connection, url, isHome, how);
    if (isHome && isKeyRefusal(answer.status)) {
      await judgeKey(caller, answer.status, how);
      if (connection.keyGeneration?.() === leftWith || followed === mostRedirects) throw unreadable(answer.status);
      // It was the key before that was refused.
      continue;
    }
    const { location } = answer.headers;
    if (!redirects.includes(answer.status) || location === undefined || location === '') {
      const [mediaType = ''] = (answer.headers['content-type'] ?? '').split(';');
      return { bytes: answer.body, mediaType: mediaType.trim().toLowerCase() };
    }
    if (followed === mostRedirects) throw unreadable(answer.status);
    url = parseLink(location, url.href, connection.baseUrl);
  }
}

const unreadable = (httpStatus: number): DeskFailure =>
  new DeskFailure({ code: 'unreadable', call, sent: 'answered', provider: { code: null, messages: [], logId: null, httpStatus } });

/**
 * A file that is shut to everybody says nothing of the key: whether it is refused the provider says itself, to a call that every account
 * may make, and the whole desk stops only then. @throws DeskFailure `unauthorized`; `unreadable` where it did not say
 */
async function judgeKey(caller: Caller, httpStatus: number, how: CallOptions): Promise<void> {
  try {
    await caller.ask(neutralCalls[0], { query: { page: 1, page_size: 1 } }, how, () => null);
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    throw error.error.code === 'unauthorized' ? new DeskFailure({ ...error.error, call }) : unreadable(httpStatus);
  }
}

/** One answer: the file, or where it is; or that the token is not good enough for it. */
async function fetchFrom(
  caller: Caller,
  transport: Transport,
  connection: Connection,
  url: URL,
  withToken: boolean,
  how: CallOptions,
): Promise<HttpAnswer> {
  const atProvider = url.origin === connection.baseUrl;
  const redact = redactor(connection.token());
  const at = Date.now();
  const started = performance.now();
  const note = (outcome: JournalEntry['outcome'], httpStatus: number | null): void =>
    connection.onRequest?.({
      call,
      elsewhere: !atProvider,
      method: 'GET',
      // SECURITY: at a file host the query is often what lets one in.
      path: redact(atProvider ? url.pathname + url.search : url.origin + url.pathname),
      at,
      durationMs: Math.round(performance.now() - started),
      outcome,
      httpStatus,
      providerCode: null,
      logId: null,
      priority: how.priority ?? 'person',
      about: how.about ?? null,
      by: how.by ?? null,
      sent: null,
      answered: null,
    });
  const fetchOnce = async (onLeaving?: () => void, isFresh = false): Promise<HttpAnswer> => {
    try {
      return await transport.send({
        method: 'GET',
        origin: url.origin,
        path: url.pathname + url.search,
        headers: withToken ? caller.authorization(call, connection.token()) : {},
        maxBytes: largestAnswer,
        signal: how.signal,
        isFresh,
        onLeaving,
      });
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      const failure = failureOfTransport(call, error, caller.clockDifferenceMs);
      note(failure.error.code, error.head?.status ?? null);
      throw failure;
    }
  };
  // A file host of its own is not the API and not counted by it.
  const answer = !atProvider
    ? await fetchOnce()
    : await caller.inSlot(call, how, { isHarmless: true }, async (slot, _priority, isFresh) => {
        const once = await fetchOnce(() => slot.leaving(), isFresh);
        if (once.status === 429) {
          note('rateLimited', 429);
          return slot.refused(retryAfterMs(once.headers));
        }
        if (isBusy(once.status)) slot.stumbled('busy', retryAfterMs(once.headers));
        else slot.accepted();
        return once;
      });
  if (withToken && isKeyRefusal(answer.status)) {
    note('unauthorized', answer.status);
    return answer;
  }
  const isRedirect = redirects.includes(answer.status) && (answer.headers['location'] ?? '') !== '';
  // A page for people is no file: a Wi-Fi's, a filter's, or the host's own "not found".
  if (!isRedirect && (answer.status !== 200 || answer.body.length === 0 || isPage(answer.headers, answer.body))) {
    note('unreadable', answer.status);
    throw unreadable(answer.status);
  }
  note('ok', answer.status);
  return answer;
}

function parseLink(link: string, from: string, baseUrl: string): URL {
  const refuse = (): never => {
    throw new DeskFailure({ code: 'linkRefused', call, sent: 'no' });
  };
  if (!URL.canParse(link, from)) return refuse();
  const url = new URL(link, from);
  const practice = url.protocol === 'http:' && url.origin === baseUrl && isLoopback(url);
  // SECURITY: the link is the provider's word; it may name neither a local file nor a server in the clear, and carries no password.
  if ((url.protocol !== 'https:' && !practice) || url.username !== '' || url.password !== '') return refuse();
  return url;
}
