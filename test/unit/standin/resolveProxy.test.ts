/** Which way the stand-in says the computer goes: by Chromium's switches, and by nothing it does not know. */
import { describe, expect, test } from 'vitest';
import { Addresses } from '../../../tools/standin/addresses.mts';
import { DefaultSession } from '../../../tools/standin/session.mts';
import { NotInStandin } from '../../../tools/standin/strict.mts';

const sessionWith = (switches: Readonly<Record<string, string>>): DefaultSession =>
  new DefaultSession(() => Promise.reject(new Error('no Chromium is needed for this')), new Addresses(), new Map(Object.entries(switches)));

describe("the stand-in's way out", () => {
  test.each([
    [{}, 'https://open-api.example/', 'DIRECT'],
    [{ 'proxy-server': 'proxy.example:3128' }, 'https://open-api.example/', 'PROXY proxy.example:3128'],
    [{ 'proxy-server': 'https://proxy.example:8443' }, 'https://open-api.example/', 'HTTPS proxy.example:8443'],
    [{ 'proxy-server': 'socks5://proxy.example:1080' }, 'https://open-api.example/', 'SOCKS5 proxy.example:1080'],
    [{ 'proxy-server': 'proxy.example:3128' }, 'https://127.0.0.1:8443/', 'DIRECT'],
    [{ 'proxy-server': 'proxy.example:3128', 'proxy-bypass-list': '<-loopback>' }, 'https://127.0.0.1:8443/', 'PROXY proxy.example:3128'],
  ])('%j to %s is %s', async (switches, url, way) => {
    expect(await sessionWith(switches).resolveProxy(url)).toBe(way);
  });

  test.each([
    { 'proxy-server': 'http=a.example:1;https=b.example:2' },
    { 'proxy-pac-url': 'http://a.example/proxy.pac' },
    { 'proxy-server': 'a.example:1', 'proxy-bypass-list': '*.example' },
  ])('%j is not known here, and says so', (switches) => {
    expect(() => sessionWith(switches as Record<string, string>).resolveProxy('https://open-api.example/')).toThrow(NotInStandin);
  });
});
