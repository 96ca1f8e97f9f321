/** What a connection is asked about its intakes. */
import type { SessionHandlers } from './door.ts';

type Verbs = Exclude<Extract<keyof SessionHandlers, `intake.${string}` | `watched.${string}`>, 'intake.template' | 'intake.report'>;

export const intakeHandlers: Pick<SessionHandlers, Verbs> = {
  'intake.list': (_request, { intakes }) => intakes.list(),
  'intake.get': ({ id }, { intakes }) => intakes.get(id),
  'intake.begin': ({ files, into }, { intakes }) => intakes.begin(files, into),
  'intake.documents': (query, { intakes }) => intakes.documents(query),
  'intake.document': (request, { intakes }) => intakes.document(request),
  'intake.map': (request, { intakes }) => intakes.map(request),
  'intake.give': (request, { intakes }) => intakes.give(request),
  'intake.mend': (request, { intakes }) => intakes.mend(request),
  'intake.going': ({ id }, { intakes }) => intakes.going(id),
  'intake.skus': ({ id }, { intakes }) => intakes.skus(id),
  'intake.link': (request, { intakes }) => intakes.link(request),
  'intake.leaveOut': (request, { intakes }) => intakes.leaveOut(request),
  'intake.labels': (query, { intakes }) => intakes.labels(query),
  'intake.labelPicture': (request, { intakes }) => intakes.labelPicture(request),
  'intake.attach': (request, { intakes }) => intakes.attach(request),
  'intake.makeDrafts': ({ id }, { intakes }) => intakes.makeDrafts(id),
  'intake.takeOver': (request, { intakes }) => intakes.takeOver(request),
  'intake.check': ({ id }, { intakes }) => intakes.check(id),
  'intake.send': (request, { intakes }) => intakes.send(request),
  'intake.pause': ({ id }, { intakes }) => intakes.pause(id),
  'intake.resume': ({ id }, { intakes }) => intakes.resume(id),
  'intake.undo': ({ id }, { intakes }) => intakes.undo(id),
  'intake.remove': ({ id }, { intakes }) => intakes.remove(id),
  'intake.pace': (_request, { intakes }) => intakes.pace(),
  'watched.get': (_request, { watched }) => watched.state(),
  'watched.set': (request, { watched }) => watched.set(request),
};
