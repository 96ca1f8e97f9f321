/**
 * The connection check: makes every call that changes nothing once, and says of each which of the desk's assumptions the
 * real server shares. Rows of lists serve as examples for the details, so that nothing has to be known beforehand. What is not there is
 * asked for at its candidates (onflow-api.md, Calls), behind everybody else's requests, until the server refuses the key.
 */
import { callNames, DeskFailure } from '../../contract/errors.ts';
import type { CallName, DeskError } from '../../contract/errors.ts';
import type { CallRow, CheckOddity, CheckResult } from '../../contract/connection.ts';
import { kindCalls } from '../../contract/kinds/index.ts';
import type { Profile } from '../../contract/profile.ts';
import { expectedOfKinds } from '../kinds/index.ts';
import type { Expected } from '../kinds/kind.ts';
import type { CallOptions, Onflow } from './client.ts';
import type { Success } from './envelope.ts';
import { readList } from './lists.ts';
import { endpointOf } from './endpoints.ts';
import { odditiesOf } from './oddities.ts';
import { speak } from './profile.ts';

type Row = Readonly<Record<string, unknown>>;

interface Expectation extends Expected {
  readonly call: CallName;
}

/** In this order: each list before the details that need a row of it. */
const expectations: readonly Expectation[] = [
  { call: 'warehouses.list', shape: 'list', fields: ['warehouse_code|code', 'warehouse_name|name'] },
  { call: 'brands.list', shape: 'list', fields: ['id', 'name'] },
  { call: 'areas.provinces', shape: 'list', fields: ['id', 'province_name|name'] },
  {
    call: 'areas.districts',
    shape: 'list',
    fields: ['id', 'district_name|name'],
    from: { list: 'areas.provinces', field: 'id', as: 'query', name: 'province_id' },
  },
  {
    call: 'areas.wards',
    shape: 'list',
    fields: ['id', 'ward_name|name'],
    from: { list: 'areas.districts', field: 'id', as: 'query', name: 'district_id' },
  },
  ...kindCalls.flatMap((call): Expectation[] => {
    const expected = expectedOfKinds[call];
    return expected === undefined ? [] : [{ call, ...expected }];
  }),
];

/** The calls the check makes: every one that changes nothing. */
export const checkedCalls: readonly CallName[] = expectations.map((one) => one.call);

/**
 * Makes the calls one after the other and tells of each as soon as it is known. Never throws for a call that failed: that is its result.
 * Stops early when the key is refused; what was not reached is then `notTried`.
 */
export async function checkConnection(
  onflow: Pick<Onflow, 'ask' | 'firstPage'>,
  profile: Profile,
  onResult: (result: CheckResult) => void,
): Promise<CheckResult[]> {
  const rowsOf = new Map<CallName, readonly Row[]>();
  const results: CheckResult[] = [];
  let key: KeyWord = 'fine';
  for (const expected of expectations) {
    const code = codeFor(expected, rowsOf);
    const mayAsk = (): boolean => code !== null && key !== 'refused';
    let result = mayAsk() ? await checkOne(onflow, expected, code ?? '', rowsOf, { priority: 'person' }) : notTried(expected.call);
    key = keyAfter(key, result);
    // A path that an operator set is theirs to correct.
    for (const at of profile.calls?.[expected.call]?.path === undefined ? (endpointOf(expected.call).candidates ?? []) : []) {
      // A server that refuses the key, or only this call, is not asked where else it might be.
      if (!isNowhere(result) || !mayAsk() || key !== 'fine') break;
      const there = await checkOne(onflow, expected, code ?? '', rowsOf, { priority: 'background' }, at);
      key = keyAfter(key, there);
      if (there.verdict === 'asAssumed') result = { ...there, verdict: 'elsewhere', answersAt: at };
    }
    results.push(result);
    onResult(result);
  }
  return results;
}

/** Where calls answered at a candidate, as corrections of the profile. */
export const correctionsOf = (results: readonly CheckResult[]): Profile => ({
  calls: Object.fromEntries(results.flatMap(({ call, answersAt }) => (answersAt === null ? [] : [[call, { path: answersAt }]]))),
});

/** What the server has said of the key: `doubted` after a 403, which may be about one call only. */
type KeyWord = 'fine' | 'doubted' | 'refused';

function keyAfter(before: KeyWord, { verdict, httpStatus }: CheckResult): KeyWord {
  if (verdict !== 'refused') return before;
  return httpStatus === 403 && before !== 'refused' ? 'doubted' : 'refused';
}

/** Not there; or a page for people where an API would answer, which is how many servers say the same. */
const isNowhere = (result: CheckResult): boolean =>
  result.verdict === 'notThere' || (result.verdict === 'otherShape' && result.missing.length === 0);

