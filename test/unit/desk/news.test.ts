/** What the desk speaks up for, when, and in which words. */
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../contract/language.ts';
import type { ConnectionId } from '../../../contract/connection.ts';
import { type NoticeSettings, firstNotices, noticeGroups } from '../../../contract/notices.ts';
import type { OutboxCounts, OutboxItem } from '../../../contract/outbox.ts';
import type { SavedPlace } from '../../../contract/place.ts';
import type { ToldRecord } from '../../../main/catalogue/told.ts';
import { createNews } from '../../../main/desk/news.ts';
import { noticeText } from '../../../main/desk/noticeWords.ts';

const shop = 'shop' as ConnectionId;
const none: OutboxCounts = { queued: 0, sending: 0, unknown: 0, rejected: 0, needs_attention: 0, given_up: 0 };

function listening({ mayName = true, settings = firstNotices }: { mayName?: boolean; settings?: NoticeSettings } = {}) {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly ring: () => void }>();
  const pass = (ms: number): void => {
    const end = now + ms;
    for (;;) {
      const next = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      timers.delete(next);
      now = next.at;
      next.ring();
    }
    now = end;
  };
  const shown: { group: string; title: string; body: string; click: () => void }[] = [];
  const opened: SavedPlace[] = [];
  let cleared = 0;
  let open: ConnectionId = shop;
  const news = createNews({
    clock: {
      now: () => now,
      after: (ms, ring) => {
        const timer = { at: now + ms, ring };
        timers.add(timer);
        return () => void timers.delete(timer);
      },
    },
    notices: { show: (group, text, click) => void shown.push({ group, ...text, click }), clear: () => void (cleared += 1) },
    settings: () => settings,
    language: () => 'vi',
    connection: () => ({ id: open, name: 'Shop Hoa Mai' }),
    mayName: () => mayName,
    isSending: () => true,
    open: (_connection, place) => void opened.push(place),
  });
  news.here(false);
  const change = (to: ConnectionId): void => void (open = to);
  return { news, shown, opened, pass, change, cleared: () => cleared };
}
const shipment = (n: number): ToldRecord => ({
  group: 'shipments',
  kind: 'shipment',
  code: `OASC${n}`,
  reference: `DH-${n} chị Lan 0912345678`,
  updated: 1_000 + n,
  facets: { status: ['CANCELLED'] },
});
const item = (id: string, state: OutboxItem['state'], more: Partial<OutboxItem> = {}): OutboxItem =>
  ({ id, state, kind: 'shipment', naturalKey: `DH-${id}`, code: null, isGivenUp: false, ...more }) as OutboxItem;

test('one change is told with its code and leads to its record; what a person made up is not in it', () => {
  const { news, shown, opened, pass } = listening();
  news.record(shop, shipment(7));
  pass(5_000);
  expect(shown.map(({ title, body }) => [title, body])).toEqual([['1 vận đơn bị hủy', 'OASC7\nShop Hoa Mai']]);
  shown[0]?.click();
  expect(opened[0]?.place).toEqual({ screen: 'shipments', view: 'detail', code: 'OASC7' });
});

test('a storm is told once, by its number, and leads to the list that shows just those', () => {
  const { news, shown, opened, pass } = listening();
  for (let n = 1; n <= 300; n += 1) {
    news.record(shop, shipment(n));
    pass(10);
  }
  expect(shown).toEqual([]);
  pass(5_000);
  expect(shown.map(({ title, body }) => [title, body])).toEqual([
    ['300 vận đơn bị hủy', 'OASC1, OASC2, OASC3, và 297 mã nữa\nShop Hoa Mai'],
  ]);
  shown[0]?.click();
  expect(opened[0]?.list).toMatchObject({
    kind: 'shipment',
    facets: { status: ['CANCELLED'] },
    ranges: { updated: { from: 1_001, to: null } },
  });
});

test('what goes on for an hour is told again every two minutes at most, each time with all since somebody left', () => {
  const { news, shown, pass } = listening();
  for (let n = 1; n <= 60; n += 1) {
    news.record(shop, shipment(n));
    pass(60_000);
  }
  expect(shown.length).toBeLessThanOrEqual(31);
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.at(-1)?.title).toMatch(/^(59|60) vận đơn bị hủy$/);
});

test('nothing is told to who is there, nor what was gathered before they came back', () => {
  const { news, shown, pass } = listening();
  news.record(shop, shipment(1));
  news.here(true);
  news.record(shop, shipment(2));
  pass(600_000);
  news.here(false);
  pass(600_000);
  expect(shown).toEqual([]);
  news.record(shop, shipment(3));
  pass(5_000);
  expect(shown.map(({ title }) => title)).toEqual(['1 vận đơn bị hủy']);
});

