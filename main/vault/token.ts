/** What a pasted access token must look like before it is kept. */
import { plainSigns } from '../../contract/codes.ts';
import { DeskFailure } from '../../contract/errors.ts';

/** What people copy along with a token: a header's name, a scheme, from a cURL or a letter; in this order. */
const inFront = [/^(?:-H|--header)\s+/iu, /^["'`]+/u, /^authorization["'`]?\s*:\s*/iu, /^["'`]+/u, /^(?:bearer|token)\s+/iu, /^["'`]+/u];
const behind = /["'`,;\s]+$/u;

/**
 * Takes off what copying brings along (spaces and line breaks at the ends, quotes, `Authorization:`, `Bearer `, characters that cannot be
 * seen) and refuses the rest. How the token goes into the header is the profile's to say.
 *
 * @throws DeskFailure `tokenEmpty`, or `tokenHasSpaces` for anything inside that cannot stand in an HTTP header value.
 */
export function parseToken(pasted: string): string {
  const plain = plainSigns(pasted).trim();
  const token = inFront.reduce((text, part) => text.replace(part, ''), plain).replace(behind, '');
  if (token === '') throw new DeskFailure({ code: 'tokenEmpty' });
  // SECURITY: a line break inside would write further headers; only visible ASCII may pass.
  if (!/^[\x21-\x7E]+$/.test(token)) throw new DeskFailure({ code: 'tokenHasSpaces' });
  return token;
}
