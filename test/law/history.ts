/**
 * A history: which provider, how its creates end, and what happens to desk, computer and person; as fast-check makes it, and in sentences.
 */
import * as fc from 'fast-check';
import { documentSpec, places } from './documents.ts';
import type { DocumentSpec } from './documents.ts';
import { fault, lookUpFailures, sayFault } from './faults.ts';
import type { Fault, LookUpFailure } from './faults.ts';
import { deviations, hour, minute, positionOf, second, span } from './switches.ts';
import type { Deviation, Lag } from './switches.ts';

/** What a person does to one document, or (the last five) to all there are. */
export type Deed =
  | 'lookNow'
  | 'decideNow'
  | 'itIsThere'
  | 'giveUp'
  | 'sendAgain'
  | 'undo'
  | 'edit'
  | 'queueAgain'
  | 'lookAtAll'
  | 'sendAllAgain'
  | 'pause'
  | 'resume'
  | 'newKey';

export type Act =
  | { readonly does: 'send'; readonly document: DocumentSpec }
  /** Typed, and not sent yet. */
  | { readonly does: 'type'; readonly document: DocumentSpec }
  | { readonly does: 'sendAlike'; readonly document: DocumentSpec; readonly times: number }
  | { readonly does: 'pass'; readonly ms: number }
  | { readonly does: 'kill'; readonly at: 'now' | 'leaving' | 'made'; readonly downMs: number }
  | { readonly does: 'restart'; readonly downMs: number }
  | { readonly does: 'jump'; readonly ms: number }
  | { readonly does: 'sleep'; readonly ms: number }
  | { readonly does: 'wake' }
  | { readonly does: 'otherDesk'; readonly like: number; readonly reference: 'another' | 'none' }
  | { readonly does: 'batch' }
  | { readonly does: 'lookUpsFail'; readonly how: LookUpFailure; readonly ms: number }
  | { readonly does: 'lagBecomes'; readonly lag: Lag }
  | { readonly does: 'person'; readonly deed: Deed; readonly which: number }
  | { readonly does: 'keepCopy' }
  | { readonly does: 'rollBack' }
  | { readonly does: 'openCopy' };

export interface History {
  readonly seed: number;
  readonly deviations: readonly Deviation[];
  /** Old records of each kind at the provider. */
  readonly oldRows: number;
  readonly faults: readonly Fault[];
  readonly acts: readonly Act[];
  /** What the person does in the end with each row that needs her. */
  readonly afterwards: 'nothing' | 'looks' | 'saysItIsThere' | 'givesUpAndSends';
}

const afterwards = fc.constantFrom<History['afterwards']>('nothing', 'looks', 'saysItIsThere', 'givesUpAndSends');

const down = fc.constantFrom(0, second, 10 * second, 5 * minute, 3 * hour);
const lagMs = fc.constantFrom(0, 10 * second, 90 * second, 5 * minute);

