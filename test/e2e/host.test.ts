/**
 * The host itself: that it is the one that was meant, and that the desk finds in it what it is built on. The built app on its own address.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meantHost } from '../../tools/machine/hosts.mts';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const samples = resolve(import.meta.dirname, '../samples');
let desk: Desk;
let operator: Operator;
type Reporting = typeof globalThis & { reports: string[] };

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi' });
  operator = new Operator(desk);
  await desk.page.addInitScript(() => {
    (globalThis as Reporting).reports = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      (globalThis as Reporting).reports.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
  await desk.page.reload();
  await operator.startPractising();
});
afterAll(() => desk[Symbol.asyncDispose]());

it('is the one that was meant: Electron by its own word, or the stand-in', async () => {
  expect(desk.host).toBe(meantHost());
  const { electron, origin } = await desk.inMain();
  if (desk.host === 'electron') expect([electron, origin]).toEqual([expect.stringMatching(/^45\./), 'app://desk']);
  else expect([electron, origin]).toEqual(['', '']);
});

describe('a page of the desk', () => {
  it('runs as a module of its own origin, which is a secure one', async () => {
    const page = await desk.page.evaluate(() => ({
      secure: isSecureContext,
      origin: location.origin,
      modules: document.querySelectorAll('script[type=module][src]').length > 0,
    }));
    expect(page).toEqual({ secure: true, origin: desk.host === 'electron' ? 'app://desk' : 'https://desk.app.invalid', modules: true });
  });

  it('loads a part of itself when it is needed', async () => {
    // As text: the test's own bundler would make something else of `import()`.
    const loaded = await desk.page.evaluate("import(document.querySelector('script[type=module][src]').src).then(() => true)");
    expect(loaded).toBe(true);
  });

  it('draws a PDF in a module worker, and keeps the dropped file byte for byte', async () => {
    await operator.goTo('Vận đơn');
    await operator.button(/^Tạo vận đơn/).click();
    await operator.drop('Nhãn vận chuyển', join(samples, 'label.pdf'));
    const canvas = desk.page.getByRole('img', { name: /Trang 1/ });
    await expect.poll(() => canvas.evaluate((element) => (element as HTMLCanvasElement).dataset['page']), { timeout: 30_000 }).toBe('1');
    const dark = await canvas.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const { data } = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] };
      return data.filter((value, index) => index % 4 === 0 && value < 100).length;
    });
    expect(dark).toBeGreaterThan(100);
    expect(desk.page.workers().map((worker) => worker.url())).toContainEqual(expect.stringMatching(/\/assets\/pdfWorker-.*\.js$/));

    const sha256 = createHash('sha256')
      .update(readFileSync(join(samples, 'label.pdf')))
      .digest('hex');
    const kept = readdirSync(desk.userDataDir, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes(sha256));
    expect(
      kept.map((path) =>
        createHash('sha256')
          .update(readFileSync(join(desk.userDataDir, path)))
          .digest('hex'),
      ),
    ).toEqual([sha256]);
  });

  it('has broken none of its own rules on the way', async () => {
    expect(await desk.page.evaluate(() => (globalThis as Reporting).reports)).toEqual([]);
  });

  it('takes a style element that carries its nonce, and no other', async () => {
    const applied = await desk.page.evaluate(() => {
      const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
      return [nonce, ''].map((each) => {
        const style = Object.assign(document.createElement('style'), {
          nonce: each,
          textContent: `:root { --seen: '${each === '' ? 'without' : 'with'}' }`,
        });
        document.head.append(style);
        const seen = getComputedStyle(document.documentElement).getPropertyValue('--seen');
        style.remove();
        return seen;
      });
    });
    expect(applied).toEqual(["'with'", '']);
  });
});

it('leaves nothing in the computer’s keychain once a test is over', async () => {
  const bare = await launchDesk({
    lang: 'vi',
    provision: { name: 'Shop Hoa Mai', environment: 'staging', baseUrl: 'http://127.0.0.1:9' },
    token: 'qua-het-thi-xoa',
  });
  const noted = `${bare.userDataDir}.credentials`;
  await bare.page.getByRole('navigation', { name: 'Màn hình' }).waitFor();
  await expect.poll(() => existsSync(noted)).toBe(true);
  const { service, account } = JSON.parse(readFileSync(noted, 'utf8').split('\n')[0] ?? '') as { service: string; account: string };
  await bare[Symbol.asyncDispose]();
  expect(existsSync(noted)).toBe(false);
  if (process.platform !== 'linux' || process.env['ONFLOW_TEST_KEYRING'] === 'unlocked') {
    const { loadKeytar } = await import('../../main/vault/index.ts');
    expect(await (await loadKeytar()).getPassword(service, account)).toBeNull();
  }
});
