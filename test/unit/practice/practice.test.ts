/** The pieces of the practice provider that need no HTTP: journal, rate limit, multipart, the seeded company. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { brands, seedArticles } from '../../../main/practice/seedGoods.ts';
import { ean13, seedCompany } from '../../../main/practice/seed.ts';
import { openJournal } from '../../../main/practice/journal.ts';
import { SlidingWindows } from '../../../main/practice/limit.ts';
import { boundaryOf, readFilePart } from '../../../main/practice/multipart.ts';
import { poState, returnState, shipmentState } from '../../../main/practice/lifecycle.ts';
import { stockOf } from '../../../main/practice/stock.ts';
import { Company } from '../../../main/practice/company.ts';
import { seededRandom } from '../../../main/practice/random.ts';
import { temporaryFolder } from './caller.ts';

describe('the journal', () => {
  test('gives back what was appended, in order, and starts a new log with each snapshot', async () => {
    const folder = await temporaryFolder();
    const first = openJournal(folder);
    first.compact({ name: 'seed' });
    first.append({ number: 1 });
    first.append({ text: 'dòng một\ndòng hai' });
    first.close();
    const second = openJournal(folder);
    expect([second.snapshot, second.changes]).toEqual([{ name: 'seed' }, [{ number: 1 }, { text: 'dòng một\ndòng hai' }]]);
    second.compact({ name: 'later' });
    second.append({ number: 2 });
    second.close();
    expect(readdirSync(folder).toSorted()).toEqual(['changes-2.jsonl', 'company.json']);
    const third = openJournal(folder);
    expect([third.snapshot, third.changes, third.length]).toEqual([{ name: 'later' }, [{ number: 2 }], 1]);
    third.close();
  });

  test('forgets the log of a compaction that was cut short after the snapshot', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'company.json'), JSON.stringify({ generation: 2, state: {} }));
    writeFileSync(join(folder, 'changes-1.jsonl'), '{"old":true}\n');
    const journal = openJournal(folder);
    expect(journal.changes).toEqual([]);
    journal.close();
    expect(readdirSync(folder)).not.toContain('changes-1.jsonl');
  });
});

describe('the rate limit', () => {
  test('lets no window of a second hold more than ten, nor one of a minute more than six hundred', () => {
    const windows = new SlidingWindows({ perSecond: 10, perMinute: 600 });
    const random = seededRandom(3);
    const admitted: number[] = [];
    for (let now = 0; now < 200_000; now += random() * 60) if (windows.admit(now)) admitted.push(now);
    const worst = (span: number): number =>
      admitted.reduce(
        (most, start, index) =>
          Math.max(
            most,
            admitted.slice(index).findIndex((time) => time >= start + span),
          ),
        0,
      );
    expect(worst(1_000)).toBe(10);
    expect(worst(60_000)).toBeLessThanOrEqual(600);
  });

  test('opens again exactly a second after the first of ten, and does not count what it refused', () => {
    const windows = new SlidingWindows({ perSecond: 10, perMinute: 600 });
    for (let call = 0; call < 10; call += 1) expect(windows.admit(call)).toBe(true);
    for (let now = 10; now < 1_000; now += 1) expect(windows.admit(now)).toBe(false);
    expect(windows.admit(1_000)).toBe(true);
    expect(windows.admit(1_000.5)).toBe(false);
  });

  test('holds the minute where the second would allow more', () => {
    const windows = new SlidingWindows({ perSecond: 10, perMinute: 20 });
    for (let call = 0; call < 20; call += 1) expect(windows.admit(call * 200)).toBe(true);
    expect(windows.admit(59_999)).toBe(false);
    expect(windows.admit(60_000)).toBe(true);
  });
});

describe('multipart', () => {
  const body = Buffer.from(
    [
      'preamble',
      '--bound',
      'Content-Disposition: form-data; name="note"',
      '',
      'một',
      '--bound',
      'Content-Disposition: form-data; name="file"; filename="nhãn.pdf"',
      'Content-Type: application/pdf',
      '',
      'a\r\n--boun\r\nb',
      '--bound--',
      'after',
    ].join('\r\n'),
  );
  const read = async (bytes: Buffer, piece: number): Promise<[string, unknown]> => {
    const chunks = async function* (): AsyncGenerator<Buffer> {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    };
    let content = '';
    const part = await readFilePart(chunks(), 'bound', 'file', async (some) => void (content += some.toString()));
    return [content, part];
  };

  test('gives the file as it was sent, wherever the pieces are cut', async () => {
    for (let piece = 1; piece <= body.length; piece += 1)
      expect(await read(body, piece)).toEqual(['a\r\n--boun\r\nb', { fileName: 'nhãn.pdf' }]);
  });

  test('that ends too early is refused', async () => {
    for (const length of [0, 20, 100, body.indexOf('--bound--') + 7])
      await expect(read(body.subarray(0, length), 50)).rejects.toThrow('BAD_REQUEST');
  });

  test('names its boundary, quoted or not', () => {
    expect(boundaryOf('multipart/form-data; boundary=abc')).toBe('abc');
    expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b');
    expect(boundaryOf('application/json')).toBeNull();
  });
});

describe('the seeded company', () => {
  const now = 1_795_000_000;
  const company = seedCompany(1, now);

  test('is the same for the same seed and time, and another for another seed', () => {
    expect(seedCompany(1, now)).toEqual(company);
    expect(seedCompany(2, now)).not.toEqual(company);
  });

  test('has 300 products with unique SKUs and valid Vietnamese barcodes, of 30 brands', () => {
    expect([company.products.length, seedArticles().length, brands.length]).toEqual([300, 300, 30]);
    expect(new Set(company.products.map(({ sku }) => sku)).size).toBe(300);
    const barcodes = company.products.flatMap((product) => product.barcodes);
    expect(new Set(barcodes).size).toBe(300);
    for (const barcode of barcodes) {
      expect(barcode).toMatch(/^893\d{10}$/);
      expect(ean13(barcode.slice(0, 12))).toBe(barcode);
    }
    expect(ean13('400638133393')).toBe('4006381333931');
    const statuses = company.products.map(({ status }) => status);
    expect(statuses.filter((status) => status === 'NEW').length).toBeGreaterThan(5);
    expect(statuses.filter((status) => status === 'INACTIVE').length).toBeGreaterThan(5);
    expect(statuses.filter((status) => status === 'ACTIVE').length).toBeGreaterThan(250);
  });

  test('has purchase orders, shipments and returns in every state, and stays so for a while', () => {
    expect([company.purchaseOrders.length, company.shipments.length, company.returns.length]).toEqual([40, 120, 15]);
    for (const time of [now, now + 600]) {
      expect(new Set(company.purchaseOrders.map((each) => poState(each, time).status)).size).toBe(5);
      expect(new Set(company.shipments.map((each) => shipmentState(each, time).value)).size).toBe(7);
      expect(new Set(company.returns.map((each) => returnState(each, time).value)).size).toBe(5);
    }
  });

  test('has no document from the future, and stock of every level somewhere', async () => {
    const documents = [...company.products, ...company.purchaseOrders, ...company.shipments, ...company.returns];
    expect(documents.filter(({ created }) => created > now)).toEqual([]);
    const cancelled = [...company.purchaseOrders, ...company.shipments, ...company.returns].flatMap((each) => each.cancelled ?? []);
    expect(cancelled.filter((time) => time > now)).toEqual([]);
    const journal = openJournal(await temporaryFolder());
    const kept = new Company(journal, company);
    const levels = new Set(
      company.products.flatMap((product) =>
        stockOf(kept, product, now)
          .filter(({ quantity }) => quantity > 0)
          .map((row) => row.stock_level),
      ),
    );
    expect([...levels].toSorted()).toEqual(['A', 'D1', 'D2', 'D3', 'L']);
    journal.close();
  });
});
