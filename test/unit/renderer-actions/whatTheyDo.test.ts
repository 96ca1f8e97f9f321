/**
 * Walks the registry with something to do each action to: where it can be done, where not and why, what it has done, and what it asks
 * before.
 */
import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import { ReturnRecord } from '../../../contract/kinds/return.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import type { Action, Situation } from '../../../renderer/actions/action.ts';
import { underWay } from '../../../renderer/actions/action.ts';
import type { ConnectionDesk } from '../../../renderer/bridge/desk.ts';
import { readMessages } from '../../../renderer/messages/index.ts';
import { allActions } from '../../../renderer/shell/allActions.ts';

const languages = ['vi', 'en'] as const;
const messages = { vi: await readMessages('vi'), en: await readMessages('en') };
const now = 1_800_000_000_000;

function situationIn(language: (typeof languages)[number], given: Partial<Situation> = {}): Situation {
  const intl = createIntl({ locale: language, messages: messages[language] });
  const t: Situation['t'] = (id, values) => intl.formatMessage({ id }, values as Record<string, string>);
  return { t, intl, now, sending: 'running', key: 'present', writing: 'locked', operator: 'Lan', uploads: {}, ...given } as Situation;
}

type At = readonly [subject: unknown, situation?: Partial<Situation>];
interface Sample {
  readonly can: readonly At[];
  readonly cannot: readonly At[];
}

const product = (status: string) => ProductRecord.parse({ oasin: 'OASIN1', sku: 'AT-01', name: 'Áo', status });
const order = (status: string) => PurchaseOrderRecord.parse({ po_code: 'PO1', merchant_po_reference: 'PO-1', status });
const shipment = (given: object) => ShipmentRecord.parse({ tracking_code: 'T1', merchant_tracking_code_reference: 'DH-1', ...given });
const back = (given: object) => ReturnRecord.parse({ return_tracking_code: 'R1', ...given });
const row = (state: string, given: object = {}) => ({
  id: 'a',
  kind: 'shipment',
  naturalKey: 'DH-1',
  state,
  leavesAt: now,
  draftId: null,
  code: null,
  attention: null,
  ...given,
});
const asked = row('needs_attention', { attention: { reason: 'asked' } });
const decided: Sample = { can: [[asked]], cannot: [[row('unknown')]] };
const form = (busy: string | null) => ({ busy, check: () => undefined, send: () => undefined, sendAnyway: () => undefined });
const ofForm: Sample = { can: [[form(null)]], cannot: [[form('sending')]] };

const intake = (stage: string, counts: object = { sendable: 2, ask: 0 }, stranger = 0) => ({
  id: 'a',
  labels: { stranger },
  name: 'Order.xlsx',
  stage,
  counts,
  batch: null,
  progress: null,
});
const ofIntake = (stage: string, given: object = {}) => ({
  intake: intake(stage),
  row: { id: 'd', state: 'new', isLeftOut: false, ...given },
});

/** An order that came again with another code; `next`: what can be done. */
const changed = (next: string) => ({
  state: 'changed',
  problem: { problem: 'orderChanged', params: { where: 'outbox', id: 'x', next } },
});

