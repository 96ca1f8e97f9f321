/** What a verb answers, kept up with the desk's local copy. */
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { AnswerOf, EventOf, RequestOf } from '../../contract/bridge.ts';
import type { DeskError } from '../../contract/errors.ts';
import type { VerbOfConnection } from './desk.ts';
import { firstAnswer } from './firstAnswers.ts';
import { useDesk } from './useDesk.ts';

export type Topic = EventOf<'catalogue.changed'>['topic'];

export interface VerbState<V extends VerbOfConnection> {
  /** The last answer to this request; `null` before the first. */
  readonly value: AnswerOf<V> | null;
  /** Why the last asking failed; the value of the time before stays. */
  readonly error: DeskError | null;
  /** What `value` answers, with its `parts`. */
  readonly answered: RequestOf<V> | null;
  /** The first answer to this request is still to come. */
  readonly loading: boolean;
  /** Asks again, with `refresh` as in the request. */
  readonly reload: () => void;
}

export interface VerbOptions<V extends VerbOfConnection = VerbOfConnection> {
  /** Reads again (`refresh: false`) when the desk says that one of these changed. */
  readonly topics?: readonly Topic[];
  /** Only changes of this code count (those without a code count always). */
  readonly code?: string;
  /** While the answer to a new request is awaited, show that of the old one: for lists being paged, not for details. */
  readonly keepsPrevious?: boolean;
  /** Said with the request each time, as it is then: what changes in it alone asks nothing anew. */
  readonly parts?: () => Partial<RequestOf<V>>;
}

/** A queue being sent changes something many times a second: what is shown is read again at most this often, in milliseconds. */
const settleMs = 150;

/** Asks when it is first drawn and whenever the request's contents change; `null` as request asks nothing. */
export function useVerb<V extends VerbOfConnection>(
  verb: V,
  request: RequestOf<V> | null,
  { topics, code, keepsPrevious = false, parts }: VerbOptions<V> = {},
): VerbState<V> {
  const desk = useDesk();
  const key = JSON.stringify(request ?? null) + (request === null ? '' : verb);
  const [state, setState] = useState<{
    readonly key: string;
    readonly value: AnswerOf<V> | null;
    readonly answered: RequestOf<V> | null;
    readonly error: DeskError | null;
    readonly isDone: boolean;
  }>(() => {
    const whole = withParts(request, parts?.());
    const first = firstAnswer(verb, whole, desk.connection);
    return { key, value: first, answered: first === null ? null : whole, error: null, isDone: first !== null };
  });
  const asked = useRef(0);
  const asker = useId();
  /** A question that has the provider asked is still to be answered: one that comes in its place takes that over. */
  const refreshes = useRef('');
  const latest = useRef({ request, parts });
  latest.current = { request, parts };

  const ask = useCallback(
    async (refresh: boolean) => {
      const current = withParts(latest.current.request, latest.current.parts?.());
      if (current === null) return;
      const number = ++asked.current;
      const again = !refresh && refreshes.current !== key && typeof current === 'object' && 'refresh' in current;
      if (!again) refreshes.current = key;
      const body = { ...(current as object), ...(again ? { refresh: false } : {}), ...(verb === 'records.list' ? { asker } : {}) };
      const outcome = await (desk.call as (name: V, body: unknown) => ReturnType<typeof desk.call<V>>)(
        verb,
        typeof current === 'object' ? body : current,
      );
      // NOTE(late-answer): A question may be asked anew while the one before is still under way, and the older answer may come last. It
      // must not cover the newer one: only the answer to the newest question is shown.
      if (number !== asked.current) return;
      refreshes.current = '';
      setState((before) =>
        outcome.ok
          ? { key, value: outcome.value, answered: current, error: null, isDone: true }
          : {
              ...(before.key === key || keepsPrevious ? before : { value: null, answered: null }),
              key,
              error: outcome.error,
              isDone: true,
            },
      );
    },
    // The key stands for verb and request.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [desk, key, keepsPrevious],
  );

  useEffect(() => {
    void ask(true);
    return () => {
      asked.current += 1;
    };
  }, [ask, verb]);

  const topicList = topics?.join(' ') ?? '';
  useEffect(() => {
    if (topicList === '') return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = desk.on('catalogue.changed', (change) => {
      if (!topicList.split(' ').includes(change.topic)) return;
      if (code !== undefined && change.code !== null && change.code !== code) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void ask(false);
      }, settleMs);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [desk, ask, topicList, code]);

  const isOfThisRequest = state.key === key;
  return {
    value: isOfThisRequest || keepsPrevious ? state.value : null,
    answered: isOfThisRequest || keepsPrevious ? state.answered : null,
    error: isOfThisRequest ? state.error : null,
    loading: request !== null && !(isOfThisRequest && state.isDone),
    reload: useCallback(() => void ask(true), [ask]),
  };
}

const withParts = <Request>(request: Request | null, parts: Partial<Request> | undefined): Request | null =>
  request === null || parts === undefined ? request : { ...request, ...parts };
