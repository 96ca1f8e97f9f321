/**
 * Piles of labels like those that marketplaces print, with what is true of each page. Codes are made up, in the shapes that are known; the
 * same seed gives the same pile.
 */
import { type LabelPage, shopeeLabel } from './labels.ts';
import { type Sheet, sheetsPdf } from './labelSheets.ts';

export type Platform = 'shopee' | 'tiktok' | 'lazada' | 'tiki';
export interface PileOrder {
  readonly id: string;
  readonly platform: Platform;
  readonly tracking: string;
  readonly order: string;
}

/** What a label is, beside being one. */
export type Trait = 'plain' | 'faint' | 'homeMade' | 'stranger' | 'swapped' | 'copy';
export interface TrueLabel {
  readonly page: number;
  /** Millimetres; the whole sheet where it is alone on it. */
  readonly at: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** Whose it is; for a stranger's an order that is in no list. */
  readonly order: PileOrder;
  readonly trait: Trait;
  /** Its slips' pages. */
  readonly slips: readonly number[];
  /** As many of its codes in bars as a scanner reads. */
  readonly codes: readonly string[];
}

export interface Pile {
  readonly name: string;
  readonly pdf: Buffer;
  readonly pages: number;
  readonly labels: readonly TrueLabel[];
  readonly blank: readonly number[];
  readonly broken: readonly number[];
  /** Without those of strangers. */
  readonly orders: readonly PileOrder[];
}

export interface PileOptions {
  readonly name?: string;
  readonly platform: Platform;
  readonly labels: number;
  readonly seed?: number;
  /** So many dots an inch instead of letters and lines. TikTok's and Lazada's labels are pictures without being told. */
  readonly dots?: number;
  readonly up?: 1 | 2 | 4;
  readonly rotate?: Sheet['rotate'];
  /** The label lies on its page in another way than upright. */
  readonly turn?: 0 | 90 | 180 | 270;
  readonly beside?: number;
  readonly cutLines?: boolean;
  readonly frames?: boolean;
  /** Pages of text behind each label; TikTok's have one without being told. */
  readonly slips?: number;
  /** How many of the labels are so; from the first on, in this order. */
  readonly faint?: number;
  readonly homeMade?: number;
  readonly strangers?: number;
  readonly swapped?: number;
  /** So many of the orders, the last ones, have no label in it; what slips they have lie behind the swapped ones, in the place of theirs. */
  readonly missing?: number;
  /** So many of the labels a second time, at the end. */
  readonly copies?: number;
  readonly blank?: number;
  readonly broken?: number;
}

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const letters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function orderOf(platform: Platform, number: number, random: (below: number) => number): PileOrder {
  const digits = (count: number): string => Array.from({ length: count }, () => random(10)).join('');
  const serial = String(number).padStart(5, '0');
  const some = (count: number): string => Array.from({ length: count }, () => letters.charAt(random(letters.length))).join('');
  const id = `${platform}-${number}`;
  if (platform === 'shopee')
    return { id, platform, tracking: `SPXVN${digits(6)}${serial}${letters.charAt(random(34))}`, order: `2608${10 + random(20)}A${serial}${some(2)}` };
  if (platform === 'tiktok') return { id, platform, tracking: `8${digits(6)}${serial}`, order: `57${digits(11)}${serial}` };
  if (platform === 'lazada') return { id, platform, tracking: `LEXVN${digits(5)}${serial}`, order: `4${digits(9)}${serial}` };
  return { id, platform, tracking: `TNSL${digits(6)}${serial}`, order: `3${digits(3)}${serial}` };
}

const goods = ['Áo thun đỏ size M', 'Quần short nam kaki', 'Nón lưỡi trai đen', 'Túi vải canvas', 'Khăn lụa in hoa'];

/** `says`: what its letters say, where they are of another order than its bars. */
function labelOf({ platform, tracking, order }: PileOrder, says: PileOrder, isHomeMade: boolean, half: boolean): LabelPage {
  const size = half ? { width: 148, height: 105 } : { width: 105, height: 148 };
  if (isHomeMade)
    return {
      width: 105,
      height: 148,
      codes: [
        { kind: 'qrcode', text: tracking, left: 12, top: 8, module: 0.9 },
        { kind: 'code128', text: tracking, left: 12, top: 45, module: 0.3 },
      ],
      lines: ['SHOP CỦA MẸ SÓC', `Đơn hàng số: ${says.order}`, `Mã VĐ: ${says.tracking}`, 'Cảm ơn quý khách!'],
    };
  if (platform === 'shopee') return { ...shopeeLabel({ tracking, order: says.order, printed: says.tracking }), ...size };
  if (platform === 'tiktok')
    return {
      ...size,
      codes: [
        { kind: 'code128', text: tracking, left: 15, top: 12, module: 0.375 },
        { kind: 'qrcode', text: tracking, left: 70, top: 34, module: 0.75 },
      ],
      lines: ['TikTok Shop', 'J&T EXPRESS', 'COD', 'Người gửi: Kho Onflow', 'Người nhận: Nguyễn Văn A'],
    };
  if (platform === 'lazada')
    return {
      ...size,
      codes: [{ kind: 'code128', text: tracking, left: 12, top: 14, module: 0.375 }],
      lines: ['LEX VN', 'Lazada', 'Người gửi', 'Người nhận', 'Thu hộ: 0'],
    };
  return {
    ...size,
    codes: [
      { kind: 'code128', text: tracking, left: 10, top: 10, module: 0.3 },
      { kind: 'code128', text: order, left: 10, top: 32, module: 0.3 },
    ],
    lines: ['TIKI', `Mã vận đơn: ${says.tracking}`, `Mã đơn hàng: ${says.order}`, 'Giao hàng trong giờ hành chính'],
  };
}

