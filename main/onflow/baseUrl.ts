/** Reads the base URL of a connection, as somebody typed it. */
import { DeskFailure } from '../../contract/errors.ts';
import type { ErrorCode } from '../../contract/errors.ts';

const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

export const isLoopback = (url: URL): boolean => loopbackHosts.includes(url.hostname);

/**
 * The origin in a text: `https://open-api-dev.nandh.vn`, without a slash at the end.
 * @throws DeskFailure `baseUrlInvalid`, `baseUrlNotHttps`, `baseUrlHasPath` (a path, a query or a fragment), `baseUrlHasCredentials`
 */
export function parseBaseUrl(text: string): string {
  const typed = text.trim();
  const refuse = (code: ErrorCode): never => {
    throw new DeskFailure({ code });
  };
  if (!URL.canParse(typed) || /[\s\p{Cc}]/u.test(typed)) return refuse('baseUrlInvalid');
  const url = new URL(typed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('baseUrlInvalid');
  // SECURITY: a name and password in the address would be written to the connection's file in plain text.
  if (url.username !== '' || url.password !== '' || typed.includes('@')) return refuse('baseUrlHasCredentials');
  // SECURITY: over plain http the token could be read by anybody on the way; only this computer itself is near enough.
  if (url.protocol === 'http:' && !isLoopback(url)) return refuse('baseUrlNotHttps');
  if (url.pathname !== '/' || /[?#\\]/.test(typed)) return refuse('baseUrlHasPath');
  return url.origin;
}