/** Without a network the desk asks again and again: an hour of that is no other than a minute, but takes long to live through. */
const shortened = (act: Extract<Act, { does: 'lookUpsFail' }>): Act =>
  act.how === 'notSent' ? { ...act, ms: Math.min(act.ms, minute) } : act;

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ does: fc.constant('send' as const), document: documentSpec }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('sendAlike' as const), document: documentSpec, times: fc.constantFrom(2, 2, 3) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('type' as const), document: documentSpec }) },
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant('pass' as const),
      ms: fc.constantFrom(100, second, 9 * second, 20 * second, minute, 5 * minute, 20 * minute, 2 * hour),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('kill' as const),
      at: fc.constantFrom('now' as const, 'leaving' as const, 'made' as const),
      downMs: down,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('restart' as const), downMs: down }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('jump' as const), ms: fc.constantFrom(-7 * hour, -hour, hour, 7 * hour) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('sleep' as const), ms: fc.constantFrom(minute, hour, 8 * hour) }) },
  { weight: 1, arbitrary: fc.constant<Act>({ does: 'wake' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('otherDesk' as const),
      like: fc.nat({ max: 3 }),
      reference: fc.constantFrom('another' as const, 'none' as const),
    }),
  },
  { weight: 2, arbitrary: fc.constant<Act>({ does: 'batch' }) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        does: fc.constant('lookUpsFail' as const),
        how: fc.constantFrom(...lookUpFailures),
        ms: fc.constantFrom(20 * second, 2 * minute, 30 * minute),
      })
      .map(shortened),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('lagBecomes' as const), lag: fc.record({ filtered: lagMs, unfiltered: lagMs }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('person' as const),
      deed: fc.constantFrom<Deed>(
        'lookNow',
        'lookNow',
        'decideNow',
        'decideNow',
        'itIsThere',
        'giveUp',
        'giveUp',
        'sendAgain',
        'undo',
        'edit',
        'edit',
        'queueAgain',
        'queueAgain',
        'lookAtAll',
        'sendAllAgain',
        'pause',
        'resume',
        'newKey',
      ),
      which: fc.nat({ max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Act>({ does: 'keepCopy' }) },
  { weight: 2, arbitrary: fc.constantFrom<Act>({ does: 'rollBack' }, { does: 'openCopy' }) },
);

/** Whatever happens to desk, computer and person. */
const stormy = (acts: number, faults: number): fc.Arbitrary<History> =>
  fc.record({
    seed: fc.nat({ max: 0xffff }),
    deviations,
    oldRows: fc.constantFrom(0, 3, 30, 60),
    faults: fc.array(fault, { maxLength: faults }),
    acts: fc.array(act, { minLength: 1, maxLength: acts }),
    afterwards,
  });

/** Only the provider is not as one hopes. */
const calm = (acts: number, faults: number): fc.Arbitrary<History> =>
  fc.record({
    seed: fc.nat({ max: 0xffff }),
    deviations,
    oldRows: fc.constantFrom(0, 3, 30, 60),
    faults: fc.array(fault, { minLength: 1, maxLength: faults }),
    acts: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.record({ does: fc.constant('send' as const), document: documentSpec }) },
        {
          weight: 1,
          arbitrary: fc.record({ does: fc.constant('sendAlike' as const), document: documentSpec, times: fc.constantFrom(2, 2, 3) }),
        },
        {
          weight: 3,
          arbitrary: fc.record({ does: fc.constant('pass' as const), ms: fc.constantFrom(9 * second, minute, 20 * minute, 2 * hour) }),
        },
        { weight: 1, arbitrary: fc.constant<Act>({ does: 'batch' }) },
      ),
      { minLength: 1, maxLength: acts },
    ),
    afterwards,
  });

const longHistory: fc.Arbitrary<History> = fc.oneof({ weight: 3, arbitrary: stormy(8, 5) }, { weight: 2, arbitrary: calm(5, 4) });

/** Of fewer acts: twenty thousand of them take about a minute. */
export const shortHistory: fc.Arbitrary<History> = fc.oneof({ weight: 3, arbitrary: stormy(5, 3) }, { weight: 2, arbitrary: calm(3, 3) });

/** Most of what broke the law was short; a long one takes as much time as three. */
export const anyHistory: fc.Arbitrary<History> = fc.oneof({ weight: 3, arbitrary: shortHistory }, { weight: 1, arbitrary: longHistory });

/**
 * Whether this provider's lists work, so that nobody may be asked: what it answers can be trusted, and no person and no lost folder made a
 * knot.
 */
