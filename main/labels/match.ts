/**
 * Which label belongs to which order. Pure. A wrong match is worse than none: it is sure only where bars say a code that exactly one order
 * has, and nothing on the label, its slip or the other labels speaks against it. Everything else is asked, with its reasons.
 */
import { cleanCode, foldCode } from '../../contract/codes.ts';
import { marketplaceOf } from '../../contract/kinds/marketplaceOf.ts';
import type { LabelSays } from '../../contract/labels.ts';
import type { PieceVerdict, PileAgreement, PileFact, PileFinding, PilePiece, PileTarget } from '../../contract/pile.ts';
import { isAlike, mayBeParcels, saysOf } from './says.ts';

const facts = ['tracking', 'order', 'package', 'onflow'] as const;
const articleFormats: readonly string[] = ['EAN13', 'EAN8', 'EANUPC', 'UPCA', 'UPCE', 'ISBN'];
/** Between codes of a text, or of a square that holds several. */
const between = /[^\p{L}\p{N}./_-]+/u;
/** A shorter one may be anything: a route, a shelf, a count. */
const leastCode = 8;
const leastWord = 6;
const apart = /[\s-]+/gu;

interface Holder {
  readonly target: PileTarget;
  readonly fact: PileFact;
}

/** Orders by their codes: as they are written, and as they might be mistaken. */
export interface PileIndex {
  readonly exact: ReadonlyMap<string, readonly Holder[]>;
  readonly near: ReadonlyMap<string, readonly Holder[]>;
  /** All of them begin with so many of their letters. */
  readonly heads: ReadonlyMap<string, readonly Holder[]>;
}

const put = (into: Map<string, Holder[]>, key: string, holder: Holder): void => {
  const known = into.get(key);
  if (known === undefined) into.set(key, [holder]);
  else known.push(holder);
};

export function indexOf(targets: readonly PileTarget[]): PileIndex {
  const [exact, near, heads] = [new Map<string, Holder[]>(), new Map<string, Holder[]>(), new Map<string, Holder[]>()];
  for (const target of targets)
    for (const fact of facts) {
      const code = cleanCode(target[fact] ?? '');
      if (code === '') continue;
      put(exact, code, { target, fact });
      const folded = foldCode(code);
      if (folded.length < leastCode) continue;
      put(near, folded, { target, fact });
      put(heads, folded.slice(0, leastCode), { target, fact });
    }
  return { exact, near, heads };
}

/** What stands on one piece. */
interface Read {
  readonly bars: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  /** As they stand there without what parts them: a code may go on in the next line. */
  readonly letters: string;
  readonly says: LabelSays;
  /** Its codes, for telling whether another is the same label once more. */
  readonly key: string;
}

const partsOf = (text: string): string[] =>
  cleanCode(text)
    .split(between)
    .map((part) => part.replaceAll(/^[./_-]+|[./_-]+$/gu, ''))
    .filter((part) => part.length >= 4 && /\d/.test(part));

function readOf({ bars, text }: PilePiece): Read {
  const codes = bars.filter(({ format }) => !articleFormats.includes(format)).map((each) => each.text);
  const says = saysOf(
    { pages: 1, read: [{ number: 1, size: null, text, bars, trouble: null }], trouble: null },
    // What the orders call a code is held against them code by code.
    () => null,
  );
  const told = [says.facts.tracking, says.facts.order, says.facts.package].map((all) =>
    all
      .map(({ value }) => value)
      .toSorted()
      .join(','),
  );
  const plain = codes.map(cleanCode);
  return {
    bars: new Set([...plain, ...codes.flatMap(partsOf)]),
    // A short one may be the number of a house; words in front of it say that it is none.
    words: new Set([...partsOf(text).filter((part) => part.length >= leastWord), ...says.facts.order.map(({ value }) => value)]),
    letters: upper(text).replaceAll(apart, ''),
    says,
    key: [[...new Set(plain)].toSorted().join(','), ...told].join('|'),
  };
}

/** All that may be an order's code on it. */
export const codesOn = (piece: PilePiece): ReadonlySet<string> => {
  const { bars, words } = readOf(piece);
  return new Set([...bars, ...words]);
};

