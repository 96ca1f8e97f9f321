/** In which ways a provider can be other than the desk hopes: each way a switch, and what each position means in words. */
import * as fc from 'fast-check';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** Until a new record is listed, in ms. */
export interface Lag {
  readonly filtered: number;
  readonly unfiltered: number;
  /** Only one of the two servers that answer in turn is behind. */
  readonly isOfOneServer?: boolean;
}

export interface Switches {
  /** What becomes of the merchant's reference when it is kept. */
  readonly spelling:
    | 'asSent'
    | 'capitals'
    | 'lowerCase'
    | 'withoutZeros'
    | 'cutTo32'
    | 'cutTo20'
    | 'withoutDashes'
    | 'decomposed'
    | 'lookAlikes'
    | 'padded'
    | 'dropped';
  readonly filter: 'exact' | 'folded' | 'prefix' | 'contains' | 'ignored' | 'nothing' | 'errors';
  readonly lag: Lag;
  readonly order: 'newest' | 'oldest' | 'updated' | 'byCode' | 'random' | 'pinned';
  readonly firstPage: 0 | 1;
  /** What is answered to page 0 where pages count from 1. */
  readonly pageZero: 'refused' | 'empty' | 'first' | 'failure';
  readonly pageSize: number;
  readonly end: 'empty' | 'refused' | 'lastAgain' | 'firstAgain';
  readonly total: 'right' | 'ofThePage' | 'absent' | 'wrong';
  readonly rows: 'steady' | 'repeated' | 'inserted' | 'removed' | 'unreadable';
  /** What lists leave out unless they are asked for it. */
  readonly hides: 'nothing' | 'aPlatform' | 'aWarehouse';
  readonly listOmits: 'nothing' | 'reference' | 'items' | 'time';
  readonly detail: 'whole' | 'omitsReference' | 'omitsItems' | 'refused';
  /** By how much the times in records are wrong, in ms. */
  readonly skew: number;
  /** What answers say of the time: nothing, that of the records, or the right one (a gateway's). */
  readonly date: 'asRecords' | 'right' | 'absent';
  /** Whether a reference that is kept already is refused. */
  readonly unique: boolean;
}

export const honest: Switches = {
  spelling: 'asSent',
  filter: 'exact',
  lag: { filtered: 0, unfiltered: 0 },
  order: 'newest',
  firstPage: 1,
  pageZero: 'refused',
  pageSize: 50,
  end: 'empty',
  total: 'right',
  rows: 'steady',
  hides: 'nothing',
  listOmits: 'nothing',
  detail: 'whole',
  skew: 0,
  date: 'asRecords',
  unique: false,
};

/** Positions other than the honest one. */
const dishonest = {
  spelling: fc.constantFrom<Switches['spelling']>(
    'capitals',
    'lowerCase',
    'withoutZeros',
    'cutTo32',
    'cutTo20',
    'withoutDashes',
    'decomposed',
    'lookAlikes',
    'padded',
    'dropped',
  ),
  filter: fc.constantFrom<Switches['filter']>('folded', 'prefix', 'contains', 'ignored', 'ignored', 'nothing', 'errors'),
  lag: fc
    .record({
      ms: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(10 * second, 30 * second, 90 * second, 5 * minute) },
        { weight: 1, arbitrary: fc.constantFrom(20 * minute, 2 * hour) },
      ),
      of: fc.constantFrom('both' as const, 'both' as const, 'filtered' as const, 'unfiltered' as const),
      isOfOneServer: fc.constantFrom(false, false, true),
    })
    .map(({ ms, of, isOfOneServer }): Lag => ({
      filtered: of === 'unfiltered' ? 0 : ms,
      unfiltered: of === 'filtered' ? 0 : ms,
      ...(isOfOneServer ? { isOfOneServer } : {}),
    })),
  order: fc.constantFrom<Switches['order']>('oldest', 'updated', 'byCode', 'random', 'pinned'),
  firstPage: fc.constant<0>(0),
  pageZero: fc.constantFrom<Switches['pageZero']>('empty', 'first', 'failure'),
  pageSize: fc.constantFrom(1, 2, 3, 10, 20),
  end: fc.constantFrom<Switches['end']>('refused', 'lastAgain', 'firstAgain'),
  total: fc.constantFrom<Switches['total']>('ofThePage', 'absent', 'wrong'),
  rows: fc.constantFrom<Switches['rows']>('repeated', 'inserted', 'removed', 'unreadable'),
  hides: fc.constantFrom<Switches['hides']>('aPlatform', 'aWarehouse'),
  listOmits: fc.constantFrom<Switches['listOmits']>('reference', 'items', 'time'),
  detail: fc.constantFrom<Switches['detail']>('omitsReference', 'omitsItems', 'refused'),
  skew: fc.constantFrom(-7 * hour, -hour, -15 * minute, 15 * minute, hour, 7 * hour),
  date: fc.constantFrom<Switches['date']>('right', 'absent'),
  unique: fc.constant(true),
} satisfies { [K in keyof Switches]: fc.Arbitrary<Switches[K]> };

