import { describe, expect, test } from 'vitest';
import { createLimiter, NoSlot } from '../../../main/onflow/limiter.ts';
import type { Limiter, Priority, Slot, Work } from '../../../main/onflow/limiter.ts';
import { FakeClock, settle } from './fakeClock.ts';

/** A limiter on a fake clock; `go` makes a call that leaves at once and is answered after `answerMs`. */
function desk(random = () => 0.5) {
  const clock = new FakeClock();
  const limiter = createLimiter({ clock, random });
  const starts: { name: string; at: number }[] = [];
  const go = (name: string, priority: Priority, more: Partial<Work> & { answerMs?: number; reply?: (slot: Slot) => unknown } = {}) =>
    limiter.run({ priority, ...more }, async (slot) => {
      starts.push({ name, at: clock.now() });
      slot.leaving();
      await new Promise<void>((resolve) => clock.setTimeout(resolve, more.answerMs ?? 100));
      if (more.reply !== undefined) return more.reply(slot) as string;
      slot.accepted();
      return name;
    });
  const fill = (count: number, priority: Priority): void => {
    for (let index = 0; index < count; index++) void go(`${priority}${index}`, priority);
  };
  return { clock, limiter, starts, go, fill };
}

const atOf = (starts: { name: string; at: number }[], name: string): number | undefined => starts.find((start) => start.name === name)?.at;

