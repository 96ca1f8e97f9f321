/**
 * Shipments of a file, parsed as the form's schema does it and a dozen times as fast: hundreds of thousands of them differ in their codes
 * and in little else. What is not plainly right goes the way of all others, so that what is wrong is always said by the schema itself. That
 * the two never differ is tried with made-up documents (test/unit/intake/shipmentParsing.test.ts).
 */
import { Shipment } from '../../contract/kinds/shipment.ts';

/** Nothing here is cleaned, refused or taken for a number that a sheet has rounded: it has no `+`. */
const plainCode = /^[0-9A-Za-z._/-]{1,100}$/;
const plainLine = /^[0-9A-Za-z._-]{1,40}$/;
const mostItems = 500;
const mostPieces = 1_000_000;
const known = new Set([
  'warehouse_code',
  'platform',
  'merchant_tracking_code_reference',
  'partner_tracking_code',
  'courier_tracking_code',
  'items',
]);

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

/** `null`: not plainly right; the schema says. */
export function plainShipment(typed: Readonly<Record<string, unknown>>): Shipment | null {
  const {
    warehouse_code: warehouse,
    platform,
    merchant_tracking_code_reference: reference,
    partner_tracking_code: partner,
    courier_tracking_code: courier,
    items,
  } = typed;
  for (const name in typed)
    if (!known.has(name) && !(name === 'note' && isBlank(typed[name])) && !(name === 'label' && typed[name] === null)) return null;
  if (typeof warehouse !== 'string' || !plainLine.test(warehouse)) return null;
  if (typeof platform !== 'string' || !plainLine.test(platform)) return null;
  if (typeof reference !== 'string' || !plainCode.test(reference)) return null;
  if (!isBlank(partner) && (typeof partner !== 'string' || !plainCode.test(partner))) return null;
  if (!isBlank(courier) && (typeof courier !== 'string' || !plainCode.test(courier))) return null;
  if (!Array.isArray(items) || items.length === 0 || items.length > mostItems) return null;
  const lines: { oasin: string; product_quantity: number }[] = [];
  for (const item of items as readonly Record<string, unknown>[]) {
    const { oasin, product_quantity: pieces } = item;
    if (typeof oasin !== 'string' || !plainCode.test(oasin)) return null;
    if (typeof pieces !== 'number' || !Number.isInteger(pieces) || pieces < 1 || pieces > mostPieces) return null;
    for (const line of lines) if (line.oasin === oasin) return null;
    lines.push({ oasin, product_quantity: pieces });
  }
  return {
    warehouse_code: warehouse,
    platform,
    merchant_tracking_code_reference: reference,
    ...(typeof partner === 'string' && partner !== '' ? { partner_tracking_code: partner } : {}),
    ...(typeof courier === 'string' && courier !== '' ? { courier_tracking_code: courier } : {}),
    items: lines,
  };
}
