import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeskError } from '../../../contract/errors.ts';
import { decide, isCreated, nextStep, stepInDoubt } from '../../../main/outbox/outcome.ts';
import type { OutboxEvent } from '../../../main/outbox/outcome.ts';
import type { LookUp } from '../../../main/documents/kind.ts';
import { standingOf } from '../../../main/outbox/products.ts';
import type { Known } from '../../../main/outbox/products.ts';
import type { Standing, StepRecord } from '../../../main/store/outboxRow.ts';

const step = (name: StepRecord['name']): StepRecord => ({ name, label: '', state: 'waiting' });
const fresh = (steps: readonly StepRecord['name'][]): Standing => ({
  state: 'queued',
  steps: steps.map(step),
  awaits: [],
  code: null,
  attempts: 0,
  leftAt: null,
  doubtSince: null,
  misses: 0,
  failures: 0,
  error: null,
  attention: null,
  isGivenUp: false,
});

const provider = (httpStatus: number): Pick<DeskError, 'provider'> => ({ provider: { code: 'X', messages: [], logId: null, httpStatus } });
/** Every way in which a request can end, and whether the provider may have made the record. */
const endings = {
  done: { error: null, made: [true] },
  offline: { error: { code: 'network', sent: 'no' }, made: [false] },
  gate: { error: { code: 'rateLimited', sent: 'answered', retryAfterMs: 10 }, made: [false] },
  key: { error: { code: 'unauthorized', sent: 'answered' }, made: [false] },
  refused: { error: { code: 'provider', sent: 'answered', ...provider(422) }, made: [false] },
  timeout: { error: { code: 'timeout', sent: 'maybe' }, made: [false, true] },
  lost: { error: { code: 'connectionLost', sent: 'maybe' }, made: [false, true] },
  broken: { error: { code: 'provider', sent: 'maybe', ...provider(500) }, made: [false, true] },
  html: { error: { code: 'unreadable', sent: 'maybe', ...provider(502) }, made: [false, true] },
  unread: { error: { code: 'unreadable', sent: 'maybe', ...provider(200) }, made: [false, true] },
  stopped: { error: { code: 'cancelled', sent: 'maybe' }, made: [false, true] },
  defect: { error: { code: 'internal', sent: 'maybe' }, made: [false, true] },
} as const satisfies Record<string, { error: DeskError | null; made: readonly boolean[] }>;
type Ending = keyof typeof endings;

const known = { filter: 'proven', list: 'partly', rowsRead: 3, longestLagMs: 900 } as const;
const nothing: LookUp = { answer: 'nothing', known, isRecent: true };
const untrusted: LookUp = { answer: 'untrusted', records: [], known };

/** One turn of fate: what happens if the row is where it can. */
const fate = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('request' as const),
      ending: fc.constantFrom(...(Object.keys(endings) as Ending[])),
      arrived: fc.boolean(),
      crash: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('look' as const),
      settled: fc.boolean(),
      answer: fc.constantFrom(
        'truth',
        'truth',
        'truth',
        'truth',
        'truth',
        'truth',
        'untrusted',
        'different',
        'several',
        'fails',
        'keyRefused',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('person' as const),
      does: fc.constantFrom('lookAgain', 'withdraw', 'itIsThere', 'sendAgain', 'giveUp'),
    }),
  },
);

