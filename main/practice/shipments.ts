/** Calls 17 to 20 of the practice provider: B2C shipments of marketplace orders. */
import { trackingCodeOf, type Company, type Shipment } from './company.ts';
import { Refusal, ok, type Reply } from './envelope.ts';
import { mustBeUsable, mustBeWarehouse, readLine, showLines } from './goods.ts';
import { chanceOf, happened, shipmentLabel, shipmentPlan, shipmentState, shipmentStatus } from './lifecycle.ts';
import type { Pace } from './pace.ts';
import { Fields, matches, newestFirst, pageOf, type PracticeRequest } from './request.ts';

/** "Marketplace orders only: Shopee, Lazada, TikTok, Tiki" (D; the spelling of all but `lazada` is A, so capitals do not matter here). */
const platforms = ['shopee', 'lazada', 'tiktok', 'tiki'];

/** 200, not 201 (D). References may repeat: whether the real server minds is not known, and tests count them here. */
export function createShipment(company: Company, request: PracticeRequest, pace: Pace): Reply {
  const fields = new Fields(request.body);
  const warehouse_code = fields.text('warehouse_code');
  const platform = fields.text('platform');
  if (platform !== '' && !platforms.includes(platform.toLowerCase())) fields.problem('platform', 'platform');
  const given = {
    warehouse_code,
    platform: platform.toLowerCase(),
    merchant_tracking_code_reference: fields.text('merchant_tracking_code_reference'),
    partner_tracking_code: fields.optionalText('partner_tracking_code'),
    courier_tracking_code: fields.optionalText('courier_tracking_code'),
    items: fields.rows('items', readLine),
    label_url: fields.optionalText('label_url'),
    note: fields.optionalText('note'),
  };
  fields.done();
  mustBeWarehouse(warehouse_code);
  mustBeUsable(company, given.items, warehouse_code);

  const number = company.nextNumber('shipments');
  const created = request.now;
  const plan = shipmentPlan(chanceOf(pace.seed, 'shipments', number), created, pace.timeScale);
  const shipment: Shipment = { number, created, tracking_code: trackingCodeOf(number), ...given, plan, cancelled: null };
  company.put('shipments', shipment);
  return ok(summary(shipment, request));
}

export function listShipments(company: Company, request: PracticeRequest): Reply {
  const { query, now } = request;
  const rows = company
    .all('shipments')
    .filter(
      (shipment) =>
        matches(query, 'warehouse_code', shipment.warehouse_code) &&
        matches(query, 'platform', shipment.platform) &&
        matches(query, 'merchant_tracking_code_reference', shipment.merchant_tracking_code_reference) &&
        matches(query, 'status', String(shipmentState(shipment, now).value)),
    );
  return pageOf(newestFirst(rows), query, (shipment) => summary(shipment, request));
}

export function shipmentDetail(company: Company, request: PracticeRequest): Reply {
  const shipment = find(company, request);
  return ok({
    ...summary(shipment, request),
    items: showLines(company, shipment.items),
    label_url: shipment.label_url,
    note: shipment.note,
  });
}

/** Only before the handover (D); else 400 `SHIPMENT_CANNOT_CANCEL` (status and code are practice's own). */
export function cancelShipment(company: Company, request: PracticeRequest): Reply {
  const shipment = find(company, request);
  const state = shipmentState(shipment, request.now).value;
  // Cancelled ones too: their values lie above it.
  if (state >= shipmentStatus.handover) throw new Refusal(400, 'SHIPMENT_CANNOT_CANCEL', { detail: { status: state } });
  const cancelled: Shipment = { ...shipment, cancelled: request.now };
  company.put('shipments', cancelled);
  const { value } = shipmentState(cancelled, request.now);
  const status_info = { value, label: shipmentLabel(value, request.language) };
  return ok({ success: true, status_info, cancelled_time: Math.floor(request.now) });
}

function find(company: Company, { params }: PracticeRequest): Shipment {
  const shipment = company.shipment(params['tracking_code'] ?? '');
  if (shipment === undefined) throw new Refusal(404, 'NOT_FOUND');
  return shipment;
}

/** The row of a list (A): the detail (X) without the goods. */
function summary(shipment: Shipment, { now, language }: PracticeRequest): object {
  const { value, since } = shipmentState(shipment, now);
  const { plan, cancelled } = shipment;
  return {
    status_info: { value, label: shipmentLabel(value, language), updated_time: Math.floor(since) },
    created_time: Math.floor(shipment.created),
    updated_time: Math.floor(since),
    warehouse_code: shipment.warehouse_code,
    tracking_code: shipment.tracking_code,
    merchant_tracking_code_reference: shipment.merchant_tracking_code_reference,
    partner_tracking_code: shipment.partner_tracking_code,
    courier_tracking_code: shipment.courier_tracking_code,
    platform: shipment.platform,
    picked_time: happened(plan.picked, now, cancelled),
    packed_time: happened(plan.packed, now, cancelled),
    handover_time: happened(plan.handover, now, cancelled),
    cancelled_time: cancelled === null ? null : Math.floor(cancelled),
  };
}
