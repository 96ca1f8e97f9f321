/**
 * Shipments of which there is nothing to say, told from the others without asking everything of each: of hundreds of thousands the
 * marketplace, the warehouse and the products are the same few, and what is said of these is remembered. What is not surely quiet goes the
 * way of all. That nothing is passed over is tried with made-up documents (test/unit/intake/quiet.test.ts).
 */
import type { Shipment } from '../../contract/kinds/shipment.ts';
import type { Finding } from '../../contract/findings.ts';
import { findingsOf } from '../documents/findings.ts';
import type { DeskNow } from '../documents/localCopy.ts';

/**
 * The codes must be plain ones (`plainShipment`): no letter of them is doubtful. `isTold`: whether a finding is told of rows at all;
 * `nowhere`: a warehouse that stands for none, and has no stock.
 */
export function quietShipments(
  desk: DeskNow,
  isTold: (finding: Finding, shipment: Shipment) => boolean,
  nowhere: string,
): (shipment: Shipment) => boolean {
  const { local } = desk;
  const nothingSaid = (shipment: Shipment): boolean =>
    findingsOf('shipment', shipment, {
      ...desk,
      local: { ...local, codeOfReference: () => null, holdersOf: () => [], available: () => null },
    }).every((finding) => !isTold(finding, shipment));
  const places = new Map<string, Map<string, boolean>>();
  /** Of this marketplace and warehouse what is known of products; `null` where something is to be said of themselves. */
  let [lastWarehouse, lastPlatform] = ['', ''];
  let last: Map<string, boolean> | null = null;
  const productsAt = (shipment: Shipment): Map<string, boolean> | null => {
    const { warehouse_code: warehouse, platform } = shipment;
    if (warehouse === lastWarehouse && platform === lastPlatform) return last;
    const key = `${platform}\n${warehouse}`;
    let known = places.get(key);
    if (known === undefined) {
      const isQuiet = nothingSaid({ warehouse_code: warehouse, platform, merchant_tracking_code_reference: 'A', items: [] });
      places.set(key, (known = new Map(isQuiet ? [] : [['', false]])));
    }
    [lastWarehouse, lastPlatform] = [warehouse, platform];
    return (last = known.has('') ? null : known);
  };
  return (shipment) => {
    const products = productsAt(shipment);
    if (products === null) return false;
    const {
      warehouse_code: warehouse,
      merchant_tracking_code_reference: reference,
      partner_tracking_code: partner,
      courier_tracking_code: courier,
    } = shipment;
    for (const { oasin, product_quantity: pieces } of shipment.items) {
      let isQuiet = products.get(oasin);
      if (isQuiet === undefined) {
        isQuiet = nothingSaid({ ...shipment, items: [{ oasin, product_quantity: 1 }] });
        products.set(oasin, isQuiet);
      }
      if (!isQuiet) return false;
      const available = warehouse === nowhere ? null : local.available(oasin, warehouse);
      if (available !== null && available - (local.promised?.(oasin, warehouse) ?? 0) < pieces) return false;
    }
    if (local.codeOfReference('shipment', reference) !== null || local.holdersOf('shipment', 'key', reference).length > 0) return false;
    if (courier !== undefined && local.holdersOf('shipment', 'courier', courier).length > 0) return false;
    return partner === undefined || local.holdersOf('shipment', 'partner', partner).length === 0;
  };
}
