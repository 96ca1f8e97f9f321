/** What all actions on an existing record have in common: look first, act, and look again where NOTE(lost-answer) says so. */
import type { ActionKindName, BodyOf } from '../../contract/documents/index.ts';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import type { RecordKind } from '../../contract/records.ts';
import { fieldComplaints } from './complaints.ts';
import { notDone } from './kind.ts';
import type { Desk, DocumentKind, Step } from './kind.ts';

export interface Action<K extends ActionKindName, R extends object> {
  readonly kind: K;
  readonly record: RecordKind;
  codeOf(body: BodyOf<K>): string;
  look(code: string, desk: Desk): Promise<R>;
  /** There is nothing left to do: somebody did it, or our own lost request did. */
  isDone(record: R, body: BodyOf<K>): boolean;
  act(code: string, desk: Desk, body: BodyOf<K>): Promise<unknown>;
}

export function action<K extends ActionKindName, R extends object>(what: Action<K, R>): DocumentKind<K> {
  const step: Step<BodyOf<K>> = {
    name: 'act',
    lookFirst: true,
    // "Done" is what one may say who only took note of it: what the record says counts.
    verify: true,
    // Too late (handed over, no longer in transit) is the provider's to say: it knows why, and its reason is shown.
    send: async (body, desk) => {
      await what.act(what.codeOf(body), desk, body);
      return null;
    },
    lookUp: async (body, desk) => {
      const code = what.codeOf(body);
      const record = await what.look(code, desk);
      return what.isDone(record, body) ? { answer: 'same', code, record } : notDone;
    },
  };
  return {
    kind: what.kind,
    record: what.record,
    creates: false,
    files: () => [],
    steps: () => [step],
    codeOf: (body) => what.codeOf(body),
    problemsOf: (_body, error: DeskError): FieldProblem[] => fieldComplaints(error),
    recordAfter: () => null,
  };
}
