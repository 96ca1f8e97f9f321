/**
 * What the codes and the text of a label say of its parcel. Pure. The formats and how sure each is: marketplaces' labels as they were
 * met (docs/decisions/labels-read.md). Nothing is guessed: what may be one thing or another is `perhaps`, and two answers stay two.
 */
import { cleanCode, foldCode } from '../../contract/codes.ts';
import type { ComparedCode } from '../../contract/documents/comparedCodes.ts';
import type { DocumentKindName } from '../../contract/documents/index.ts';
import { courierOf } from '../../contract/kinds/courierOf.ts';
import { kindNames, kindOf } from '../../contract/kinds/index.ts';
import { marketplaceOf } from '../../contract/kinds/marketplaceOf.ts';
import type { LabelCandidate, LabelFact, LabelSays, LabelSource } from '../../contract/labels.ts';
import type { PageRead, PagesRead } from './read.ts';

/** What this computer knows a code as: in the catalogue, the outbox, the drafts. */
export type KnownAs = (code: string) => 'tracking' | 'order' | null;

const knownFacts = [
  ['tracking', 'courier'],
  ['order', 'partner'],
  ['order', 'key'],
] as const;

/** `holders`: who has a code of this kind, spelled so or alike. */
export function knownAsOf(
  holders: (kind: DocumentKindName, what: ComparedCode, code: string) => readonly { readonly value: string }[],
): KnownAs {
  const labelled = kindNames.filter((kind) => kindOf(kind).onLabel !== undefined);
  return (code) => {
    for (const kind of labelled)
      for (const [fact, what] of knownFacts)
        if (holders(kind, what, code).some(({ value }) => cleanCode(value).toUpperCase() === code)) return fact;
    return null;
  };
}

type Sure = LabelCandidate['sure'];
interface Found {
  readonly fact: LabelFact;
  readonly value: string;
  readonly source: LabelSource;
  readonly sure: Sure;
}

/** A code as it stands alone; in a text with more around it, between blanks and marks. */
const oneCode = /^[A-Z0-9][A-Z0-9./-]{5,39}$/i;
const between = /[^A-Za-z0-9./-]+/;

/** Words in front of a code, without accents: in Vietnamese (seen on Shopee's labels), in English (TikTok's, others). */
const named: readonly (readonly [LabelFact, RegExp])[] = [
  ['tracking', /(?:ma van don|ma vd|van don so|tracking (?:number|no\.?|id|code)|waybill(?: (?:number|no\.?))?|awb(?: no\.?)?)/],
  ['order', /(?:ma don hang|ma dh|don hang so|order (?:id|number|no\.?|sn|code))/],
  ['package', /(?:ma kien hang|ma kien|package (?:id|number|no\.?))/],
];
const anyName = String.raw`(?:${named.map(([, words]) => words.source).join('|')})\s*[:#]?\s*`;
/** Names side by side, as heads of columns, have their codes behind the last of them. */
const namesInFront = new RegExp(String.raw`((?:${anyName})+)((?:[A-Z0-9][A-Z0-9./-]{5,39}(?:\s+|$))+|[A-Z0-9][A-Z0-9./-]{5,39})`, 'giu');
const mostNames = 6;

/** Small and capital letters, accents and đ are as good as one another. */
const plainText = (text: string): string => cleanCode(text).normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/đ/giu, 'd');

/** Codes with the words in front of them. Of columns the first code is what the first head says; where not all of them are there, none. */
export function namedCodes(text: string): { readonly fact: LabelFact; readonly value: string }[] {
  return Array.from(plainText(text).matchAll(namesInFront)).flatMap(([, names = '', behind = '']) => {
    const facts = Array.from(
      names.matchAll(new RegExp(anyName, 'giu')),
      ([name]) => named.find(([, words]) => words.test(name.toLowerCase()))?.[0],
    );
    const codes = behind.trim().split(/\s+/u).slice(0, facts.length);
    if (facts.length > mostNames || codes.length < facts.length) return [];
    return facts.flatMap((fact, place) => {
      const value = (codes[place] ?? '').replace(/[./-]+$/, '').toUpperCase();
      const hasDigits = (value.match(/\d/g) ?? []).length >= 4 || mayBeParcels(value);
      return fact === undefined || !hasDigits ? [] : [{ fact, value }];
    });
  });
}

/** As long as couriers' codes are, and with their digits; of some couriers nearly all are letters. */
export const mayBeParcels = (code: string): boolean =>
  code.length >= leastAlike && (/\d{4}/.test(code) || (/\d/.test(code) && !['other', null].includes(courierOf(code))));

/** Two ways to write one code, or one of them cut off. */
export function isAlike(one: string, other: string): boolean {
  const [a, b] = [foldCode(one), foldCode(other)];
  return a.length >= leastAlike && b.length >= leastAlike && (a.startsWith(b) || b.startsWith(a));
}
const leastAlike = 8;