/** Everything on it that is some order's code, by order. */
function hitsOf(index: PileIndex, codes: Iterable<string>, from: PileAgreement['from']): Map<PileTarget, PileAgreement[]> {
  const found = new Map<PileTarget, PileAgreement[]>();
  const add = ({ target, fact }: Holder, code: string, isNear: boolean): void => {
    const known = found.get(target) ?? [];
    if (!known.some((each) => each.fact === fact && each.code === code)) known.push({ fact, from, code, isNear });
    found.set(target, known);
  };
  for (const code of codes) {
    const holders = index.exact.get(code);
    for (const holder of holders ?? []) add(holder, code, false);
    const folded = foldCode(code);
    if (holders !== undefined || folded.length < leastCode) continue;
    for (const holder of index.near.get(folded) ?? []) add(holder, code, true);
    for (const holder of index.heads.get(folded.slice(0, leastCode)) ?? []) {
      const other = foldCode(holder.target[holder.fact] ?? '');
      if (other.startsWith(folded) || folded.startsWith(other)) add(holder, code, true);
    }
  }
  return found;
}

interface Judged {
  readonly read: Read;
  readonly candidates: Map<PileTarget, PileAgreement[]>;
  readonly findings: Set<PileFinding>;
}

const upper = (code: string): string => cleanCode(code).toUpperCase();

/** What the label says that is not so of this order. */
function speaksAgainst({ read, candidates }: Judged, slips: readonly Read[], target: PileTarget): PileFinding[] {
  const { says, bars, letters } = read;
  const against: PileFinding[] = [];
  const agreements = candidates.get(target) ?? [];
  const exact = agreements.filter(({ isNear }) => !isNear);
  const isTwice = exact.some(({ from }) => from === 'bars') && exact.some(({ from }) => from !== 'bars');
  // Words in front of a code may be of the column beside it: whatever is the order's own speaks for it.
  const ownCodes = facts.flatMap((fact) => upper(target[fact] ?? ''));
  const isSameInLetters = (value: string, own: string): boolean => {
    if (!isAlike(value, own)) return false;
    // What is cut off in letters, beside bars and another code that both agree, is no other code.
    if (isTwice || letters.includes(upper(own).replaceAll(apart, ''))) return true;
    // Letters that a program has read from a picture: O for 0. Beside bars that say it, and where no other order is like it.
    const isNobodyElses = [...candidates].every(
      ([other, all]) => other === target || all.every(({ code }) => foldCode(code) !== foldCode(value)),
    );
    return foldCode(value) === foldCode(own) && exact.some(({ from }) => from === 'bars') && isNobodyElses;
  };
  const differs = (fact: 'tracking' | 'order' | 'package', from: 'bars' | 'text', said: LabelSays): boolean => {
    const own = target[fact];
    if (own === null || own === '') return false;
    return said.facts[fact].some(
      ({ value, sure, sources }) =>
        sure !== 'perhaps' &&
        sources.some((source) => source.from === from) &&
        !ownCodes.includes(value) &&
        !(from === 'text' && isSameInLetters(value, own)),
    );
  };
  const isOther = facts.some(
    (fact) =>
      fact !== 'onflow' &&
      (differs(fact, 'bars', says) || differs(fact, 'text', says) || slips.some((slip) => differs(fact, 'text', slip.says))),
  );
  // Bars of a shape that nobody knows are the courier's all the same, where the order's own are not there.
  const own = target.tracking;
  const hasOwn = own === null || own === '' || [...bars].some((code) => cleanCode(code) === cleanCode(own));
  const hasOtherRow = !hasOwn && says.facts.tracking.some(({ sources }) => sources.some(({ from }) => from === 'bars'));
  if (isOther || hasOtherRow || (says.disagrees !== null && !isSameInLetters(says.disagrees.text, says.disagrees.bars)))
    against.push('disagree');
  const platforms = says.facts.platform.filter(({ sure }) => sure !== 'perhaps').map(({ value }) => value);
  if (target.platform !== null && platforms.length > 0 && !platforms.includes(target.platform)) against.push('platform');
  if (target.closed !== null) against.push(target.closed);
  return against;
}

/**
 * Why what agrees is not enough. One code of a parcel in bars that nobody else has is, if it is long enough to be nothing else; a shorter
 * one needs another beside it. An order may have several parcels: its code alone says nothing of which, where the courier's is known.
 */
function doubtOf({ tracking }: PileTarget, agreements: readonly PileAgreement[]): PileFinding | null {
  const exact = agreements.filter(({ isNear }) => !isNear);
  const inBars = exact.filter(({ from }) => from === 'bars');
  if (inBars.length === 0) return 'near';
  if ((tracking ?? '') !== '' && exact.every(({ fact }) => fact === 'order')) return 'orderAlone';
  const isLong = ({ code }: PileAgreement): boolean => code.length >= leastCode && (code.match(/\d/g) ?? []).length >= 4;
  if (inBars.some((each) => isLong(each) || (each.fact === 'tracking' && mayBeParcels(each.code)))) return null;
  return exact.some(({ from, code }) => from !== 'bars' && inBars.every((each) => each.code !== code)) ? null : 'near';
}

