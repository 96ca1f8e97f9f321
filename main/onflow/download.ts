/** Fetches a file behind a link of the provider's (main process): the PO bill. */
import { DeskFailure } from '../../contract/errors.ts';
import { isLoopback } from './baseUrl.ts';
import { largestAnswer } from './caller.ts';
import type { Caller, CallOptions, JournalEntry } from './caller.ts';
import { failureOfTransport, isKeyRefusal, redactor, retryAfterMs } from './errors.ts';
import { TransportFailure } from './transport.ts';
import type { HttpAnswer, Transport } from './transport.ts';

export interface Download {
  readonly bytes: Buffer;
  /** As the server says, in lower case without parameters; `''` where it says nothing. */
  readonly mediaType: string;
}

const call = 'purchaseOrders.bill';

/**
 * @throws DeskFailure `linkRefused` (no https link, or plain http to anything but the practice server), `unreadable` (an answer other than
 * 200, a redirect, more than 20 MB), `network`, `timeout`, `connectionLost`, `rateLimited`, `cancelled`
 */
export async function downloadWith(
  caller: Caller,
  transport: Transport,
  connection: { readonly baseUrl: string; readonly token: () => string | null; readonly onRequest?: ((entry: JournalEntry) => void) | undefined },
  link: string,
  how: CallOptions,
): Promise<Download> {
  const url = parseLink(link, connection.baseUrl);
  const atProvider = url.origin === connection.baseUrl;
  const redact = redactor(connection.token());
  const at = Date.now();
  const started = performance.now();
  const note = (outcome: JournalEntry['outcome'], httpStatus: number | null): void =>
    connection.onRequest?.({
      call,
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
  const refuse = (code: 'unreadable' | 'unauthorized', httpStatus: number): DeskFailure => {
    note(code, httpStatus);
    return new DeskFailure({ code, call, sent: 'answered', provider: { code: null, messages: [], logId: null, httpStatus } });
  };
  const fetchOnce = async (onLeaving?: () => void): Promise<HttpAnswer> => {
    try {
      return await transport.send({
        method: 'GET',
        origin: url.origin,
        path: url.pathname + url.search,
        // SECURITY: the token is for the provider; a link may point to any file host.
        headers: atProvider ? caller.authorization(call, connection.token()) : {},
        maxBytes: largestAnswer,
        signal: how.signal,
        onLeaving,
      });
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      const failure = failureOfTransport(call, error);
      note(failure.error.code, error.head?.status ?? null);
      throw failure;
    }
  };
  // A file host of its own is not the API and not counted by it.
  const answer = !atProvider
    ? await fetchOnce()
    : await caller.inSlot(call, how, { isHarmless: true }, async (slot) => {
        const once = await fetchOnce(() => slot.leaving());
        if (once.status === 429) {
          note('rateLimited', 429);
          return slot.refused(retryAfterMs(once.headers));
        }
        slot.accepted();
        if (isKeyRefusal(once.status)) throw refuse('unauthorized', once.status);
        return once;
      });
  if (answer.status !== 200 || answer.body.length === 0) throw refuse('unreadable', answer.status);
  note('ok', answer.status);
  const [mediaType = ''] = (answer.headers['content-type'] ?? '').split(';');
  return { bytes: answer.body, mediaType: mediaType.trim().toLowerCase() };
}

function parseLink(link: string, baseUrl: string): URL {
  const refuse = (): never => {
    throw new DeskFailure({ code: 'linkRefused', call, sent: 'no' });
  };
  if (!URL.canParse(link, baseUrl)) return refuse();
  const url = new URL(link, baseUrl);
  const practice = url.protocol === 'http:' && url.origin === baseUrl && isLoopback(url);
  // SECURITY: the link is the provider's word; it may name neither a local file nor a server in the clear, and carries no password.
  if ((url.protocol !== 'https:' && !practice) || url.username !== '' || url.password !== '') return refuse();
  return url;
}
