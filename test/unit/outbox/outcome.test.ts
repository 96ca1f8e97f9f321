import { describe, expect, test } from 'vitest';
import type { DeskError } from '../../../contract/errors.ts';
import type { LookUp } from '../../../main/documents/kind.ts';
import { decide, lookUpRefusalsBorne, missesBeforeCreate, verdictOf } from '../../../main/outbox/outcome.ts';
import type { Decision, OutboxEvent } from '../../../main/outbox/outcome.ts';
import { restMs, usualTiming } from '../../../main/outbox/timing.ts';
import type { Standing } from '../../../main/store/outboxRow.ts';

const row = (change: Partial<Standing> = {}): Standing => ({
  state: 'sending',
  steps: [{ name: 'create', label: '', state: 'running' }],
  code: null,
  attempts: 1,
  leftAt: 5_000,
  doubtSince: null,
  misses: 0,
  awaits: [],
  failures: 0,
  error: null,
  attention: null,
  isGivenUp: false,
  ...change,
});
const words = (httpStatus: number, code: string | null = null) => ({ provider: { code, messages: [], logId: null, httpStatus } });
const after = (standing: Standing, event: OutboxEvent): Decision => {
  const decision = decide(standing, event);
  if (decision === null) throw new Error('not possible');
  return decision;
};
const failed = (error: DeskError, standing = row()): Decision => after(standing, { type: 'stepFailed', error });

describe('the table of outcomes', () => {
  test.each<[string, DeskError, Standing['state']]>([
    ['not sent: DNS, refused, offline', { code: 'network', sent: 'no' }, 'queued'],
    ['cancelled before it left', { code: 'cancelled', sent: 'no' }, 'queued'],
    ['429', { code: 'rateLimited', sent: 'answered' }, 'queued'],
    ['timeout', { code: 'timeout', sent: 'maybe' }, 'unknown'],
    ['reset', { code: 'connectionLost', sent: 'maybe' }, 'unknown'],
    ['5xx', { code: 'provider', sent: 'maybe', ...words(500) }, 'unknown'],
    ['HTML from a proxy', { code: 'unreadable', sent: 'maybe', ...words(502) }, 'unknown'],
    ['a success that cannot be read', { code: 'unreadable', sent: 'maybe', ...words(200) }, 'unknown'],
    ['422', { code: 'provider', sent: 'answered', ...words(422) }, 'rejected'],
    ['404', { code: 'provider', sent: 'answered', ...words(404) }, 'rejected'],
    ['401', { code: 'unauthorized', sent: 'answered' }, 'queued'],
    ['421 and 425: not taken up', { code: 'provider', sent: 'no', ...words(425) }, 'queued'],
    ['the same in no words', { code: 'unreadable', sent: 'no', ...words(421) }, 'queued'],
    ['403 to everything', { code: 'accountRefused', sent: 'answered' }, 'queued'],
    ['403 to this document', { code: 'forbidden', sent: 'answered' }, 'rejected'],
    ['a server that is left alone for a while', { code: 'busy', sent: 'no', retryAfterMs: 600_000 }, 'queued'],
  ])('%s', (_name, error, state) => {
    expect(failed(error).next.state).toBe(state);
  });

  test('a 403 for a document that may have arrived before is looked up before it is called a failure', () => {
    expect(failed({ code: 'forbidden', sent: 'answered' }, row({ doubtSince: 3_000 })).next).toMatchObject({
      state: 'unknown',
      doubtSince: 3_000,
    });
  });

  test('the time that the provider named is kept, however long', () => {
    expect(restMs(failed({ code: 'busy', sent: 'no', retryAfterMs: 600_000 }).rest as never, usualTiming, () => 0)).toBe(600_000);
  });

  test('a 429 is not an attempt', () => {
    expect(failed({ code: 'rateLimited', sent: 'answered', retryAfterMs: 3_000 })).toMatchObject({
      next: { attempts: 0, failures: 0 },
      rest: { ms: 3_000 },
    });
  });

  test('a failed upload is repeated, not looked up', () => {
    const uploading = row({
      steps: [
        { name: 'upload', label: 'a.pdf', state: 'running' },
        { name: 'create', label: '', state: 'waiting' },
      ],
    });
    expect(failed({ code: 'timeout', sent: 'maybe' }, uploading).next).toMatchObject({ state: 'queued', doubtSince: null });
  });
});

