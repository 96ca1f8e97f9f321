/** What can be done to a return: see the shipment it comes from, and cancel it. */
import type { ReturnRecord } from '../../../contract/kinds/return.ts';
import { isPossible } from '../../../contract/records.ts';
import { type Action, each } from '../../actions/action.ts';
import { go } from '../../stores/place.ts';

const openShipment: Action<ReturnRecord> = {
  id: 'return.openShipment',
  words: 'actions.openShipment',
  also: 'actions.also.return.openShipment',
  icon: 'outbound',
  where: ['returns'],
  says: ([{ shipment_tracking_code: code }], { t }) => t('returns.openShipment', { code }),
  whyNot: ({ shipment_tracking_code: code }, { t }) => (code === null ? t('returns.openShipment.none') : null),
  isHiddenWhenNot: true,
  run: ([{ shipment_tracking_code: code }]) => {
    if (code !== null) go({ screen: 'shipments', view: 'detail', code });
  },
};

const cancel: Action<ReturnRecord> = {
  id: 'return.cancel',
  words: 'returns.cancel',
  also: 'actions.also.cancel',
  icon: 'back',
  where: ['returns'],
  isDanger: true,
  named: ({ return_tracking_code: code }, { t }) => t('returns.cancel.confirm', { code }),
  whyNot: (record, { t }) => (isPossible('return.cancel', record) ? null : t('returns.cancel.already')),
  sends: { kind: 'return.cancel', code: ({ return_tracking_code }) => return_tracking_code },
  many: {
    says: 'returns.cancel.many',
    asks: { title: 'returns.cancel.many.title', text: 'returns.cancel.many.text', confirm: 'returns.cancel.many.confirm' },
  },
  asks: ({ return_tracking_code: code, merchant_return_tracking_code_reference: reference }, { t }) => ({
    title: t('returns.cancel.title', { code }),
    text: t('returns.cancel.text', { reference: reference ?? code }),
    confirm: t('returns.cancel.confirm', { code }),
    keep: t('records.keep'),
  }),
  run: each(({ return_tracking_code }, { desk }) => desk.call('outbox.act', { kind: 'return.cancel', body: { return_tracking_code } })),
};

export const returnActions = [openShipment, cancel];
