/** What keeps everything waiting is said once, above every screen. */
import { describe, expect, it } from 'vitest';
import { practiceConnectionId } from '../../../contract/connection.ts';
import type { Connection, KeyState, SessionState } from '../../../contract/connection.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { isProxyAskedBelow, isSaidAbove, obstacleOf } from '../../../renderer/features/connections/obstacle.ts';
import { keyWord } from '../../../renderer/features/connections/words.ts';

const standing = (key: KeyState, obstacle: DeskError | null = null) => ({
  connection: { id: practiceConnectionId, name: 'Shop Hoa Mai', environment: 'staging', baseUrl: '', key } satisfies Connection,
  obstacle,
});

describe('what is in the way of every request', () => {
  it.each([
    ['none', null, 'noToken'],
    ['refused', null, 'unauthorized'],
    ['refused', { code: 'unauthorized' }, 'unauthorized'],
    ['refused', { code: 'accountRefused' }, 'accountRefused'],
    ['stored', { code: 'certificate' }, 'certificate'],
    ['none', { code: 'certificate' }, 'certificate'],
    ['none', { code: 'proxySignIn' }, 'proxySignIn'],
    ['stored', { code: 'proxyRefused' }, 'proxyRefused'],
    ['refused', { code: 'webPage' }, 'webPage'],
    ['stored', null, undefined],
    ['sessionOnly', null, undefined],
  ] as const)('with the key %s and %j is %s', (key, obstacle, code) => {
    expect(obstacleOf(standing(key, obstacle))?.code).toBe(code);
  });
});

it('is not said a second time by what fails for it; anything else is', () => {
  const session: SessionState = {
    ...standing('refused', { code: 'accountRefused' }),
    keychain: 'ready',
    isCopied: false,
    network: 'online',
    sending: 'pausedForKey',
    writing: 'always',
    clockOffMinutes: null,
    rate: { lastMinute: 0, perMinute: 600, waiting: 0, gateUntil: null, gate: null },
  };
  expect(isSaidAbove({ code: 'accountRefused' }, session)).toBe(true);
  expect(isSaidAbove({ code: 'network' }, session)).toBe(false);
  expect(isSaidAbove({ code: 'accountRefused' }, null)).toBe(false);
});

it.each([
  ['refused', null, 'connections.key.refused'],
  ['refused', { code: 'unauthorized' }, 'connections.key.refused'],
  ['refused', { code: 'accountRefused' }, 'connections.key.accountRefused'],
  ['stored', { code: 'accountRefused' }, 'connections.key.stored'],
] as const)('a key %s, with %j in the way, is called by what is refused', (key, obstacle, word) => {
  expect(keyWord({ key }, obstacle)).toBe(word);
});

describe("a proxy's name", () => {
  const asks = (proxy: string, cause = 'none'): DeskError => ({ code: 'proxySignIn', params: { proxy, cause } });
  it.each([
    ['where no banner asks for it', asks('files:3128'), null, true],
    ['where the banner asks for another one', asks('files:3128'), asks('out:3128'), true],
    ['a second time too', asks('files:3128', 'wrong'), { code: 'webPage' }, true],
    ['not below the banner that asks for the same', asks('out:3128'), asks('out:3128'), false],
    ['not where no name would do', asks('files:3128', 'scheme'), null, false],
    ['not for another error', { code: 'proxyRefused', params: { proxy: 'files:3128' } }, null, false],
  ] as const)('can be typed beside the error: %s', (_name, error, obstacle, is) => {
    expect(isProxyAskedBelow(error, standing('stored', obstacle))).toBe(is);
  });
});