describe('no history of a row', () => {
  const plans: StepRecord['name'][][] = [['create'], ['upload', 'create'], ['upload', 'upload', 'create', 'assign'], ['create', 'assign']];

  test('sends a create twice without a look-up, or a person, between', () => {
    fc.assert(
      fc.property(fc.constantFrom(...plans), fc.array(fate, { maxLength: 60 }), (plan, fates) => {
        let row = fresh(plan);
        /** A create may have arrived, and nobody has looked since. */
        let unresolved = false;
        /** The provider has it. A record may become visible late. */
        let made = 0;
        let looks = 0;
        const happen = (event: OutboxEvent): void => {
          const decision = decide(row, event);
          if (decision !== null) row = decision.next;
        };
        for (const turn of fates) {
          if (row.state === 'confirmed' || row.state === 'withdrawn') break;
          const doing = nextStep(row)?.name;
          if (turn.type === 'request' && row.state === 'queued') {
            happen({ type: 'leaves', at: 1_000 });
            expect(row.state).toBe('sending');
            const ending = endings[turn.ending];
            const arrived = ending.made.length === 2 ? turn.arrived : ending.made[0];
            if (doing === 'create') {
              expect(unresolved, 'sent again in doubt').toBe(false);
              if (arrived) made += 1;
              if (arrived || turn.crash || ending.made.length === 2) unresolved = true;
              looks = 0;
            }
            if (turn.crash) happen({ type: 'restarted' });
            else if (ending.error === null)
              happen({ type: 'stepDone', code: doing === 'create' ? 'CODE' : null, url: doing === 'upload' ? 'https://x' : null });
            else happen({ type: 'stepFailed', error: ending.error });
          } else if (turn.type === 'look' && row.state === 'unknown') {
            const record = { code: 'CODE' };
            const inDoubt = stepInDoubt(row)?.name;
            if (turn.answer === 'fails') happen({ type: 'lookUpFailed', error: { code: 'timeout', sent: 'maybe' } });
            else if (turn.answer === 'keyRefused') happen({ type: 'lookUpFailed', error: { code: 'unauthorized', sent: 'answered' } });
            else if (turn.answer === 'untrusted') {
              looks += 1;
              happen({ type: 'lookedUp', leftMs: turn.settled ? 0 : 1, result: untrusted });
            } else if (turn.answer === 'different')
              happen({ type: 'lookedUp', leftMs: turn.settled ? 0 : 1, result: { answer: 'different', records: [record] } });
            else if (turn.answer === 'several')
              happen({ type: 'lookedUp', leftMs: turn.settled ? 0 : 1, result: { answer: 'several', records: [record, record] } });
            else if (inDoubt === 'create' && made > 0)
              happen({ type: 'lookedUp', leftMs: turn.settled ? 0 : 1, result: { answer: 'same', code: 'CODE', record } });
            else {
              happen({ type: 'lookedUp', leftMs: turn.settled ? 0 : 1, result: nothing });
              looks += 1;
              if (inDoubt === 'create' && turn.settled && looks >= 2) unresolved = false;
            }
          } else if (turn.type === 'restart') {
            happen({ type: 'restarted' });
          } else if (turn.type === 'person') {
            const asked = row.state;
            if (turn.does === 'lookAgain') {
              happen({ type: 'lookAgain' });
              if (asked === 'needs_attention') looks = 0;
            } else if (turn.does === 'withdraw') happen({ type: 'withdrawn' });
            else {
              const before = row;
              happen({ type: 'resolved', decision: turn.does, code: 'CODE' });
              // A person said so; made by hand, a second one is theirs.
              if (before.state === 'needs_attention' && row.state === 'queued') {
                unresolved = false;
                made = 0;
              }
              if (before.state === 'needs_attention' && row.state === 'unknown') looks = 0;
            }
          }
          // What the tests stand on: the row never forgets a doubt it has not cleared up.
          if (unresolved && row.state === 'queued' && nextStep(row)?.name === 'create')
            throw new Error(`queued in doubt: ${JSON.stringify(row)}`);
          if (unresolved && row.state === 'rejected' && !isCreated(row)) expect(row.doubtSince, 'a doubt forgotten').not.toBeNull();
          if (isCreated(row)) unresolved = false;
        }
        expect(made, 'made twice').toBeLessThanOrEqual(1);
      }),
      { numRuns: 20_000 },
    );
  }, 30_000);

  test('gets stuck without anybody knowing: whatever is not final moves by itself or asks a person', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<OutboxEvent['type']>('leaves', 'stepFailed', 'lookedUp', 'lookUpFailed', 'restarted'), { maxLength: 30 }),
        (types) => {
          let row = fresh(['create', 'assign']);
          for (const type of types) {
            const event: OutboxEvent =
              type === 'leaves'
                ? { type, at: 1 }
                : type === 'lookedUp'
                  ? { type, leftMs: 0, result: nothing }
                  : type === 'restarted'
                    ? { type }
                    : { type: type as 'stepFailed' | 'lookUpFailed', error: { code: 'timeout', sent: 'maybe' } };
            row = decide(row, event)?.next ?? row;
          }
          const possible: Record<Standing['state'], OutboxEvent> = {
            queued: { type: 'leaves', at: 1 },
            sending: { type: 'restarted' },
            unknown: { type: 'lookedUp', leftMs: 0, result: nothing },
            needs_attention: { type: 'resolved', decision: 'sendAgain', code: null },
            rejected: { type: 'withdrawn' },
            confirmed: { type: 'restarted' },
            withdrawn: { type: 'restarted' },
          };
          expect(decide(row, possible[row.state])).not.toBeNull();
        },
      ),
    );
  });
});

