/** What a new form starts with: what its operator sent last of the same kind. */
import { expect, it } from 'vitest';
import { openDesk, orderBody, ref, send, shipmentBody, startCompany } from './outboxDesk.ts';

it('starts with what stays the same, as it was sent last, and with nothing that belongs to one document alone', async () => {
  const desk = openDesk(await startCompany());
  desk.outbox.pause();
  expect(desk.outbox.begin('shipment')).toEqual({});
  send(desk, 'shipment', { ...shipmentBody('OASIN1470001'), platform: 'tiki', courier_tracking_code: 'SPX-1', note: 'Gói kỹ' });
  send(desk, 'shipment', { ...shipmentBody('OASIN1470001'), platform: 'shopee', warehouse_code: 'ONF_WH_HCM_BT' });
  expect(desk.outbox.begin('shipment')).toEqual({ platform: 'shopee', warehouse_code: 'ONF_WH_HCM_BT' });
  // A document of another kind is another habit.
  expect(desk.outbox.begin('return')).toEqual({});
  send(desk, 'purchase-order', orderBody('OASIN1470001', ref('PO')));
  expect(desk.outbox.begin('purchase-order')).toEqual({ warehouse_code: 'ONF_WH_HN_LB', vas: ['CO_INSPECTION'] });
});

it('is each operator’s own', async () => {
  const company = await startCompany();
  const at = { name: 'Lan' as string | null };
  const desk = openDesk(company, {}, { operator: () => at.name });
  desk.outbox.pause();
  send(desk, 'shipment', { ...shipmentBody('OASIN1470001'), platform: 'tiki' });
  at.name = 'Minh';
  expect(desk.outbox.begin('shipment')).toEqual({});
  send(desk, 'shipment', { ...shipmentBody('OASIN1470001'), platform: 'lazada' });
  at.name = 'Lan';
  expect(desk.outbox.begin('shipment')['platform']).toBe('tiki');
});