const platformNames: readonly (readonly [string, RegExp])[] = [
  ['shopee', /\bshopee\b|\bspx\b/],
  ['tiktok', /\btiktok\b|\btik tok\b/],
  ['lazada', /\blazada\b|\blex vn\b/],
  ['tiki', /\btiki\b/],
];

/** Couriers' codes that nothing else looks like; of the others the shape is shared with telephone numbers and with one another. */
const isTrackingForSure = (code: string): boolean =>
  ['SPX', 'GHTK', 'VNPOST', 'VTP'].includes(courierOf(code) ?? '') || /^VNGH\d{11}$/.test(code);
const isTrackingPerhaps = (code: string): boolean =>
  courierOf(code) !== 'other' ||
  /^(?:53|61|81)\d{10}$/.test(code) ||
  /^VN\d{10,20}[A-Z]?$/.test(code) ||
  /^(?:NIVN|NLVN|SHP)[A-Z0-9]{6,}$/.test(code);
const isShopeePackage = (code: string): boolean => /^\d{19}$/.test(code);
/** Of an article, and not of a parcel. */
const articleFormats: readonly string[] = ['EAN13', 'EAN8', 'EANUPC', 'UPCA', 'UPCE', 'ISBN'];

/** By its shape alone. */
function byShape(code: string): { readonly fact: LabelFact; readonly sure: Sure } | null {
  if (isTrackingForSure(code)) return { fact: 'tracking', sure: 'sure' };
  if (marketplaceOf(code) !== null) return { fact: 'order', sure: 'sure' };
  if (isShopeePackage(code)) return { fact: 'package', sure: 'sure' };
  return isTrackingPerhaps(code) ? { fact: 'tracking', sure: 'perhaps' } : null;
}

function byKnowledge(code: string, knownAs: KnownAs): { readonly fact: LabelFact; readonly sure: Sure } | null {
  const fact = knownAs(code);
  return fact === null ? null : { fact, sure: 'known' };
}

function ofBars({ number, bars }: PageRead, knownAs: KnownAs): Found[] {
  return bars.flatMap(({ text, format, isRow }): Found[] => {
    const whole = cleanCode(text);
    const source: LabelSource = { from: 'bars', page: number };
    if (!oneCode.test(whole)) {
      // An address, or several values in one square: only what cannot be anything else.
      return whole.split(between).flatMap((part): Found[] => {
        const code = part.toUpperCase();
        const told = byKnowledge(code, knownAs) ?? byShape(code);
        return told === null || told.sure === 'perhaps' ? [] : [{ ...told, value: code, source }];
      });
    }
    const code = whole.toUpperCase();
    const known = byKnowledge(code, knownAs);
    if (known !== null) return [{ ...known, value: code, source }];
    if (articleFormats.includes(format)) return [];
    const shape = byShape(code);
    // A row of bars in the shape of a courier's code is one: telephone numbers are not printed in bars.
    if (shape !== null) return [{ ...shape, sure: isRow ? 'sure' : shape.sure, value: code, source }];
    // Labels have their courier's code in bars. Which shapes all couriers use nobody knows.
    return isRow && /\d{4}/.test(code) && code.length >= 8 ? [{ fact: 'tracking', sure: 'perhaps', value: code, source }] : [];
  });
}

function ofText({ number, text }: PageRead, knownAs: KnownAs): Found[] {
  const source: LabelSource = { from: 'text', page: number };
  const found: Found[] = [];
  const told = new Set<string>();
  for (const { fact, value } of namedCodes(text)) {
    // A shape that nothing else has is surer than the words in front, which may be of the column beside it.
    const shape = byShape(value);
    const said = shape?.sure === 'sure' ? shape : ({ fact, sure: 'sure' } as const);
    found.push({ ...(byKnowledge(value, knownAs) ?? said), value, source });
    told.add(value);
  }
  for (const part of plainText(text).split(between)) {
    const code = part.replace(/[./-]+$/, '').toUpperCase();
    if (told.has(code) || !oneCode.test(code) || !/\d/.test(code)) continue;
    const seen = byKnowledge(code, knownAs) ?? byShape(code);
    if (seen === null || seen.sure === 'perhaps') continue;
    told.add(code);
    found.push({ ...seen, value: code, source });
  }
  return found;
}

