/**
 * Tells a scanner from a hand by the rhythm of the keys alone. Times are those of the events in milliseconds (`Event.timeStamp`), which do
 * not wait for a busy page.
 */

/** Keys further apart than this are no burst: wireless scanners stay below 60 ms, a hand's next key mostly comes later. */
export const longestGapMs = 100;
/** On average over a whole code. A hand at 200 words a minute needs 60 ms a key; a key held down repeats, and is not counted. */
const scannerGapMs = 50;
/** Fewer keys may be a hand rolling over the number pad: then they must be faster still, and end in Enter. */
export const shortScan = { keys: 3, gapMs: 25 } as const;
const wholeScan = 6;
/**
 * A slow radio comes near to a quick hand. It is told by what no hand does: so many keys with digits among them, each as long after the
 * last as all others, and Enter as well. `learnt`: so many are enough at the pace of a scanner that was heard at this desk before.
 */
const slowScan = { gapMs: 62, keys: 10, learnt: 6, uneven: 0.45, nearPace: 0.15 } as const;
/**
 * An input method takes keys back and puts other letters there within a moment of its own. Those do not count for the pace: a hand that
 * types Vietnamese would look like a scanner by them.
 */
const damaged = { ownMs: 3, gapMs: 30, keys: 5 } as const;

export interface Burst {
  readonly text: string;
  readonly first: number;
  readonly last: number;
  /** The widest and the narrowest of the gaps between its keys. */
  readonly widest: number;
  readonly narrowest: number;
  /** An input method has taken keys back on the way. */
  readonly isDamaged: boolean;
  /** The gaps that are not the input method's own: their sum, and how many. */
  readonly own: { readonly ms: number; readonly gaps: number };
}

/** The burst with one more key; a new one where the key came too late. `Backspace` takes one back. */
export function grown(burst: Burst | null, key: string, time: number): Burst {
  if (burst === null || time - burst.last > longestGapMs) {
    const isDamaged = key === 'Backspace';
    return { text: isDamaged ? '' : key, first: time, last: time, widest: 0, narrowest: Infinity, isDamaged, own: { ms: 0, gaps: 0 } };
  }
  const gap = time - burst.last;
  const isOwn = gap >= damaged.ownMs;
  return {
    text: key === 'Backspace' ? burst.text.slice(0, -1) : burst.text + key,
    first: burst.first,
    last: time,
    widest: Math.max(burst.widest, gap),
    narrowest: Math.min(burst.narrowest, gap),
    isDamaged: burst.isDamaged || key === 'Backspace',
    own: isOwn ? { ms: burst.own.ms + gap, gaps: burst.own.gaps + 1 } : burst.own,
  };
}

/**
 * Whether a scanner typed this. `endedAt`: when Enter or Tab came after it; `null` where silence ended it. `paceMs`: how long the last slow
 * scanner took for a key; `null` while none was heard.
 */
export function isScan(burst: Burst, endedAt: number | null, paceMs: number | null = null): boolean {
  const { text, first, last, own } = burst;
  const keys = text.length;
  if (endedAt !== null && endedAt - last > longestGapMs) return false;
  if (burst.isDamaged) return endedAt !== null && keys >= damaged.keys && own.ms / Math.max(1, own.gaps) <= damaged.gapMs;
  const gapMs = endedAt === null ? (last - first) / Math.max(1, keys - 1) : (endedAt - first) / keys;
  if (keys >= wholeScan && gapMs <= scannerGapMs) return true;
  return endedAt !== null && (isSlowScan(burst, endedAt, paceMs) || (keys >= shortScan.keys && gapMs <= shortScan.gapMs));
}

/** Slow and even, as only a machine is. */
export function isSlowScan({ text, first, last, widest, narrowest }: Burst, endedAt: number, paceMs: number | null): boolean {
  const gapMs = (last - first) / Math.max(1, text.length - 1);
  const isKnownPace = paceMs !== null && Math.abs(gapMs - paceMs) <= paceMs * slowScan.nearPace;
  return (
    text.length >= (isKnownPace ? slowScan.learnt : slowScan.keys) &&
    /\d/u.test(text) &&
    gapMs > scannerGapMs &&
    gapMs <= slowScan.gapMs &&
    widest <= gapMs * (1 + slowScan.uneven) &&
    narrowest >= gapMs * (1 - slowScan.uneven) &&
    endedAt - last <= gapMs * (1 + slowScan.uneven)
  );
}

export const gapOf = ({ text, first, last }: Burst): number => (last - first) / Math.max(1, text.length - 1);

/** The sign of a key by its place on the keyboard, whatever an input method makes of it; `null` for a key that no code has. */
export function signOfPlace(code: string, isUpper: boolean): string | null {
  const [, letter] = /^Key([A-Z])$/u.exec(code) ?? [];
  if (letter !== undefined) return isUpper ? letter : letter.toLowerCase();
  const [, digit] = /^(?:Digit|Numpad)(\d)$/u.exec(code) ?? [];
  if (digit !== undefined) return digit;
  return { Minus: '-', NumpadSubtract: '-', Period: '.', NumpadDecimal: '.', Slash: '/', Space: ' ' }[code] ?? null;
}
