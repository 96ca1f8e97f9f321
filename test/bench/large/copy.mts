/** Fills the local copy of a connection, as the background would have done in the course of a quarter of an hour. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type RecordKind, recordSchemas } from '../../../contract/records.ts';
import { openStore } from '../../../main/store/index.ts';
import { systemClock } from '../../../main/time/clock.ts';
import { product, shipment } from './provider.mts';

/** Records in one transaction. */
const together = 1_000;
/** The last whole walk is so old, in milliseconds, that the next one is due, and the desk has much to read. */
const longAgo = 13 * 60 * 60_000;

/** The database of the one connection in this data folder. @throws Error where there is not one alone */
export function databaseIn(userDataDir: string): string {
  const connections = join(userDataDir, 'connections');
  const found = readdirSync(connections).filter((name) => name !== 'practice');
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} connections in ${connections}`);
  return join(connections, found[0], 'desk.sqlite');
}

/** Of a request, as much as is kept of most. */
const answered = JSON.stringify(Array.from({ length: 4 }, (_, index) => shipment(index + 1)));

export interface Wanted {
  readonly products: number;
  readonly shipments: number;
  /** Entries of the journal. */
  readonly requests?: number;
  /** All of it was read just now, and there is nothing to do. */
  readonly isFresh?: boolean;
}

/** With the store's own code, so that it is as the desk makes it. The desk must be closed. */
export function fill(file: string, wanted: Wanted): void {
  const store = openStore(file, systemClock, () => undefined);
  const asOf = systemClock.wall() - (wanted.isFresh === true ? 0 : longAgo);
  const put = (kind: RecordKind, count: number, recordOf: (number: number) => object): void => {
    for (let from = 0; from < count; from += together) {
      const records = Array.from({ length: Math.min(together, count - from) }, (_, index) =>
        recordSchemas[kind].parse(recordOf(from + index + 1)),
      );
      store.catalogue.putPage(kind, records, asOf, { asOf, nextPage: null, walkedAt: asOf, walkBegan: asOf });
    }
  };
  try {
    put('product', wanted.products, product);
    put('shipment', wanted.shipments, shipment);
    for (let from = 0; from < (wanted.requests ?? 0); from += together)
      store.database.unhurried(() => {
        for (let index = 0; index < together; index += 1) {
          const number = from + index + 1;
          store.journal.addRequest(
            {
              at: asOf + number,
              call: 'shipments.list',
              method: 'GET',
              path: `/api/v1/shipments/b2c/list?page=${number}&page_size=50`,
              naturalKey: null,
              operator: null,
              outcome: 'ok',
              httpStatus: 200,
              providerCode: null,
              durationMs: 100,
              logId: `log-${number}`,
              priority: 'background',
            },
            { sent: null, answered },
          );
        }
      });
  } finally {
    store.close();
  }
}
