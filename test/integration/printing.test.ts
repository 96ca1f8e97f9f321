/** What is printed counts, what failed does not, and what nobody saw the end of is said to be perhaps printed. A whole desk in practice. */
import { describe, expect, it } from 'vitest';
import { practiceConnectionId } from '../../contract/connection.ts';
import { journalPage } from '../../contract/journal.ts';
import type { ToPrint } from '../../contract/printing.ts';

import type { PressEnd } from '../../main/desk/press.ts';
import { recordQuery } from '../unit/store/recordQuery.ts';
import { type Job, recordingPress } from './press.ts';
import { type Running, newFolder, start } from './wholeDesk.ts';

type Given = Parameters<typeof recordingPress>[0];
interface Printing extends Running {
  readonly jobs: readonly Job[];
  readonly folder: string;
}

async function practising(given: Given = {}, folder = newFolder()): Promise<Printing> {
  const { press, jobs } = recordingPress(given);
  const desk = await start(folder, { press });
  await desk.get('connections.open', { id: practiceConnectionId });
  return Object.assign(desk, { jobs, folder });
}

/** Packages of purchase orders of practice, newest order first. */
async function cartons(desk: Running, count: number): Promise<ToPrint[]> {
  const query = recordQuery({ kind: 'purchase-order' });
  await desk.get('records.list', { ...query, refresh: true });
  await desk.until('orders come', async () => (await desk.get('records.list', query)).rows.length > 5);
  const { rows } = await desk.get('records.list', query);
  const packages = await desk.get('printing.packages', { codes: rows.slice(0, 16).map(({ code }) => code) });
  expect(packages.length).toBeGreaterThanOrEqual(count);
  return packages.slice(0, count);
}

const onZebra = { printer: 'zebra', paper: 'label100x150' } as const;
const print = (desk: Running, things: readonly ToPrint[], copies = 1) =>
  desk.get('printing.print', { what: 'carton', things: [...things], preset: onZebra, copies });
const known = async (desk: Running, { code, part }: ToPrint) =>
  (await desk.get('printing.printed', { what: 'carton', codes: [code] })).find((each) => each.part === part);
const entries = async (desk: Running) => {
  const { entries: all } = await desk.get('journal.list', journalPage({ facets: { what: ['print'] } }));
  return all.flatMap((entry) => (entry.what === 'print' ? [entry] : []));
};
const codesOf = (jobs: readonly Job[]): string[] =>
  jobs.flatMap(({ things }) => things.map((thing) => (thing.kind === 'carton' ? thing.code : thing.kind)));

describe('labels of cartons', () => {
  it('come in the order in which they were asked for, each with its order, its place and its warehouse', async () => {
    const desk = await practising();
    const wanted = (await cartons(desk, 9)).toReversed();
    expect(await print(desk, wanted, 2)).toEqual({ printed: 9, left: [] });
    expect(codesOf(desk.jobs)).toEqual(wanted.map(({ part }) => part));
    expect(desk.jobs.every(({ printer, copies }) => printer === 'zebra' && copies === 2)).toBe(true);
    const [first] = desk.jobs[0]?.things ?? [];
    expect(first).toMatchObject({
      kind: 'carton',
      order: wanted[0]?.code,
      mark: '',
      position: expect.stringMatching(/^\d+ \/ \d+$/) as string,
    });
  });

  it('are marked as printed again from the second time on, on the paper, on the screen and in the journal', async () => {
    const desk = await practising();
    const [one] = (await cartons(desk, 1)) as [ToPrint];
    await print(desk, [one]);
    await print(desk, [one]);
    expect(desk.jobs.map(({ things }) => (things[0]?.kind === 'carton' ? things[0].mark : ''))).toEqual(['', 'In lại · lần 2']);
    expect(await known(desk, one)).toMatchObject({ times: 2, maybeAt: null });
    expect(await entries(desk)).toMatchObject([
      { event: 'printed', times: 2, code: one.code, part: one.part, printer: 'zebra', copies: 1, error: null },
      { event: 'printed', times: 1 },
    ]);
    expect(await desk.get('journal.verify', undefined)).toMatchObject({ broken: null });
  });
});