/** By the id of the action: where it can be done, and where it cannot. Whatever can be impossible is in it. */
const samples: Readonly<Record<string, Sample>> = {
  'product.assign': { can: [[product('NEW')]], cannot: [[product('ACTIVE')]] },
  'product.deactivate': { can: [[product('ACTIVE')], [product('NEW')]], cannot: [[product('INACTIVE')]] },
  'purchase-order.cancel': {
    can: [[order('TRANSIT')], [order('ON_THE_MOON')]],
    cannot: [[order('COMPLETED')], [order('CANCELLED')]],
  },
  'purchase-order.claim': { can: [[order('COMPLETED')]], cannot: [[order('TRANSIT')], [order('CANCELLED')]] },
  'shipment.cancel': {
    can: [[shipment({ status_info: 'NEW' })]],
    cannot: [
      [shipment({ status_info: 'CANCELLED' })],
      [shipment({ handover_time: 1_764_000_000 })],
      [shipment({ status_info: { value: 300, label: 'Đã bàn giao' } })],
    ],
  },
  'shipment.print': {
    can: [[shipment({ label_url: 'https://files.example/l.pdf' })], [shipment({})]],
    cannot: [[shipment({ label_url: null })], [shipment({ label_url: '' })]],
  },
  'return.openShipment': { can: [[back({ shipment_tracking_code: 'T1' })]], cannot: [[back({})]] },
  'return.cancel': { can: [[back({ status: 'NEW' })]], cannot: [[back({ status: 'CANCELLED' })]] },
  'operator.lock': { can: [[null]], cannot: [[null, { operator: null }]] },
  'writing.unlock': {
    can: [[null]],
    cannot: [
      [null, { writing: 'open' }],
      [null, { writing: 'always' }],
    ],
  },
  'writing.lock': { can: [[null, { writing: 'open' }]], cannot: [[null], [null, { writing: 'always' }]] },
  'outbox.undo': { can: [[row('queued')]], cannot: [[row('sending')], [row('confirmed')]] },
  'outbox.edit': { can: [[row('rejected', { draftId: 'd' })]], cannot: [[row('rejected')], [row('queued', { draftId: 'd' })]] },
  'outbox.lookUp': {
    can: [[row('unknown')], [asked]],
    cannot: [[row('queued')], [row('needs_attention', { attention: { reason: 'unreadable' } })]],
  },
  'outbox.decideNow': { can: [[row('unknown')]], cannot: [[row('queued')], [asked]] },
  'outbox.cancelUpload': {
    can: [[row('sending'), { uploads: { a: { label: 'nhãn.pdf', sent: 1, total: 2 } } as never }]],
    cannot: [[row('sending')], [row('sending'), { uploads: { a: { label: 'nhãn.pdf', sent: 2, total: 2 } } as never }]],
  },
  'outbox.openRecord': { can: [[row('confirmed', { code: 'T1' })]], cannot: [[row('confirmed')], [row('sending', { code: 'T1' })]] },
  'outbox.itIsThere': decided,
  'outbox.sendAgain': { ...decided, cannot: [...decided.cannot, [row('needs_attention', { attention: { reason: 'unreadable' } })]] },
  'outbox.giveUp': decided,
  'outbox.pause': {
    can: [[null]],
    cannot: [
      [null, { sending: 'pausedByOperator' }],
      [null, { sending: 'pausedForKey' }],
    ],
  },
  'outbox.resume': {
    can: [
      [null, { sending: 'pausedByOperator' }],
      [null, { sending: 'pausedForKey', key: 'refused' }],
    ],
    cannot: [[null], [null, { sending: 'pausedForKey', key: 'missing' as never }]],
  },
  'intake.send': {
    can: [
      [intake('ready'), { writing: 'open' }],
      [intake('needsMapping'), { writing: 'always' }],
      [intake('ready', { sendable: 0, ask: 1 }), { writing: 'open' }],
      // What was left, or taken back, may go afterwards.
      [intake('done', { sendable: 0, ask: 1 }), { writing: 'open' }],
      [intake('undone'), { writing: 'open' }],
    ],
    cannot: [
      [intake('ready')],
      [intake('reading'), { writing: 'open' }],
      [intake('checking'), { writing: 'open' }],
      [intake('sending'), { writing: 'open' }],
      [intake('ready', { sendable: 0, ask: 0 }), { writing: 'open' }],
    ],
  },
  'intake.pause': { can: [[intake('sending')]], cannot: [[intake('paused')], [intake('ready')]] },
  'intake.resume': {
    can: [[intake('paused'), { writing: 'open' }]],
    cannot: [[intake('paused')], [intake('sending'), { writing: 'open' }]],
  },
  'intake.undo': { can: [[intake('sending')], [intake('paused')]], cannot: [[intake('ready')], [intake('done')]] },
  'intake.makeDrafts': { can: [[intake('ready', {}, 3)]], cannot: [[intake('ready')], [intake('sending', {}, 3)]] },
  'intake.remove': { can: [[intake('ready')], [intake('done')]], cannot: [[intake('sending')], [intake('paused')]] },
  'intake.leaveOut': {
    can: [[ofIntake('ready')]],
    cannot: [
      [ofIntake('ready', { isLeftOut: true })],
      [ofIntake('ready', { state: 'error' })],
      [ofIntake('done', { isSent: true })],
      [ofIntake('sending')],
    ],
  },
  'intake.takeIn': {
    can: [[ofIntake('ready', { isLeftOut: true })], [ofIntake('done', { isLeftOut: true })]],
    cannot: [[ofIntake('ready')], [ofIntake('sending', { isLeftOut: true })]],
  },
  'intake.takeOver': {
    can: [
      [ofIntake('ready', changed('take')), { writing: 'open' }],
      [ofIntake('done', changed('take')), { writing: 'always' }],
    ],
    cannot: [
      [ofIntake('ready', changed('take'))],
      [ofIntake('ready', changed('cancel')), { writing: 'open' }],
      [ofIntake('sending', changed('take')), { writing: 'open' }],
      [ofIntake('ready'), { writing: 'open' }],
    ],
  },
  'intake.openThere': { can: [[ofIntake('ready', changed('cancel'))], [ofIntake('done', changed('take'))]], cannot: [[ofIntake('ready')]] },
  'intake.check': { can: [[intake('ready')], [intake('done')]], cannot: [[intake('sending')], [intake('checking')]] },
  'form.check': ofForm,
  'form.send': ofForm,
  'form.sendAndNext': ofForm,
  'form.sendAnyway': ofForm,
};

