/** The label on a document is held against what the document says: the wrong label is asked about, whatever way it came there. */
import { describe, expect, it } from 'vitest';
import type { LabelCandidate, LabelSays } from '../../../contract/labels.ts';
import { labelFindings } from '../../../main/documents/labelFindings.ts';

const label = { file_id: 'a'.repeat(64), name: 'nhan.pdf', mime: 'application/pdf', size: 1 };
const sure = (...values: readonly string[]): LabelCandidate[] =>
  values.map((value) => ({ value, sources: [{ from: 'bars', page: 1 }], sure: 'sure' }));
const spx = 'SPXVN01234567890C';
const order = '260806ABCDE123';
const says = (more: Partial<Omit<LabelSays, 'facts'>> = {}, facts: Partial<LabelSays['facts']> = {}): LabelSays => ({
  pages: 1,
  read: 1,
  trouble: null,
  hasCodes: true,
  legible: true,
  disagrees: null,
  several: [],
  ...more,
  facts: { tracking: sure(spx), order: sure(order), package: [], platform: sure('shopee'), ...facts },
});
const right = {
  merchant_tracking_code_reference: 'DH-1',
  courier_tracking_code: spx,
  partner_tracking_code: order,
  platform: 'shopee',
  label,
};
const found = (body: object, said: LabelSays | null) =>
  labelFindings('shipment', body as Record<string, unknown>, { labelSays: () => said }).map(({ path, problem, severity, params }) => ({
    path,
    problem,
    severity,
    ...(params === undefined ? {} : { params }),
  }));

describe('a shipment', () => {
  it('with its own label has nothing against it; small letters and blanks around a code change nothing', () => {
    expect(found(right, says())).toEqual([]);
    expect(found({ ...right, courier_tracking_code: ` ${spx.toLowerCase()} ` }, says())).toEqual([]);
  });

  it('whose label no scanner could read once it is printed is asked about', () => {
    expect(found(right, says({ legible: false }))).toEqual([{ path: 'label', problem: 'labelFaint', severity: 'ask' }]);
    expect(found(right, says({ legible: null }))).toEqual([]);
  });

  it.each([
    ['courier_tracking_code', 'SPXVN099999999999', spx],
    ['partner_tracking_code', '260807ZZZZZ999', order],
    ['platform', 'tiktok', 'shopee'],
  ])('with the label of another one is asked about, at %s', (path, field, onLabel) => {
    expect(found({ ...right, [path]: field }, says())).toEqual([
      { path, problem: 'labelSays', severity: 'ask', params: { label: onLabel, field } },
    ]);
  });

  it('that is called by another order’s code than its label’s is asked about; a name of the merchant’s own is its business', () => {
    const other = { ...right, merchant_tracking_code_reference: '260807ZZZZZ999' };
    expect(found(other, says())).toMatchObject([{ path: 'merchant_tracking_code_reference', problem: 'labelSays', severity: 'ask' }]);
    expect(found({ ...right, merchant_tracking_code_reference: order }, says())).toEqual([]);
  });

  it('is offered the label’s code to take, and another file', () => {
    const [finding] = labelFindings('shipment', { ...right, courier_tracking_code: 'X-1' }, { labelSays: () => says() });
    expect(finding?.mends).toEqual([
      { do: 'set', path: 'courier_tracking_code', value: spx },
      { do: 'choose', path: 'label' },
    ]);
  });

  it('whose label says several things is asked about where none of them is in the field', () => {
    const two = says({}, { tracking: sure(spx, 'SPXVN099999999999') });
    expect(found(right, two)).toEqual([]);
    expect(found({ ...right, courier_tracking_code: 'SPXVN000000000000' }, two)).toMatchObject([{ problem: 'labelSays' }]);
  });

  it('is not asked about what its label only may say', () => {
    const perhaps = says({}, { tracking: [{ value: 'LZD0001', sources: [{ from: 'bars', page: 1 }], sure: 'perhaps' }] });
    expect(found(right, perhaps)).toEqual([]);
  });

  it('with a label whose bars and letters differ, or a file of several labels, is asked about', () => {
    expect(found(right, says({ disagrees: { bars: spx, text: 'SPXVN1' } }))).toMatchObject([
      { path: 'courier_tracking_code', problem: 'labelDisagrees', severity: 'ask' },
    ]);
    const several = [
      { page: 1, tracking: spx },
      { page: 2, tracking: 'SPXVN099999999999' },
    ];
    expect(found(right, says({ pages: 2, several }))).toEqual([
      { path: 'label', problem: 'labelSeveral', severity: 'ask', params: { count: 2, pages: 2 } },
    ]);
  });

  it('is told what could not be compared, and sent all the same', () => {
    const nothing = { tracking: [], order: [], package: [], platform: [] };
    expect(found(right, says({}, nothing))).toEqual([{ path: 'label', problem: 'labelSilent', severity: 'tell' }]);
    expect(found(right, says({ trouble: 'locked', pages: 0 }, nothing))).toEqual([
      { path: 'label', problem: 'labelNotRead', severity: 'tell', params: { why: 'locked' } },
    ]);
    expect(found(right, null)).toMatchObject([{ problem: 'labelNotRead', severity: 'tell' }]);
    expect(found({ ...right, courier_tracking_code: undefined }, says())).toMatchObject([{ problem: 'labelTells', severity: 'tell' }]);
    expect(found(right, says({ pages: 2 }))).toMatchObject([{ problem: 'labelPages', severity: 'tell' }]);
  });

  it('without a label has nothing to be held against', () => {
    expect(found({ ...right, label: undefined }, says())).toEqual([]);
  });
});

it('what has no label at all is not looked at', () => {
  expect(labelFindings('purchase-order', { label }, { labelSays: () => says() })).toEqual([]);
});