describe('an upload', () => {
  const uploading = (change: Partial<Standing> = {}): Standing =>
    row({
      steps: [
        { name: 'upload', label: 'a.pdf', state: 'running', file_id: 'a' },
        { name: 'create', label: '', state: 'waiting' },
      ],
      ...change,
    });
  const triesUntilAPersonIsAsked = (error: DeskError, most = 100): number => {
    let standing = uploading();
    for (let times = 1; times <= most; times += 1) {
      standing = failed(error, standing).next;
      if (standing.state === 'rejected') return times;
      standing = after(standing, { type: 'leaves', at: times }).next;
    }
    return Infinity;
  };

  test('whose answer cannot be read is tried three times, one whose line breaks eight, and one that a gateway turns away as long as it takes', () => {
    expect(triesUntilAPersonIsAsked({ code: 'uploadUnread', sent: 'maybe', ...words(200) })).toBe(3);
    expect(triesUntilAPersonIsAsked({ code: 'connectionLost', sent: 'maybe' })).toBe(8);
    expect(triesUntilAPersonIsAsked({ code: 'provider', sent: 'maybe', ...words(500) })).toBe(20);
    for (const status of [502, 503, 504])
      expect(triesUntilAPersonIsAsked({ code: 'unreadable', sent: 'maybe', ...words(status) })).toBe(Infinity);
    expect(triesUntilAPersonIsAsked({ code: 'network', sent: 'no' })).toBe(Infinity);
  });

  test('counts its own tries, not the times that there was no network before', () => {
    const offline = uploading({ failures: 50 });
    expect(failed({ code: 'uploadUnread', sent: 'maybe', ...words(200) }, offline).next.state).toBe('queued');
  });

  const sent = (change: Partial<Standing> = {}): Standing =>
    row({
      steps: [
        { name: 'upload', label: 'a.pdf', state: 'done', file_id: 'a', url: 'https://f.example/1', remembered: true },
        { name: 'create', label: '', state: 'running' },
      ],
      ...change,
    });
  const refusal: OutboxEvent = { type: 'linksGone', fileIds: ['a'], error: { code: 'provider', sent: 'answered', ...words(422) } };

  test('is made anew when the document was refused for its address, and the document waits for it', () => {
    expect(after(sent(), refusal).next).toMatchObject({
      state: 'queued',
      doubtSince: null,
      steps: [
        { name: 'upload', state: 'waiting', renewed: true },
        { name: 'create', state: 'waiting' },
      ],
    });
    expect(after(sent(), refusal).next.steps[0]).not.toHaveProperty('url');
  });

  test('is no reason to send a document again that an earlier attempt may have brought', () => {
    expect(decide(sent({ doubtSince: 4_000 }), refusal)).toBeNull();
  });
});