export const isHonest = ({ deviations: changes, acts, faults }: History): boolean =>
  changes.every(({ name }) => name === 'pageSize' || name === 'unique') &&
  faults.every(({ answer }) => answer !== '403') &&
  acts.every((each) => {
    switch (each.does) {
      case 'otherDesk':
      case 'keepCopy':
      case 'rollBack':
      case 'openCopy':
      case 'lagBecomes':
        return false;
      case 'lookUpsFail':
        return each.how === '503' || each.how === 'timeout' || each.how === 'notSent' || each.how === '401';
      case 'person':
        return each.deed !== 'edit' && each.deed !== 'decideNow';
      case 'send':
      case 'type':
      case 'sendAlike':
      case 'pass':
      case 'kill':
      case 'restart':
      case 'jump':
      case 'sleep':
      case 'wake':
      case 'batch':
        return true;
      default:
        throw new Error(`unknown act ${JSON.stringify(each)}`);
    }
  });

/** The history as somebody would tell it. */
export function told({ seed, deviations: changes, oldRows, faults, acts, afterwards: last }: History): string {
  const provider = changes.length === 0 ? 'The provider is as one hopes' : `The provider: ${changes.map(positionOf).join('; ')}`;
  const creates = faults.map((each, index) => `  Create ${index + 1} ${sayFault(each)}.`);
  return [
    `${provider}; ${oldRows} old records of each kind; seed ${seed}.`,
    ...creates,
    ...acts.map((each) => `  ${sayAct(each)}`),
    ...(last === 'nothing' ? [] : [`  ${inTheEnd[last]}`]),
  ].join('\n');
}

const inTheEnd = {
  looks: 'In the end the person has everything looked up once more that needs her.',
  saysItIsThere: 'In the end the person says of what needs her that it is there, where it is.',
  givesUpAndSends: 'In the end the person gives up what needs her, and sends the drafts again as they are.',
} as const;

const placeOf = ({ place }: DocumentSpec): string => (place === places[0] ? '' : ` on ${place.platform} in ${place.warehouse}`);

function sayAct(act: Act): string {
  switch (act.does) {
    case 'send':
      return `A ${act.document.kind} in the style ${act.document.style} is sent, contents ${act.document.contents}${placeOf(act.document)}.`;
    case 'type':
      return `A ${act.document.kind} in the style ${act.document.style} is typed, contents ${act.document.contents}${placeOf(act.document)}.`;
    case 'sendAlike':
      return `${act.times} alike documents are sent: ${act.document.kind}, style ${act.document.style}, contents ${act.document.contents}${placeOf(act.document)}.`;
    case 'pass':
      return `${span(act.ms)} pass.`;
    case 'kill':
      return `${{ now: 'The desk is killed', leaving: 'The desk is killed when its next create is about to leave', made: 'The desk is killed when its next create has been made' }[act.at]}, and starts again ${span(act.downMs)} later.`;
    case 'restart':
      return `The desk is closed, and opened ${span(act.downMs)} later.`;
    case 'jump':
      return `The computer's clock jumps ${act.ms > 0 ? 'forward' : 'back'} by ${span(Math.abs(act.ms))}.`;
    case 'sleep':
      return `The computer sleeps for ${span(act.ms)}.`;
    case 'wake':
      return 'The network comes back.';
    case 'otherDesk':
      return `The other desk makes a record like document ${act.like + 1}, with ${act.reference === 'another' ? 'another' : 'no'} reference.`;
    case 'batch':
      return 'The warehouse changes all old records.';
    case 'lookUpsFail':
      return `All look-ups end like this for ${span(act.ms)}: ${act.how}.`;
    case 'lagBecomes':
      return `From now on records are listed late: filtered ${span(act.lag.filtered)}, unfiltered ${span(act.lag.unfiltered)}.`;
    case 'person':
      return `The person (document ${act.which + 1}): ${act.deed}.`;
    case 'keepCopy':
      return 'The folder is copied.';
    case 'rollBack':
      return 'The folder is put back as it was when it was copied, or when the last document was typed or sent.';
    case 'openCopy':
      return 'The copy is opened in place of the folder, which takes its place.';
    default:
      throw new Error(`unknown act ${JSON.stringify(act)}`);
  }
}