export type SwitchName = keyof Switches;
export const switchNames = Object.keys(dishonest) as SwitchName[];

export interface Deviation {
  readonly name: SwitchName;
  readonly to: Switches[SwitchName];
}

const deviation: fc.Arbitrary<Deviation> = fc.oneof(
  ...switchNames.map((name) => (dishonest[name] as fc.Arbitrary<Switches[SwitchName]>).map((to): Deviation => ({ name, to }))),
);

const several = (min: number, max: number): fc.Arbitrary<Deviation[]> =>
  fc.uniqueArray(deviation, { minLength: min, maxLength: max, selector: ({ name }) => name });

/** Whoever has no filter that works must read pages, and only then matters what these are like. */
const withoutFilter: fc.Arbitrary<Deviation[]> = fc
  .tuple(
    fc.constantFrom<Switches['filter']>('ignored', 'ignored', 'nothing', 'errors'),
    fc.option(dishonest.pageSize, { nil: null, freq: 2 }),
    several(0, 3),
  )
  .map(([filter, pageSize, more]) => [
    { name: 'filter', to: filter },
    ...(pageSize === null ? [] : [{ name: 'pageSize' as const, to: pageSize }]),
    ...more.filter(({ name }) => name !== 'filter' && name !== 'pageSize'),
  ]);

/** None, one, or several ways in which this provider differs; fewer are simpler. */
export const deviations: fc.Arbitrary<Deviation[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Deviation[]>([]) },
  { weight: 4, arbitrary: several(1, 1) },
  { weight: 3, arbitrary: several(2, 6) },
  { weight: 4, arbitrary: withoutFilter },
);

export const switchesWith = (changes: readonly Deviation[]): Switches => ({
  ...honest,
  ...Object.fromEntries(changes.map(({ name, to }) => [name, to])),
});

export const span = (ms: number): string =>
  ms >= hour ? `${ms / hour} h` : ms >= minute ? `${ms / minute} min` : ms >= second ? `${ms / second} s` : `${ms} ms`;

/** One position in words: `lag: both 90 s`. */
export function positionOf({ name, to }: Deviation): string {
  if (name === 'lag') {
    const { filtered, unfiltered, isOfOneServer } = to as Lag;
    const of =
      filtered === unfiltered
        ? `both ${span(filtered)}`
        : filtered > unfiltered
          ? `filtered ${span(filtered)}`
          : `unfiltered ${span(unfiltered)}`;
    return `lag: ${of}${isOfOneServer === true ? ', at one of two servers' : ''}`;
  }
  if (name === 'skew') return `skew: ${Number(to) < 0 ? '−' : '+'}${span(Math.abs(Number(to)))}`;
  return `${name}: ${typeof to === 'object' ? JSON.stringify(to) : to}`;
}
