/** Files that become drafts: one each, called by their file; what makes none is named with its reason. */
import { describe, expect, test } from 'vitest';
import type { FileRef } from '../../../contract/documents/index.ts';
import type { DeskError, Outcome } from '../../../contract/errors.ts';
import type { LabelCandidate, LabelSays } from '../../../contract/labels.ts';
import type { ConnectionDesk } from '../../../renderer/bridge/desk.ts';
import { type GivenFile, draftsFromFiles } from '../../../renderer/features/files/draftsFromFiles.ts';
import { documentOf } from '../../../renderer/kinds/purchaseOrder/documents.ts';

const fileOf = (name: string, mime = 'application/pdf', bytes = name): FileRef => ({
  file_id: Buffer.from(bytes).toString('hex').padEnd(64, '0').slice(0, 64),
  name,
  mime,
  size: 1,
});
const taken = (name: string, ...rest: [mime?: string, bytes?: string]): GivenFile => ({
  name,
  stage: () => Promise.resolve({ ok: true, value: fileOf(name, ...rest) }),
});
const refused = (name: string, error: DeskError): GivenFile => ({ name, stage: () => Promise.resolve({ ok: false, error }) });

const unread: Outcome<LabelSays> = { ok: false, error: { code: 'fileUnreadable' } };

function deskThat(saves: (body: unknown) => Outcome<unknown> = () => ({ ok: true, value: { id: 'd', title: 't' } }), says = unread) {
  const bodies: unknown[] = [];
  const call = (verb: string, request: { body?: unknown }): Promise<Outcome<unknown>> => {
    if (verb === 'labels.read') return Promise.resolve(says);
    if (verb === 'drafts.begin') return Promise.resolve({ ok: true, value: { platform: 'shopee' } });
    bodies.push(request.body);
    return Promise.resolve(saves(request.body));
  };
  return { bodies, desk: { call } as unknown as ConnectionDesk };
}
const label = { place: 'waybill', bodyOf: (file: FileRef) => ({ label: file }) } as const;

describe('files let go on a list', () => {
  test('become a draft each, which starts as a new form does', async () => {
    const { desk, bodies } = deskThat();
    const made = await draftsFromFiles(desk, 'shipment', label, [taken('a.pdf'), taken('b.pdf')]);
    expect(bodies).toEqual([
      { platform: 'shopee', label: fileOf('a.pdf') },
      { platform: 'shopee', label: fileOf('b.pdf') },
    ]);
    expect(made).toMatchObject({ of: 2, left: [], drafts: [{}, {}] });
  });

  test('are filled by what their labels say, also in place of what was remembered; one that is unsure fills nothing', async () => {
    const says = (value: string, sure: LabelCandidate['sure']): LabelCandidate[] => [{ value, sources: [{ from: 'bars', page: 1 }], sure }];
    const facts = {
      tracking: says('X-1', 'perhaps'),
      order: says('580000000000000001', 'sure'),
      package: [],
      platform: says('tiktok', 'sure'),
    };
    const { desk, bodies } = deskThat(undefined, {
      ok: true,
      value: { pages: 1, read: 1, trouble: null, hasCodes: true, legible: true, disagrees: null, several: [], facts },
    });
    await draftsFromFiles(desk, 'shipment', label, [taken('a.pdf')]);
    expect(bodies).toEqual([
      {
        platform: 'tiktok',
        label: fileOf('a.pdf'),
        merchant_tracking_code_reference: '580000000000000001',
        partner_tracking_code: '580000000000000001',
      },
    ]);
  });

  test('with labels of several parcels are a pile, on pages of their own or on one; from another program they are told of', async () => {
    const tracking = (...values: readonly string[]): LabelCandidate[] =>
      values.map((value, index) => ({ value, sources: [{ from: 'bars', page: index + 1 }], sure: 'sure' }));
    const says = (codes: LabelCandidate[], several: LabelSays['several'] = []): Outcome<LabelSays> => ({
      ok: true,
      value: {
        pages: 1,
        read: 1,
        trouble: null,
        hasCodes: true,
        legible: true,
        disagrees: null,
        several,
        facts: { tracking: codes, order: [], package: [], platform: [] },
      },
    });
    const onPages = says(tracking('SPXVN01', 'SPXVN02'), [
      { page: 1, tracking: 'SPXVN01' },
      { page: 2, tracking: 'SPXVN02' },
    ]);
    for (const several of [onPages, says(tracking('SPXVN01', 'SPXVN02'))]) {
      const { desk, bodies } = deskThat(undefined, several);
      const file = new File(['%PDF-'], 'nhãn.pdf');
      const made = await draftsFromFiles(desk, 'shipment', label, [{ ...taken('nhãn.pdf'), file }, taken('thư.pdf')]);
      expect(bodies).toEqual([]);
      expect(made).toMatchObject({ of: 2, drafts: [], piles: [file], left: [{ name: 'thư.pdf', why: 'several' }] });
    }
    const { desk } = deskThat(undefined, says(tracking('SPXVN01')));
    expect(await draftsFromFiles(desk, 'shipment', label, [taken('a.pdf')])).toMatchObject({ piles: [], drafts: [{}] });
  });

  test('are all accounted for: a folder, a wrong kind, the same one twice, and what could not be saved', async () => {
    const { desk } = deskThat((body) =>
      JSON.stringify(body).includes('last.pdf') ? { ok: false, error: { code: 'diskFull' } } : { ok: true, value: { id: 'd' } },
    );
    const made = await draftsFromFiles(desk, 'shipment', label, [
      refused('thư mục', { code: 'fileIsFolder' }),
      taken('bảng.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
      taken('a.pdf', 'application/pdf', 'same'),
      taken('a (1).pdf', 'application/pdf', 'same'),
      taken('last.pdf'),
    ]);
    expect(made.drafts).toHaveLength(1);
    expect(made.left).toEqual([
      { name: 'thư mục', why: 'refused', error: { code: 'fileIsFolder' } },
      { name: 'bảng.xlsx', why: 'wrongKind', place: 'waybill' },
      { name: 'a (1).pdf', why: 'same', as: 'a.pdf' },
      { name: 'last.pdf', why: 'refused', error: { code: 'diskFull' } },
    ]);
  });
});

describe('a paper of a purchase order', () => {
  test.each([
    ['Hóa đơn số 12.pdf', 3, 'INVOICE'],
    ['HOA_DON-2024.pdf', 3, 'INVOICE'],
    ['commercial-invoice.pdf', 1, 'INVOICE'],
    ['scan001.pdf', 0, 'INVOICE'],
    ['packing list.xlsx', 0, ''],
    ['Phiếu đóng gói.pdf', 0, ''],
    ['scan002.pdf', 1, ''],
  ])('%s beside %i others is taken for "%s"', (name, others, type) => {
    expect(documentOf(fileOf(name), Array.from({ length: others })).document_type).toBe(type);
  });
});