const notTried = (call: CallName): CheckResult => ({
  call,
  verdict: 'notTried',
  answersAt: null,
  missing: [],
  oddities: [],
  httpStatus: null,
  providerCode: null,
  logId: null,
  durationMs: 0,
});

async function checkOne(
  onflow: Pick<Onflow, 'ask' | 'firstPage'>,
  expected: Expectation,
  code: string,
  rowsOf: Map<CallName, readonly Row[]>,
  how: CallOptions,
  at?: string,
): Promise<CheckResult> {
  const { call } = expected;
  const started = performance.now();
  const result = (verdict: CheckResult['verdict'], more: Partial<CheckResult> = {}): CheckResult => ({
    ...notTried(call),
    verdict,
    durationMs: Math.round(performance.now() - started),
    ...more,
  });

  const { from } = expected;
  const isPaged = endpointOf(call).query.includes('page');
  const pageSize = 20;
  const askFor = (page: number) => ({
    ...(at === undefined ? {} : { at }),
    ...(from?.as === 'code' ? { codes: { [from.name]: code } } : {}),
    query: {
      ...(isPaged ? { page, page_size: pageSize } : {}),
      ...(from?.as === 'query' ? { [from.name]: code } : {}),
    },
  });
  try {
    const answered = (page: number) =>
      onflow.ask(call, askFor(page), how, (read: Success, reading) => ({ success: read, status: reading.status }));
    const one = answered(1);
    // Where a list has one page and begins with 0, page 1 is an error.
    await one.catch(() => undefined);
    // Which page is the first is found out where the call is: a candidate is asked for the one thing, whether it is there.
    const first = isPaged && at === undefined ? await firstPageOf(onflow, call, how) : null;
    const { success, status } = await (first === 0 ? answered(0) : one);
    const oddities: CheckOddity[] = [
      ...(first === 0 ? [{ kind: 'firstPageZero', at: '0' } as const] : []),
      ...odditiesOf(call, success, isPaged ? pageSize : null),
    ];
    const missing = missingIn(expected, success, rowsOf);
    return result(missing.length === 0 ? 'asAssumed' : 'otherShape', {
      missing,
      oddities,
      httpStatus: status,
      logId: success.remarks.logId,
    });
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    const { provider } = error.error;
    return result(verdictOf(error.error), {
      httpStatus: provider?.httpStatus ?? null,
      providerCode: provider?.code ?? null,
      logId: provider?.logId ?? null,
    });
  }
}

/** That it could not be found out says nothing of the call itself. */
async function firstPageOf(onflow: Pick<Onflow, 'firstPage'>, call: CallName, how: CallOptions): Promise<0 | 1 | null> {
  try {
    return await onflow.firstPage(call, how);
  } catch (error) {
    if (error instanceof DeskFailure) return null;
    throw error;
  }
}

/** The code the call needs: of a row in the state it needs, if it needs one. `''` where none is needed, `null` where there is none. */
function codeFor(expected: Expectation, rowsOf: ReadonlyMap<CallName, readonly Row[]>): string | null {
  const { from } = expected;
  if (from === undefined) return '';
  const rows = rowsOf.get(from.list) ?? [];
  const row = from.status === undefined ? rows[0] : rows.find((one) => one['status'] === from.status);
  const code = row?.[from.field];
  return (typeof code === 'string' && code !== '') || typeof code === 'number' ? String(code) : null;
}

function missingIn(expected: Expectation, success: Success, rowsOf: Map<CallName, readonly Row[]>): string[] {
  const lacks = (row: Row): string[] => expected.fields.filter((field) => !field.split('|').some((name) => row[name] !== undefined));
  if (expected.shape === 'object') return isRow(success.data) ? lacks(success.data) : ['data'];
  const list = readList(success);
  if (list === null) return ['data'];
  const rows = list.rows.filter(isRow);
  rowsOf.set(expected.call, rows);
  // An empty list proves the call and says nothing of its rows; one that holds no objects is of another shape.
  const [first] = rows;
  return first === undefined ? (list.rows.length === 0 ? [] : ['data']) : lacks(first);
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

function verdictOf(error: DeskError): CheckResult['verdict'] {
  if (error.code === 'cancelled') return 'notTried';
  const status = error.provider?.httpStatus;
  if (error.code === 'unauthorized' || error.code === 'forbidden' || status === 423) return 'refused';
  if (status === 404 || status === 405) return 'notThere';
  // JSON, but not the envelope, in an answer that is a success otherwise.
  return error.code === 'unreadable' && status !== undefined && status !== null && status < 300 ? 'otherShape' : 'failed';
}

/** The table of calls as it stands on this connection, for Settings. */
export const callRows = (profile: Profile): CallRow[] =>
  callNames.map((call) => {
    const { method, path, evidence, bodyEvidence, overridden } = speak(call, profile);
    return { call, method, path, evidence, bodyEvidence, overridden };
  });
