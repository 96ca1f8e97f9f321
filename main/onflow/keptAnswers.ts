/** Tells an answer that a cache on the way had kept from one that the provider gave just now. */
import { DeskFailure } from '../../contract/errors.ts';
import type { HttpAnswer } from './httpAnswer.ts';

/**
 * Where caches say what they did (RFC 9211, and what they said before it). `X-Cache-Lookup` is not among them: found there is not answered
 * from there.
 */
const reports = [
  'cache-status',
  'cf-cache-status',
  'cdn-cache',
  'x-cache',
  'x-cache-status',
  'x-proxy-cache',
  'x-nginx-cache',
  'x-vercel-cache',
] as const;

/** Asked for with `no-cache`, no answer should be one of those; some caches do not obey. */
export function wasKept(headers: HttpAnswer['headers']): boolean {
  // RFC 9111, 5.1: seconds since the provider made or last confirmed it. Two caches on the way may have said it each.
  if ((headers['age'] ?? '').split(',').some((age) => Number(age) > 0)) return true;
  // Varnish names the request that first brought what it answers, as a second number.
  if (/^\d+ \d+$/.test(headers['x-varnish']?.trim() ?? '')) return true;
  return reports.some((name) => (headers[name] ?? '').split(',').some(isHit));
}

/**
 * `HIT`, `Hit from cloudfront`, `TCP_MEM_HIT`, `edge; hit`, `STALE`; not `MISS`, nor what was asked of the provider anew (`RefreshHit`,
 * `TCP_REFRESH_HIT`, `REVALIDATED`).
 */
const isHit = (report: string): boolean =>
  /(?<![a-z])(?:hit|stale|updating)(?![a-z])/i.test(report) && !/refresh|revalidated|fwd=/i.test(report);

/** An error that a cache had kept: "not found" was said at another time. */
export const keptFailure = ({ error }: DeskFailure): DeskFailure =>
  new DeskFailure({ ...error, params: { ...error.params, fromCache: 1 } });
export const isKeptFailure = (error: unknown): boolean => error instanceof DeskFailure && error.error.params?.['fromCache'] === 1;
