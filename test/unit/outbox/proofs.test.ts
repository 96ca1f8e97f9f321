import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../main/time/clock.ts';
import type { Proofs } from '../../../main/documents/lookUps.ts';
import { proofsOn } from '../../../main/outbox/proofs.ts';
import type { Settings } from '../../../main/store/settings.ts';

const hour = 3_600_000;

function connection() {
  const values = new Map<string, string>();
  const settings: Settings = {
    get: (name, shape, fallback) => {
      const text = values.get(name);
      return text === undefined ? fallback : shape.parse(JSON.parse(text));
    },
    set: (name, value) => void values.set(name, JSON.stringify(value)),
    note: (name, value) => void values.set(name, JSON.stringify(value)),
  };
  const time = { wall: Date.UTC(2026, 10, 25), now: 0 };
  const clock: Clock = { wall: () => time.wall, now: () => time.now, after: () => () => undefined };
  const start = (fingerprint = 'https://a {}'): Proofs => proofsOn({ settings, clock, fingerprint, recentMs: 600_000 });
  const pass = (ms: number): void => {
    time.wall += ms;
    time.now += ms;
  };
  const of = (proofs: Proofs, reference: string, by: 'filter' | 'list' = 'filter', places: readonly string[] = []) =>
    proofs.of(by, 'shipment', { reference, places }, time.wall);
  const seen = (
    proofs: Proofs,
    reference: string,
    lagMs: number | null = 1_000,
    theirs: string | null = reference,
    places: readonly string[] = [],
  ): void => proofs.seen({ by: 'filter', kind: 'shipment', reference, places, theirs, lagMs });
  return { start, pass, of, seen, time };
}

describe('what a look-up was seen to do', () => {
  test('holds over a restart, but is recent only in the run that saw it', () => {
    const { start, of, seen } = connection();
    const first = start();
    seen(first, 'DH-0001');
    expect(of(first, 'DH-0002')).toEqual({ longestLagMs: 1_000, isRecent: true, spelledExactly: true });
    expect(of(start(), 'DH-0002')).toEqual({ longestLagMs: 1_000, isRecent: false, spelledExactly: true });
  });

  test('is worth nothing for a warehouse or a platform whose records it was not seen to show', () => {
    const { start, of, seen } = connection();
    const proofs = start();
    seen(proofs, 'DH-0001', 1_000, 'DH-0001', ['warehouse a', 'platform shopee']);
    seen(proofs, 'DH-0002', 1_000, 'DH-0002', ['warehouse b', 'platform lazada']);
    expect(of(proofs, 'DH-0003', 'filter', ['warehouse a', 'platform lazada'])).not.toBeNull();
    expect(of(proofs, 'DH-0003', 'filter', ['warehouse a', 'platform tiktok'])).toBeNull();
    proofs.seen({ by: 'list', kind: 'shipment', reference: 'DH-0004', places: ['warehouse a'], theirs: 'DH-0004', lagMs: 1_000 });
    expect(of(proofs, 'DH-0003', 'list', ['warehouse c'])).toBeNull();
  });

  test('ends with the profile or the address, and with a day, whichever way the clock goes', () => {
    const { start, of, seen, pass, time } = connection();
    const proofs = start();
    seen(proofs, 'DH-1');
    expect(of(start('https://b {}'), 'DH-1')).toBeNull();
    pass(23 * hour);
    expect(of(proofs, 'DH-1')).not.toBeNull();
    pass(2 * hour);
    expect(of(proofs, 'DH-1')).toBeNull();
    time.wall -= 60 * hour;
    expect(of(proofs, 'DH-1')).toBeNull();
  });

  test.each([
    ['longer', 'DH-12345', 'DH-12345678901234567'],
    ['with small letters', 'DH-1', 'dh-1'],
    ['with a leading zero', '1234567', '0234567'],
    ['with a sign that was not in the other', 'DH-1', 'DH_1'],
    ['beyond ASCII', 'DH-1', 'ĐH-1'],
    ['of digits alone', 'DH-1234', '1234'],
  ])('says nothing of a reference that is %s', (_how, found, ours) => {
    const { start, of, seen } = connection();
    const proofs = start();
    seen(proofs, found);
    expect(of(proofs, ours)).toBeNull();
  });

  test('remembers the longest time that a record took to show, also when later ones are quicker', () => {
    const { start, of, seen, pass } = connection();
    const proofs = start();
    seen(proofs, 'DH-1', 40_000);
    pass(25 * hour);
    seen(proofs, 'DH-2', 500);
    expect(of(proofs, 'DH-3')).toMatchObject({ longestLagMs: 40_000 });
  });

  test('knows how long records take to show also for references that the filter was never seen to find', () => {
    const { start, of, seen, time } = connection();
    const proofs = start();
    seen(proofs, 'dh-0001', 1_200_000);
    expect([
      of(proofs, 'OIL-0'),
      proofs.longestLagMs('filter', 'shipment', time.wall),
      proofs.longestLagMs('list', 'shipment', time.wall),
      proofs.longestLagMs('filter', 'product', time.wall),
    ]).toEqual([null, 1_200_000, 0, 0]);
  });

  test('are not restored by a record of old after a new one was looked for in vain', () => {
    const { start, of, seen } = connection();
    const proofs = start();
    proofs.failed('filter', 'shipment');
    seen(proofs, 'DH-1', null);
    expect([of(proofs, 'DH-1'), proofs.isRefuted('filter', 'shipment')]).toEqual([null, true]);
    seen(proofs, 'DH-1', 1_000);
    expect(of(proofs, 'DH-1')).toMatchObject({ longestLagMs: 1_000 });
  });

  test('by a record that was there before, it says nothing of how soon a new one shows', () => {
    const { start, of, seen } = connection();
    const proofs = start();
    seen(proofs, 'DH-1', null);
    expect(of(proofs, 'DH-1')).toEqual({ longestLagMs: null, isRecent: false, spelledExactly: true });
  });

  test('knows that a reference came back in another spelling', () => {
    const { start, of, seen } = connection();
    const proofs = start();
    seen(proofs, 'DH-1', 1_000, 'dh1');
    expect(of(proofs, 'DH-1')).toMatchObject({ spelledExactly: false });
  });

  test('ends with a record that was not found, and where rows no longer tell their reference', () => {
    const { start, of, seen } = connection();
    const proofs = start();
    seen(proofs, 'DH-1');
    proofs.failed('filter', 'shipment');
    expect([of(proofs, 'DH-1'), proofs.isRefuted('filter', 'shipment'), start().isRefuted('filter', 'shipment')]).toEqual([
      null,
      true,
      true,
    ]);
    seen(proofs, 'DH-1');
    expect(proofs.isRefuted('filter', 'shipment')).toBe(false);
    proofs.answered('shipment', [{ merchant_tracking_code_reference: 'DH-1', created_time: 5 }]);
    expect(of(proofs, 'DH-1')).not.toBeNull();
    proofs.answered('shipment', [{ merchant_tracking_code_reference: null, created_time: 5 }]);
    expect(of(proofs, 'DH-1')).toBeNull();
  });
});