describe('no history of a document that waits for products', () => {
  const skus = ['A', 'B', 'C'] as const;
  /** What can happen to the row of a product; where it makes no sense, nothing happens. */
  const happenings: readonly OutboxEvent[] = [
    { type: 'leaves', at: 1 },
    { type: 'leaves', at: 1 },
    { type: 'stepDone', code: 'OASIN', url: null },
    { type: 'stepDone', code: null, url: null },
    { type: 'stepFailed', error: endings.refused.error },
    { type: 'stepFailed', error: endings.timeout.error },
    { type: 'lookedUp', leftMs: 0, result: { answer: 'same', code: 'OASIN', record: {} } },
    { type: 'lookedUp', leftMs: 0, result: nothing },
    { type: 'lookedUp', leftMs: 0, result: untrusted },
    { type: 'restarted' },
    { type: 'withdrawn' },
    { type: 'resolved', decision: 'itIsThere', code: null },
    { type: 'resolved', decision: 'itIsThere', code: 'OASIN' },
    { type: 'resolved', decision: 'giveUp', code: null },
  ];
  const turn = fc.record({
    sku: fc.constantFrom(...skus),
    does: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...happenings) },
      { weight: 1, arbitrary: fc.constantFrom('sentAgain' as const, 'discarded' as const) },
    ),
    /** Whether the desk gets round to look at what waits; a crash may come between. */
    considered: fc.boolean(),
  });

  test('sends it before they are confirmed, loses it, or makes another document wait', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...skus), { minLength: 1 }), fc.array(turn, { maxLength: 80 }), (wanted, turns) => {
        const rows = new Map<string, (Known & { row: Standing })[]>(skus.map((sku) => [sku, []]));
        const add = (sku: string): void => {
          const row = { ...fresh(['create', 'assign']), id: sku, draftId: sku, body: { warehouse_codes: [] } } as unknown as Known['row'] &
            Standing;
          rows.get(sku)?.unshift({ row, isBeingMended: false, isDiscarded: false });
        };
        for (const sku of skus) add(sku);
        let order: Standing = { ...fresh(['upload', 'create']), awaits: wanted };
        const neighbour = fresh(['upload', 'create']);
        const isThere = (sku: string): boolean => (rows.get(sku) ?? []).some(({ row }) => row.state === 'confirmed' && row.code !== null);
        const consider = (): void => {
          const standings = order.awaits.map((sku) => standingOf(sku, rows.get(sku) ?? [], null));
          const oasins = new Map(standings.flatMap(({ sku, oasin }) => (oasin === null ? [] : [[sku, oasin] as const])));
          const event: OutboxEvent = standings.some(({ stands }) => stands === 'gone')
            ? { type: 'awaitedInVain', error: { code: 'productGone' } }
            : { type: 'productsKnown', oasins };
          order = decide(order, event)?.next ?? order;
        };
        for (const { sku, does, considered } of turns) {
          const newest = rows.get(sku)?.[0];
          if (newest === undefined) continue;
          const before = newest.row.state;
          if (does === 'sentAgain') {
            if (before === 'withdrawn' || before === 'rejected') add(sku);
          } else if (does === 'discarded') {
            if (before === 'withdrawn' || before === 'rejected') Object.assign(newest, { isBeingMended: false, isDiscarded: true });
          } else {
            const after = decide(newest.row, does)?.next;
            if (after !== undefined)
              Object.assign(newest, {
                row: { ...newest.row, ...after },
                isBeingMended: before === 'rejected' && after.state === 'withdrawn',
              });
          }
          // At any moment, whatever the others are at, a document that waits for nothing may go.
          expect(decide(neighbour, { type: 'leaves', at: 1 })?.next.state).toBe('sending');
          // And this one is tried at every moment, also when the desk would not.
          const left = decide(order, { type: 'leaves', at: 1 });
          if (left !== null)
            expect(
              wanted.filter((each) => !isThere(each)),
              'left before',
            ).toEqual([]);
          if (considered) consider();
          if (order.state === 'rejected') {
            // Given up only where a product was in no row that could still bring it.
            expect(
              order.awaits.some((each) => standingOf(each, rows.get(each) ?? [], null).stands === 'gone'),
              'given up',
            ).toBe(true);
            return;
          }
          expect(order.state).toBe('queued');
        }
        consider();
        if (order.state === 'queued' && wanted.every(isThere))
          expect(decide(order, { type: 'leaves', at: 1 })?.next.state, 'forgotten').toBe('sending');
      }),
      { numRuns: 20_000 },
    );
  }, 30_000);
});
