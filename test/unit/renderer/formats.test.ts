/** Times, money and sizes as they are read in Vietnam. */
import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { fold } from '../../../contract/fold.ts';
import { formatAgo, formatBytes, formatClock, formatMoney, formatTime, toMs } from '../../../renderer/ui/formats.ts';

const vi = createIntl({ locale: 'vi-VN', messages: {} });
const en = createIntl({ locale: 'en-GB', messages: {} });
const now = Date.UTC(2026, 10, 24, 2, 14);

describe('formats', () => {
  test('Unix seconds and milliseconds of the same moment are the same time', () => {
    expect(toMs(1_732_412_040)).toBe(1_732_412_040_000);
    expect(toMs(1_732_412_040_000)).toBe(1_732_412_040_000);
    expect(formatTime(vi, now, now)).toBe(formatTime(vi, Math.floor(now / 1000), now));
  });

  test('a time of this year goes without it, one of another year has it', () => {
    expect(formatTime(vi, now, now)).toBe('24/11 09:14');
    expect(formatTime(vi, now, now, true)).toMatch(/^24\/11\/2026 09:14/);
    expect(formatTime(vi, Date.UTC(2025, 0, 5, 16, 0), now)).toBe('05/01/2025 23:00');
  });

  test('a time is the warehouses’, in whatever zone the computer stands, and says so where that differs', () => {
    const zone = process.env['TZ'];
    const newYear = Date.UTC(2026, 11, 31, 17, 30);
    try {
      const at = (TZ: string): string => {
        process.env['TZ'] = TZ;
        return [formatTime(vi, newYear, newYear), formatTime(vi, newYear, newYear, true), formatTime(vi, newYear, now)].join(' | ');
      };
      expect(at('Asia/Ho_Chi_Minh')).toBe('01/01 00:30 | 01/01/2027 00:30 | 01/01/2027 00:30');
      expect(at('America/Los_Angeles')).toBe('01/01 00:30 | 01/01/2027 00:30 GMT+7 | 01/01/2027 00:30');
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  test('what comes next today has two digits for its hour, in both languages', () => {
    const morning = new Date(2026, 10, 24, 6, 5).getTime();
    expect([formatClock(vi, morning), formatClock(createIntl({ locale: 'en-US', messages: {} }), morning)]).toEqual(['06:05', '06:05']);
  });

  test('how long ago is said in the largest unit that fits', () => {
    expect(formatAgo(en, now - 5_000, now)).toBe('now');
    expect(formatAgo(en, now - 5 * 60_000, now)).toBe('5 minutes ago');
    expect(formatAgo(vi, now - 3 * 3_600_000, now)).toBe('3 giờ trước');
    expect(formatAgo(en, now + 2 * 86_400_000, now)).toBe('in 2 days');
  });

  test('dong have no decimals, and a currency that is none does no harm', () => {
    expect(formatMoney(vi, 159_000)).toMatch(/^159\.000\s?₫$/);
    expect(formatMoney(en, 159_000, 'not-a-currency')).toBe('159,000 not-a-currency');
  });

  test('sizes are given in the unit that is easiest to read', () => {
    expect([formatBytes(vi, 512), formatBytes(vi, 20_480), formatBytes(vi, 1_449_000)]).toEqual(['512 B', '20 KB', '1,4 MB']);
  });

  test('searching does not mind accents, đ or case', () => {
    expect(fold('  Đồng Hồ Đeo Tay ')).toBe('dong ho deo tay');
    expect(fold('Áo'.normalize('NFD'))).toBe(fold('áo'.normalize('NFC')));
  });
});
