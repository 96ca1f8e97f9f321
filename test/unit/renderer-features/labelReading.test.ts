/** A label in a form: what it says is put into empty fields, held against filled ones, and never covers what was typed meanwhile. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { LabelCandidate, LabelSays } from '../../../contract/labels.ts';
import { createLabelReading, differing } from '../../../renderer/features/documentForm/labelReading.ts';

const spx = 'SPXVN01234567890C';
const order = '260806ABCDE123';
const sure = (...values: readonly string[]): LabelCandidate[] =>
  values.map((value) => ({ value, sources: [{ from: 'bars', page: 1 }], sure: 'sure' }));
const says = (more: Partial<LabelSays> = {}): LabelSays => ({
  pages: 1,
  read: 1,
  trouble: null,
  hasCodes: true,
  legible: true,
  disagrees: null,
  several: [],
  facts: { tracking: sure(spx), order: sure(order), package: [], platform: sure('shopee') },
  ...more,
});
const label = (name: string) => ({ file_id: name.padEnd(64, '0'), name, mime: 'application/pdf', size: 1 });

let values: Record<string, unknown>;
beforeEach(() => {
  values = {
    merchant_tracking_code_reference: '',
    courier_tracking_code: '',
    partner_tracking_code: '',
    platform: 'tiktok',
    label: null,
  };
});

/** A form with a label whose reading ends when it is told to. */
function formWith(remembered: Record<string, unknown> = {}) {
  const answers: ((says: LabelSays) => Promise<void>)[] = [];
  const taken: string[][] = [];
  const reading = createLabelReading({
    desk: {
      call: (() =>
        new Promise((resolve) => {
          answers.push(async (value) => {
            resolve({ ok: true, value });
            await new Promise((done) => void setImmediate(done));
          });
        })) as never,
    },
    kind: 'shipment',
    form: { getValues: ((name?: string) => (name === undefined ? values : values[name])) as never },
    draftId: () => null,
    remembered,
    put: (field, value) => {
      values[field] = value;
      reading.changed(field);
    },
    onTaken: (fields) => taken.push([...fields]),
  });
  return {
    reading,
    answers,
    taken,
    drop: (name: string) => {
      values['label'] = label(name);
      reading.changed('label');
    },
  };
}

describe('a label that is dropped', () => {
  it('fills what is empty, and one step takes it all back', async () => {
    const { reading, answers, drop, taken } = formWith();
    drop('a');
    expect(reading.state.getState().stands).toBe('reading');
    await answers[0]?.(says());
    expect(values).toMatchObject({ merchant_tracking_code_reference: order, courier_tracking_code: spx, partner_tracking_code: order });
    expect(taken).toEqual([['merchant_tracking_code_reference', 'courier_tracking_code', 'partner_tracking_code']]);
    expect(differing(reading.state.getState()).map(({ field }) => field)).toEqual(['platform']);
    expect(reading.state.getState().isFresh).toBe(true);
    reading.changed('note');
    expect(reading.state.getState().isFresh).toBe(false);
    values['partner_tracking_code'] = 'changed since';
    reading.undo();
    expect(values).toMatchObject({
      merchant_tracking_code_reference: '',
      courier_tracking_code: '',
      partner_tracking_code: 'changed since',
      platform: 'tiktok',
    });
  });

  it('covers nothing that was typed while it was read', async () => {
    const { answers, drop, reading } = formWith();
    drop('a');
    values['courier_tracking_code'] = 'SPXVN099999999999';
    await answers[0]?.(says());
    expect(values['courier_tracking_code']).toBe('SPXVN099999999999');
    expect(differing(reading.state.getState()).map(({ field }) => field)).toContain('courier_tracking_code');
  });

  it('and taken out, or replaced by another one, says nothing any more when its answer comes', async () => {
    const { reading, answers, drop } = formWith();
    drop('a');
    drop('b');
    await answers[0]?.(says());
    expect(reading.state.getState().stands).toBe('reading');
    expect(values['courier_tracking_code']).toBe('');
    values['label'] = null;
    reading.changed('label');
    await answers[1]?.(says());
    expect(reading.state.getState().stands).toBe('none');
    expect(values['courier_tracking_code']).toBe('');
  });

  it('takes the place of what was remembered from the shipment before, and of nothing that was chosen', async () => {
    const one = formWith({ platform: 'tiktok' });
    one.drop('a');
    await one.answers[0]?.(says());
    expect(values['platform']).toBe('shopee');
    one.reading.undo();
    expect(values['platform']).toBe('tiktok');
  });

  it('with labels of several parcels, two codes, or one that only may be so, fills nothing of it', async () => {
    const { answers, drop } = formWith();
    drop('a');
    const several = [
      { page: 1, tracking: spx },
      { page: 2, tracking: 'SPXVN099999999999' },
    ];
    await answers[0]?.(says({ pages: 2, several }));
    expect(values['courier_tracking_code']).toBe('');
    drop('b');
    const facts = { ...says().facts, tracking: sure(spx, 'SPXVN099999999999'), order: [{ ...sure(order)[0]!, sure: 'perhaps' as const }] };
    await answers[1]?.(says({ facts }));
    expect([values['courier_tracking_code'], values['partner_tracking_code']]).toEqual(['', '']);
  });
});

describe('a field that says another thing than the label', () => {
  it('is told when it is left, not while it is being written, and no more once it is mended', async () => {
    const { reading, answers, drop } = formWith({ platform: 'tiktok' });
    drop('a');
    await answers[0]?.(says());
    values['courier_tracking_code'] = 'SPX';
    reading.changed('courier_tracking_code');
    expect(differing(reading.state.getState())).toEqual([]);
    reading.left();
    expect(differing(reading.state.getState())).toMatchObject([{ field: 'courier_tracking_code', value: 'SPX' }]);
    reading.take('courier_tracking_code', spx);
    expect(differing(reading.state.getState())).toEqual([]);
  });

  it('is kept by a person’s word, as long as it is not changed', async () => {
    const { reading, answers, drop } = formWith();
    drop('a');
    await answers[0]?.(says());
    const finding = {
      path: 'platform',
      problem: 'labelSays',
      severity: 'ask',
      params: { label: 'shopee', field: 'tiktok' },
      mends: [],
    } as const;
    expect(reading.isKept({ ...finding, mends: [] })).toBe(false);
    reading.keep('platform');
    expect(differing(reading.state.getState())).toEqual([]);
    expect(reading.isKept({ ...finding, mends: [] })).toBe(true);
    expect(reading.isKept({ ...finding, mends: [], params: { label: 'shopee', field: 'lazada' } })).toBe(false);
    expect(reading.isKept({ ...finding, mends: [], problem: 'unknownPlatform' })).toBe(false);
  });
});

it('a draft that is opened again is held against its label, and nothing is filled', async () => {
  const { reading, answers } = formWith();
  values['label'] = label('a');
  reading.opened();
  await answers[0]?.(says());
  expect(values['courier_tracking_code']).toBe('');
  expect(reading.state.getState().held.map(({ field, stands }) => [field, stands])).toContainEqual(['courier_tracking_code', 'empty']);
});
