/**
 * The built desk behind a company's proxy, set up by the switches that Chromium itself knows: what is asked for in words, and what is said
 * where.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { asksForName, proxy, sample, secureServer } from '../integration/proxy.ts';
import { launchDesk } from '../../tools/driver/launchDesk.mts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'desk-network-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return made;
};

test.each([
  [
    'vi',
    /Proxy 127\.0\.0\.1:\d+ yêu cầu đăng nhập/,
    /không chấp nhận tên và mật khẩu/,
    { user: 'Tên đăng nhập', password: 'Mật khẩu proxy', signIn: 'Đăng nhập' },
  ],
  [
    'en',
    /The proxy 127\.0\.0\.1:\d+ asks you to sign in/,
    /does not accept this name and password/,
    { user: 'User name', password: 'Proxy password', signIn: 'Sign in' },
  ],
] as const)(
  "a proxy's name and password are asked for in words (%s), a wrong one is told, and with the right one the banner goes",
  async (lang, asks, isWrong, words) => {
    const server = await secureServer();
    const through = await proxy((request) => asksForName(request, 'mai', 'right-password-9'));
    onTestFinished(() => Promise.all([server.close(), through.close()]).then(() => undefined));
    const caFile = join(folder(), 'ca.pem');
    writeFileSync(caFile, sample('ca.pem'));
    const userDataDir = folder();
    await using desk = await launchDesk({
      lang,
      userDataDir,
      token: 'tok-1',
      provision: { name: 'Shop Hoa Mai', environment: 'staging', baseUrl: server.origin, caFile },
      args: [`--proxy-server=${through.name}`, '--proxy-bypass-list=<-loopback>'],
      keychain: 'none',
    });
    const { page } = desk;
    const alert = page.getByRole('alert');
    await alert.getByText(asks).waitFor();
    const form = page.getByRole('form', { name: new RegExp(through.name) });
    const signIn = async (password: string): Promise<void> => {
      await form.getByLabel(words.user).fill('mai');
      await form.getByLabel(words.password).fill(password);
      await form.getByRole('button', { name: words.signIn }).click();
    };
    await signIn('wrong-password-8');
    await alert.getByText(isWrong).waitFor();
    expect(await form.getByLabel(words.password).inputValue()).toBe('');
    await signIn('right-password-9');
    await alert.waitFor({ state: 'detached' });
    await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await desk.close();
    const files = readdirSync(userDataDir, { recursive: true, encoding: 'utf8' })
      .map((each) => join(userDataDir, each))
      .filter((each) => statSync(each).isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const secret of ['right-password-9', 'wrong-password-8', Buffer.from('mai:right-password-9').toString('base64')]) {
      expect(
        files.filter((file) => readFileSync(file).includes(secret)),
        secret,
      ).toEqual([]);
      expect(desk.mainLog()).not.toContain(secret);
    }
  },
  60_000,
);
