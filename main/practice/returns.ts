/** Calls 21 to 24 of the practice provider: goods that come back. */
import { returnTrackingCodeOf, type Company, type Return } from './company.ts';
import { Refusal, ok, type Reply } from './envelope.ts';
import { mustBeWarehouse, mustExist, readLine, showLines } from './goods.ts';
import { chanceOf, happened, returnLabel, returnPlan, returnState, returnStatus } from './lifecycle.ts';
import type { Pace } from './pace.ts';
import { Fields, matches, newestFirst, pageOf, type PracticeRequest } from './request.ts';

/**
 * 200. 404 `NOT_FOUND` for an unknown shipment or warehouse. Whether the shipment must have been handed over is not documented, so it need
 * not be. Without `items` the whole shipment comes back. References may repeat, as with shipments.
 */
export function createReturn(company: Company, request: PracticeRequest, pace: Pace): Reply {
  const fields = new Fields(request.body);
  const warehouse_code = fields.text('warehouse_code');
  const shipment_tracking_code = fields.text('shipment_tracking_code');
  const given = {
    warehouse_code,
    shipment_tracking_code,
    merchant_return_tracking_code_reference: fields.text('merchant_return_tracking_code_reference'),
    return_courier_tracking_code: fields.optionalText('return_courier_tracking_code'),
    note: fields.optionalText('note'),
  };
  const items = fields.optionalRows('items', readLine);
  fields.done();
  mustBeWarehouse(warehouse_code);
  const shipment = company.shipment(shipment_tracking_code);
  if (shipment === undefined) throw new Refusal(404, 'NOT_FOUND', { detail: { shipment_tracking_code } });
  mustExist(company, items);

  const number = company.nextNumber('returns');
  const chance = chanceOf(pace.seed, 'returns', number);
  const back: Return = {
    number,
    created: request.now,
    return_tracking_code: returnTrackingCodeOf(number),
    partner_tracking_code: shipment.partner_tracking_code,
    items: items.length > 0 ? items : shipment.items,
    plan: returnPlan(chance, request.now, pace.timeScale),
    problem: chance() < 0.2,
    cancelled: null,
    ...given,
  };
  company.put('returns', back);
  return ok(summary(back, request));
}

export function listReturns(company: Company, request: PracticeRequest): Reply {
  const { query, now } = request;
  const rows = company
    .all('returns')
    .filter(
      (back) =>
        matches(query, 'warehouse_code', back.warehouse_code) &&
        matches(query, 'merchant_return_tracking_code_reference', back.merchant_return_tracking_code_reference) &&
        matches(query, 'shipment_tracking_code', back.shipment_tracking_code) &&
        matches(query, 'status', String(returnState(back, now).value)),
    );
  return pageOf(newestFirst(rows), query, (back) => summary(back, request));
}

export function returnDetail(company: Company, request: PracticeRequest): Reply {
  const back = find(company, request);
  return ok({ ...summary(back, request), items: showLines(company, back.items), note: back.note });
}

/** Only until the goods are back in the warehouse; else 400 `RETURN_CANNOT_CANCEL` (rule, status and code are practice's own). */
export function cancelReturn(company: Company, request: PracticeRequest): Reply {
  const back = find(company, request);
  const { value } = returnState(back, request.now);
  if (value !== returnStatus.new && value !== returnStatus.underWay)
    throw new Refusal(400, 'RETURN_CANNOT_CANCEL', { detail: { status: value } });
  company.put('returns', { ...back, cancelled: request.now });
  const status_info = { value: returnStatus.cancelled, label: returnLabel(returnStatus.cancelled, request.language) };
  return ok({ success: true, status_info, cancelled_time: Math.floor(request.now) });
}

function find(company: Company, { params }: PracticeRequest): Return {
  const back = company.return(params['return_tracking_code'] ?? '');
  if (back === undefined) throw new Refusal(404, 'NOT_FOUND');
  return back;
}

/** The row of a list (A): the detail (X) without the goods. */
function summary(back: Return, { now, language }: PracticeRequest): object {
  const { value, since } = returnState(back, now);
  return {
    status_info: { value, label: returnLabel(value, language), updated_time: Math.floor(since) },
    created_time: Math.floor(back.created),
    updated_time: Math.floor(since),
    warehouse_code: back.warehouse_code,
    return_tracking_code: back.return_tracking_code,
    shipment_tracking_code: back.shipment_tracking_code,
    merchant_return_tracking_code_reference: back.merchant_return_tracking_code_reference,
    partner_tracking_code: back.partner_tracking_code,
    return_courier_tracking_code: back.return_courier_tracking_code,
    received_time: happened(back.plan.received, now, back.cancelled),
    cancelled_time: back.cancelled === null ? null : Math.floor(back.cancelled),
  };
}
