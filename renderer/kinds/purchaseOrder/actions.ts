/** What can be done to a purchase order: its bill as PDF, its claim sheet, and cancelling while the goods are on their way. */
import type { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import { isPossible, statusOf } from '../../../contract/records.ts';
import { type Action, each } from '../../actions/action.ts';
import { anotherOf, linesOf, typedOf } from '../../features/records/actions.ts';
import { statusText } from '../../features/records/statusText.ts';
import { printing } from '../../features/printing/actions.ts';
import { later } from '../../ui/later.tsx';

const bill: Action<PurchaseOrderRecord> = {
  id: 'purchase-order.bill',
  words: 'purchaseOrders.bill',
  also: 'actions.also.purchaseOrder.bill',
  icon: 'draft',
  where: ['purchaseOrders'],
  Dialog: later(async () => (await import('./Bill.tsx')).BillDialog, { isOver: true }),
  // The dialog shows it: there is nothing to answer.
  run: () => undefined,
};

const claim: Action<PurchaseOrderRecord> = {
  id: 'purchase-order.claim',
  words: 'purchaseOrders.claim',
  also: 'actions.also.purchaseOrder.claim',
  icon: 'draft',
  where: ['purchaseOrders'],
  whyNot: (order, { t }) => {
    const status = statusOf('purchase-order', order);
    return status === 'COMPLETED'
      ? null
      : t('purchaseOrders.claim.notYet', { status: statusText(t, 'purchaseOrders', status).toLowerCase() });
  },
  isHiddenWhenNot: true,
  Dialog: later(async () => (await import('./ClaimDialog.tsx')).ClaimDialog, { isOver: true }),
  // The dialog writes it, and says where.
  run: () => undefined,
};

const cancel: Action<PurchaseOrderRecord> = {
  id: 'purchase-order.cancel',
  words: 'purchaseOrders.cancel',
  also: 'actions.also.cancel',
  icon: 'inbound',
  where: ['purchaseOrders'],
  isDanger: true,
  named: ({ po_code: code }, { t }) => t('purchaseOrders.cancel.confirm', { code }),
  whyNot: (order, { t }) => {
    if (isPossible('purchase-order.cancel', order)) return null;
    const status = statusOf('purchase-order', order);
    return t('purchaseOrders.cancel.tooLate', { status: statusText(t, 'purchaseOrders', status).toLowerCase() });
  },
  sends: { kind: 'purchase-order.cancel', code: ({ po_code }) => po_code },
  many: {
    says: 'purchaseOrders.cancel.many',
    asks: {
      title: 'purchaseOrders.cancel.many.title',
      text: 'purchaseOrders.cancel.many.text',
      confirm: 'purchaseOrders.cancel.many.confirm',
    },
  },
  asks: ({ po_code: code, merchant_po_reference: reference }, { t }) => ({
    title: t('purchaseOrders.cancel.title', { code }),
    text: t('purchaseOrders.cancel.text', { reference: reference ?? code }),
    confirm: t('purchaseOrders.cancel.confirm', { code }),
    keep: t('records.keep'),
  }),
  run: each(({ po_code }, { desk }) => desk.call('outbox.act', { kind: 'purchase-order.cancel', body: { po_code } })),
};

const another = anotherOf('purchase-order', ({ warehouse_code, vas, packages, note }) => ({
  warehouse_code: warehouse_code ?? '',
  vas: vas ?? [],
  // What the list did not tell starts as in a new order.
  ...(packages === null || packages === undefined
    ? {}
    : {
        packages: packages.map(({ package_code, weight, length, width, height, items, package_note }) => ({
          package_code: package_code ?? '',
          weight: typedOf(weight),
          length: typedOf(length),
          width: typedOf(width),
          height: typedOf(height),
          items: linesOf(items),
          package_note: package_note ?? '',
        })),
      }),
  note: note ?? '',
}));

const printBill = printing<PurchaseOrderRecord>({
  id: 'purchase-order.printBill',
  what: 'bill',
  also: 'actions.also.print',
  icon: 'draft',
  keys: ['Alt+P'],
  where: ['purchaseOrders'],
  codeOf: ({ po_code: code }) => code,
});

const printCartons = printing<PurchaseOrderRecord>({
  id: 'purchase-order.printCartons',
  what: 'carton',
  also: 'actions.also.print',
  icon: 'inbound',
  keys: ['Ctrl+P'],
  where: ['purchaseOrders'],
  codeOf: ({ po_code: code }) => code,
});

export const purchaseOrderActions = [printCartons, printBill, bill, claim, another, cancel];