/** The label that each slip belongs to, by what it says, else by what it lies behind. `null` where neither tells. */
function labelsOfSlips(
  pieces: readonly PilePiece[],
  reads: readonly Read[],
  barsOf: readonly Map<PileTarget, PileAgreement[]>[],
  index: PileIndex,
): (number | null)[] {
  const of = pieces.map((): number | null => null);
  const labelsOn = new Map<string, number[]>();
  const at = ({ file, page }: { readonly file: string; readonly page: number }): string => `${page} ${file}`;
  const holdersOf = new Map<PileTarget, number[]>();
  for (const [place, piece] of pieces.entries()) {
    if (piece.kind !== 'label') continue;
    const on = labelsOn.get(at(piece)) ?? [];
    on.push(place);
    labelsOn.set(at(piece), on);
    for (const [target, agreements] of barsOf[place] ?? [])
      if (agreements.some(({ isNear }) => !isNear)) holdersOf.set(target, [...(holdersOf.get(target) ?? []), place]);
  }
  const slipOn = new Map<string, number>();
  for (const [place, piece] of pieces.entries()) {
    if (piece.kind !== 'slip') continue;
    slipOn.set(at(piece), place);
    const before = { file: piece.file, page: piece.page - 1 };
    const labels = labelsOn.get(at(before)) ?? [];
    const slip = slipOn.get(at(before));
    // Behind four labels it may belong to any of them.
    const behind = labels.length === 1 ? (labels[0] ?? null) : labels.length === 0 && slip !== undefined ? (of[slip] ?? null) : null;
    const named = [...hitsOf(index, reads[place]?.words ?? [], 'slip')]
      .filter(([, all]) => all.some(({ isNear }) => !isNear))
      .map(([target]) => target);
    const byName = new Set(named.flatMap((target) => holdersOf.get(target) ?? []));
    const [only] = byName;
    of[place] = behind !== null && (byName.size === 0 || byName.has(behind)) ? behind : byName.size === 1 ? (only ?? null) : null;
  }
  return of;
}

const none: PieceVerdict = { verdict: null, target: null, candidates: [], findings: [], of: null };

/** In the order of the pieces, which is that of files and pages. */
export function matchPile(pieces: readonly PilePiece[], index: PileIndex): PieceVerdict[] {
  const reads = pieces.map(readOf);
  const barsOf = reads.map(({ bars }) => hitsOf(index, bars, 'bars'));
  const slipOf = labelsOfSlips(pieces, reads, barsOf, index);
  const slipsOf = new Map<number, Read[]>();
  for (const [place, label] of slipOf.entries()) {
    const read = reads[place];
    if (label === null || read === undefined) continue;
    slipsOf.set(label, [...(slipsOf.get(label) ?? []), read]);
  }
  const verdicts = pieces.map((piece, place): PieceVerdict => {
    const read = reads[place];
    if (piece.kind === 'blank' || read === undefined) return none;
    if (piece.kind === 'unreadable') return { ...none, verdict: 'unreadable' };
    const slips = slipsOf.get(place) ?? [];
    if (piece.kind === 'slip') return ofSlip(read, slipOf[place] ?? null, index);
    return ofLabel(piece, read, slips, barsOf[place] ?? new Map(), index);
  });
  return againstOneAnother(pieces, reads, verdicts);
}

function ofSlip(read: Read, label: number | null, index: PileIndex): PieceVerdict {
  // Whose goods it lists: should its label turn out to be another's, it does not go with it.
  if (label !== null) return { ...none, verdict: 'slip', of: label, candidates: told(hitsOf(index, read.words, 'slip')) };
  const candidates = told(hitsOf(index, read.words, 'text'));
  return { ...none, verdict: 'ask', candidates, findings: ['slipAlone'] };
}

/** The likeliest first: what agrees exactly, and in bars. */
function told(candidates: Map<PileTarget, PileAgreement[]>): PieceVerdict['candidates'] {
  const weight = (all: readonly PileAgreement[]): number =>
    all.reduce((sum, { isNear, from }) => sum + (isNear ? 1 : from === 'bars' ? 100 : 10), 0);
  return [...candidates]
    .sort(([, one], [, other]) => weight(other) - weight(one))
    .map(([target, agreements]) => ({ target: target.id, agreements: [...agreements] }));
}

