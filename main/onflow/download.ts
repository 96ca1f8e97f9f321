/** Fetches a file behind a link of the provider's (main process): the PO bill. */
import { DeskFailure } from '../../contract/errors.ts';
import { isLoopback } from './baseUrl.ts';
import { largestAnswer } from './caller.ts';
import type { Caller, CallOptions } from './caller.ts';
import { failureOfTransport, retryAfterMs } from './errors.ts';
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
  connection: { readonly baseUrl: string; readonly token: () => string | null },
  link: string,
  how: CallOptions,
): Promise<Download> {
  const url = parseLink(link, connection.baseUrl);
  const atProvider = url.origin === connection.baseUrl;
  const fetchOnce = (onLeaving?: () => void): Promise<HttpAnswer> =>
    transport.send({
      method: 'GET',
      origin: url.origin,
      path: url.pathname + url.search,
      // SECURITY: the token is for the provider; a link may point to any file host.
      headers: atProvider ? caller.authorization(call, connection.token()) : {},
      maxBytes: largestAnswer,
      signal: how.signal,
      onLeaving,
    });
  try {
    // A file host of its own is not the API and not counted by it.
    const answer = !atProvider
      ? await fetchOnce()
      : await caller.inSlot(call, how, async (slot) => {
          const once = await fetchOnce(() => slot.leaving());
          if (once.status === 429) return slot.refused(retryAfterMs(once.headers));
          slot.accepted();
          return once;
        });
    if (answer.status !== 200 || answer.body.length === 0) {
      const provider = { code: null, messages: [], logId: null, httpStatus: answer.status };
      throw new DeskFailure({ code: 'unreadable', call, sent: 'answered', provider });
    }
    const [mediaType = ''] = (answer.headers['content-type'] ?? '').split(';');
    return { bytes: answer.body, mediaType: mediaType.trim().toLowerCase() };
  } catch (error) {
    throw error instanceof TransportFailure ? failureOfTransport(call, error) : error;
  }
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
