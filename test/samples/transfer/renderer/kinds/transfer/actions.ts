/** What can be done to a transfer: to cancel it while the goods are on their way. */
import type { TransferRecord } from '../../../contract/kinds/transfer.ts';
import { statusOf } from '../../../contract/records.ts';
import { type Action, each } from '../../actions/action.ts';

const cancel: Action<TransferRecord> = {
  id: 'transfer.cancel',
  words: 'transfers.act.cancel',
  also: 'actions.also.cancel',
  icon: 'outbound',
  where: ['transfers'],
  isDanger: true,
  named: ({ transfer_code: code }, { t }) => t('transfers.cancel.confirm', { code }),
  whyNot: (transfer, { t }) => (statusOf('transfer', transfer) === 'ON_THE_WAY' ? null : t('transfers.cancel.tooLate')),
  sends: { kind: 'transfer.cancel', code: ({ transfer_code }) => transfer_code },
  asks: ({ transfer_code: code, merchant_transfer_reference: reference }, { t }) => ({
    title: t('transfers.cancel.title', { code }),
    text: reference ?? code,
    confirm: t('transfers.cancel.confirm', { code }),
    keep: t('records.keep'),
  }),
  run: each(({ transfer_code }, { desk }) => desk.call('outbox.act', { kind: 'transfer.cancel', body: { transfer_code } })),
};

export const transferActions = [cancel];
