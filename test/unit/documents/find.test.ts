import { describe, expect, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { lookUp } from '../../../main/documents/find.ts';
import type { Search } from '../../../main/documents/find.ts';
import { Details, Readings, Suspects } from '../../../main/documents/lookUps.ts';
import type { Sighting } from '../../../main/documents/lookUps.ts';
import { readList } from '../../../main/documents/reading.ts';

/** Seconds; the attempt was made then. */
const attempt = 1_800_000_000;
const record = (number: number, key: string, created: number | null = attempt - number): ShipmentRecord =>
  ShipmentRecord.parse({
    tracking_code: `OASC${number}`,
    merchant_tracking_code_reference: key,
    warehouse_code: 'W',
    created_time: created,
  });

interface Provider {
  readonly all: readonly ShipmentRecord[];
  readonly filter?: 'works' | 'ignored' | 'contains' | 'alwaysEmpty';
  readonly pages?: 'turn' | 'repeat' | 'drawLots';
  readonly total?: 'right' | 'ofThePage' | 'absent';
  readonly unread?: number;
  readonly detail?: (code: string) => Promise<ShipmentRecord>;
  /** The filter was seen to find a record of this desk's own. */
  readonly proven?: boolean;
  readonly own?: readonly string[];
  readonly taken?: readonly string[];
  readonly rivals?: readonly string[];
  /** Provider's clock less the computer's, in milliseconds. */
  readonly difference?: number | null;
  /** A record of this desk's own was looked for in vain. */
  readonly refuted?: boolean;
  readonly mayReadFar?: boolean;
  /** Codes that the local copy knew before the attempt. */
  readonly there?: readonly string[];
  /** Where the record that is looked for would stand. */
  readonly places?: readonly string[];
  /** What a cache on the way had kept. */
  readonly kept?: (page: number, by: string | null) => boolean;
}
const pageSize = 10;
const asked = (
  {
    all,
    filter = 'works',
    pages = 'turn',
    total = 'right',
    unread = 0,
    detail,
    proven = false,
    own = [],
    taken = [],
    rivals = [],
    difference = 0,
    refuted = false,
    mayReadFar = true,
    there = [],
    places = [],
    kept = () => false,
  }: Provider,
  key = 'DH-1',
) => {
  const requests: { page: number; by: string | null }[] = [];
  const sightings: Sighting[] = [];
  const search: Search<'shipment'> = {
    kind: 'shipment',
    key,
    places,
    since: attempt * 1_000,
    wall: attempt * 1_000,
    mayReadFar,
    wasThere: (code) => there.includes(code),
    lookUps: {
      clockDifferenceMs: () => difference,
      proofs: {
        of: (by) => (by === 'filter' && proven ? { longestLagMs: 1_000, isRecent: true, spelledExactly: true } : null),
        seen: (sighting) => void sightings.push(sighting),
        longestLagMs: () => 0,
        isRefuted: () => refuted,
        failed: () => undefined,
        answered: () => undefined,
      },
      others: {
        own: () => own,
        isTaken: (_kind, _key, { code }) => taken.includes(code),
        hasRival: (_kind, _key, theirs) => rivals.includes(theirs),
      },
      readings: new Readings(readList),
      suspects: new Suspects(),
      details: new Details(),
    },
    list: (page, by) => {
      requests.push({ page, by });
      const let_through = {
        works: (each: ShipmentRecord) => each.merchant_tracking_code_reference === by,
        contains: (each: ShipmentRecord) => (each.merchant_tracking_code_reference ?? '').includes(by ?? ''),
        ignored: () => true,
        alwaysEmpty: () => false,
      }[filter];
      const found = by === null ? all : all.filter(let_through);
      const from = pages === 'repeat' ? 0 : (page - 1) * pageSize;
      // Another order at every request: what is on two pages, others are on none.
      const rows = (
        pages === 'drawLots'
          ? found.toSorted(
              (a, b) =>
                ((Number(a.tracking_code.slice(4)) * 7_919 * requests.length) % 101) -
                ((Number(b.tracking_code.slice(4)) * 7_919 * requests.length) % 101),
            )
          : found
      ).slice(from, from + pageSize);
      return Promise.resolve({
        rows,
        total: { right: found.length, ofThePage: rows.length, absent: null }[total],
        unread,
        ...(kept(page, by) ? { isKept: true as const } : {}),
      });
    },
    detail: detail ?? ((code) => Promise.resolve(all.find((each) => each.tracking_code === code) as ShipmentRecord)),
  };
  return { search, requests, sightings, find: () => lookUp(search, ({ warehouse_code: code }) => code === null || code === 'W') };
};
/** Of the day before, or of whenever: too old to be ours. */
const dayBefore = attempt - 24 * 3_600;
const many = (count: number, ageSeconds = 1, from = 100): ShipmentRecord[] =>
  Array.from({ length: count }, (_, n) => record(from + n, `X-${from + n}`, dayBefore - n * ageSeconds));

describe('looking for what a lost answer may have made', () => {
  test('a filter that works finds it', async () => {
    expect(await asked({ all: [...many(30), record(1, 'DH-1')] }).find()).toMatchObject({ answer: 'same', code: 'OASC1' });
  });

  test('"nothing" from a filter that was seen at work is believed, after a look at the newest rows', async () => {
    const { find, requests } = asked({ all: many(30), proven: true });
    expect(await find()).toMatchObject({ answer: 'nothing', isRecent: true, known: { filter: 'proven', longestLagMs: 1_000 } });
    expect(requests).toEqual([
      { page: 1, by: 'DH-1' },
      { page: 1, by: null },
    ]);
  });

  test('the record behind a full page of others that contain its key is found, whatever the total of that page says', async () => {
    const others = Array.from({ length: pageSize }, (_, n) => record(n, `DH-1${n}`, attempt - n));
    const all = [...others, record(50, 'DH-1', attempt - 50)];
    for (const total of ['ofThePage', 'right', 'absent'] as const)
      expect(await asked({ all, filter: 'contains', total, proven: true }).find()).toMatchObject({ answer: 'same', code: 'OASC50' });
  });

  test('a list that ignores its filter is not taken for one that works because a code, or its only row, has the digits of the key', async () => {
    for (const [key, row] of [
      ['0001', record(15_000_138, 'X-7')],
      ['000003', record(1, '000030')],
      ['12', record(1, 'X-12')],
    ] as const)
      expect(await asked({ all: [row], filter: 'ignored', proven: true, own: ['OASC99'] }, key).find()).toMatchObject({
        known: { filter: 'useless' },
      });
  });

  test('what a cache on the way had kept is worth nothing where it shows nothing, and what it does show is there', async () => {
    const own = { own: ['OASC100'], proven: true };
    for (const [kept, known] of [
      [(_page: number, by: string | null) => by !== null, { filter: 'kept' }],
      [(_page: number, by: string | null) => by === null, { filter: 'proven', list: 'kept' }],
    ] as const) {
      expect(await asked({ all: many(30), ...own, kept }).find()).toMatchObject({ answer: 'untrusted', known });
      expect(await asked({ all: [...many(30), record(1, 'DH-1')], ...own, kept }).find()).toMatchObject({ answer: 'same', code: 'OASC1' });
    }
  });

  test.each([1, 3, 4])('a list of which page %i came from a cache was not read to its end', async (page) => {
    const provider: Provider = { all: many(30).toReversed(), filter: 'ignored', own: ['OASC100'] };
    expect(await asked({ ...provider, total: 'absent' }).find()).toMatchObject({ answer: 'nothing', known: { list: 'whole' } });
    expect(await asked({ ...provider, total: 'absent', kept: (number, by) => by === null && number === page }).find()).toMatchObject({
      answer: 'untrusted',
      known: { list: 'kept' },
    });
  });

  test('a filter whose answer a cache had kept was not seen at work', async () => {
    const { find, sightings } = asked({ all: many(30), kept: (_page, by) => by === 'X-100' });
    await find();
    expect(sightings).toEqual([]);
  });

  test('a filter never seen at work is tried with a record that is there, and how soon it shows a new one is still not known', async () => {
    const { find, sightings } = asked({ all: many(30) });
    expect(await find()).toMatchObject({ known: { filter: 'unproven' } });
    expect(sightings).toMatchObject([{ by: 'filter', reference: 'X-100', lagMs: null }]);
  });

  test('a record that could be the one that is looked for is no witness, and a witness does not say how references are kept', async () => {
    const kept = asked({ all: [record(1, 'DH-2', attempt + 5)], mayReadFar: true }, 'DH-0');
    await kept.find();
    expect(kept.sightings).toEqual([]);
    const old = asked({ all: [record(1, 'DH-2', dayBefore)] }, 'DH-0');
    await old.find();
    expect(old.sightings).toEqual([{ by: 'filter', kind: 'shipment', reference: 'DH-2', places: [], theirs: null, lagMs: null }]);
  });

  test('a list that was never seen to show this platform may leave it out, however much of it was read', async () => {
    const places = ['warehouse w', 'platform tiktok'];
    const own = record(1, 'OURS', attempt - 60);
    for (const filter of ['alwaysEmpty', 'ignored'] as const) {
      expect(await asked({ all: [own, ...many(30)], filter, own: ['OASC1'], taken: ['OASC1'], places }).find()).toMatchObject({
        answer: 'untrusted',
        known: { list: 'elsewhere' },
      });
      const all = [own, ...many(30).map((each, n) => (n === 7 ? { ...each, platform: 'TikTok' } : each))];
      expect(await asked({ all, filter, own: ['OASC1'], taken: ['OASC1'], places }).find()).toMatchObject({
        answer: 'nothing',
        known: { list: 'backToTheAttempt' },
      });
    }
  });

  test('a record of another platform is no witness for a filter that may leave this one out', async () => {
    const places = ['warehouse w', 'platform tiktok'];
    const elsewhere = asked({ all: many(30), places });
    await elsewhere.find();
    expect(elsewhere.sightings).toEqual([]);
    const here = asked({ all: many(30).map((each) => ({ ...each, platform: 'tiktok' })), places });
    await here.find();
    expect(here.sightings).toMatchObject([{ reference: 'X-100', places }]);
  });
  test('a witness further back spares the next look from reading so far', async () => {
    const recent = Array.from({ length: 10 }, (_, n) => record(500 + n, `X-${500 + n}`, attempt - 60 - n));
    const { find, sightings } = asked(
      { all: [record(1, 'OURS', attempt - 30), ...recent, ...many(30)], own: ['OASC1'], taken: ['OASC1'] },
      'DH-99',
    );
    await find();
    expect(sightings).toMatchObject([{ by: 'filter', reference: 'X-100', lagMs: null }]);
  });
  test.each([
    ['with its accents apart', 'ĐH-Ế-7'.normalize('NFD')],
    ['with blanks around it', ' ĐH-Ế-7 '],
  ])('a record whose reference the provider keeps %s is no witness for one as it is typed', async (_how, kept) => {
    const { find, sightings } = asked({ all: [record(1, kept, dayBefore)] }, 'ĐH-Ế-1');
    await find();
    expect(sightings).toEqual([]);
  });
  test('a record whose reference has less to get wrong is no witness', async () => {
    const { find, sightings } = asked({ all: many(30) }, 'đh-0000000001');
    await find();
    expect(sightings).toEqual([]);
  });

  test('a filter that always answers "nothing" is not believed: the list is read, and the record found', async () => {
    expect(await asked({ all: [...many(25), record(1, 'DH-1', attempt - 30)], filter: 'alwaysEmpty' }).find()).toMatchObject({
      answer: 'same',
      code: 'OASC1',
    });
  });

  test('a filter that also finds longer keys is read to its end', async () => {
    const all = [...Array.from({ length: 25 }, (_, n) => record(100 + n, `DH-1${n}`)), record(1, 'DH-1')];
    expect(await asked({ all, filter: 'contains' }).find()).toMatchObject({ answer: 'same', code: 'OASC1' });
  });

  test('a list in order of time is read back to before the attempt, where a record of this desk stands in its place', async () => {
    const ours = record(1, 'OURS', attempt - 60);
    const { find, requests } = asked({ all: [ours, ...many(500)], filter: 'ignored', own: ['OASC1'], taken: ['OASC1'] });
    expect(await find()).toMatchObject({ answer: 'nothing', known: { filter: 'useless', list: 'backToTheAttempt' } });
    expect(requests.length).toBeLessThan(6);
  });

  test('an attempt by a computer whose clock was days ahead is looked for where it was made', async () => {
    const colleagues = Array.from({ length: 60 }, (_, n) => record(200 + n, `C-${n}`, attempt + 60 - n));
    const all = [record(100, 'OURS', attempt + 90), ...colleagues, record(1, 'DH-1', attempt - 30), ...many(40, 1, 300)];
    const twoDays = 2 * 86_400_000;
    for (const [difference, wall] of [
      [-twoDays, attempt * 1_000 + twoDays],
      [0, attempt * 1_000],
    ] as const) {
      const { search } = asked({ all, filter: 'ignored', own: ['OASC100'], taken: ['OASC100'], difference });
      expect(await lookUp({ ...search, since: attempt * 1_000 + twoDays, wall }, () => true)).toMatchObject({
        answer: 'same',
        code: 'OASC1',
      });
    }
  });

  test('a few rows that stand in order of time, or were made in the same second, are not yet an order', async () => {
    const few = [
      record(1, 'OURS', attempt - 60),
      ...many(9).map((each, n) => ({ ...each, created_time: n < 4 ? attempt - 60 : dayBefore })),
    ];
    expect(await asked({ all: [...few, record(2, 'DH-1')], filter: 'ignored', own: ['OASC1'] }).find()).toMatchObject({
      answer: 'same',
      code: 'OASC2',
    });
  });

  test('a list to which somebody adds a record while it is read is read once more', async () => {
    const all = many(30);
    const { search } = asked({ all, filter: 'ignored' });
    const list = search.list;
    let pages = 0;
    const stirred = {
      ...search,
      list: (page: number, key: string | null) => ((pages += 1) === 4 && all.unshift(record(99, 'OTHER', attempt)), list(page, key)),
    };
    expect(await lookUp(stirred, () => false)).toMatchObject({ answer: 'nothing', known: { list: 'whole' } });
  });

  test.each<[string, ShipmentRecord[]]>([
    ['rows that were changed lately', many(60).map((each) => ({ ...each, updated_time: attempt + 60 }))],
    ['a group that is shown first', many(60)],
  ])('rows that are old and in order do not end the reading while %s stand in front', async (_what, inFront) => {
    const all = [...inFront, record(1, 'OURS', attempt - 60), record(2, 'DH-1'), ...many(60, 1, 500)];
    expect(await asked({ all, filter: 'ignored', own: ['OASC1'] }).find()).toMatchObject({ answer: 'same', code: 'OASC2' });
  });

  test('a list without times is read to its end', async () => {
    const all = [...many(40), record(1, 'DH-1')].map((each) => ({ ...each, created_time: null }));
    expect(await asked({ all, filter: 'ignored' }).find()).toMatchObject({ answer: 'same', code: 'OASC1' });
  });

  test.each<[string, Provider]>([
    ['the server does not turn pages', { all: many(50), filter: 'ignored', pages: 'repeat' }],
    ['it does not, and says of its one page that this is all', { all: many(50), filter: 'ignored', pages: 'repeat', total: 'ofThePage' }],
    ['rows could not be read', { all: many(5), filter: 'ignored', unread: 1 }],
    ['every page is drawn by lot', { all: many(50), filter: 'ignored', pages: 'drawLots', total: 'absent', own: ['OASC100'] }],
    ['our own records are missing', { all: many(50), filter: 'ignored', own: ['OASC9'] }],
    ['nobody says how many there are, and none is known to be ours', { all: many(50), filter: 'ignored', total: 'absent' }],
  ])('"nothing" is not believed where %s', async (_name, provider) => {
    expect(await asked(provider).find()).toMatchObject({ answer: 'untrusted', known: { list: 'partly' } });
  });

  test('where every page is drawn by lot and the server says how many rows there are, it is read until all were seen', async () => {
    expect(await asked({ all: many(50), filter: 'ignored', pages: 'drawLots' }).find()).toMatchObject({
      answer: 'nothing',
      known: { list: 'whole', rowsRead: 50 },
    });
    const found = asked({ all: [...many(50), record(1, 'DH-1')], filter: 'ignored', pages: 'drawLots' });
    expect(await found.find()).toMatchObject({ answer: 'same', code: 'OASC1' });
  });

  test('a list in which a record of our own was looked for in vain proves nothing, however much of it is read', async () => {
    expect(await asked({ all: many(30), filter: 'ignored', refuted: true }).find()).toMatchObject({
      answer: 'untrusted',
      known: { list: 'whole' },
    });
  });

  test('where nobody says how many there are, the same twice over with one of ours among them is all', async () => {
    const ours = record(1, 'OURS', dayBefore - 60);
    expect(await asked({ all: [ours, ...many(30).toReversed()], filter: 'ignored', total: 'absent', own: ['OASC1'] }).find()).toMatchObject(
      { answer: 'nothing', known: { list: 'whole' } },
    );
  });

  test('a company without a single record has none of ours', async () => {
    expect(await asked({ all: [] }).find()).toMatchObject({ answer: 'nothing', known: { list: 'whole', longestLagMs: null } });
  });

  test('while the provider may still show it by itself, only the newest rows are looked at', async () => {
    const { find, requests } = asked({ all: many(500), filter: 'ignored', mayReadFar: false });
    expect(await find()).toMatchObject({ answer: 'untrusted' });
    expect(requests.filter(({ by }) => by === null)).toHaveLength(1);
  });

  test('one reading serves all that wait for it, and begins after they asked', async () => {
    const { search, requests } = asked({ all: many(30), filter: 'alwaysEmpty' });
    await Promise.all(Array.from({ length: 20 }, (_, n) => lookUp({ ...search, key: `DH-${n}` }, () => false)));
    expect(requests.filter(({ by }) => by === null).length).toBeLessThan(20);
  });
});

describe('a reference in another spelling', () => {
  test.each([
    ['in capitals', 'dh-0001', 'DH-0001'],
    ['as a number', '000123', '123'],
    ['cut off', 'DH-2026-11-25-SHOPHOAMAI-0000000000001', 'DH-2026-11-25-SHOPHOAMAI-00000000'],
    ['without dashes', 'DH-2026-0001', 'DH20260001'],
    ['with letters that look the same', 'DH-1', 'DН-1'],
    ['with digits for letters', 'OIL-Ol', '01L-01'],
    ['decomposed', 'ĐƠN-1', 'ĐƠN-1'.normalize('NFD')],
  ])('%s is the same document where the contents are', async (_how, ours, theirs) => {
    expect(await asked({ all: [record(1, theirs), ...many(20)], filter: 'alwaysEmpty' }, ours).find()).toMatchObject({
      answer: 'same',
      code: 'OASC1',
    });
  });

  test('with other contents it is for a person', async () => {
    expect(await asked({ all: [{ ...record(1, 'DH1'), warehouse_code: 'V' }, ...many(20)], filter: 'alwaysEmpty' }).find()).toMatchObject({
      answer: 'different',
      records: [{ tracking_code: 'OASC1' }],
    });
  });

  test('that another document could mean as well is for a person', async () => {
    const all = [record(1, 'ORDER-2026-SAME-BEGINNING'), ...many(20)];
    expect(
      await asked({ all, filter: 'alwaysEmpty', rivals: ['ORDER-2026-SAME-BEGINNING'] }, 'ORDER-2026-SAME-BEGINNING-1').find(),
    ).toMatchObject({ answer: 'different' });
  });

  test("that is known to be another document's is none", async () => {
    expect(await asked({ all: [record(1, 'dh-1'), ...many(20)], filter: 'alwaysEmpty', taken: ['OASC1'] }).find()).toMatchObject({
      answer: 'nothing',
    });
  });
});

test('a record with the same contents that was seen once stays suspected while it is not shown', async () => {
  const suspect = record(1, 'ELSE');
  const all = [suspect, ...many(20)];
  const { find } = asked({ all, filter: 'alwaysEmpty', detail: () => Promise.resolve(suspect) });
  const seen = await find();
  all.shift();
  expect([seen.answer, (await find()).answer, (await asked({ all, filter: 'alwaysEmpty' }).find()).answer]).toEqual([
    'alike',
    'alike',
    'nothing',
  ]);
});

describe('a record with our reference in another spelling', () => {
  const spelled = record(1, 'dh1', attempt);
  test('is ours where nothing speaks against it, also where its detail leaves the reference out', async () => {
    expect(
      await asked({ all: [spelled], detail: () => Promise.resolve({ ...spelled, merchant_tracking_code_reference: null }) }).find(),
    ).toMatchObject({ answer: 'same', code: 'OASC1' });
  });
  test("is a person's to judge where another document of ours could be meant, whatever the detail leaves out", async () => {
    expect(
      await asked({
        all: [spelled],
        rivals: ['dh1'],
        detail: () => Promise.resolve({ ...spelled, merchant_tracking_code_reference: null }),
      }).find(),
    ).toMatchObject({ answer: 'different' });
  });
  test('is not ours where another document was told so while it was read', async () => {
    const taken: string[] = [];
    expect(await asked({ all: [spelled], taken, detail: (code) => (taken.push(code), Promise.resolve(spelled)) }).find()).toMatchObject({
      answer: 'different',
    });
  });
});

describe('a record of about that time with the same contents', () => {
  test.each([
    ['another reference', 'SOMETHING-ELSE'],
    ['none', ''],
  ])('and %s is for a person', async (_what, theirs) => {
    expect(await asked({ all: [record(1, theirs), ...many(20)], filter: 'alwaysEmpty' }).find()).toMatchObject({
      answer: 'alike',
      records: [{ tracking_code: 'OASC1' }],
    });
  });
  test('is nothing to us where another document made it, or where it is older', async () => {
    expect(await asked({ all: [record(1, 'ELSE'), ...many(20)], filter: 'alwaysEmpty', taken: ['OASC1'] }).find()).toMatchObject({
      answer: 'nothing',
    });
    expect(await asked({ all: many(20), filter: 'alwaysEmpty' }).find()).toMatchObject({ answer: 'nothing' });
  });
  test("is of that time by any clock: the computer's may have jumped before the attempt, or after it", async () => {
    const hoursBefore = (hours: number, difference: number | null = 0) =>
      asked({
        all: [record(1, 'ELSE', attempt - hours * 3_600), ...many(20)],
        filter: 'alwaysEmpty',
        difference: difference === null ? null : difference * 3_600_000,
      }).find();
    for (const difference of [0, 7, -7, null]) expect(await hoursBefore(7, difference)).toMatchObject({ answer: 'alike' });
    expect([(await hoursBefore(16)).answer, (await hoursBefore(16, -7)).answer]).toEqual(['nothing', 'alike']);
  });
  test('is nothing to us where the local copy knew it before the attempt left', async () => {
    expect(await asked({ all: [record(1, 'ELSE'), ...many(20)], filter: 'alwaysEmpty', there: ['OASC1'] }).find()).toMatchObject({
      answer: 'nothing',
    });
  });
  test('is nothing to us where this provider was seen to keep such a reference as it was sent', async () => {
    expect(await asked({ all: [record(1, 'ELSE'), ...many(20)], proven: true }).find()).toMatchObject({ answer: 'nothing' });
  });
});

describe('what was found', () => {
  test('is held against the detail, not the shorter row of the list', async () => {
    const row = record(1, 'DH-1');
    const { search } = asked({ all: [row], detail: () => Promise.resolve({ ...row, items: [{ oasin: 'O1', product_quantity: 3 }] }) });
    expect(await lookUp(search, (each) => each.items?.[0]?.product_quantity === 3)).toMatchObject({ answer: 'same', code: 'OASC1' });
  });
  test('is not judged by the row while its detail may still be had: a server that stumbles is asked again, and one that goes on so has none', async () => {
    const stumbles: DeskError[] = [
      { code: 'unreadable', sent: 'answered' },
      { code: 'provider', sent: 'maybe', provider: { code: null, messages: [], logId: null, httpStatus: 500 } },
    ];
    for (const error of stumbles) {
      let times = 0;
      const { find } = asked({ all: [record(1, 'DH-1')], detail: () => ((times += 1), Promise.reject(new DeskFailure(error))) });
      for (let look = 1; look <= 3; look += 1) await expect(find()).rejects.toThrow();
      expect(await find()).toMatchObject({ answer: 'same' });
      expect(times).toBe(4);
    }
  });
  test('is not judged by the row because others stumbled in the same second', async () => {
    const stumbles = (): Promise<never> => Promise.reject(new DeskFailure({ code: 'unreadable', sent: 'answered' }));
    const { search } = asked({ all: Array.from({ length: 6 }, (_, n) => record(n, `DH-${n}`)), detail: stumbles });
    for (let n = 0; n < 6; n += 1) await expect(lookUp({ ...search, key: `DH-${n}` }, () => true)).rejects.toThrow();
  });
  test('is judged by the row where there is no detail', async () => {
    const { search } = asked({
      all: [record(1, 'DH-1')],
      detail: () => Promise.reject(new DeskFailure({ code: 'provider', sent: 'answered' })),
    });
    expect(await lookUp(search, () => true)).toMatchObject({ answer: 'same' });
  });
  test('several times is for a person', async () => {
    expect(await lookUp(asked({ all: [record(1, 'DH-1'), record(2, 'DH-1')] }).search, () => true)).toMatchObject({
      answer: 'several',
      records: [{}, {}],
    });
  });
  test('cancelled is not the order that was sent', async () => {
    const all = [{ ...record(1, 'DH-1'), cancelled_time: attempt }];
    expect(await lookUp(asked({ all }).search, () => true)).toMatchObject({ answer: 'different' });
  });
  test('a failing list is a failure, not an absence', async () => {
    const { search } = asked({ all: [] });
    await expect(
      lookUp({ ...search, list: () => Promise.reject(new DeskFailure({ code: 'timeout', sent: 'maybe' })) }, () => true),
    ).rejects.toMatchObject({ error: { code: 'timeout' } });
  });
});