function ofLabel(
  piece: PilePiece,
  read: Read,
  slips: readonly Read[],
  inBars: Map<PileTarget, PileAgreement[]>,
  index: PileIndex,
): PieceVerdict {
  const candidates = new Map<PileTarget, PileAgreement[]>();
  const all = [inBars, hitsOf(index, read.words, 'text'), ...slips.map(({ words }) => hitsOf(index, words, 'slip'))];
  for (const hits of all)
    for (const [target, agreements] of hits) candidates.set(target, [...(candidates.get(target) ?? []), ...agreements]);
  const findings = new Set<PileFinding>();
  const judged: Judged = { read, candidates, findings };
  const codes = piece.bars.filter(({ format }) => !articleFormats.includes(format));
  if (codes.length > 0 && codes.every(({ legible }) => legible === false)) findings.add('faint');
  const exact = [...candidates].filter(([, agreements]) => agreements.some(({ isNear }) => !isNear));
  if (candidates.size === 0) {
    // Neither bars nor letters that could be any order's.
    if (read.bars.size === 0 && Object.values(read.says.facts).every((each) => each.length === 0))
      return { ...none, verdict: 'unreadable', findings: [...findings] };
    if (piece.perhapsSeveral) findings.add('perhapsSeveral');
    return { ...none, verdict: piece.perhapsSeveral ? 'ask' : 'stranger', findings: [...findings, 'stranger'] };
  }
  const asks = new Set<PileFinding>();
  if (piece.perhapsSeveral) asks.add('perhapsSeveral');
  if (exact.length === 0) asks.add('near');
  if (exact.length > 1) {
    asks.add('severalTargets');
    const said = exact.filter(([target]) => !inBars.has(target));
    if (said.length > 0 && said.length < exact.length) asks.add('disagree');
  }
  for (const [target] of exact) for (const against of speaksAgainst(judged, slips, target)) asks.add(against);
  const [first] = exact;
  const doubt = exact.length === 1 && first !== undefined ? doubtOf(...first) : null;
  if (doubt !== null) asks.add(codes.length === 0 ? 'barsUnread' : doubt);
  const isMatched = asks.size === 0 && first !== undefined;
  return {
    verdict: isMatched ? 'matched' : 'ask',
    target: isMatched ? first[0].id : null,
    candidates: told(candidates),
    findings: [...findings, ...asks],
    of: null,
  };
}

/** What only several labels together say: the same once more, a code on two of them, one order with two. */
function againstOneAnother(pieces: readonly PilePiece[], reads: readonly Read[], alone: readonly PieceVerdict[]): PieceVerdict[] {
  const verdicts = alone.map((each) => ({ ...each, findings: [...each.findings] }));
  const asked = (place: number, finding: PileFinding): void => {
    const verdict = verdicts[place];
    if (verdict === undefined) return;
    if (!verdict.findings.includes(finding)) verdict.findings.push(finding);
    if (verdict.verdict === 'matched') Object.assign(verdict, { verdict: 'ask', target: null });
  };
  const firstOf = new Map<string, number>();
  const codeOn = new Map<string, number[]>();
  const labelsOf = new Map<string, number[]>();
  for (const [place, piece] of pieces.entries()) {
    const [read, verdict] = [reads[place], verdicts[place]];
    if (piece.kind !== 'label' || read === undefined || verdict === undefined || verdict.verdict === 'unreadable') continue;
    const first = firstOf.get(read.key);
    if (first !== undefined && read.bars.size > 0) {
      Object.assign(verdict, { verdict: 'duplicate', target: null, of: first });
      verdict.findings.push('codeOnTwo');
      continue;
    }
    firstOf.set(read.key, place);
    for (const code of new Set(piece.bars.filter(isCouriers).map(({ text }) => upper(text))))
      if (!hasOwnBeside(verdict, code)) codeOn.set(code, [...(codeOn.get(code) ?? []), place]);
    if (verdict.target !== null) labelsOf.set(verdict.target, [...(labelsOf.get(verdict.target) ?? []), place]);
  }
  for (const places of codeOn.values()) if (places.length > 1) for (const place of places) asked(place, 'codeOnTwo');
  for (const places of labelsOf.values()) if (places.length > 1) for (const place of places) asked(place, 'twoLabels');
  return verdicts;
}

/** Bars of its own order's courier code, and these are others: of a route, a sorting hall, an article, which many labels have. */
const hasOwnBeside = ({ target, candidates }: PieceVerdict, code: string): boolean =>
  candidates.some(
    (candidate) =>
      candidate.target === target &&
      candidate.agreements.some(
        ({ fact, from, code: own, isNear }) => fact === 'tracking' && from === 'bars' && !isNear && upper(own) !== code,
      ),
  );

/** Of a parcel, and of no other: not the order's, which several parcels may share. */
const isCouriers = ({ text, format }: PilePiece['bars'][number]): boolean =>
  !articleFormats.includes(format) && mayBeParcels(upper(text)) && marketplaceOf(cleanCode(text)) === null;
