/** Questions that the client asks of itself: a fault of the desk's own ends in the log, and takes neither the desk nor the others along. */
import { expect, test } from 'vitest';
import { foreignPages } from '../../../main/onflow/foreignPages.ts';
import { proberOf } from '../../../main/onflow/prober.ts';

const fault = (): Promise<never> => Promise.reject(new TypeError('a fault of our own'));
const turns = () => new Promise((resolve) => setTimeout(resolve, 20));

test('whether a server in trouble is back: logged, and not asked again at once', async () => {
  const lines: string[] = [];
  let asked = 0;
  let look = (): void => undefined;
  const limiter = {
    troubleMs: () => 1,
    onChange: (listener: () => void) => {
      look = listener;
      return () => undefined;
    },
  };
  const prober = proberOf(
    limiter,
    () => {
      asked += 1;
      return fault();
    },
    (line) => lines.push(line),
  );
  look();
  await turns();
  expect(asked).toBe(1);
  expect(lines).toEqual([expect.stringContaining('a fault of our own')]);
  look();
  await turns();
  expect(asked).toBe(2);
  prober.close();
});

test('who answers in the place of the provider: logged, and what met the page keeps its own error', async () => {
  const lines: string[] = [];
  let now = 0;
  const pages = foreignPages(
    fault,
    () => undefined,
    () => now,
    (line) => lines.push(line),
  );
  const met = { code: 'unreadable', sent: 'maybe', params: { page: 'html' } } as const;
  expect(await pages.told(met, false)).toEqual(met);
  expect(await pages.told({ ...met, code: 'webPage' }, false)).toMatchObject({ code: 'webPage' });
  now = 60_000;
  expect(pages.isInTheWay()).toBe(true);
  await turns();
  expect(lines).toHaveLength(2);
});
