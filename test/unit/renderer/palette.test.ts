/** What the palette finds for what was typed. */
import { describe, expect, test } from 'vitest';
import { readMessages } from '../../../renderer/messages/index.ts';
import type { Entry } from '../../../renderer/shell/palette/entry.ts';
import { fitOf, typedWords, wordingOf } from '../../../renderer/shell/palette/fitting.ts';
import { sectionsOf } from '../../../renderer/shell/palette/ranked.ts';
import { allActions } from '../../../renderer/shell/allActions.ts';
import { wordsOfMessage } from '../../../renderer/shell/palette/commands.ts';

const messages = { vi: await readMessages('vi'), en: await readMessages('en') };

const entriesIn = (language: 'vi' | 'en', whyNot: (id: string) => string | null = () => null): Entry[] =>
  allActions.map((action) => {
    const label = messages[language][action.words];
    return {
      id: action.id,
      group: 'commands',
      icon: action.icon,
      label,
      whyNot: whyNot(action.id),
      wording: wordsOfMessage(label, action.words, action.also),
      run: () => undefined,
    };
  });

const found = (typed: string, entries: readonly Entry[], recent: readonly Entry[] = []): string[] =>
  sectionsOf(typed, entries, recent, []).flatMap((section) => section.entries.map(({ id }) => id));

describe.each(['vi', 'en'] as const)('shown in %s', (language) => {
  const entries = entriesIn(language);
  test.each([
    ['dong bo', 'list.refresh'],
    ['đồng bộ', 'list.refresh'],
    ['sync', 'list.refresh'],
    ['huy', 'shipment.cancel'],
    ['cancel', 'shipment.cancel'],
    ['don huy van', 'shipment.cancel'],
    ['shipment cancel', 'shipment.cancel'],
    ['tao van don', 'shipment.new'],
    ['new shipment', 'shipment.new'],
    ['tvd', 'shipment.new'],
    ['taovandon', 'shipment.new'],
    ['hop gui', 'go.outbox'],
    ['outbox', 'go.outbox'],
  ])('"%s" finds %s', (typed, id) => {
    // What is called otherwise in the language that is shown is found by its other name.
    expect(found(typed, entries)).toContain(id);
  });
});

test('one slip in a word is forgiven, two are not', () => {
  const entries = entriesIn('vi');
  expect(found('shipmnet', entries)).toContain('shipment.cancel');
  expect(found('shipemnet', entries)).not.toContain('shipment.cancel');
  expect(found('outbix', entries)).toContain('go.outbox');
});

test('a code is no command', () => {
  for (const code of ['OASC51090001', '8936000000017', 'AT-DO-M', '240310ABCDE1', 'DH-001'])
    expect(found(code, entriesIn('vi'))).toEqual([]);
});

test('what is called so comes before what is only looked for by that, and the impossible last', () => {
  const [first] = found('huy van don', entriesIn('vi'));
  expect(first).toBe('shipment.cancel');
  const last = found(
    'huy',
    entriesIn('vi', (id) => (id === 'shipment.cancel' ? 'Mở một vận đơn trước.' : null)),
  );
  expect(last.indexOf('shipment.cancel')).toBeGreaterThan(last.indexOf('purchase-order.cancel'));
});

test('of equals what was used last comes first', () => {
  const entries = entriesIn('vi');
  const order = entries.filter(({ id }) => id === 'purchase-order.cancel');
  const both = (recent: readonly Entry[]): string[] =>
    found('huy', entries, recent).filter((id) => /^(shipment|purchase-order)\.cancel$/.test(id));
  expect(both(order)).toEqual(['purchase-order.cancel', 'shipment.cancel']);
  expect(both(entries.filter(({ id }) => id === 'shipment.cancel'))).toEqual(['shipment.cancel', 'purchase-order.cancel']);
});

test('records come behind the commands, whatever they are', () => {
  const record: Entry = { id: 'record:shipments:X', group: 'records', icon: 'outbound', label: 'X', whyNot: null, run: () => undefined };
  const sections = sectionsOf('huy', entriesIn('vi'), [], [record]);
  expect(sections.map(({ group }) => group)).toEqual(['commands', 'records']);
});

test('a hundred entries are looked through well within a frame', () => {
  const entries = entriesIn('vi');
  const many = [...entries, ...entries].slice(0, 140);
  const started = performance.now();
  for (let round = 0; round < 20; round += 1) found('huy van don', many);
  expect((performance.now() - started) / 20).toBeLessThan(8);
});

test('every word must be found', () => {
  const wording = wordingOf('Hủy vận đơn', ['Hủy vận đơn', 'Cancel shipment'], ['xóa, dừng']);
  expect(fitOf(typedWords('cancel don'), wording)).not.toBeNull();
  expect(fitOf(typedWords('cancel trời'), wording)).toBeNull();
});
