/**
 * Whether somebody on the way answers in the provider's place: a Wi-Fi that wants to be signed in to, a company's filter.
 * One call that is answered with a web page may only be at the wrong path; where those calls are that every account may make, nothing
 * arrives.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { CallName, DeskError } from '../../contract/errors.ts';
import { neutralCalls } from './account.ts';
import type { HttpAnswer } from './httpAnswer.ts';

/** A page for people, or the way to one, where an answer of the API should be; `null` where it is none. */
export function foreignPageIn({ status, headers }: Omit<HttpAnswer, 'body'>, body: Buffer, baseUrl: string): DeskError['params'] | null {
  const { location } = headers;
  if (status >= 300 && status < 400 && location !== undefined && URL.canParse(location, baseUrl)) {
    const to = new URL(location, baseUrl);
    if (to.host !== new URL(baseUrl).host) return { page: 'redirect', to: to.host.slice(0, 80) };
  }
  // 404 and its like are the server's own word on the path; 5xx on itself.
  if (status >= 400 && status !== 403) return null;
  return isPage(headers, body) ? { page: 'html' } : null;
}

export const isPage = (headers: HttpAnswer['headers'], body: Buffer): boolean =>
  /^\s*(?:text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '') ||
  /^\uFEFF?\s*<(?:!doctype\s+html|html)\b/i.test(body.subarray(0, 200).toString('utf8'));

/** RFC 6585 and RFC 9110: said by the network in between, which has not handed the request on. */
export const isOfTheWay = (status: number): boolean => status === 511 || status === 407;

const isForeign = ({ code, params }: DeskError): boolean => code === 'webPage' || params?.['page'] !== undefined;

/** What was found out counts for so long, in milliseconds. */
const believedMs = 5_000;

/** Who answers the calls that every account may make. */
type Found = 'provider' | 'pages' | 'unknown';

export interface ForeignPages {
  /** What becomes of the error of a call: `webPage`, where everything is answered so; else as it is. */
  told(error: DeskError, isHarmless: boolean): Promise<DeskError>;
  /** The provider itself has answered. */
  reached(): void;
  /** Everything was answered so: nothing that changes anything should leave. Looks from time to time whether that has passed. */
  isInTheWay(): boolean;
}

/**
 * `ask` makes the call and throws what comes of it. `onChange` is told the error while it lasts, then `null`. `now` in milliseconds that
 * never go back. `log` is told faults of the desk's own.
 */
export function foreignPages(
  ask: (call: CallName) => Promise<unknown>,
  onChange: (error: DeskError | null) => void,
  now: () => number,
  log: (line: string) => void,
): ForeignPages {
  let last: { readonly at: number; readonly answer: Promise<Found> } | null = null;
  let isInTheWay = false;
  let reachedAt = Number.NEGATIVE_INFINITY;

  async function find(): Promise<Found> {
    for (const call of neutralCalls) {
      try {
        await ask(call);
        return 'provider';
      } catch (error) {
        if (!(error instanceof DeskFailure)) {
          // A fault of the desk's own: nobody waits for this question alone, and what met the page keeps its own error.
          log(`not found out who answers: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
          return 'unknown';
        }
        if (!isForeign(error.error)) return error.error.sent === 'answered' ? 'provider' : 'unknown';
      }
    }
    return 'pages';
  }
  const everywhere = (): Promise<Found> => {
    if (last === null || now() - last.at > believedMs) last = { at: now(), answer: find() };
    return last.answer;
  };
  const reached = (): void => {
    last = null;
    reachedAt = now();
    if (!isInTheWay) return;
    isInTheWay = false;
    onChange(null);
  };
  const look = async (): Promise<void> => {
    if ((await everywhere()) === 'provider') reached();
  };

  return {
    told: async (error, isHarmless) => {
      if (!isForeign(error)) return error;
      // The provider spoke a moment ago: a question that met a page is at another path. What becomes of a document is worth asking.
      if (isHarmless && error.code !== 'webPage' && now() - reachedAt <= believedMs) return error;
      if (error.code !== 'webPage' && (await everywhere()) !== 'pages') return error;
      // A filter may have read the answer to what it had let through.
      const told: DeskError = { ...error, code: 'webPage', sent: error.sent === 'no' ? 'no' : 'maybe' };
      isInTheWay = true;
      onChange(told);
      return told;
    },
    reached,
    isInTheWay: () => {
      if (isInTheWay) void look();
      return isInTheWay;
    },
  };
}