type Any = Action<unknown>;
const sampled = Object.entries(samples).map(([id, sample]) => {
  const action = (allActions as unknown as readonly Any[]).find((each) => each.id === id);
  if (action === undefined) throw new Error(`no action ${id}`);
  return { id, action, sample };
});

test('whatever cannot be done at times is looked at here', () => {
  const impossible = allActions.filter(({ whyNot }) => whyNot !== undefined).map(({ id }) => id);
  expect(Object.keys(samples).toSorted()).toEqual(impossible.toSorted());
});

describe.each(languages)('in %s', (language) => {
  test.each(sampled)('$id says in words why it cannot be done, and nothing where it can', ({ action, sample }) => {
    const why = ([subject, given]: At) => action.whyNot?.(subject, situationIn(language, given));
    expect(sample.can.map(why)).toEqual(sample.can.map(() => null));
    for (const said of sample.cannot.map(why)) {
      expect(said).toMatch(/\p{L}{2}.*\s.*\p{L}{2}/u);
      // Nothing is left to be filled in, and no id stands for its words.
      expect(said).not.toMatch(/[{}]|^[a-z]+\.[a-zA-Z.]+$/u);
    }
  });
});

/** All that it asks of a desk that refuses everything. */
function doneBy({ action, sample }: (typeof sampled)[number]): (readonly [verb: string, request: unknown])[] {
  const calls: (readonly [string, unknown])[] = [];
  const call = (verb: string, request: unknown) => {
    calls.push([verb, request]);
    return Promise.resolve({ ok: false, error: { code: 'notFound' } });
  };
  const [subject] = sample.can[0] ?? [];
  void action.run([subject], { desk: { connection: 'practice', call } as unknown as ConnectionDesk }, {});
  return calls;
}
/** Those that only speak to the desk. */
const speaking = sampled.filter(({ id }) => !/^(form|operator)\.|\.(openShipment|openRecord)$/.test(id));

test('what goes to the provider cannot be done again while it is on its way', () => {
  const acting = speaking.filter((each) => doneBy(each).some(([verb]) => verb === 'outbox.act'));
  expect(acting.map(({ id }) => id).toSorted()).toEqual([
    'product.assign',
    'product.deactivate',
    'purchase-order.cancel',
    'return.cancel',
    'shipment.cancel',
  ]);
  for (const each of acting) {
    const { action, sample } = each;
    const [subject] = sample.can[0] ?? [];
    const [[, request] = []] = doneBy(each);
    const { kind, body } = request as { readonly kind: string; readonly body: Readonly<Record<string, unknown>> };
    const [code] = Object.values(body).filter((value) => typeof value === 'string');
    expect(action.sends?.kind).toBe(kind);
    const item = (state: string) => [{ kind, naturalKey: code, state }] as never;
    expect(underWay(action, subject, item('queued')), each.id).not.toBeNull();
    expect(underWay(action, subject, item('confirmed')), each.id).toBeNull();
  }
});

test('what cannot be taken back asks before: what is cancelled or put out of use, sent once more, or given up', () => {
  const final = (verb: string, request: unknown): boolean =>
    (verb === 'outbox.act' && /\.(cancel|deactivate)$/.test((request as { readonly kind: string }).kind)) ||
    (verb === 'outbox.resolve' && (request as { readonly decision: string }).decision !== 'itIsThere');
  const finals = speaking.filter((each) => doneBy(each).some(([verb, request]) => final(verb, request)));
  expect(finals.map(({ id }) => id).toSorted()).toEqual([
    'outbox.giveUp',
    'outbox.sendAgain',
    'product.deactivate',
    'purchase-order.cancel',
    'return.cancel',
    'shipment.cancel',
  ]);
  // What is sent once more takes nothing away.
  expect(finals.filter(({ action }) => action.isDanger !== true).map(({ id }) => id)).toEqual(['outbox.sendAgain']);
  for (const language of languages)
    for (const { id, action, sample } of finals) {
      const [subject] = sample.can[0] ?? [];
      const question = action.asks?.(subject, situationIn(language));
      expect(question, id).toBeDefined();
      // "Cancel shipment T1", never "OK".
      expect(question?.confirm, id).toMatch(/AT-01|PO1|T1|R1|DH-1/);
      expect(question?.text, id).toMatch(/\p{L}{2}.*\s.*\p{L}{2}/u);
    }
});