describe('what fails', () => {
  it.each([
    ['failed', 'printFailed'],
    ['cancelled', 'printCancelled'],
  ] as const)('is not counted, and what comes behind stays (%s)', async (end, code) => {
    const desk = await practising({ ends: ['printed', end] });
    const things = await cartons(desk, 20);
    const { printed, left } = await print(desk, things);
    expect(printed).toBe(8);
    expect(left.map(({ part }) => part)).toEqual(things.slice(8).map(({ part }) => part));
    expect(left.map(({ error }) => error.code)).toEqual([...Array<string>(8).fill(code), ...Array<string>(4).fill('printStopped')]);
    expect(await known(desk, things[8] as ToPrint)).toBeUndefined();
    expect((await known(desk, things[0] as ToPrint))?.times).toBe(1);
    expect((await entries(desk)).filter(({ event }) => event === 'failed')).toHaveLength(8);
  });

  it('is told by name before anything is printed: no printer, one that is gone, one that is stopped', async () => {
    const ask = async (printers: NonNullable<Given['printers']>) => {
      const desk = await practising({ printers });
      const [thing] = (await cartons(desk, 1)) as [ToPrint];
      const outcome = await desk.ask('printing.print', { what: 'carton', things: [thing], preset: onZebra, copies: 1 });
      expect(await desk.get('printing.printed', { what: 'carton', codes: [thing.code] })).toEqual([]);
      return outcome.ok ? null : outcome.error.code;
    };
    expect(await ask([])).toBe('printNoPrinter');
    expect(await ask([{ name: 'office', label: 'Office', isStopped: false }])).toBe('printPrinterGone');
    expect(await ask([{ name: 'zebra', label: 'Zebra', isStopped: true }])).toBe('printPrinterStopped');
  });

  it('is what takes the window that draws along, alone: what lies beside it is printed, and nothing twice', async () => {
    const given: { crashesOn?: ToPrint } = {};
    const desk = await practising(given);
    const things = await cartons(desk, 12);
    const bad = things[9] as ToPrint;
    given.crashesOn = bad;
    const { printed, left } = await print(desk, things);
    expect(left).toEqual([{ ...bad, error: { code: 'printUnreadable' } }]);
    expect([printed, codesOf(desk.jobs)]).toEqual([11, things.flatMap(({ part }, at) => (at === 9 ? [] : [part]))]);
    const preview = await desk.ask('printing.look', { what: 'carton', thing: bad, paper: 'label100x150' });
    expect(preview).toMatchObject({ ok: false, error: { code: 'printUnreadable' } });
  });

  it('is a shipment without a label, and the next one is printed all the same', async () => {
    const desk = await practising();
    const query = recordQuery({ kind: 'shipment' });
    await desk.get('records.list', { ...query, refresh: true });
    await desk.until('shipments come', async () => (await desk.get('records.list', query)).rows.length > 0);
    const [row] = (await desk.get('records.list', query)).rows;
    const thing = { code: row?.code ?? '', part: null };
    const answer = await desk.get('printing.print', { what: 'label', things: [thing], preset: onZebra, copies: 1 });
    expect(answer).toEqual({ printed: 0, left: [{ ...thing, error: { code: 'printNoLabel' } }] });
  });

  it('and a second job while one is printed is refused', async () => {
    const end = Promise.withResolvers<PressEnd>();
    const desk = await practising({ ends: [end.promise] });
    const things = await cartons(desk, 1);
    const first = print(desk, things);
    await desk.until('it is with the printer', () => desk.jobs.length === 1);
    const second = await desk.ask('printing.print', { what: 'carton', things, preset: onZebra, copies: 1 });
    expect(second).toMatchObject({ ok: false, error: { code: 'printBusy' } });
    end.resolve('printed');
    expect(await first).toEqual({ printed: 1, left: [] });
  });
});

it('A desk that ends while the printer is at work says afterwards that it may have been printed', async () => {
  const desk = await practising({ ends: [new Promise<PressEnd>(() => undefined)] });
  const [one] = (await cartons(desk, 1)) as [ToPrint];
  void desk.ask('printing.print', { what: 'carton', things: [one], preset: onZebra, copies: 1 });
  await desk.until('it is with the printer', () => desk.jobs.length === 1);
  await desk.desk.close();

  const again = await practising({}, desk.folder);
  const record = await known(again, one);
  expect(record).toMatchObject({ times: 0, at: null });
  expect(record?.maybeAt).not.toBeNull();
  expect(await entries(again)).toMatchObject([{ event: 'maybe', times: 0, error: 'printMaybe', code: one.code }]);
  // Once it is printed for sure, nobody has to look into the tray.
  await print(again, [one]);
  expect(await known(again, one)).toMatchObject({ times: 1, maybeAt: null });
});

it('Each kind of thing keeps its printer and its paper', async () => {
  const desk = await practising();
  await desk.get('printing.setPreset', { what: 'bill', preset: { printer: 'office', paper: 'a5' } });
  expect(await desk.get('printing.presets', undefined)).toMatchObject({
    bill: { printer: 'office', paper: 'a5' },
    label: { printer: null, paper: 'own' },
  });
});

it('Only a file of a record that was shown can be dragged out, under a name that people know', async () => {
  const desk = await practising();
  const [{ code }] = (await cartons(desk, 1)) as [ToPrint];
  const drag = { kind: 'purchase-order', code, field: 'bill' } as const;
  expect(await desk.ask('files.drag', drag)).toMatchObject({ ok: false, error: { code: 'notFound' } });
  await desk.get('purchaseOrders.bill', { code });
  await desk.get('files.drag', drag);
  expect(desk.dragged).toHaveLength(1);
  expect(desk.dragged[0]).toMatch(new RegExp(`[/\\\\]${code}\\.pdf$`));
  // SECURITY: a field is no path.
  expect(await desk.ask('files.drag', { ...drag, field: '../../desk.sqlite' })).toMatchObject({ ok: false, error: { code: 'notFound' } });
});
