/** Date and time as they are typed: day first, 24 hours, whatever the system's language. */
import { describe, expect, test } from 'vitest';
import { sendableSchemas } from '../../../contract/documents/index.ts';
import { readDateText, showDateText, tidyDateText } from '../../../renderer/ui/dateText.ts';

/** The text as it stands in the field after each key. */
const typed = (keys: string): string => keys.split('').reduce((text, key) => tidyDateText(text + key), '');
const eta = sendableSchemas['purchase-order'].shape.estimated_arrival_time;

describe('a time that is typed', () => {
  test.each([
    ['30/11/2026 09:00', '2026-11-30T09:00'],
    ['3/1/2026 9:05', '2026-01-03T09:05'],
    ['30.11.26 9h30', '2026-11-30T09:30'],
    ['30-11-2026 9h', '2026-11-30T09:00'],
    [' ３０/１１/２０２６ ０９:００ ', '2026-11-30T09:00'],
    ['2026-11-30T09:00', '2026-11-30T09:00'],
  ])('%s is read', (text, value) => {
    expect(readDateText(text)).toBe(value);
  });

  test.each([
    '',
    '30/11/2026',
    '30/11/202 09:00',
    '31/02/2026 09:00',
    '11/30/2026 09:00',
    '30/11/2026 24:00',
    '30/11/2026 09:60',
    '09:00',
    '3011202609',
    'mai',
  ])('%j is none yet', (text) => {
    expect(readDateText(text)).toBeNull();
  });

  const november = Date.UTC(2026, 10, 26);
  test.each([
    ['28/11 9:00', '2026-11-28T09:00'],
    ['3.1 9h', '2027-01-03T09:00'],
    // A slip: it was yesterday, and the form says that it has passed.
    ['25-11 9h30', '2026-11-25T09:30'],
  ])('%s without a year lies ahead: %s', (text, value) => {
    expect(readDateText(text, november)).toBe(value);
  });

  test('is shown day first, and unfinished as it was typed', () => {
    expect(showDateText('2026-11-30T09:00')).toBe('30/11/2026 09:00');
    expect(showDateText('30/11/20')).toBe('30/11/20');
  });

  test('comes out right from digits alone', () => {
    expect(typed('301120260900')).toBe('30/11/2026 09:00');
    expect(typed('30112026930')).toBe('30/11/2026 9:30');
    expect(typed('5122026900')).toBe('5/12/2026 9:00');
    expect(tidyDateText('301120260900')).toBe('30/11/2026 09:00');
  });

  test('keeps every character, and its marks can be typed too', () => {
    for (const text of ['30/11/2026 09:00', '30.11.26 9h30', 'mai 9h', '2026-11-30T09:00']) expect(tidyDateText(text)).toBe(text);
    expect(typed('30/11/2026 09:00')).toBe('30/11/2026 09:00');
  });

  test('half typed is refused by the schema, never taken for a number of seconds', () => {
    for (let length = 1; length < 12; length += 1) {
      const text = typed('301120260900'.slice(0, length));
      const value = readDateText(text) ?? text;
      expect(eta.safeParse(value).error?.issues[0]?.message, text).toBe('notATime');
    }
    expect(eta.parse(readDateText(typed('301120260900')))).toBe(Date.UTC(2026, 10, 30, 2) / 1000);
  });
});
