/** What an inspection says, product by product: announced against inbound against putaway, and what is damaged or lost. */

/** Of a row of an inspection. */
interface Inspected {
  readonly package_code: string | null;
  readonly oasin: string;
  readonly product_quantity: number | null;
  readonly inbound_quantity: number | null;
  readonly putaway_quantity: number | null;
  readonly stock_level: string | null;
}

export interface InspectedProduct<Row extends Inspected> {
  /** Its rows in one package and one lot or several, at least one. */
  readonly rows: readonly Row[];
  /** All of them together. */
  readonly group: InspectionGroup;
}

export interface InspectionGroup {
  readonly announced: number;
  readonly inbound: number;
  readonly putaway: number;
  /** Inbound at the damaged levels (`D1`, `D2`, `D3`) and at `L`. */
  readonly damaged: number;
  readonly lost: number;
}

const number = (value: number | null | undefined): number => value ?? 0;

/** Rows of one product in one package stand together, in the order the provider gave; the announced quantity is on one of them (X). */
export function inspectedProducts<Row extends Inspected>(rows: readonly Row[]): InspectedProduct<Row>[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.package_code ?? ''}\n${row.oasin}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].map((group) => ({ rows: group, group: summed(group) }));
}

function summed(rows: readonly Inspected[]): InspectionGroup {
  const sum = (value: (row: Inspected) => number): number => rows.reduce((total, row) => total + value(row), 0);
  const inboundAt = (isLevel: (level: string) => boolean) =>
    sum((row) => (isLevel(row.stock_level ?? '') ? number(row.inbound_quantity) : 0));
  return {
    announced: sum((row) => number(row.product_quantity)),
    inbound: sum((row) => number(row.inbound_quantity)),
    putaway: sum((row) => number(row.putaway_quantity)),
    damaged: inboundAt((level) => level.startsWith('D')),
    lost: inboundAt((level) => level === 'L'),
  };
}

/** Whether anything is to be claimed: what is not put away yet may only not be there yet. */
export const isClaimed = ({ announced, inbound, damaged, lost }: InspectionGroup): boolean =>
  announced !== inbound || damaged > 0 || lost > 0;

export const differs = (group: InspectionGroup): boolean =>
  group.announced !== group.inbound || group.inbound !== group.putaway || group.damaged > 0 || group.lost > 0;
