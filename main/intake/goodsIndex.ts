/** Products by all that a file may call them: built once for a check, asked for each line. */
import { articleNumberOf, cleanCode, foldCode } from '../../contract/codes.ts';
import { aliasKey, type SkuAlias } from '../store/skuAliases.ts';
import type { Candidate, Named, Part, Resolved } from './knowledge.ts';

export interface IndexedProduct extends Candidate {
  readonly barcodes: readonly string[];
}

/** What all spellings of one barcode have in common: as `isSameBarcode` compares two. */
export function barcodeKey(text: string): string {
  const code = articleNumberOf(text) ?? cleanCode(text).replace(/^\][A-Za-z][0-9A-Za-z]/u, '');
  return /^\d{8,14}$/u.test(code) ? code.padStart(14, '0') : code.toLowerCase();
}

/** More candidates than these help nobody. */
const mostCandidates = 5;

export class GoodsIndex {
  readonly #byOasin = new Map<string, IndexedProduct>();
  readonly #bySku = new Map<string, IndexedProduct[]>();
  readonly #byBarcode = new Map<string, IndexedProduct[]>();
  readonly #byFolded = new Map<string, IndexedProduct[]>();
  readonly #aliases = new Map<string, SkuAlias['parts']>();
  /** Lines of one product are alike, hundreds of times in a file. */
  readonly #known = new Map<string, Resolved>();
  /** Most lines have an SKU and nothing else; by marketplace. */
  readonly #knownBySku = new Map<string, Map<string, Resolved>>();

  constructor(products: Iterable<IndexedProduct>, aliases: readonly SkuAlias[] = []) {
    for (const product of products) {
      this.#byOasin.set(product.oasin, product);
      if (product.sku !== '') {
        put(this.#bySku, cleanCode(product.sku), product);
        put(this.#byFolded, foldCode(product.sku), product);
      }
      for (const barcode of product.barcodes) if (barcode.trim() !== '') put(this.#byBarcode, barcodeKey(barcode), product);
    }
    for (const { platform, text, parts } of aliases) this.#aliases.set(`${platform}\n${aliasKey(text)}`, parts);
  }

  skuOf(oasin: string): string | null {
    return this.#byOasin.get(oasin)?.sku ?? null;
  }

  /** Those of exactly this SKU. */
  withSku(sku: string): readonly IndexedProduct[] {
    return this.#bySku.get(cleanCode(sku)) ?? [];
  }

  /** Those that bear this barcode, in whichever spelling. */
  withBarcode(barcode: string): readonly IndexedProduct[] {
    return this.#byBarcode.get(barcodeKey(barcode)) ?? [];
  }

  resolve(named: Named): Resolved {
    if (named.skuFallback === '' && named.barcode === '' && named.oasin === '') {
      let bySku = this.#knownBySku.get(named.platform);
      if (bySku === undefined) this.#knownBySku.set(named.platform, (bySku = new Map()));
      let only = bySku.get(named.sku);
      if (only === undefined) bySku.set(named.sku, (only = this.#look(named)));
      return only;
    }
    const key = `${named.platform}\n${named.sku}\n${named.skuFallback}\n${named.barcode}\n${named.oasin}`;
    let known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, (known = this.#look(named)));
    return known;
  }

  #look({ sku, skuFallback, barcode, oasin, platform }: Named): Resolved {
    if (oasin !== '') {
      const product = this.#byOasin.get(oasin);
      return product === undefined ? { how: 'unknown' } : { how: 'oasin', parts: [partOf(product)] };
    }
    // What stands first is what is meant: its own code before that of the article it is a kind of.
    const codes = [sku, sku === '' ? skuFallback : ''].filter((each) => each !== '');
    const exact = codes.flatMap((each) => this.#bySku.get(cleanCode(each)) ?? []);
    if (exact.length > 0) return one('sku', exact);
    const bars = [barcode, ...codes].filter((each) => each !== '').flatMap((each) => this.#byBarcode.get(barcodeKey(each)) ?? []);
    if (bars.length > 0) return one('barcode', bars);
    for (const each of codes) {
      const parts = this.#aliases.get(`${platform}\n${aliasKey(each)}`) ?? this.#aliases.get(`\n${aliasKey(each)}`);
      if (parts !== undefined)
        return { how: 'alias', parts: parts.map((part) => ({ ...part, sku: this.#byOasin.get(part.oasin)?.sku ?? '' })) };
    }
    for (const each of codes) {
      // A column of SKUs may hold OASINs.
      const product = this.#byOasin.get(cleanCode(each));
      if (product !== undefined) return { how: 'oasin', parts: [partOf(product)] };
    }
    const loose = codes.flatMap((each) => this.#byFolded.get(foldCode(each)) ?? []);
    if (loose.length > 0) return { how: 'loose', candidates: loose.slice(0, mostCandidates).map(candidateOf) };
    return { how: 'unknown' };
  }
}

function put(map: Map<string, IndexedProduct[]>, key: string, product: IndexedProduct): void {
  if (key === '') return;
  const known = map.get(key);
  if (known === undefined) map.set(key, [product]);
  else if (!known.includes(product)) known.push(product);
}

const partOf = ({ oasin, sku }: IndexedProduct): Part => ({ oasin, sku, pieces: 1 });
const candidateOf = ({ oasin, sku, name }: IndexedProduct): Candidate => ({ oasin, sku, name });

/** Two products of one code: a person says which. */
function one(how: 'sku' | 'barcode', found: readonly IndexedProduct[]): Resolved {
  const [only, ...others] = new Set(found);
  if (only === undefined) return { how: 'unknown' };
  return others.length === 0
    ? { how, parts: [partOf(only)] }
    : { how: 'loose', candidates: [only, ...others].slice(0, mostCandidates).map(candidateOf) };
}