describe('an attempt in doubt', () => {
  const unknown = row({
    state: 'unknown',
    steps: [{ name: 'create', label: '', state: 'waiting' }],
    doubtSince: 5_000,
    leftAt: null,
    error: { code: 'timeout', sent: 'maybe' },
  });
  const result = {
    answer: 'nothing',
    known: { filter: 'proven', list: 'partly', rowsRead: 3, longestLagMs: 900 },
    isRecent: true,
  } as const satisfies LookUp;
  const nothing: OutboxEvent = { type: 'lookedUp', leftMs: 0, result };

  /** So many look-ups find nothing. */
  const missed = (standing: Standing, times: number): Standing =>
    times === 0 ? standing : missed(after(standing, nothing).next, times - 1);

  test('is sent again only after so many look-ups that found nothing that one of two servers being behind cannot be the reason', () => {
    expect(after(unknown, nothing).rest).toEqual({ for: 'settling', nth: 1, leftMs: 0 });
    const last = missed(unknown, missesBeforeCreate.byFilter - 1);
    expect([last.state, missed(last, 1).state]).toEqual(['unknown', 'queued']);
    const byList: OutboxEvent = { ...nothing, result: { ...result, known: { ...result.known, filter: 'useless' } } };
    expect([
      after({ ...unknown, misses: missesBeforeCreate.byList - 2 }, byList).next.state,
      after({ ...unknown, misses: missesBeforeCreate.byList - 1 }, byList).next.state,
    ]).toEqual(['unknown', 'queued']);
    // The time is over: they follow one another soon.
    expect(after(missed(unknown, 3), nothing).rest).toEqual({ for: 'settling', nth: 0, leftMs: 0 });
  });

  test('an action is done again after two', () => {
    expect(missed({ ...unknown, steps: [{ name: 'act', label: '', state: 'waiting' }] }, 2).state).toBe('queued');
  });

  test('however often it is not found, it rests until the provider has had its time', () => {
    let standing = unknown;
    for (let times = 0; times < 9; times += 1) standing = after(standing, { type: 'lookedUp', leftMs: 1, result }).next;
    expect(standing.state).toBe('unknown');
    expect(after(standing, nothing).next.state).toBe('queued');
  });

  test('what was not found in a way that proves nothing is for a person, once the time is over', () => {
    const unseen: OutboxEvent = {
      type: 'lookedUp',
      leftMs: 0,
      result: { answer: 'untrusted', records: [], known: { filter: 'useless', list: 'partly', rowsRead: 3, longestLagMs: null } },
    };
    expect(after(after(unknown, unseen).next, { ...unseen, leftMs: 1 }).next.state).toBe('unknown');
    expect(after(after(unknown, unseen).next, unseen).next).toMatchObject({
      state: 'needs_attention',
      attention: { reason: 'cannotLookUp', known: { filter: 'useless' } },
    });
  });

  test("is a person's to decide on as soon as they want to", () => {
    const handed = after(unknown, { type: 'handedOver' }).next;
    expect(handed).toMatchObject({ state: 'needs_attention', attention: { reason: 'asked' } });
    expect(after(handed, { type: 'resolved', decision: 'sendAgain', code: null }).next.state).toBe('queued');
  });

  test('one with the same contents is for a person, with both sides', () => {
    const alike: OutboxEvent = {
      type: 'lookedUp',
      leftMs: 0,
      result: {
        answer: 'alike',
        records: [{ tracking_code: 'C' }],
        known: { filter: 'useless', list: 'whole', rowsRead: 3, longestLagMs: null },
      },
    };
    expect(after(after(unknown, alike).next, alike).next).toMatchObject({
      state: 'needs_attention',
      attention: { reason: 'foundAlike', found: [{ tracking_code: 'C' }] },
    });
  });

  test('"already exists" after it is looked up before it is called a failure', () => {
    const duplicate: DeskError = { code: 'provider', sent: 'answered', ...words(422, 'ALREADY_EXISTS') };
    const second = after(missed(unknown, missesBeforeCreate.byFilter), { type: 'leaves', at: 9_000 }).next;
    const refused = failed(duplicate, second);
    expect(refused.next).toMatchObject({ state: 'unknown', doubtSince: 5_000 });
    expect(after(refused.next, { type: 'lookedUp', leftMs: 0, result: { answer: 'same', code: 'C', record: {} } }).next).toMatchObject({
      state: 'confirmed',
      code: 'C',
    });
    const looked = after(after(refused.next, nothing).next, nothing).next;
    expect(looked).toMatchObject({ state: 'rejected', error: duplicate });
  });

  test('a success that could not be read is never sent again by itself', () => {
    const unread = failed({ code: 'unreadable', sent: 'maybe', ...words(200) }).next;
    expect(after(after(unread, nothing).next, nothing).next).toMatchObject({
      state: 'needs_attention',
      attention: { reason: 'unreadableSuccess' },
    });
  });

  test.each<[string, DeskError]>([
    ['cannot reach the provider', { code: 'network', sent: 'no' }],
    ['meet a server that stumbles', { code: 'provider', sent: 'maybe', ...words(500) }],
    ['meet a gateway', { code: 'unreadable', sent: 'maybe', ...words(503) }],
    ['get no answer in time', { code: 'timeout', sent: 'maybe' }],
    ['meet a refused key', { code: 'unauthorized', sent: 'answered' }],
  ])('look-ups that %s end with nobody, after a thousand times, and rest longer and longer', (_name, error) => {
    let standing = unknown;
    const rests: number[] = [];
    for (let times = 0; times < 1_000; times += 1) {
      const { next, rest } = after(standing, { type: 'lookUpFailed', error });
      rests.push(restMs(rest as never, usualTiming, () => 1, rests.at(-1)));
      standing = next;
    }
    expect(standing.state).toBe('unknown');
    expect(rests.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(rests.at(-1)).toBe(300_000);
    // And one word of refusal afterwards, as a gateway says when its server comes back, is not yet the end either.
    expect(after(standing, { type: 'lookUpFailed', error: { code: 'provider', sent: 'answered', ...words(404) } }).next.state).toBe(
      'unknown',
    );
  });

  test('look-ups that the provider refuses again and again end with a person', () => {
    let standing = unknown;
    for (let times = 0; times < lookUpRefusalsBorne; times += 1)
      standing = after(standing, { type: 'lookUpFailed', error: { code: 'provider', sent: 'answered', ...words(404) } }).next;
    expect(standing).toMatchObject({ state: 'needs_attention', attention: { reason: 'cannotLookUp' } });
  });
});

describe('a start', () => {
  test('makes every row that was sending unknown, but for uploads', () => {
    expect(after(row(), { type: 'restarted' }).next).toMatchObject({ state: 'unknown', doubtSince: 5_000 });
    const uploading = row({
      steps: [
        { name: 'upload', label: 'a.pdf', state: 'running' },
        { name: 'create', label: '', state: 'waiting' },
      ],
      leftAt: null,
    });
    expect(after(uploading, { type: 'restarted' }).next).toMatchObject({
      state: 'queued',
      doubtSince: null,
      steps: [{ state: 'waiting' }, { state: 'waiting' }],
    });
  });
});

describe('a product that was created and not assigned', () => {
  const created = row({
    code: 'OASIN1',
    steps: [
      { name: 'create', label: '', state: 'done' },
      { name: 'assign', label: '', state: 'running' },
    ],
  });
  const refused = failed({ code: 'provider', sent: 'answered', ...words(422) }, created).next;

  test('cannot become a draft again, which would create it twice', () => {
    expect(refused.state).toBe('rejected');
    expect(decide(refused, { type: 'withdrawn' })).toBeNull();
  });

  test('can be assigned once more, or be left as it is', () => {
    const again = after(refused, { type: 'resolved', decision: 'sendAgain', code: null }).next;
    expect(again).toMatchObject({ state: 'queued', steps: [{ state: 'done' }, { state: 'waiting' }] });
    expect(after(refused, { type: 'resolved', decision: 'giveUp', code: null }).next.state).toBe('confirmed');
  });
});

test('a defect of our own in the middle of a request is a doubt, one before it a refusal', () => {
  expect(verdictOf({ code: 'internal', sent: 'maybe' })).toBe('maybe');
  expect(verdictOf({ code: 'fileVanished', sent: 'no' })).toBe('refused');
});

test('the back-off is full jitter, grows, and has an end', () => {
  const rest = (failures: number, random: number) => restMs({ for: 'backOff', failures }, usualTiming, () => random);
  expect([rest(1, 1), rest(3, 1), rest(50, 1), rest(50, 0)]).toEqual([1_000, 4_000, 300_000, 0]);
});

test('what a person lets be was refused by nobody, whatever was last heard of it', () => {
  const errors: (DeskError | null)[] = [null, { code: 'timeout', sent: 'maybe' }, { code: 'unreadable', sent: 'answered', ...words(200) }];
  for (const error of errors) {
    const asked = row({ state: 'needs_attention', attention: { reason: 'asked', found: [] }, error });
    const { next } = after(asked, { type: 'resolved', decision: 'giveUp', code: null });
    expect(next).toMatchObject({ state: 'rejected', isGivenUp: true, error });
  }
  expect(failed({ code: 'provider', sent: 'answered', ...words(422) }).next).toMatchObject({ state: 'rejected', isGivenUp: false });
});

test('a row that cannot be read is neither sent nor looked up again: it is there, or it is given up', () => {
  const damaged = row({ state: 'needs_attention', attention: { reason: 'unreadable', found: [] }, steps: [] });
  expect(decide(damaged, { type: 'resolved', decision: 'sendAgain', code: null })).toBeNull();
  expect(decide(damaged, { type: 'lookAgain' })).toBeNull();
  expect(decide(damaged, { type: 'resolved', decision: 'giveUp', code: null })?.next.state).toBe('rejected');
  expect(decide(damaged, { type: 'resolved', decision: 'itIsThere', code: 'C-1' })?.next).toMatchObject({
    state: 'confirmed',
    code: 'C-1',
  });
});
