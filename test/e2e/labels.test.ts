/**
 * A label that is dropped on a shipment fills what it tells, and says where it does not fit: the wrong label on the right order never leaves
 * without a word. The built app.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk, openConnection } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { labelsPdf, pngOf, rasterOf, shopeeLabel, turned } from '../samples/labels.ts';
import { picture } from './picture.ts';
import { shipmentsAtProvider } from './practiceCompany.ts';

const patience = { timeout: 30_000 } as const;
const folder = mkdtempSync(join(tmpdir(), 'desk-labels-'));
const order = (last: number): string => `260806ABCDE12${last}`;
const tracking = (last: number): string => `SPXVN01234567890${last}`;
const label = (last: number) => shopeeLabel({ tracking: tracking(last), order: order(last) });
const at = (name: string): string => join(folder, name);
const written = (name: string, bytes: Buffer): string => {
  writeFileSync(at(name), bytes);
  return at(name);
};
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi', keychain: 'none' });
  operator = new Operator(desk);
  await operator.startPractising();
  // What stays the same is remembered from the document before.
  await operator.createShipment({ reference: 'DH-NHAN-0', platform: 'tiktok', product: 'AT-DO-M', quantity: '1' });
  await operator.send();
}, 120_000);
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const form = (): Locator => operator.page.getByRole('form');
const said = (text: string | RegExp): Locator => form().getByText(text).first();
const newForm = async (): Promise<void> => {
  await operator.goTo('Vận đơn');
  await operator.button(/^Tạo vận đơn/).click();
  await form().waitFor(patience);
};
const fields = { reference: 'Mã tham chiếu vận đơn', courier: 'Mã vận đơn (của hãng)' } as const;
const held = (name: string): Promise<string> => operator.field(name).inputValue();
const drop = (path: string): Promise<void> => desk.dropFiles(form(), [path]);

describe('a label dropped on a new shipment', () => {
  it('fills what it tells, marks it, goes on to the product, and one step takes it back', async () => {
    await newForm();
    await drop(written('nhan-1.pdf', labelsPdf([label(1)])));
    await said('Đã điền 4 ô theo nhãn').waitFor(patience);
    expect([await held(fields.reference), await held(fields.courier)]).toEqual([order(1), tracking(1)]);
    expect(await operator.page.getByRole('combobox', { name: 'Sàn TMĐT' }).inputValue()).toBe('Shopee');
    await said('Đọc từ nhãn').waitFor(patience);
    await expect.poll(() => operator.page.locator(':focus').getAttribute('data-field'), patience).toBe('items.0.oasin');
    await picture(desk, 'label-filled');
    await form().getByRole('button', { name: 'Hoàn tác', exact: true }).click();
    expect([await held(fields.reference), await held(fields.courier)]).toEqual(['', '']);
    expect(await operator.page.getByRole('combobox', { name: 'Sàn TMĐT' }).inputValue()).toBe('TikTok');
  });

  it('that is only a picture, turned, gives its codes; and what was typed meanwhile stands', async () => {
    await newForm();
    await operator.field(fields.reference).fill('DH-CUA-TOI');
    await drop(written('chup.png', pngOf(turned(rasterOf(label(2), 203), 90))));
    await expect.poll(() => held(fields.courier), patience).toBe(tracking(2));
    expect(await held(fields.reference)).toBe('DH-CUA-TOI');
  });

  it('with labels of several parcels fills nothing, and says how many', async () => {
    await newForm();
    await drop(written('nhieu-don.pdf', labelsPdf([label(3), label(4), label(5)])));
    await said('Tệp 3 trang này có nhãn của 3 kiện khác nhau. Thả tệp này vào Nhập hàng loạt').waitFor(patience);
    expect(await held(fields.courier)).toBe('');
    await picture(desk, 'label-several');
  });
});

describe('the label of another order', () => {
  it('is told at once, at the field and by the label; Send stops, and the label’s code can be taken', async () => {
    await operator.createShipment({ reference: 'DH-NHAM', product: 'AT-DO-M', quantity: '1' });
    await operator.field(fields.courier).fill('SPXVN099999999999');
    await drop(written('nhan-6.pdf', labelsPdf([label(6)])));
    await said('Nhãn không khớp với phiếu này').waitFor(patience);
    await said(`nhãn ghi ${tracking(6)}, ô ghi SPXVN099999999999`).waitFor(patience);
    expect(await held(fields.courier)).toBe('SPXVN099999999999');
    await picture(desk, 'label-wrong');
    await operator.page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await said('Chưa gửi. Xem lại những chỗ này rồi hãy gửi:').waitFor(patience);
    await said(new RegExp(`Nhãn ghi “${tracking(6)}”, ô này ghi “SPXVN099999999999”`)).waitFor(patience);
    await picture(desk, 'label-wrong-send');
    expect(shipmentsAtProvider(desk, 'DH-NHAM')).toBe(0);
    await form()
      .getByRole('button', { name: `Lấy ${tracking(6)}` })
      .click();
    await said('Nhãn không khớp với phiếu này').waitFor({ state: 'hidden', ...patience });
    await operator.send();
    await operator.confirmed('DH-NHAM');
  });

  it('that a person keeps is sent, and the journal says what was known', async () => {
    await operator.createShipment({ reference: 'DH-GIU', product: 'AT-DO-M', quantity: '1' });
    await operator.field(fields.courier).fill('SPXVN088888888888');
    await drop(written('nhan-7.pdf', labelsPdf([label(7)])));
    await form().getByRole('button', { name: 'Giữ SPXVN088888888888' }).click(patience);
    await said('Nhãn không khớp với phiếu này').waitFor({ state: 'hidden', ...patience });
    await operator.send();
    await operator.confirmed('DH-GIU');
    const connection = await openConnection(operator.page);
    const journal = await operator.page.evaluate(
      (id) =>
        window.desk.call['journal.list'](
          { search: 'labelSays', facets: {}, ranges: {}, order: null, at: null, pageSize: 10, counts: [] },
          id,
        ),
      connection,
    );
    expect(journal).toMatchObject({
      value: { entries: [{ event: 'queued', naturalKey: 'DH-GIU', despite: ['courier_tracking_code: labelSays'] }] },
    });
  });
});

it('labels dropped on the list make drafts that are filled by them', async () => {
  await operator.goTo('Vận đơn');
  const paths = [8, 9].map((last) => written(`tha-${last}.pdf`, labelsPdf([label(last)], 203)));
  await desk.dropFiles(operator.page.getByRole('main').getByRole('searchbox').first(), paths);
  const taken = operator.page.getByText('Đã tạo 2 nháp vận đơn từ 2 tệp.', { exact: true });
  await taken.waitFor(patience);
  await operator.button('Xem các nháp').click();
  await operator.page.getByRole('row', { name: /tha-8/ }).first().dblclick(patience);
  await form().waitFor(patience);
  await expect.poll(() => held(fields.courier), patience).toBe(tracking(8));
  await said('Khớp với nhãn').waitFor(patience);
  // Who went on has seen it.
  expect(await taken.count()).toBe(0);
});
