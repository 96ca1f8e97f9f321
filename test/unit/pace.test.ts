import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../main/start/flags.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { usualTiming } from '../../main/outbox/timing.ts';
import { paceAt, pacedClock, pacedLimit, pacedTiming } from '../../main/desk/pace.ts';

describe('--pace', () => {
  it.each([
    ['--pace=50', 50],
    ['--pace=1000', 1_000],
    ['--pace=0', 1],
    ['--pace=-3', 1],
    ['--pace=1001', 1],
    ['--pace=fast', 1],
    ['--headless', 1],
  ])('%s means %d', (word, pace) => {
    expect(parseFlags(['electron', 'app', word]).pace).toBe(pace);
  });

  it.each(['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000'])('is obeyed towards %s', (baseUrl) => {
    const lines: string[] = [];
    expect(paceAt(baseUrl, 50, (line) => lines.push(line))).toBe(50);
    expect(lines).toEqual([]);
  });

  it.each(['https://open-api-dev.nandh.vn', 'https://127.0.0.1.example.com', 'https://localhost.example.com', 'not an address'])(
    'is ignored towards %s, and the log says so',
    (baseUrl) => {
      const lines: string[] = [];
      expect(paceAt(baseUrl, 50, (line) => lines.push(line))).toBe(1);
      expect(lines).toEqual(['--pace=50 is ignored: it is for a provider on this computer only']);
    },
  );

  it('divides the waits of the outbox, but not the time that a closing desk gives to what is under way', () => {
    expect(pacedTiming(usualTiming, 50)).toEqual({
      undoMs: 160,
      settleMs: [100, 400],
      backOffBaseMs: 20,
      backOffMostMs: 6_000,
      closingMs: 1_500,
      pace: 50,
    });
    // A row of the outbox holds whole milliseconds: with 266.67 nothing could be queued.
    expect(pacedTiming(usualTiming, 30)).toEqual({
      undoMs: 267,
      settleMs: [167, 667],
      backOffBaseMs: 33,
      backOffMostMs: 10_000,
      closingMs: 1_500,
      pace: 30,
    });
  });

  it('lets the rate budget pass as many times faster', async () => {
    const limiter = createLimiter({ clock: pacedClock(100) });
    const started = performance.now();
    // A hundred at 10 a second are ten seconds.
    await Promise.all(
      Array.from({ length: 100 }, () =>
        limiter.run({ priority: 'document' }, (slot) => {
          slot.leaving();
          slot.accepted();
          return Promise.resolve();
        }),
      ),
    );
    const seconds = (performance.now() - started) / 1_000;
    expect(seconds).toBeGreaterThan(0.08);
    expect(seconds).toBeLessThan(5);
  });

  it('lets the windows of the practice provider pass as many times faster too', () => {
    expect(pacedLimit(1)).toEqual({ perSecond: 10, perMinute: 600 });
    expect(pacedLimit(20)).toEqual({ perSecond: 200, perMinute: 12_000 });
  });
});