const slipOf = ({ order }: PileOrder, page: number, random: (below: number) => number): LabelPage => ({
  width: 105,
  height: 148,
  codes: [],
  lines:
    page === 0
      ? ['TikTok Shop', 'Packing slip', `Order ID: ${order}`, `1. ${goods[random(goods.length)] ?? ''}  x${1 + random(3)}`, 'Qty Total: 3']
      : [`${page + 3}. ${goods[random(goods.length)] ?? ''}  x1`, 'Seller SKU: AT-01-M'],
});

/** Where labels lie on a sheet: whole A6, two on an A4 one above the other, four on an A4. */
const placesOf = {
  1: { width: 105, height: 148, at: [[0, 0]] },
  2: { width: 210, height: 297, at: [[0, 0], [0, 148.5]] },
  4: { width: 210, height: 297, at: [[0, 0], [105, 0], [0, 148.5], [105, 148.5]] },
} as const;

export function makePile(options: PileOptions): Pile {
  const { platform, labels: count, seed = 1, up = 1, rotate = 0, turn = 0, copies = 0, blank = 0, broken = 0 } = options;
  const random = randomOf(seed * 7_919 + platform.length);
  const isPicture = platform === 'tiktok' || platform === 'lazada';
  const dots = options.dots ?? (isPicture ? 203 : undefined);
  const slips = options.slips ?? (platform === 'tiktok' ? 1 : 0);
  const traits: Trait[] = [];
  for (const [trait, many] of [
    ['faint', options.faint ?? 0],
    ['homeMade', options.homeMade ?? 0],
    ['stranger', options.strangers ?? 0],
    ['swapped', options.swapped ?? 0],
  ] as const)
    for (let each = 0; each < many; each += 1) traits.push(trait);

  const made = Array.from({ length: count }, (_, index) => ({ order: orderOf(platform, seed * 1_000 + index, random), trait: traits[index] ?? 'plain' }));
  const missing = made.slice(count - (options.missing ?? 0)).map(({ order }) => order);
  const printed = made.slice(0, count - missing.length);
  /** Whose slip lies behind a label. */
  const slipOwner = new Map(made.filter(({ trait }) => trait === 'swapped').map(({ order }, index) => [order, missing[index] ?? order]));
  const all = [...printed, ...printed.slice(printed.length - copies).map(({ order }) => ({ order, trait: 'copy' as Trait }))];
  const { width, height, at } = placesOf[up];
  const sheets: Sheet[] = [];
  const truth: TrueLabel[] = [];
  for (let from = 0; from < all.length; from += up) {
    const on = all.slice(from, from + up).map(({ order, trait }, place) => {
      // Swapped: the letters of the one behind it.
      const says = trait === 'swapped' ? (made[(from + place + 1) % made.length]?.order ?? order) : order;
      const label = labelOf(order, says, trait === 'homeMade', up === 2);
      const [left, top] = at[place] ?? [0, 0];
      return { order, trait, label, left, top };
    });
    const isFaint = on.some(({ trait }) => trait === 'faint');
    const page = sheets.length + 1;
    const isTurned = up === 1 && turn % 180 !== 0;
    sheets.push({
      width: isTurned ? height : width,
      height: isTurned ? width : height,
      labels: on.map(({ label, left, top }) => ({ label, left, top, turn: up === 1 ? turn : 0 })),
      rotate,
      ...(options.beside === undefined ? {} : { beside: options.beside }),
      ...(options.frames === undefined ? {} : { frames: options.frames }),
      ...(options.cutLines === undefined ? {} : { cutLines: options.cutLines }),
      ...(dots === undefined ? {} : { dots }),
      ...(isFaint ? { grey: 0.72 } : {}),
    });
    for (const { order, trait, label, left, top } of on) {
      const slipPages: number[] = [];
      for (let slip = 0; slip < slips; slip += 1) {
        sheets.push({ width: 105, height: 148, labels: [{ label: slipOf(slipOwner.get(order) ?? order, slip, random), left: 0, top: 0 }] });
        slipPages.push(sheets.length);
      }
      truth.push({
        page,
        at: up === 1 ? { left: 0, top: 0, width, height } : { left, top, width: label.width, height: label.height },
        order,
        trait,
        slips: slipPages,
        codes: label.codes.map(({ text }) => text),
      });
    }
  }
  const blanks = Array.from({ length: blank }, () => sheets.push({ width: 105, height: 148, labels: [] }));
  const brokens = Array.from({ length: broken }, () => sheets.push({ width: 105, height: 148, labels: [], broken: true }));
  return {
    name: options.name ?? `${platform}.pdf`,
    pdf: sheetsPdf(sheets),
    pages: sheets.length,
    labels: truth,
    blank: blanks,
    broken: brokens,
    orders: made.filter(({ trait }) => trait !== 'stranger').map(({ order }) => order),
  };
}
