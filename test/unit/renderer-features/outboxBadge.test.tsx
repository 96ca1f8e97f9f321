/** How a row of the outbox is called on its badge, and how it is coloured: by what it asks of the person, not by its state alone. */
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { expect, test } from 'vitest';
import { type OutboxItem, outboxStates } from '../../../contract/outbox.ts';
import { OutboxStateBadge } from '../../../renderer/features/rows/OutboxStateBadge.tsx';
import { readMessages } from '../../../renderer/messages/index.ts';

const messages = await readMessages('vi');
const row = (given: Partial<OutboxItem>): OutboxItem =>
  ({ id: 'a', kind: 'shipment', naturalKey: 'DH-1', state: 'queued', waitsFor: [], isGivenUp: false, ...given }) as unknown as OutboxItem;
function badge(given: Partial<OutboxItem>): readonly [string, string | undefined] {
  const markup = renderToStaticMarkup(
    <IntlProvider locale="vi" messages={messages}>
      <OutboxStateBadge item={row(given)} />
    </IntlProvider>,
  );
  return [markup.replaceAll(/<[^>]+>/gu, ''), /class="[^"]*(neutral|info|warn|good|bad(?!ge))/u.exec(markup)?.[1]];
}
const waitsFor = (stands: string) => ({ waitsFor: [{ sku: 'AO', stands }] }) as unknown as Partial<OutboxItem>;

test('each state has its word and its colour', () => {
  expect(outboxStates.map((state) => badge({ state }))).toEqual([
    ['Chờ gửi', 'neutral'],
    ['Đang gửi', 'info'],
    ['Chưa rõ kết quả', 'warn'],
    ['Đã xác nhận', 'good'],
    ['Bị từ chối', 'bad'],
    ['Cần quyết định', 'bad'],
  ]);
});

test('what was given up is no trouble any more, and is not called refused', () => {
  expect(badge({ state: 'rejected', isGivenUp: true })).toEqual(['Đã bỏ', 'neutral']);
});

test('what waits for a product warns only where the product will not come by itself', () => {
  for (const stands of ['queued', 'sending', 'unknown', 'there']) expect(badge(waitsFor(stands))).toEqual(['Chờ sản phẩm', 'neutral']);
  for (const stands of ['needs_attention', 'rejected', 'beingMended', 'gone'])
    expect(badge(waitsFor(stands))).toEqual(['Chờ sản phẩm', 'warn']);
});
