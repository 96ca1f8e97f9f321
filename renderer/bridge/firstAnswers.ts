/**
 * What the first picture needs.
 *
 * NOTE(first-picture): The person waits for the first picture, and for nothing else. So the preload asks one question for all that it
 * needs, while the page's programs are still being read, and the picture is drawn once, and whole. All other work at the start waits until
 * it stands. What changed after the question is read again then (`stores/session.ts`, `useVerb.ts`).
 */
import type { AnswerOf, RequestOf } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import { type VerbOfConnection, desk } from './desk.ts';

/**
 * So long the first picture waits for them, in milliseconds from the moment it could be drawn: then the frame comes first, and they in it.
 */
const patienceMs = 250;

type First = AnswerOf<'app.start'>;
let kept: First | null = null;

/** `null` where the desk did not answer in time, or with an error: then everything is asked for again, and the error shown. */
export async function firstAnswers(): Promise<First | null> {
  const outcome = await Promise.race([desk.start(), new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs))]);
  kept = outcome?.ok === true ? outcome.value : null;
  return kept;
}

/** The answer to this very request, if it came with the first ones and the connection is still the same: another one has other records. */
export function firstAnswer<V extends VerbOfConnection>(
  verb: V,
  request: RequestOf<V> | null,
  connection: ConnectionId,
): AnswerOf<V> | null {
  if (kept === null || kept.place === null || kept.list === null || verb !== 'records.list') return null;
  if (connection !== kept.app.session?.connection.id) return null;
  const asked = Object.entries({ ...kept.place.list, refresh: true });
  const isSame =
    asked.length === Object.keys(request ?? {}).length &&
    asked.every(([key, value]) => JSON.stringify((request as Readonly<Record<string, unknown>>)[key]) === JSON.stringify(value));
  return isSame ? (kept.list as AnswerOf<V>) : null;
}

/** The first screen is drawn: whoever comes later asks the desk. */
export function forgetFirstAnswers(): void {
  kept = null;
}
