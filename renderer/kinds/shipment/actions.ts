/** What can be done to a shipment: cancel it before handover, or take the goods back after it. */
import type { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { type Action, type Situation, each } from '../../actions/action.ts';
import { draftSaved } from '../../stores/drafts.ts';
import { go } from '../../stores/place.ts';
import { formatTime } from '../../ui/index.ts';
import { anotherOf, linesOf } from '../../features/records/actions.ts';
import { returnOf } from '../return/returnShape.ts';
import { printing } from '../../features/printing/actions.ts';
import { whyNotCancellable } from './progress.ts';

/** The return starts as a draft, so that it is kept even if the operator is called away at once. */
const startReturn: Action<ShipmentRecord> = {
  id: 'shipment.return',
  words: 'shipments.return',
  also: 'actions.also.shipment.return',
  icon: 'back',
  where: ['shipments'],
  named: ({ tracking_code: code }, { t }) => t('shipments.return.named', { code }),
  run: each(
    (shipment, { desk }) => desk.call('drafts.save', { id: crypto.randomUUID(), kind: 'return', body: returnOf(shipment) }),
    (draft) => {
      draftSaved(draft);
      go({ screen: 'returns', view: 'form', draftId: draft.id });
    },
  ),
};

/** Why it cannot be cancelled any more, in words; `null` while it can. */
function whyNot(shipment: ShipmentRecord, { t, intl, now }: Situation): string | null {
  const why = whyNotCancellable(shipment);
  if (why === null) return null;
  if (why === 'already') return t('shipments.cancel.already');
  const time = shipment.handover_time;
  return time === null ? t('shipments.cancel.handedOverNoTime') : t('shipments.cancel.handedOver', { time: formatTime(intl, time, now) });
}

const cancel: Action<ShipmentRecord> = {
  id: 'shipment.cancel',
  words: 'shipments.cancel',
  also: 'actions.also.cancel',
  icon: 'outbound',
  where: ['shipments'],
  isDanger: true,
  named: ({ tracking_code: code }, { t }) => t('shipments.cancel.confirm', { code }),
  whyNot,
  sends: { kind: 'shipment.cancel', code: ({ tracking_code }) => tracking_code },
  many: {
    says: 'shipments.cancel.many',
    asks: { title: 'shipments.cancel.many.title', text: 'shipments.cancel.many.text', confirm: 'shipments.cancel.many.confirm' },
  },
  asks: ({ tracking_code: code, merchant_tracking_code_reference: reference }, { t }) => ({
    title: t('shipments.cancel.title', { code }),
    text: t('shipments.cancel.text', { reference: reference ?? code }),
    confirm: t('shipments.cancel.confirm', { code }),
    keep: t('records.keep'),
  }),
  run: each(({ tracking_code }, { desk }) => desk.call('outbox.act', { kind: 'shipment.cancel', body: { tracking_code } })),
};

const another = anotherOf('shipment', ({ warehouse_code, platform, items, note }) => ({
  warehouse_code: warehouse_code ?? '',
  platform: platform ?? '',
  items: linesOf(items),
  note: note ?? '',
}));

const print = printing<ShipmentRecord>({
  id: 'shipment.print',
  what: 'label',
  also: 'actions.also.print',
  icon: 'draft',
  keys: ['Ctrl+P'],
  where: ['shipments'],
  codeOf: ({ tracking_code: code }) => code,
  // The list may not tell of it: then it is asked for.
  whyNot: ({ label_url: label }, { t }) => (label === null || label === '' ? t('printing.noLabel') : null),
});

export const shipmentActions = [print, startReturn, another, cancel];
