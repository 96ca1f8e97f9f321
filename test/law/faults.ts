/** How a create can end, and how a look-up can fail for a while. */
import * as fc from 'fast-check';
import { DeskFailure } from '../../contract/errors.ts';
import type { CallName, DeskError } from '../../contract/errors.ts';
import { minute, second, span } from './switches.ts';

/** What is answered to a create, and when the record is made, in ms after the request arrived; `null`: never. */
export interface Fault {
  readonly answer:
    'made' | 'notSent' | 'reset' | 'timeout' | '500' | '502' | '503' | '504' | '524' | '429' | '422' | '401' | '403' | 'unreadable';
  readonly commit: number | null;
}

export const noFault: Fault = { answer: 'made', commit: 0 };

const late = fc.constantFrom(second, 5 * second, 20 * second, minute, 3 * minute, 5 * minute);
const lateOrNever = fc.option(late, { nil: null, freq: 3 });

export const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(noFault) },
  {
    weight: 5,
    arbitrary: fc.record({ answer: fc.constant('reset' as const), commit: fc.constantFrom(0, 0, null, 20, second, 3 * second) }),
  },
  { weight: 3, arbitrary: fc.record({ answer: fc.constantFrom('502' as const, '504' as const, '524' as const), commit: lateOrNever }) },
  { weight: 3, arbitrary: fc.record({ answer: fc.constant('timeout' as const), commit: lateOrNever }) },
  { weight: 2, arbitrary: fc.record({ answer: fc.constant('500' as const), commit: fc.constantFrom(0, null) }) },
  { weight: 1, arbitrary: fc.constant<Fault>({ answer: 'unreadable', commit: 0 }) },
  {
    weight: 2,
    arbitrary: fc.record({
      answer: fc.constantFrom('notSent' as const, '429' as const, '503' as const, '401' as const),
      commit: fc.constant(null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ answer: fc.constantFrom('422' as const, '403' as const), commit: fc.constant(null) }) },
);

/** After how many ms the desk hears of it. */
export function answeredAfter({ answer }: Fault): number {
  if (answer === 'timeout') return 30 * second;
  return answer === '502' || answer === '504' || answer === '524' ? second : 100;
}

const words = (httpStatus: number, code: string | null = null): Pick<DeskError, 'provider'> => ({
  provider: { code, messages: [], logId: null, httpStatus },
});

/** As the client says it. `null`: a success. */
export function failureOf({ answer }: Pick<Fault, 'answer'>, call: CallName): DeskFailure | null {
  const fail = (error: Omit<DeskError, 'call'>): DeskFailure => new DeskFailure({ ...error, call });
  switch (answer) {
    case 'made':
      return null;
    case 'notSent':
      return fail({ code: 'network', sent: 'no' });
    case 'reset':
      return fail({ code: 'connectionLost', sent: 'maybe' });
    case 'timeout':
      return fail({ code: 'timeout', sent: 'maybe' });
    case '500':
      return fail({ code: 'provider', sent: 'maybe', ...words(500, 'INTERNAL_SERVER_ERROR') });
    case '502':
    case '503':
    case '504':
    case '524':
      return fail({ code: 'unreadable', sent: 'maybe', ...words(Number(answer)) });
    case '429':
      return fail({ code: 'rateLimited', sent: 'answered', retryAfterMs: 2_000 });
    case '422':
      return fail({ code: 'provider', sent: 'answered', ...words(422, 'VALIDATION') });
    case '401':
      return fail({ code: 'unauthorized', sent: 'answered', ...words(401) });
    case '403':
      return fail({ code: 'forbidden', sent: 'answered', ...words(403) });
    case 'unreadable':
      return fail({ code: 'unreadable', sent: 'maybe', ...words(200) });
    default:
      throw new Error(`unknown answer ${String(answer)}`);
  }
}

/** What look-ups answer while they fail. */
export const lookUpFailures = ['503', 'timeout', '401', '403', 'unreadable', 'notSent'] as const satisfies readonly Fault['answer'][];
export type LookUpFailure = (typeof lookUpFailures)[number];

const endings: Readonly<Record<Fault['answer'], string>> = {
  made: 'is answered with its code',
  notSent: 'does not leave',
  reset: 'ends with a broken connection',
  timeout: 'gets no answer for 30 s',
  '500': 'is answered with 500',
  '502': 'is answered with 502',
  '503': 'is answered with 503',
  '504': 'is answered with 504',
  '524': 'is answered with 524',
  '429': 'is answered with 429',
  '422': 'is refused with 422',
  '401': 'is refused with 401',
  '403': 'is refused with 403',
  unreadable: 'succeeds in words that nobody can read',
};

export function sayFault({ answer, commit }: Fault): string {
  if (answer === 'made' || answer === 'unreadable') return endings[answer];
  if (commit === null) return `${endings[answer]}; nothing was made`;
  return `${endings[answer]}; the record is made ${commit === 0 ? 'before that' : `${span(commit)} after it arrived`}`;
}
