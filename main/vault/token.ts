/** What a pasted access token must look like before it is kept (main process). */
import { DeskFailure } from '../../contract/errors.ts';

/**
 * Trims what copying brings along (spaces, line breaks at the ends) and refuses the rest.
 *
 * @throws DeskFailure `tokenEmpty`, or `tokenHasSpaces` for anything inside that cannot stand in an HTTP header value.
 */
export function parseToken(pasted: string): string {
  const token = pasted.replaceAll(/^[\s\u200B\uFEFF]+|[\s\u200B\uFEFF]+$/gu, '');
  if (token === '') throw new DeskFailure({ code: 'tokenEmpty' });
  // SECURITY: a line break inside would write further headers; only visible ASCII may pass.
  if (!/^[\x21-\x7E]+$/.test(token)) throw new DeskFailure({ code: 'tokenHasSpaces' });
  return token;
}
