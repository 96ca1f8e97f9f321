/**
 * What an order's status says: whether it is still to be sent. The words follow the language of the seller's screen, and some are whole
 * sentences with a date in them; so first the words that are known, then what a sentence has in it (assumed), and what is neither is said.
 */
import { fold } from '../../contract/fold.ts';
import type { AsideReason } from '../../contract/imports.ts';

/**
 * `open`: to be sent. `perhapsSent`: it may have left, as a time of leaving says. `held`: the marketplace keeps it back, or its buyer has
 * asked to cancel it. `unknown`: nobody here has met these words.
 */
export type Verdict = Exclude<AsideReason, 'total' | 'note' | 'example'> | 'open' | 'perhapsSent' | 'held' | 'unknown';

const listed = (words: string): readonly string[] => words.split(',').map((word) => word.trim());

const literals: readonly (readonly [Verdict, readonly string[]])[] = [
  [
    'open',
    listed(
      `cho lay hang, cho xac nhan, cho xu ly, da xac nhan, chuan bi hang, dang chuan bi hang, cho van chuyen, cho thu gom, can gui,
       cho gui hang, cho gui, cho dong goi, da dong goi, moi, don moi, cho ban giao, to ship, to pack, topack, toship, ready to ship,
       ready_to_ship, rts, pending, packed, repacked, processing, processed, confirmed order, new, unfulfilled, awaiting shipment,
       awaiting collection, awaiting_shipment, awaiting_collection, awaiting pickup, ready_to_ship_pending, perlu dikirim, perlu dikemas,
       menunggu diambil, menunggu pengambilan, retry_ship`,
    ),
  ],
  ['perhapsSent', listed('cho giao hang')],
  ['unpaid', listed('chua thanh toan, cho thanh toan, unpaid, awaiting payment, pending payment, belum bayar, belum dibayar')],
  [
    'held',
    listed(
      'on hold, on_hold, tam giu, dang giu, in cancel, in_cancel, yeu cau huy, dang yeu cau huy, cho huy, dang cho huy, cancel requested',
    ),
  ],
  [
    'sent',
    listed(
      `dang giao, dang giao hang, dang van chuyen, da ban giao, da ban giao cho don vi van chuyen, da gui, da gui hang, da lay hang,
       da van chuyen, shipped, shipping, in transit, in_transit, in delivery, to receive, out for delivery, handed over, picked up,
       partially shipping, partially_shipping, to_confirm_receive, dikirim, sedang dikirim, telah dikirim, failed, delivery failed,
       failed delivery, giao that bai, giao khong thanh cong, giao hang khong thanh cong, lost_by_3pl, damaged_by_3pl, lost, that lac`,
    ),
  ],
  [
    'delivered',
    listed(
      `da giao, da giao hang, da nhan duoc hang, da nhan hang, hoan thanh, hoan tat, giao thanh cong, giao hang thanh cong, thanh cong,
       delivered, completed, complete, received, confirmed, selesai, terkirim`,
    ),
  ],
  ['cancelled', listed('da huy, huy, huy don, don huy, bi huy, cancelled, canceled, cancel, batal, dibatalkan, cancellation completed')],
  [
    'returned',
    listed(
      `da tra hang, tra hang, hoan hang, da hoan, dang hoan, dang hoan hang, da hoan hang, tra hang hoan tien, hoan tien, hoan hang tra hang, hoan hang hoan tien, tra hang hoan hang, da hoan tien, returned,
       return, refunded, returning, shipped_back, shipped_back_success, shipped_back_failed, package_returned, return to seller,
       to return, dikembalikan, pengembalian`,
    ),
  ],
];

/** Assumed: a sentence by what it has in it; the first that fits. That of a delivered order speaks of returns that are still possible. */
const inSentences: readonly (readonly [Verdict, RegExp])[] = [
  ['delivered', /\bda nhan duoc hang\b|\bgiao (?:hang )?thanh cong\b|\bdelivered to\b/u],
  ['held', /\b(?:yeu cau|dang cho|cho) (?:xac nhan )?huy\b|\bcancel(?:lation)? request/u],
  ['cancelled', /\b(?:da|bi|duoc|tu dong) huy\b|\bcancell?ed\b/u],
  ['returned', /\b(?:da|dang|duoc) (?:tra hang|hoan hang|hoan ve|hoan tra)\b|\breturn(?:ed|ing) to\b/u],
  [
    'sent',
    /\bdang (?:duoc )?(?:giao|van chuyen)\b|\bda (?:duoc )?ban giao\b|\bin transit\b|\bgiao (?:hang )?(?:that bai|khong thanh cong)\b/u,
  ],
  ['delivered', /\bda giao\b|\bhoan thanh\b/u],
  ['unpaid', /\b(?:chua|cho) thanh toan\b|\bawaiting payment\b/u],
  ['open', /\bcho (?:lay hang|nguoi ban gui|thu gom|van chuyen|xac nhan)\b|\bcan gui\b|\bready to ship\b|\bto ship\b/u],
];

const byWord: ReadonlyMap<string, Verdict> = new Map(literals.flatMap(([verdict, words]) => words.map((word) => [word, verdict] as const)));

function verdictOn(text: string): Verdict {
  const words = fold(text)
    .replaceAll(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim();
  return byWord.get(words) ?? inSentences.find(([, shape]) => shape.test(words))?.[0] ?? 'unknown';
}

/** Of many rows the same few words. */
export function statusReader(): (text: string) => Verdict | null {
  const read = new Map<string, Verdict>();
  return (text) => {
    if (text === '') return null;
    const known = read.get(text);
    if (known !== undefined) return known;
    const verdict = verdictOn(text);
    // A sentence with a date and a time in it may be another one in each row.
    if (read.size < 10_000) read.set(text, verdict);
    return verdict;
  };
}

/** Nothing of the kind: `No`, `0`, `Không`. */
export const isNothing = (text: string): boolean => /^(?:|0|no|none|false|khong|khong co|n\/a|-|normal)$/u.test(fold(text));
