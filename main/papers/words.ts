/** The trade's words, in English and Vietnamese, as they stand in paths, titles and names of fields. */
import type { CallName } from '../../contract/errors.ts';
import { type KindCall, type KindName, kindNames } from '../../contract/kinds/index.ts';
import { callsOf, kindOfCall, knownCalls } from '../kinds/index.ts';
import type { Deed } from '../kinds/kind.ts';

/**
 * Folded, split at capitals, dashes and underscores, in the singular: `purchaseOrders`, `Đơn nhập hàng` → `purchase order`, `don nhap
 * hang`.
 */
export const plain = (text: string): string =>
  text
    .replaceAll(/b2c/gi, ' b2c ')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map(singular)
    .join(' ');

const singular = (word: string): string => {
  if (/(?:status|address|express|s)s$|us$/.test(word)) return word;
  if (/(?:ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
};

/** What a call is about, and what it does with it. */
type OwnNoun = 'brand' | 'warehouse' | 'province' | 'district' | 'ward' | 'file';
type Noun = KindName | OwnNoun;

export const aboutCalls: Readonly<Record<CallName, readonly [Noun, Deed]>> = {
  'warehouses.list': ['warehouse', 'list'],
  'brands.list': ['brand', 'list'],
  'areas.provinces': ['province', 'list'],
  'areas.districts': ['district', 'list'],
  'areas.wards': ['ward', 'list'],
  'files.upload': ['file', 'upload'],
  ...(Object.fromEntries(
    Object.entries(knownCalls).map(([call, { deed }]) => [call, [kindOfCall[call as KindCall], deed]]),
  ) as unknown as Record<KindCall, readonly [Noun, Deed]>),
};

/** Ranks as those of the kinds (`main/kinds`). */
const ownNouns: readonly { readonly noun: OwnNoun; readonly rank: number; readonly nouns: readonly string[] }[] = [
  { noun: 'province', rank: 4, nouns: ['province', 'tinh thanh pho', 'tinh thanh', 'tinh tp', 'tinh', 'city'] },
  { noun: 'district', rank: 5, nouns: ['district', 'quan huyen', 'quan', 'huyen'] },
  { noun: 'ward', rank: 6, nouns: ['ward', 'phuong xa', 'phuong', 'xa', 'commune'] },
  { noun: 'brand', rank: 7, nouns: ['brand', 'thuong hieu', 'nhan hieu', 'nhan hang'] },
  { noun: 'warehouse', rank: 9, nouns: ['warehouse', 'kho hang', 'kho'] },
  { noun: 'file', rank: 10, nouns: ['file', 'tap tin', 'tep', 'document', 'tai lieu', 'media', 'attachment'] },
];
/**
 * In the order of their ranks: a phrase that was recognised is taken out before the next are looked for, so that a *return shipment* is no
 * shipment, *nhập kho* no warehouse and *tồn kho* neither.
 */
const nounWords: readonly (readonly [Noun, readonly string[]])[] = [
  ...kindNames.map((kind) => ({ noun: kind, ...callsOf(kind).words })),
  ...ownNouns,
]
  .toSorted((one, other) => one.rank - other.rank)
  .map(({ noun, nouns }) => [noun, nouns]);
const deedWords: readonly (readonly [Deed, readonly string[]])[] = [
  ['stock', ['stock', 'inventory', 'ton kho', 'so luong ton', 'hang ton']],
  ['bill', ['export po bill', 'po bill', 'bill', 'in phieu', 'xuat phieu', 'hoa don', 'print']],
  ['inspection', ['inspection list', 'inspection', 'inspect', 'kiem hang', 'kiem dem', 'kiem tra hang', 'kiem ke', 'kiem']],
  ['upload', ['upload', 'tai len', 'tai tep', 'tai file']],
  ['assign', ['assign', 'gan vao kho', 'gan kho', 'gan', 'phan kho', 'map']],
  [
    'deactivate',
    [
      'deactivate',
      'inactive',
      'disable',
      'vo hieu hoa',
      'vo hieu',
      'ngung kinh doanh',
      'ngung hoat dong',
      'ngung',
      'delete',
      'remove',
      'xoa',
    ],
  ],
  ['cancel', ['cancel', 'huy bo', 'huy', 'void']],
  ['detail', ['detail', 'chi tiet', 'thong tin', 'get one', 'get by id', 'info', 'retrieve']],
  ['list', ['list', 'danh sach', 'search', 'tim kiem', 'tra cuu', 'get all', 'index', 'filter']],
  ['create', ['create', 'add', 'new', 'tao moi', 'tao', 'them moi', 'them', 'store']],
];

/** The nouns and deeds that a text names, the strongest first of each. */
export function meaningOf(text: string): { readonly nouns: readonly Noun[]; readonly deeds: readonly Deed[] } {
  let rest = ` ${text} `;
  const take = <T>(table: readonly (readonly [T, readonly string[]])[]): T[] =>
    table.flatMap(([meaning, phrases]) => {
      const phrase = phrases.find((each) => rest.includes(` ${each} `));
      if (phrase === undefined) return [];
      rest = rest.replaceAll(` ${phrase} `, ' ');
      return [meaning];
    });
  // `tồn kho` before `kho`, `PO bill` before `PO`: of the deeds those first whose phrases hold a noun.
  const first = take(deedWords.slice(0, 3));
  const nouns = take(nounWords);
  return { nouns, deeds: [...first, ...take(deedWords.slice(3))] };
}

/** Words that mean the same in names of parameters and fields; each is read as the first of its row. */
const sameWords: readonly (readonly string[])[] = [
  ['quantity', 'qty', 'amount', 'so luong', 'sl', 'count'],
  ['label', 'waybill', 'awb', 'shipping label', 'van don', 'phieu giao'],
  ['url', 'link', 'uri', 'href', 'duong dan'],
  ['reference', 'ref', 'ma tham chieu', 'external', 'client'],
  ['merchant', 'seller', 'shop', 'customer', 'khach hang', 'nguoi ban'],
  ['courier', 'carrier', 'logistic', 'don vi van chuyen', 'shipping unit'],
  ['partner', 'marketplace', 'san', 'channel order'],
  ['platform', 'marketplace name', 'channel', 'san tmdt', 'sale channel'],
  ['keyword', 'q', 'search', 'query', 'tu khoa', 'text'],
  ['page size', 'page limit', 'per page', 'limit', 'size', 'page sz', 'so dong'],
  ['page', 'page no', 'page number', 'page index', 'current page', 'trang'],
  ['status', 'state', 'trang thai'],
  ['warehouse', 'kho', 'wh', 'ma kho'],
  ['package', 'parcel', 'kien', 'box', 'carton'],
  ['item', 'product list', 'line', 'san pham', 'detail'],
  ['note', 'remark', 'comment', 'ghi chu', 'memo', 'description'],
  ['barcode', 'ma vach', 'gtin', 'ean'],
  ['price', 'gia', 'gia ban'],
  ['weight', 'can nang', 'khoi luong'],
  ['length', 'chieu dai', 'dai'],
  ['width', 'chieu rong', 'rong'],
  ['height', 'chieu cao', 'cao'],
  ['color', 'colour', 'mau', 'mau sac'],
  ['image', 'picture', 'photo', 'img', 'hinh anh', 'anh'],
  ['name', 'title', 'ten'],
  ['code', 'ma', 'id', 'no', 'number'],
  ['estimated arrival time', 'eta', 'expected arrival', 'expected date', 'expected arrival time', 'arrival date', 'ngay du kien'],
  ['document', 'attachment', 'file', 'chung tu'],
  ['vas', 'value added service', 'extra service', 'dich vu'],
];

/** A name in words that can be compared with another's. */
export function nameWords(name: string): readonly string[] {
  let text = ` ${plain(name)} `;
  for (const [word = '', ...others] of sameWords) {
    for (const other of others) text = text.replaceAll(` ${other} `, ` ${word} `);
  }
  const words = text
    .trim()
    .split(' ')
    .filter((word) => word !== '');
  // `product_barcodes` and `barcodes`: in a call about products the word says nothing.
  return words.length > 1 && words[0] === 'product' ? words.slice(1) : words;
}

/** How like two names are, 0 to 1: words in common, twice, of all words. */
export function likeness(one: readonly string[], other: readonly string[]): number {
  const rest = [...other];
  let common = 0;
  for (const word of one) {
    const at = rest.indexOf(word);
    if (at >= 0) {
      rest.splice(at, 1);
      common += 1;
    }
  }
  return one.length + other.length === 0 ? 0 : (2 * common) / (one.length + other.length);
}