/** Which marketplace: by what its codes look like, else by its name on a page that has a parcel's codes. */
function platformsOf(pages: readonly PageRead[], found: readonly Found[]): Found[] {
  const byCodes = found.flatMap(({ fact, value, source, sure }): Found[] => {
    if (sure === 'perhaps') return [];
    const isShopees = (fact === 'tracking' && /^(?:SPXVN|SHOPEEVTP)/.test(value)) || (fact === 'package' && isShopeePackage(value));
    const platform = isShopees ? 'shopee' : fact === 'order' ? marketplaceOf(value) : null;
    return platform === null ? [] : [{ fact: 'platform', value: platform, source: { from: 'other', page: source.page }, sure: 'sure' }];
  });
  const named = pages.flatMap(({ number, text }): Found[] => {
    const plain = text.toLowerCase();
    const hasCode = found.some(({ source, sure }) => source.page === number && sure !== 'perhaps');
    return platformNames.flatMap(([platform, name]): Found[] =>
      name.test(plain)
        ? [{ fact: 'platform', value: platform, source: { from: 'text', page: number }, sure: hasCode ? 'sure' : 'perhaps' }]
        : [],
    );
  });
  // A name may stand in an article's or a shop's: where the codes tell, they are believed.
  return byCodes.length > 0 ? [...byCodes, ...named.filter(({ value }) => byCodes.some((each) => each.value === value))] : named;
}

const rank: Readonly<Record<Sure, number>> = { known: 0, sure: 1, perhaps: 2 };
const better = (one: Sure, other: Sure): Sure => (rank[one] <= rank[other] ? one : other);

/**
 * Each value once, with all places where it stands: the surest first, bars before text. What is only perhaps so counts where nothing is
 * sure.
 */
function candidatesOf(fact: LabelFact, found: readonly Found[]): LabelCandidate[] {
  const all = new Map<string, { value: string; sources: LabelSource[]; sure: Sure }>();
  for (const { value, source, sure } of found.filter((each) => each.fact === fact)) {
    const before = all.get(value) ?? { value, sources: [], sure };
    if (!before.sources.some(({ from, page }) => from === source.from && page === source.page)) before.sources.push(source);
    all.set(value, { ...before, sure: better(before.sure, sure) });
  }
  const isInBars = ({ sources }: LabelCandidate): boolean => sources.some(({ from }) => from === 'bars');
  const sorted = [...all.values()].sort((a, b) => rank[a.sure] - rank[b.sure] || Number(isInBars(b)) - Number(isInBars(a)));
  const sure = sorted.filter((each) => each.sure !== 'perhaps');
  return sure.length > 0 ? sure : sorted;
}

export function saysOf({ pages, read, trouble }: PagesRead, knownAs: KnownAs): LabelSays {
  const found = read.flatMap((page) => [...ofBars(page, knownAs), ...ofText(page, knownAs)]);
  const facts = {
    tracking: candidatesOf('tracking', found),
    order: candidatesOf('order', found),
    package: candidatesOf('package', found),
    platform: candidatesOf('platform', [...found, ...platformsOf(read, found)]),
  };
  return {
    pages,
    read: read.length,
    trouble: trouble ?? read.find((page) => page.trouble !== null)?.trouble ?? null,
    hasCodes: read.some(({ bars, text }) => bars.length > 0 || text.trim() !== ''),
    legible: legibleOf(read, facts.tracking),
    facts,
    disagrees: disagreementOf(facts.tracking),
    several: severalOf(facts.tracking),
  };
}

/** Of the courier's code; where none is known, of any. */
function legibleOf(read: readonly PageRead[], tracking: readonly LabelCandidate[]): boolean | null {
  const all = read.flatMap(({ bars }) => bars.filter(({ format }) => !articleFormats.includes(format)));
  const couriers = all.filter(({ text }) => tracking.some(({ value }) => cleanCode(text).toUpperCase() === value));
  const known = (couriers.length > 0 ? couriers : all).flatMap(({ legible }) => legible ?? []);
  return known.length === 0 ? null : known.some(Boolean);
}

/** One page says one thing to the scanner and another to the eye. */
function disagreementOf(tracking: readonly LabelCandidate[]): LabelSays['disagrees'] {
  const onlyFrom = (where: LabelSource['from']): LabelCandidate[] =>
    tracking.filter(({ sources }) => sources.every(({ from }) => from === where));
  for (const bars of onlyFrom('bars'))
    for (const text of onlyFrom('text'))
      if (bars.sources.some(({ page }) => text.sources.some((other) => other.page === page))) return { bars: bars.value, text: text.value };
  return null;
}

/** Labels of several parcels in one file: each page that has a courier's code of its own. */
function severalOf(tracking: readonly LabelCandidate[]): LabelSays['several'] {
  const firstOn = new Map<number, string>();
  for (const { value, sources } of tracking) for (const { page } of sources) if (!firstOn.has(page)) firstOn.set(page, value);
  const pages = [...firstOn].map(([page, value]) => ({ page, tracking: value })).sort((a, b) => a.page - b.page);
  return new Set(pages.map((each) => each.tracking)).size > 1 ? pages : [];
}
