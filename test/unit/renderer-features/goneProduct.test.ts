/** A product that the provider has no more is offered to nobody, by no way into a form. */
import { describe, expect, it } from 'vitest';
import type { RecordRow } from '../../../contract/bridge.ts';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import type { ConnectionDesk } from '../../../renderer/bridge/desk.ts';
import { findProduct, recordsOf } from '../../../renderer/features/documentForm/findProduct.ts';

const row = (oasin: string, sku: string, status: string): RecordRow =>
  ({
    kind: 'product',
    status,
    record: ProductRecord.parse({ oasin, sku, name: 'Áo', status: 'ACTIVE', barcodes: ['8934567890123'] }),
  }) as RecordRow;
const gone = row('OASIN1111111', 'SP-1', 'GONE');
const there = row('OASIN2222222', 'SP-2', 'ACTIVE');
/** As the desk answers a search: with all that it still has in its copy. */
const deskWith = (rows: readonly RecordRow[]): ConnectionDesk =>
  ({ call: () => Promise.resolve({ ok: true, value: { rows, total: rows.length } }) }) as unknown as ConnectionDesk;

describe('a product that is gone', () => {
  it('is in no list of what can be picked', () => {
    expect(recordsOf([gone, there]).map(({ sku }) => sku)).toEqual(['SP-2']);
  });

  it.each(['SP-1', '8934567890123'])('is not what a scanned %s means', async (text) => {
    expect(await findProduct(deskWith([gone]), text, false)).toEqual({ choice: null, only: null, isHeardOf: false });
  });

  it('does not keep the one that has its barcode now from being found', async () => {
    expect(await findProduct(deskWith([gone, there]), '8934567890123', false)).toMatchObject({
      choice: { kind: 'known', product: { sku: 'SP-2' } },
    });
  });
});
