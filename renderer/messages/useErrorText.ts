/** What went wrong in words, and what to do next. */
import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import { problemValues } from '../../contract/problemWords/values.ts';
import { type MessageId, isMessageId } from './index.ts';
import { type Text, useText } from './useText.ts';

export interface ErrorText {
  readonly title: string;
  readonly next: string;
  /** The provider's `log_id`: its support asks for it. */
  readonly support?: string;
}

/** `NOT_FOUND` says nothing by itself: what was not found depends on what was asked for. */
function notFoundId(call: DeskError['call']): MessageId {
  const [area, act] = (call ?? '').split('.');
  if (area === 'products') return act === 'create' ? 'provider.NOT_FOUND.brand' : 'provider.NOT_FOUND.product';
  if (area === 'purchaseOrders') return act === 'create' ? 'provider.NOT_FOUND.warehouse' : 'provider.NOT_FOUND.purchaseOrder';
  if (area === 'shipments') return act === 'create' ? 'provider.NOT_FOUND.warehouse' : 'provider.NOT_FOUND.shipment';
  if (area === 'returns') return act === 'create' ? 'provider.NOT_FOUND.shipment' : 'provider.NOT_FOUND.return';
  return 'provider.NOT_FOUND.title';
}

const nextOf = (id: MessageId): MessageId => {
  const next = id.endsWith('.title') ? id.replace(/\.title$/, '.next') : `${id}.next`;
  return isMessageId(next) ? next : 'provider.unknown.next';
};

/** Failures that were told apart from the provider's code: "the request is not valid" says nothing of a file that is too large. */
const ownWords: readonly DeskError['code'][] = [
  'unauthorized',
  'accountRefused',
  'forbidden',
  'rateLimited',
  'busy',
  'documentTooLarge',
  'webPage',
];
const hasOwnWords = (code: DeskError['code']): boolean => ownWords.includes(code) || code.startsWith('upload');

/** The wording of an error, without React; `t` knows the language. */
export function errorText(t: Text, error: DeskError): ErrorText {
  const logId = error.provider?.logId ?? null;
  const support = logId === null ? {} : { support: logId };
  const seconds = Math.ceil((error.retryAfterMs ?? 0) / 1000);
  const said = error.provider?.messages.filter((each) => each.trim() !== '').join(' · ') ?? '';
  const values = {
    seconds,
    minutes: Math.ceil(seconds / 60),
    said: said === '' ? 'none' : said,
    cause: '',
    host: '',
    reason: '',
    subject: 'none',
    issuer: '—',
    validFrom: 0,
    validTo: 0,
    now: 0,
    proxy: '',
    schemes: '',
    caFile: 'none',
    to: 'none',
    of: '',
    status: error.provider?.httpStatus ?? 0,
    field: '',
    name: '',
    size: 0,
    limit: 0,
    path: '',
    found: '',
    port: '',
    line: 0,
    megabytes: 0,
    most: 0,
    row: 0,
    words: '',
    ...error.params,
  };
  const code = error.provider?.code ?? null;
  // The provider's own code says more than the kind of failure, except where the kind itself asks for an act of its own.
  if (code !== null && !hasOwnWords(error.code)) {
    const id = code === 'NOT_FOUND' ? notFoundId(error.call) : `provider.${code}.title`;
    if (isMessageId(id)) return { title: t(id, values), next: t(nextOf(id), values), ...support };
  }
  if (error.code === 'provider') {
    return {
      title:
        said === '' ? t('provider.unknown.title', { code: code ?? '—' }) : t('provider.unknown.words', { words: said, code: code ?? '—' }),
      next: t(logId === null ? 'provider.unknown.next' : 'provider.unknown.nextWithLog', { logId: logId ?? '' }),
      ...support,
    };
  }
  const title = `errors.${error.code}.title` as const;
  return { title: t(title, values), next: t(`errors.${error.code}.next`, values), ...support };
}

export function useErrorText(): (error: DeskError) => ErrorText {
  const t = useText();
  return useCallback((error: DeskError) => errorText(t, error), [t]);
}

/** The wording of one field's problem; the provider's own text as it came. An unknown key is shown rather than hidden. */
export function useProblemText(): (problem: FieldProblem) => string {
  const t = useText();
  const intl = useIntl();
  return useCallback(
    (problem: FieldProblem) => {
      if (problem.problem === 'provider') return problem.text ?? t('problems.provider');
      const id = `problems.${problem.problem}`;
      const values = problemValues(problem.params, (value) => intl.formatNumber(value));
      return isMessageId(id) ? t(id, values) : (problem.text ?? t('problems.other', { problem: problem.problem }));
    },
    [t, intl],
  );
}
