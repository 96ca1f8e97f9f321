/** What waits until the first picture is seen, and that it does not wait for ever. */
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { ConnectionId } from '../../../contract/connection.ts';

type Paint = (list: { getEntriesByName(name: string): readonly unknown[] }, observer: { disconnect(): void }) => void;
let paint: (name: string) => void = () => undefined;

async function fresh() {
  vi.resetModules();
  const asked: string[] = [];
  const call = new Proxy(
    {},
    {
      get: (_all, verb: string) => () => {
        asked.push(verb);
        return Promise.resolve({ ok: true, value: null });
      },
    },
  );
  vi.stubGlobal('window', { desk: { call, on: () => () => undefined } });
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      constructor(told: Paint) {
        paint = (name) => told({ getEntriesByName: (wanted) => (wanted === name ? [1] : []) }, { disconnect: () => undefined });
      }
      observe(): void {
        /* it is told by `paint` */
      }
    },
  );
  return {
    asked,
    picture: await import('../../../renderer/ui/firstPicture.ts'),
    desk: (await import('../../../renderer/bridge/desk.ts')).deskOf('one' as ConnectionId),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

test('no question leaves before the first picture has something on it, and all do then', async () => {
  const { asked, picture, desk } = await fresh();
  void picture.awaitFirstPicture();
  void desk.call('drafts.list');
  paint('first-paint');
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual([]);
  paint('first-contentful-paint');
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['drafts.list']);
  expect(picture.firstPicture()).toBeNull();
  await desk.call('outbox.resume');
  expect(asked).toEqual(['drafts.list', 'outbox.resume']);
});

test('a window nobody sees asks all the same', async () => {
  const { asked, picture, desk } = await fresh();
  void picture.awaitFirstPicture();
  void desk.call('drafts.list');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual(['drafts.list']);
});

test('where no first picture is awaited, as where the desk was late, nothing is held', async () => {
  const { asked, desk } = await fresh();
  await desk.call('drafts.list');
  expect(asked).toEqual(['drafts.list']);
});
