/**
 * What the first screen needs, asked for while the page's programs are still being read (page): so that it is drawn once, and whole. Kept in the
 * first, small file of the page, which is why this imports next to nothing.
 */
import type { AnswerOf, AppState, RequestOf } from '../../contract/bridge.ts';
import type { Outcome } from '../../contract/errors.ts';
import type { SavedPlace } from '../../contract/place.ts';
import { listRequest, recordKinds, unfiltered } from '../features/records/listRequest.ts';
import { readMessages } from '../messages/index.ts';
import { placeFrom } from '../stores/places.ts';
import { type PageVerb, desk } from './desk.ts';

/** So long the first picture waits for them, in milliseconds from the moment they could be shown: then the frame comes first, and they in it. */
const patienceMs = 250;

export interface FirstAnswers {
  readonly app: AppState;
  readonly place: Outcome<SavedPlace | null>;
}

const kept = new Map<string, unknown>();
let stopListening = (): void => undefined;

/** Asks. Answers `null` where the desk's own state did not come: then everything is asked for again, and the error shown. */
async function ask(): Promise<FirstAnswers | null> {
  const [app, place] = await Promise.all([desk.call('app.state'), desk.call('place.get')]);
  if (!app.ok) return null;
  const words = readMessages(app.value.language);
  const here = place.ok && place.value !== null ? placeFrom(place.value.place) : null;
  if (here !== null && 'view' in here && here.view !== 'form') {
    const request = listRequest(recordKinds[here.screen], { ...unfiltered, status: here.status ?? null });
    // What changes after the question makes the answer old, and another connection has other records: it is thrown away.
    const connection = app.value.session?.connection.id;
    const ends = [desk.on('catalogue.changed', forget), desk.on('app.changed', (now) => (now.session?.connection.id === connection ? undefined : forget()))];
    stopListening = () => ends.forEach((end) => end());
    // From the desk's own copy: the provider is asked when the screen stands.
    kept.set(keyOf('records.list', request), await desk.call('records.list', { ...request, refresh: false }));
  }
  await words;
  return { app: app.value, place };
}

export function askFirst(): () => Promise<FirstAnswers | null> {
  const asked = ask();
  return () => Promise.race([asked, new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs))]);
}

const keyOf = (verb: string, request: unknown): string => `${verb} ${JSON.stringify(request)}`;

function forget(): void {
  kept.clear();
  stopListening();
}

/** The answer to this very request, if it was asked for at the start and nothing has changed since. */
export const firstAnswer = <V extends PageVerb>(verb: V, request: RequestOf<V> | null): Outcome<AnswerOf<V>> | null =>
  (kept.get(keyOf(verb, request)) as Outcome<AnswerOf<V>> | undefined) ?? null;

/** For whoever shows it, and hears of changes from now on. Answers whether it is still true. */
export function takeFirstAnswer(): boolean {
  const isTrue = kept.size > 0;
  forget();
  return isTrue;
}
