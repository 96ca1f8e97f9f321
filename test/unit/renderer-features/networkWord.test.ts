/** What the top bar calls it when nothing comes through. */
import { expect, test } from 'vitest';
import { networkWord } from '../../../renderer/shell/networkWord.ts';

test('a provider that does not answer is called so, and a lost network is called a lost network', () => {
  expect(networkWord('offline', true)).toBe('shell.network.away');
  expect(networkWord('offline', false)).toBe('shell.network.offline');
  expect(networkWord('online', false)).toBe('shell.network.online');
  expect(networkWord('unknown', true)).toBe('shell.network.unknown');
});
