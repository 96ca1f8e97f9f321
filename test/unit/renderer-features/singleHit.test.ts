/** Enter in the search of a list: which record is meant. */
import { describe, expect, it } from 'vitest';
import type { RecordRow } from '../../../contract/bridge.ts';
import { recordSchemas } from '../../../contract/records.ts';
import { singleHit } from '../../../renderer/features/records/useSingleHit.ts';

const product = (oasin: string, sku: string, barcodes: readonly string[] = []): RecordRow => ({
  kind: 'product',
  code: oasin,
  reference: sku,
  status: 'ACTIVE',
  asOf: 1,
  record: recordSchemas.product.parse({ oasin, sku, barcodes }),
  glance: null,
});
const shirt = product('OASIN1', 'AT-DO-M', ['8934600000011']);
const larger = product('OASIN2', 'AT-DO-ML');

describe('Enter in a search opens', () => {
  it('the only hit, whatever of it was typed', () => {
    expect(singleHit([shirt], 1, 'thun')).toBe(shirt);
  });
  it('the one whose code was typed whole, although others have it in theirs', () => {
    expect(singleHit([shirt, larger], 2, 'at-do-m')).toBe(shirt);
    expect(singleHit([shirt, larger], 2, '8934600000011')).toBe(shirt);
  });
  it('the one that was typed, where another one only looks like it', () => {
    const [dashed, plain] = [product('OASIN3', 'AO-10'), product('OASIN4', 'AO10')];
    expect(singleHit([dashed, plain], 2, 'ao10')).toBe(plain);
    expect(singleHit([product('OASIN5', 'A0-1I'), larger], 2, 'AO-1L')).toBeNull();
  });
  it('the one with this article number, whichever way it is written', () => {
    const cup = product('OASIN6', 'CUP', ['012345678905']);
    expect(singleHit([cup, product('OASIN7', '0012345678905-X')], 2, '0012345678905')).toBe(cup);
  });
  it('nothing where several may be meant, or nothing was typed', () => {
    expect(singleHit([shirt, larger], 2, 'AT-DO')).toBeNull();
    expect(singleHit([product('OASIN3', 'X'), product('OASIN4', 'x')], 2, 'X')).toBeNull();
    expect(singleHit([shirt], 1, ' ')).toBeNull();
    expect(singleHit([], 0, 'AT')).toBeNull();
  });
});
