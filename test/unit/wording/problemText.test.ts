import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { problemValues } from '../../../contract/problemWords/values.ts';
import { problemText } from '../../../main/wording/problemText.ts';
import { type MessageId, readMessages } from '../../../renderer/messages/index.ts';

describe.each(['vi', 'en'] as const)('problems outside the page, in %s', (language) => {
  test('are said as the page says them, all of them', async () => {
    const messages = await readMessages(language);
    const intl = createIntl({ locale: language, messages });
    const params = { max: 12_345, min: 1, count: 3, of: 5, days: 7, cell: 'AO-1', key: 'SO-1', row: '7', left: '0' };
    const ids = Object.keys(messages).filter((id) => id.startsWith('problems.') && !id.startsWith('problems.profile'));
    expect(ids.length).toBeGreaterThan(60);
    for (const id of ids) {
      const values = problemValues(params, (value) => intl.formatNumber(value));
      // Those that need more than these are the page's own matter.
      const wanted = [...messages[id as MessageId].matchAll(/\{(\w+)[,}]/g)].map(([, name = '']) => name);
      if (wanted.some((name) => !(name in values))) continue;
      expect(problemText(language, { problem: id.slice('problems.'.length), params })).toBe(intl.formatMessage({ id }, values));
    }
  });

  test('write numbers as the language does, and a day as a day of the warehouse', () => {
    expect(problemText(language, { problem: 'tooLarge', params: { max: 12_345 } })).toContain(language === 'vi' ? '12.345' : '12,345');
    // The last half hour of the day in Vietnam.
    const text = problemText(language, {
      problem: 'shelfLifeInbound',
      params: { days: 90, until: Date.UTC(2026, 10, 30, 16, 30) / 1_000 },
    });
    expect(text).toContain('30/11/2026');
  });

  test('are named where they have no words, and the provider is quoted', () => {
    expect(problemText(language, { problem: 'nobodyKnows' })).toContain('nobodyKnows');
    expect(problemText(language, { problem: 'provider', text: 'Kho đang kiểm kê' })).toBe('Kho đang kiểm kê');
  });
});