describe('the limiter', () => {
  test('lets a person fire a screenful of calls at once', async () => {
    const { starts, fill } = desk();
    fill(10, 'person');
    await settle();
    expect(starts.map((start) => start.at)).toEqual(Array(10).fill(0));
  });

  test('counts what was asked before it was there: by the desk that was closed a moment ago', async () => {
    const clock = new FakeClock();
    await clock.advance(5_000);
    const limiter = createLimiter({ clock, past: [...Array<number>(8).fill(300), 59_000, 70_000] });
    expect(limiter.usage().lastMinute).toBe(9);
    const starts: number[] = [];
    for (let index = 0; index < 4; index += 1)
      void limiter.run({ priority: 'person' }, async (slot) => {
        starts.push(clock.now() - 5_000);
        slot.leaving();
        slot.accepted();
      });
    await clock.advance(2_000);
    expect(starts.slice(0, 2)).toEqual([0, 0]);
    // The others wait until the eight have been gone for a second.
    expect(starts[2]).toBeGreaterThan(700);
    expect(starts).toHaveLength(4);
  });

  test('holds the eleventh call until the first has been gone for more than a second', async () => {
    const { clock, starts, fill } = desk();
    fill(11, 'person');
    await clock.advance(1_000);
    expect(starts).toHaveLength(10);
    await clock.advance(100);
    expect(starts).toHaveLength(11);
    expect(starts[10]?.at).toBeGreaterThan(1_000);
  });

  test('paces the background evenly and still uses more than 95 % of the budget', async () => {
    const { clock, starts, fill } = desk();
    fill(700, 'background');
    await clock.advance(60_000);
    const gaps = starts.slice(1).map((start, index) => start.at - (starts[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(103);
    expect(Math.max(...gaps)).toBeLessThan(109);
    expect(starts.length).toBeGreaterThanOrEqual(570);
    expect(starts.length).toBeLessThanOrEqual(600);
  });

  test('lets a person in within one distance while the background takes all there is', async () => {
    const { clock, starts, fill, go } = desk();
    fill(400, 'background');
    await clock.advance(20_017);
    void go('click', 'person');
    await clock.advance(2_000);
    expect(atOf(starts, 'click')).toBeLessThanOrEqual(20_017 + 105);
  });

  test('takes the person before documents, documents before background, and each in its order', async () => {
    const { clock, starts, fill, go } = desk();
    fill(10, 'person');
    await settle();
    for (const name of ['b1', 'b2']) void go(name, 'background');
    for (const name of ['d1', 'd2']) void go(name, 'document');
    for (const name of ['p1', 'p2']) void go(name, 'person');
    await clock.advance(5_000);
    expect(starts.slice(10).map((start) => start.name)).toEqual(['p1', 'p2', 'd1', 'd2', 'b1', 'b2']);
  });

  test('leaves more room after a refusal, and takes it back as calls are accepted', async () => {
    const { clock, starts, fill, go } = desk();
    fill(300, 'background');
    await clock.advance(25_000);
    let first = true;
    void go('refused', 'person', { reply: (slot) => (first ? ((first = false), slot.refused(0)) : slot.accepted()) });
    await clock.advance(3_000);
    const gapsIn = (from: number, to: number): number[] => {
      const within = starts.filter((start) => start.name !== 'refused' && start.at >= from && start.at < to);
      return within.slice(1).map((start, index) => start.at - (within[index]?.at ?? 0));
    };
    expect(Math.max(...gapsIn(20_000, 25_000))).toBeLessThan(105);
    await clock.advance(2_000);
    expect(Math.min(...gapsIn(28_500, 30_000))).toBeGreaterThan(105);
  });

  test('forgets a call that is cancelled while it waits, and gives its place to the next', async () => {
    const { clock, starts, fill, go } = desk();
    fill(10, 'person');
    const stop = new AbortController();
    const stopped = go('stopped', 'person', { signal: stop.signal });
    void go('next', 'person');
    stop.abort();
    await expect(stopped).rejects.toMatchObject({ reason: 'cancelled' });
    await clock.advance(1_100);
    expect(starts.map((start) => start.name)).not.toContain('stopped');
    expect(atOf(starts, 'next')).toBeDefined();
  });

  test('counts a call from when it left, not from when it began to connect', async () => {
    const clock = new FakeClock();
    const limiter = createLimiter({ clock });
    const leave: (() => void)[] = [];
    const hold = (): Promise<void> =>
      limiter.run({ priority: 'person' }, async (slot) => {
        await new Promise<void>((resolve) => leave.push(resolve));
        slot.leaving();
        slot.accepted();
      });
    for (let index = 0; index < 11; index++) void hold();
    await clock.advance(900);
    expect(leave).toHaveLength(10);
    for (const go of leave.splice(0)) go();
    await clock.advance(500);
    expect(leave).toHaveLength(0);
    await clock.advance(600);
    expect(leave).toHaveLength(1);
  });

  test('says how much of the budget is used and who waits', async () => {
    const { clock, limiter, fill } = desk();
    fill(12, 'person');
    fill(3, 'background');
    await settle();
    expect(limiter.usage()).toMatchObject({
      lastSecond: 10,
      lastMinute: 10,
      perMinute: 600,
      waiting: { person: 2, background: 3 },
      gateUntil: null,
    });
    await clock.advance(70_000);
    expect(limiter.usage()).toMatchObject({ lastSecond: 0, lastMinute: 0, waiting: { person: 0, document: 0, background: 0 } });
  });

  test('tells a listener until it is taken off', async () => {
    const { limiter, go } = desk();
    let told = 0;
    const off = limiter.onChange(() => (told += 1));
    void go('a', 'person');
    expect(told).toBeGreaterThan(0);
    off();
    const before = told;
    void go('b', 'person');
    expect(told).toBe(before);
  });
});

describe('the gate after a 429', () => {
  /** The first call is refused; what comes after is accepted. */
  const refusingOnce = (limiter: Limiter, clock: FakeClock, retryAfterMs: number | null) => {
    const attempts: number[] = [];
    const promise = limiter.run({ priority: 'document' }, async (slot) => {
      attempts.push(clock.now());
      slot.leaving();
      if (attempts.length === 1) return slot.refused(retryAfterMs);
      slot.accepted();
      return 'through';
    });
    return { attempts, promise };
  };

  test('a refused call is made again by itself after the time the provider named', async () => {
    const { clock, limiter } = desk();
    const { attempts, promise } = refusingOnce(limiter, clock, 3_000);
    await clock.advance(2_999);
    expect(attempts).toHaveLength(1);
    await clock.advance(300);
    expect(attempts).toHaveLength(2);
    await expect(promise).resolves.toBe('through');
  });

  test('ten minutes are kept, and a named year is taken as an hour', async () => {
    const { clock, limiter } = desk();
    const tenMinutes = refusingOnce(limiter, clock, 600_000);
    await clock.advance(599_000);
    expect(tenMinutes.attempts).toHaveLength(1);
    await clock.advance(2_000);
    expect(tenMinutes.attempts).toHaveLength(2);
    const year = refusingOnce(limiter, clock, 365 * 86_400_000);
    await clock.advance(3_599_000);
    expect(year.attempts).toHaveLength(1);
    await clock.advance(3_000);
    expect(year.attempts).toHaveLength(2);
  });

  test('with no time named it backs off longer and longer', async () => {
    const { clock, limiter } = desk(() => 1);
    const attempts: number[] = [];
    void limiter.run({ priority: 'document' }, async (slot) => {
      attempts.push(clock.now());
      slot.leaving();
      return attempts.length < 5 ? slot.refused(null) : 'through';
    });
    await clock.advance(120_000);
    expect(attempts.slice(1).map((at, index) => Math.round((at - (attempts[index] ?? 0)) / 1_000))).toEqual([1, 2, 4, 8]);
  });

  test('a server that always names 0 seconds is backed away from all the same', async () => {
    const { clock, limiter } = desk(() => 1);
    let attempts = 0;
    void limiter.run({ priority: 'document' }, async (slot) => {
      attempts += 1;
      slot.leaving();
      return slot.refused(0);
    });
    await clock.advance(60_000);
    expect(attempts).toBeLessThan(8);
  });

  test('holds everybody, lets one probe go, and opens when the probe is accepted', async () => {
    const { clock, limiter, starts, go, fill } = desk();
    let refusals = 0;
    void go('refused', 'document', { reply: (slot) => (refusals++ === 0 ? slot.refused(2_000) : slot.accepted()) });
    await clock.advance(100);
    fill(3, 'person');
    await clock.advance(1_900);
    expect(starts).toHaveLength(1);
    expect(limiter.usage().gateUntil).not.toBeNull();
    await clock.advance(250);
    expect(starts.map((start) => start.name)).toEqual(['refused', 'person0']);
    await clock.advance(200);
    expect(starts.map((start) => start.name)).toEqual(['refused', 'person0', 'person1', 'person2', 'refused']);
    expect(limiter.usage().gateUntil).toBeNull();
  });

  test('ten refusals of calls under way together close it once, not ten times as long', async () => {
    const { clock, starts, go } = desk(() => 1);
    for (let index = 0; index < 10; index++) {
      let first = true;
      void go(`p${index}`, 'person', { reply: (slot) => (first ? ((first = false), slot.refused(null)) : slot.accepted()) });
    }
    await clock.advance(100);
    await clock.advance(2_500);
    expect(starts.length).toBeGreaterThan(10);
  });

  test('an old answer does not open it: only the probe does', async () => {
    const { clock, starts, go } = desk();
    void go('slow', 'person', { answerMs: 500 });
    let first = true;
    void go('refused', 'person', { reply: (slot) => (first ? ((first = false), slot.refused(5_000)) : slot.accepted()) });
    await clock.advance(600);
    void go('late', 'person');
    await clock.advance(3_000);
    expect(atOf(starts, 'late')).toBeUndefined();
  });

  test('a probe that comes to nothing is followed by another', async () => {
    const { clock, starts, go } = desk();
    let first = true;
    void go('refused', 'document', { reply: (slot) => (first ? ((first = false), slot.refused(1_000)) : slot.accepted()) });
    await clock.advance(100);
    void go('dies', 'person', {
      reply: () => {
        throw new Error('connection lost');
      },
    }).catch(() => undefined);
    await clock.advance(2_500);
    expect(starts.map((start) => start.name)).toEqual(['refused', 'dies', 'refused']);
  });

  test('a silent probe does not hold everybody for as long as its own time-out', async () => {
    const { clock, starts, go } = desk();
    let first = true;
    void go('refused', 'document', { reply: (slot) => (first ? ((first = false), slot.refused(1_000)) : slot.accepted()) });
    await clock.advance(100);
    void go('silent', 'person', { answerMs: 30_000 });
    void go('waiting', 'person');
    await clock.advance(7_000);
    expect(starts.map((start) => start.name)).toContain('waiting');
  });

  test('a person whose patience would not last is told at once how long it takes', async () => {
    const { clock, go } = desk();
    let first = true;
    void go('refused', 'document', { reply: (slot) => (first ? ((first = false), slot.refused(60_000)) : slot.accepted()) });
    await clock.advance(100);
    const error: unknown = await go('click', 'person', { patienceMs: 15_000 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NoSlot);
    expect((error as NoSlot).reason).toBe('patience');
    expect((error as NoSlot).retryAfterMs).toBeGreaterThan(55_000);
  });
});

describe('the gate before a server in trouble', () => {
  /** A server that is busy until `ok`; every call says what it asked, and when. */
  function troubled(reason: 'busy' | 'unreachable', retryAfterMs: number | null) {
    const { clock, limiter, starts, go } = desk();
    const server = { ok: false };
    const ask = (name: string, priority: Priority, more: Partial<Work> = {}): Promise<unknown> =>
      go(name, priority, { ...more, reply: (slot) => (server.ok ? slot.accepted() : slot.stumbled(reason, retryAfterMs)) }).catch(
        (why: unknown) => why,
      );
    return { clock, limiter, starts, server, ask };
  }

  test('a named time keeps everybody out, then one harmless question goes, and its answer lets all in', async () => {
    const { clock, limiter, starts, server, ask } = troubled('busy', 600_000);
    void ask('create', 'document');
    await clock.advance(200);
    for (const name of ['d1', 'd2']) void ask(name, 'document');
    void ask('probe', 'background', { isHarmless: true });
    await clock.advance(599_000);
    expect(starts).toHaveLength(1);
    expect(limiter.usage().gate).toBe('busy');
    expect(limiter.troubleMs()).toBeGreaterThan(500);
    server.ok = true;
    await clock.advance(2_000);
    expect(starts.map((start) => start.name)).toEqual(['create', 'probe', 'd1', 'd2']);
    expect([limiter.usage().gate, limiter.troubleMs()]).toEqual([null, 0]);
  });

  test('no document is the probe: it would be in doubt afterwards', async () => {
    const { clock, starts, ask } = troubled('busy', 1_000);
    void ask('create', 'document');
    await clock.advance(200);
    void ask('d1', 'document');
    await clock.advance(60_000);
    expect(starts.map((start) => start.name)).toEqual(['create']);
  });

  test('a server that names no time is left alone when it stumbles the third time in a row, then for longer and longer, up to minutes', async () => {
    const { clock, starts, ask } = troubled('busy', null);
    for (const name of ['a', 'b', 'c']) {
      void ask(name, 'person');
      await clock.advance(1_000);
    }
    const before = starts.length;
    // Somebody asks all the time; the gate lets one of them go when its time has come.
    for (let n = 0; n < 120; n += 1) {
      void ask(`x${n}`, 'background', { isHarmless: true });
      await clock.advance(60_000);
    }
    const gaps = starts.slice(before).map((start, index, all) => start.at - (all[index - 1]?.at ?? start.at));
    expect(starts.length - before).toBeLessThan(50);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(301_000);
  });

  test('an answer between them is a server that works: one call that always fails closes nothing', async () => {
    const { clock, limiter, server, ask } = troubled('busy', null);
    for (let n = 0; n < 20; n += 1) {
      server.ok = n % 3 === 2;
      void ask(`c${n}`, 'person');
      await clock.advance(1_500);
    }
    expect(limiter.usage().gate).toBeNull();
  });

  test('six under way that meet it together close it once', async () => {
    const { clock, limiter, ask } = troubled('busy', null);
    for (let n = 0; n < 6; n += 1) void ask(`c${n}`, 'person');
    await clock.advance(200);
    expect(limiter.troubleMs()).toBeLessThanOrEqual(5_000);
  });

  test('a person is told at once why, and for how long', async () => {
    const { clock, ask } = troubled('busy', 600_000);
    void ask('create', 'document');
    await clock.advance(200);
    const why = ask('click', 'person', { patienceMs: 15_000, isHarmless: true });
    await clock.advance(10);
    expect(await why).toMatchObject({ reason: 'patience', gate: 'busy' });
    expect(((await why) as NoSlot).retryAfterMs).toBeGreaterThan(590_000);
  });

  test('where it cannot be reached, a person may see for themselves, and nobody else asks', async () => {
    const { clock, limiter, starts, server, ask } = troubled('unreachable', null);
    for (const name of ['a', 'b', 'c', 'd']) {
      void ask(name, 'background', { isHarmless: true });
      await clock.advance(1_000);
    }
    expect(limiter.usage().gate).toBe('unreachable');
    const before = starts.length;
    server.ok = true;
    void ask('click', 'person', { isHarmless: true });
    await clock.advance(50);
    expect(starts.slice(before).map((start) => start.name)).toEqual(['click']);
    await clock.advance(200);
    expect(limiter.usage().gate).toBeNull();
  });

  test('a probe that is never answered gives the server time before the next', async () => {
    const { clock, starts, ask, server } = troubled('busy', 1_000);
    void ask('create', 'document');
    await clock.advance(200);
    server.ok = false;
    const dies = (): void => {
      throw new Error('reset');
    };
    for (let n = 0; n < 5; n += 1) void ask(`p${n}`, 'background', { isHarmless: true, reply: dies } as never);
    await clock.advance(3_000);
    expect(starts.length).toBeLessThanOrEqual(3);
  });
});
