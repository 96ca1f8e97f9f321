/**
 * The built desk behind a company's proxy, set up by the switches that Chromium itself knows: what is asked for in words, and what is said
 * where.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { envelope } from '../integration/onflowServer.ts';
import { asksForName, proxy, sample, secureServer } from '../integration/proxy.ts';
import { type Desk, launchDesk, openConnection } from '../../tools/driver/launchDesk.mts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'desk-network-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return made;
};

type Call = Record<string, (payload: unknown, connection: string) => Promise<{ readonly ok: boolean }>>;

/** A document that waits for the way to be open. */
const sendShipment = async (desk: Desk, reference: string): Promise<boolean> =>
  desk.page.evaluate(
    async ([connection, id, key]) => {
      const { call } = (window as never as { desk: { call: Call } }).desk;
      const body = {
        warehouse_code: 'W',
        platform: 'shopee',
        merchant_tracking_code_reference: key,
        items: [{ oasin: 'O', product_quantity: 1 }],
      };
      await call['drafts.save']?.({ id, kind: 'shipment', body }, connection);
      return (await call['outbox.queue']?.({ draftId: id }, connection))?.ok === true;
    },
    [await openConnection(desk.page), crypto.randomUUID(), reference] as const,
  );

test.each([
  [
    'vi',
    /Proxy 127\.0\.0\.1:\d+ yêu cầu đăng nhập/,
    /không chấp nhận tên và mật khẩu/,
    {
      user: 'Tên đăng nhập',
      password: 'Mật khẩu proxy',
      signIn: 'Đăng nhập',
      notNow: 'Để sau',
      open: 'Đăng nhập proxy…',
      waits: /đang chờ; không mất gì/,
    },
  ],
  [
    'en',
    /The proxy 127\.0\.0\.1:\d+ asks you to sign in/,
    /does not accept this name and password/,
    {
      user: 'User name',
      password: 'Proxy password',
      signIn: 'Sign in',
      notNow: 'Not now',
      open: 'Sign in to the proxy…',
      waits: /outbox waits?; nothing is lost/,
    },
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
      await form.getByRole('button', { name: words.signIn, exact: true }).click();
    };
    // Nothing has been sent yet, so that nothing waits; and no window of the engine's own asks.
    expect(await alert.textContent()).not.toMatch(/đang chờ|waits/);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await form.getByLabel(words.user).fill('mai');
    await form.getByLabel(words.password).fill('never-handed-over-7');
    await form.getByRole('button', { name: words.notNow }).click();
    expect(await form.count()).toBe(0);
    await alert.getByText(asks).waitFor();
    await alert.getByRole('button', { name: words.open }).click();
    expect([await form.getByLabel(words.user).inputValue(), await form.getByLabel(words.password).inputValue()]).toEqual(['', '']);
    expect(through.asked.some(({ headers }) => headers['proxy-authorization'] !== undefined)).toBe(false);
    expect(await sendShipment(desk, 'DH-1')).toBe(true);
    await alert.getByText(words.waits).waitFor({ timeout: 20_000 });
    await signIn('wrong-password-8');
    await alert.getByText(isWrong).waitFor();
    expect(await form.getByLabel(words.password).inputValue()).toBe('');
    await signIn('right-password-9');
    await alert.waitFor({ state: 'detached' });
    // What waited has left, once.
    const sent = (): number => server.requests.filter(({ call }) => call.startsWith('POST')).length;
    await expect.poll(sent, { timeout: 20_000 }).toBe(1);
    await desk.close();
    const files = readdirSync(userDataDir, { recursive: true, encoding: 'utf8' })
      .map((each) => join(userDataDir, each))
      .filter((each) => statSync(each).isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const secret of [
      'right-password-9',
      'wrong-password-8',
      'never-handed-over-7',
      Buffer.from('mai:right-password-9').toString('base64'),
    ]) {
      expect(
        files.filter((file) => readFileSync(file).includes(secret)),
        secret,
      ).toEqual([]);
      expect(desk.mainLog()).not.toContain(secret);
    }
  },
  90_000,
);

test.each([
  ['vi', 'Đơn nhập', 'Phiếu nhập (PDF)', /yêu cầu đăng nhập/, ['Tên đăng nhập', 'Mật khẩu proxy', 'Đăng nhập', 'Thử lại']],
  ['en', 'Purchase orders', 'PO bill (PDF)', /asks you to sign in/, ['User name', 'Proxy password', 'Sign in', 'Try again']],
] as const)(
  'a host of files behind a proxy that asks for a name (%s): it is typed beside the file, nothing else waits, and the file comes',
  async (lang, orders, bill, asks, [user, password, signIn, again]) => {
    const files = await secureServer((_, response) => response.end(readFileSync(join(import.meta.dirname, '../samples/label.pdf'))));
    const order = { po_code: 'OAPO000000001', merchant_po_reference: 'PO-1', warehouse_code: 'W', status: 'TRANSIT' };
    const server = await secureServer((request, response) => {
      const data = request.url?.endsWith('/export-po-bill')
        ? { po_bill_url: `${files.origin}/bill.pdf` }
        : request.url?.includes('/detail')
          ? { ...order, packages: [], estimated_arrival_time: 1_790_000_000_000 }
          : request.url?.includes('purchase-orders/list')
            ? [order]
            : [];
      request.resume().on('end', () => response.end(envelope(data)));
    });
    // It lets the provider through as it is.
    const through = await proxy((request) => (request.url === files.name ? asksForName(request, 'mai', 'right-password-9') : 'open'));
    onTestFinished(() => Promise.all([server.close(), files.close(), through.close()]).then(() => undefined));
    const caFile = join(folder(), 'ca.pem');
    writeFileSync(caFile, sample('ca.pem'));
    await using desk = await launchDesk({
      lang,
      userDataDir: folder(),
      token: 'tok-1',
      provision: { name: 'Shop Hoa Mai', environment: 'staging', baseUrl: server.origin, caFile },
      args: [`--proxy-server=${through.name}`, '--proxy-bypass-list=<-loopback>'],
      keychain: 'none',
    });
    const { page } = desk;
    await page.getByRole('navigation').getByRole('button', { name: orders }).click();
    await page.getByText(order.po_code).first().click();
    await page.getByRole('button', { name: bill }).click();
    const alert = page.getByRole('dialog').getByRole('alert');
    await alert.getByText(asks).waitFor();
    // The provider is reached: no banner over the screens.
    expect(await page.getByRole('alert').count()).toBe(1);
    const form = alert.getByRole('form', { name: new RegExp(through.name) });
    await form.getByLabel(user).fill('mai');
    await form.getByLabel(password).fill('right-password-9');
    await form.getByRole('button', { name: signIn }).click();
    await form.getByRole('status').waitFor();
    await alert.getByRole('button', { name: again, exact: true }).click();
    await page.getByRole('dialog').getByRole('img').first().waitFor({ timeout: 20_000 });
  },
  90_000,
);