test('what this desk has done a moment ago is no news when the provider tells of it', () => {
  const { news, shown, pass } = listening();
  news.outbox({ connection: shop, item: item('a', 'sending', { kind: 'shipment.cancel', naturalKey: 'OASC1' }), counts: none });
  news.outbox({ connection: shop, item: item('b', 'confirmed', { kind: 'return', naturalKey: 'TH-1', code: 'OARSC1' }), counts: none });
  news.record(shop, shipment(1));
  news.record(shop, { ...shipment(2), group: 'returns', kind: 'return', code: 'OARSC1', reference: 'TH-1', facets: {} });
  pass(600_000);
  expect(shown).toEqual([]);
});

test('what came by the watched folder is told by its number, and leads there', () => {
  const { news, shown, opened, pass } = listening();
  news.intake(shop, 'one' as never);
  pass(5_000);
  expect(shown.map(({ title, body }) => [title, body])).toEqual([['Thư mục theo dõi: 1 lượt nhập chờ bạn', 'Shop Hoa Mai']]);
  shown[0]?.click();
  expect(opened[0]?.place).toEqual({ screen: 'intake', id: 'one' });
  news.intake('another' as never, 'two' as never);
  pass(600_000);
  expect(shown).toHaveLength(1);
});

test('rows that need a person are told by their number and not by their keys, and no more once they need none', () => {
  const { news, shown, opened, pass } = listening();
  const tell = (row: OutboxItem): void => news.outbox({ connection: shop, item: row, counts: { ...none, queued: 1 } });
  tell(item('a', 'rejected'));
  tell(item('b', 'needs_attention'));
  tell(item('c', 'needs_attention'));
  tell(item('c', 'confirmed'));
  tell(item('d', 'rejected', { isGivenUp: true }));
  pass(5_000);
  expect(shown.map(({ title, body }) => [title, body])).toEqual([['Hộp gửi: 2 chứng từ cần bạn xử lý', 'Shop Hoa Mai']]);
  shown[0]?.click();
  expect(opened[0]?.place).toEqual({ screen: 'outbox', filter: 'person' });
});

test('a batch that ends is told with what became of it; two documents are no batch', () => {
  const { news, shown, pass } = listening();
  const send = (count: number): void => {
    for (let left = count; left >= 0; left -= 1)
      news.outbox({
        connection: shop,
        item: left === count ? null : item(`${count}-${left}`, 'confirmed'),
        counts: { ...none, queued: left, unknown: left === 0 ? 1 : 0, needs_attention: 2 },
      });
    pass(5_000);
  };
  send(2);
  expect(shown).toEqual([]);
  send(12);
  expect(shown.map(({ title, body }) => [title, body])).toEqual([
    ['Đã gửi xong: Onflow nhận 12 chứng từ', '2 cần bạn xử lý, 1 chưa rõ kết quả\nShop Hoa Mai'],
  ]);
});

describe('it says nothing', () => {
  test.each(noticeGroups)('of %s where that is turned off', (group) => {
    const { news, shown, pass } = listening({ settings: { ...firstNotices, [group]: false } });
    news.record(shop, { ...shipment(1), group });
    pass(600_000);
    expect(shown).toEqual([]);
  });

  test('of a connection that is not open, and takes back what it has said of the one before', () => {
    const { news, shown, pass, change, cleared } = listening();
    news.record(shop, shipment(1));
    change('other' as ConnectionId);
    news.forget();
    news.record(shop, shipment(2));
    pass(600_000);
    expect([shown, cleared()]).toEqual([[], 1]);
  });
});

test('SECURITY: while the desk is locked, or production is locked for writing, no record is named', () => {
  const { news, shown, pass } = listening({ mayName: false });
  news.record(shop, shipment(1));
  pass(5_000);
  expect(shown.map(({ title, body }) => [title, body])).toEqual([['1 vận đơn bị hủy', 'Shop Hoa Mai']]);
});

test.each(noticeGroups)('%s is told in both languages, of one and of many, within what macOS shows', (group) => {
  const codes = Array.from({ length: 900 }, (_, n) => `OAPO${123_456_789 + n}`);
  for (const language of ['vi', 'en'] satisfies Language[])
    for (const count of [1, 900]) {
      const facts = { count, codes: codes.slice(0, count), needPerson: 120, unknown: 30, of: 'Cửa hàng Hoa Mai Hà Nội' };
      const { title, body } = noticeText(group, language, facts);
      expect(title).toContain(String(count));
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(256);
    }
});
