/**
 * Finds again, by the merchant's own key, what may have been made, NOTE(lost-answer). The filters, orders and pages of the provider's lists
 * are bets (onflow-api.md, calls 7, 12, 18, 22: A), and so is how it spells a reference. So a record that is found counts, whatever was
 * assumed. That nothing is found counts only with a NOTE(proof).
 */
import { naturalKeyField } from '../../contract/documents/index.ts';
import type { BodyOf } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { LookUpFacts } from '../../contract/outbox.ts';
import { codeOf, naturalKeyOf, statusOf } from '../../contract/records.ts';
import type { RecordKind, RecordOf } from '../../contract/records.ts';
import { isCovered, spelledAlike, traitsOf } from '../../contract/spelling.ts';
import type { Desk, LookUp, Shelf, Sight } from './kind.ts';
import { placesOf } from './lookUps.ts';
import type { LookUps, Reading } from './lookUps.ts';

const mostFilteredPages = 10;
const mostDetails = 5;
/** So far before the attempt a record may be dated: a server in another zone, a clock that was wrong. */
const nearSeconds = 14 * 3_600;

export interface Search<K extends RecordKind> extends Shelf<K> {
  readonly kind: K;
  readonly key: string;
  /** Where its record stands (`placesOf`). */
  readonly places: readonly string[];
  /** Unix ms of the first attempt that may have arrived. */
  readonly since: number;
  /** Unix ms, now. */
  readonly wall: number;
  readonly lookUps: LookUps;
  readonly mayReadFar: boolean;
  /** The local copy knew the record of this code before the first attempt left: it is none that the attempt made. */
  readonly wasThere: (code: string) => boolean;
}

/** The search for the record that a document of this body may have made. */
export const searchOf = <K extends RecordKind>(
  kind: K,
  body: BodyOf<K>,
  since: number,
  { wall, lookUps, mayReadFar, wasThere }: Desk,
  shelf: Shelf<K>,
): Search<K> => ({
  kind,
  key: String((body as Readonly<Record<string, unknown>>)[naturalKeyField[kind]]),
  places: placesOf(body),
  since,
  wall,
  lookUps,
  mayReadFar,
  wasThere,
  ...shelf,
});

/** Whether nothing that both sides tell differs. */
type Same<K extends RecordKind> = (record: RecordOf[K]) => boolean;

/** @throws DeskFailure when a list or a detail could not be asked for */
export async function lookUp<K extends RecordKind>(search: Search<K>, same: Same<K>): Promise<LookUp> {
  const { kind, key, lookUps, wall } = search;
  const filtered = await byFilter(search);
  const isExact = (row: RecordOf[K]): boolean => spelledAlike(key, naturalKeyOf(kind, row) ?? '') === 'exact';
  const known = filtered.rows.filter(isExact);
  const reading = known.length > 0 ? null : await read(search, filtered);
  const shown = [...filtered.rows, ...(reading?.rows ?? [])].map((row) => [codeOf(kind, row), row] as const);
  const rows = [...new Map([...lookUps.suspects.of(kind, key), ...shown]).values()];
  const exact = rows.filter(isExact);
  const [first] = exact;
  if (exact.length > 1) return { answer: 'several', records: exact };
  if (first !== undefined) {
    const record = await inFull(search, first);
    // One that was cancelled is not the order that the merchant wants carried out.
    if (statusOf(kind, record) === 'CANCELLED' || !same(record)) return { answer: 'different', records: [record] };
    return { answer: 'same', code: codeOf(kind, record), record };
  }
  const otherwise = await bySpelling(search, same, rows);
  if (otherwise !== null) return otherwise;

  const sought = { reference: key, places: search.places };
  const byFilterOnly = filtered.isSound ? lookUps.proofs.of('filter', kind, sought, wall) : null;
  const whole = (reading?.reached === 'whole' || reading?.reached === 'backToTheAttempt') && !lookUps.proofs.isRefuted('list', kind);
  const listed = lookUps.proofs.of('list', kind, sought, wall);
  const isShown = listed !== null || (reading !== null && showsPlaces(reading.rows, search.places));
  // Where a cache had kept any of it, another that is newer may say something else.
  const isKept = filtered.isKept || reading?.reached === 'kept';
  const proof = isKept
    ? null
    : (byFilterOnly ?? (whole && isShown ? (listed ?? { longestLagMs: null, isRecent: false, spelledExactly: false }) : null));
  const facts: LookUpFacts = {
    filter: filtered.isKept ? 'kept' : byFilterOnly !== null ? 'proven' : filtered.isSound ? 'unproven' : 'useless',
    list: reading === null ? 'partly' : whole && !isShown ? 'elsewhere' : reading.reached,
    rowsRead: rows.length,
    longestLagMs: proof?.longestLagMs ?? null,
  };
  if (!(byFilterOnly?.spelledExactly ?? false)) {
    const alike = await byContents(search, same, rows);
    if (alike.length > 0) return { answer: 'alike', records: alike, known: facts };
  }
  return proof === null
    ? { answer: 'untrusted', records: [], known: facts }
    : { answer: 'nothing', known: facts, isRecent: proof.isRecent };
}

/** A list that shows records of these places, whoever made them, does not leave the places out. */
function showsPlaces(rows: readonly object[], places: readonly string[]): boolean {
  const shown = new Set(rows.flatMap(placesOf));
  return places.every((place) => shown.has(place));
}

interface Filtered<K extends RecordKind> {
  readonly rows: readonly RecordOf[K][];
  /** Whatever it let through has to do with the key, and it was read to its end. */
  readonly isSound: boolean;
  /** A cache on the way answered. */
  readonly isKept: boolean;
}

async function byFilter<K extends RecordKind>({ kind, key, list }: Pick<Search<K>, 'kind' | 'key' | 'list'>): Promise<Filtered<K>> {
  const rows: RecordOf[K][] = [];
  let before = '';
  let isKept = false;
  for (let number = 1; number <= mostFilteredPages; number += 1) {
    const page = await list(number, key);
    isKept ||= page.isKept === true;
    const codes = page.rows.map((row) => codeOf(kind, row)).join(' ');
    if (page.unread > 0 || !page.rows.every((row) => mentions(kind, row, key)) || (codes !== '' && codes === before))
      return { rows: [...rows, ...page.rows], isSound: false, isKept };
    if (page.rows.length === 0) return { rows, isSound: !isKept, isKept };
    rows.push(...page.rows);
    before = codes;
    // It is there, and all that there is was on this page. Where it is not, the total may be the page's own, and it may stand on the next.
    const isHere = page.rows.some((row) => spelledAlike(key, naturalKeyOf(kind, row) ?? '') === 'exact');
    if (isHere && number === 1 && page.total === page.rows.length) return { rows, isSound: !isKept, isKept };
  }
  return { rows, isSound: false, isKept };
}

/** Shorter ones stand in other fields by chance. */
const shortestMention = 4;

/**
 * What the filter let through has to do with the key: as its reference, in whatever spelling, or as a part of some other text, where the
 * filter searches further. A code of the provider's has the digits of many keys in it, and says nothing.
 */
function mentions<K extends RecordKind>(kind: K, row: RecordOf[K], key: string): boolean {
  if (spelledAlike(key, naturalKeyOf(kind, row) ?? '') !== 'no') return true;
  const plain = (text: string): string => text.normalize('NFC').toLowerCase();
  const wanted = plain(key.trim());
  return wanted.length >= shortestMention && textsOf(row).some((text) => text !== codeOf(kind, row) && plain(text).includes(wanted));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

/** The list itself: a look at its newest page, and, where the filter is not known to find such a reference, as far as it takes. */
async function read<K extends RecordKind>(search: Search<K>, filtered: Filtered<K>): Promise<Reading<K>> {
  const { kind, key, wall, lookUps, list } = search;
  const { proofs, others, readings } = lookUps;
  const wanted = { kind, horizon: earliest(search) / 1_000 - nearSeconds, own: others.own(kind), page: (page: number) => list(page, null) };
  const newest = await readings.of({ ...wanted, depth: 'newest' });
  proofs.answered(kind, newest.rows);
  if (!search.mayReadFar) return newest;
  if (
    filtered.isSound &&
    (proofs.of('filter', kind, { reference: key, places: search.places }, wall) !== null || (await isWitnessed(search, newest.rows)))
  )
    return newest;
  const far = await readings.of({ ...wanted, depth: 'asFarAsItTakes' });
  // Further back there is more that cannot be the one that is looked for: the next look need not go there.
  if (filtered.isSound && far.reached !== 'kept') await isWitnessed(search, far.rows);
  return far;
}

/** Asks the filter for a record that is known to be there, under a reference with nothing less to get wrong than ours. */
async function isWitnessed<K extends RecordKind>(search: Search<K>, rows: readonly RecordOf[K][]): Promise<boolean> {
  const { kind, key, places, lookUps, list } = search;
  // Asked for as the provider spells it, it would be found however that differs from what is typed: with accents apart, or with blanks
  // around it.
  const isLike = (reference: string): boolean =>
    reference === reference.normalize('NFC').trim() && isCovered(key, reference.length, traitsOf(reference));
  const own = new Set(lookUps.others.own(kind));
  // One of about that time could be the very record that is looked for, in another spelling.
  const stands = (row: object): boolean => places.every((place) => placesOf(row).includes(place));
  const witness = rows.find(
    (row) =>
      stands(row) && isLike(naturalKeyOf(kind, row) ?? '') && (own.has(codeOf(kind, row)) || !isNear(row, earliest(search), nearSeconds)),
  );
  const reference = witness === undefined ? null : naturalKeyOf(kind, witness);
  if (witness === undefined || reference === null) return false;
  const { rows: found, isSound } = await byFilter({ kind, key: reference, list });
  const finds = isSound && found.some((row) => codeOf(kind, row) === codeOf(kind, witness));
  // It finds what the provider keeps; whether that is what was sent, the witness does not say.
  if (finds) lookUps.proofs.seen({ by: 'filter', kind, reference, places, theirs: null, lagMs: null });
  return finds;
}

/** A record whose reference is ours in another spelling. */
async function bySpelling<K extends RecordKind>(search: Search<K>, same: Same<K>, rows: readonly RecordOf[K][]): Promise<LookUp | null> {
  const { kind, key, since, lookUps } = search;
  const spelled = rows.filter((row) => spelledAlike(key, naturalKeyOf(kind, row) ?? '') === 'folded' && !isTaken(search, row));
  if (spelled.length === 0) return null;
  for (const row of spelled) lookUps.suspects.note(kind, key, codeOf(kind, row), row);
  const records: RecordOf[K][] = [];
  for (const row of spelled.slice(0, mostDetails)) records.push(await inFull(search, row));
  const [record] = records;
  const isClear =
    // Looked at again: while it was read in full, another document may have been told that it is its own.
    record !== undefined &&
    spelled.length === 1 &&
    !isTaken(search, record) &&
    isNear(record, since, nearSeconds) &&
    same(record) &&
    statusOf(kind, record) !== 'CANCELLED' &&
    !lookUps.others.hasRival(kind, key, naturalKeyOf(kind, record) ?? '');
  return isClear ? { answer: 'same', code: codeOf(kind, record), record } : { answer: 'different', records };
}

/** Records of about that time with the same contents, under another reference or none. */
async function byContents<K extends RecordKind>(search: Search<K>, same: Same<K>, rows: readonly RecordOf[K][]): Promise<RecordOf[K][]> {
  const { kind } = search;
  const from = earliest(search);
  // The database is asked last, and of few: a list may have thousands of rows.
  const near = rows.filter(
    (row) =>
      isNear(row, from, nearSeconds) &&
      statusOf(kind, row) !== 'CANCELLED' &&
      same(row) &&
      !search.wasThere(codeOf(kind, row)) &&
      !isTaken(search, row),
  );
  const alike: RecordOf[K][] = [];
  for (const [index, row] of near.entries()) {
    // The list may show less than the detail does. What neither tells could be ours.
    const record = index < mostDetails ? await inFull(search, row) : row;
    if (!same(record)) continue;
    alike.push(record);
    search.lookUps.suspects.note(kind, search.key, codeOf(kind, row), row);
  }
  return alike;
}

/** Unix ms of the attempt. Either clock may have jumped since: of what they say now only the worst is reckoned with. */
const earliest = ({ since, wall, lookUps }: Pick<Search<RecordKind>, 'since' | 'wall' | 'lookUps'>): number =>
  Math.min(since, wall) + Math.min(0, lookUps.clockDifferenceMs() ?? 0);

const isTaken = <K extends RecordKind>({ kind, key, lookUps }: Search<K>, row: RecordOf[K]): boolean =>
  lookUps.others.isTaken(kind, key, { code: codeOf(kind, row), reference: naturalKeyOf(kind, row) });

const isNear = (row: { readonly created_time: number | null }, since: number, seconds: number): boolean =>
  row.created_time === null || row.created_time >= since / 1_000 - seconds;

/**
 * The list may show less than the detail does; if the detail cannot be had, the row must do. @throws DeskFailure where it may be had the
 * next time
 */
async function inFull<K extends RecordKind>(
  { kind, key, detail, lookUps }: Pick<Search<K>, 'kind' | 'key' | 'detail' | 'lookUps'>,
  row: RecordOf[K],
): Promise<RecordOf[K]> {
  try {
    const told = await detail(codeOf(kind, row));
    lookUps.details.read(kind, key);
    // What the detail leaves out does not unsay what the list told.
    return { ...row, ...Object.fromEntries(Object.entries(told).filter(([name, value]) => value != null || !(name in row))) };
  } catch (error) {
    if (!(error instanceof DeskFailure) || (error.error.code !== 'provider' && error.error.code !== 'unreadable')) throw error;
    const mayPass = error.error.code === 'unreadable' || (error.error.provider?.httpStatus ?? 0) >= 500;
    if (mayPass && lookUps.details.stumbled(kind, key)) throw error;
    return row;
  }
}

/**
 * Looks for such a record by the provider's filter, and among the newest rows of its list where the filter does not find it or `alsoInList`
 * asks for it.
 * @throws DeskFailure as `lookUp`
 */
export async function sight<K extends RecordKind>(
  search: Pick<Search<K>, 'kind' | 'key' | 'list'>,
  code: string,
  alsoInList: boolean,
): Promise<Sight> {
  const { kind, list } = search;
  const filtered = await byFilter(search);
  const found = filtered.isSound ? filtered.rows.find((row) => codeOf(kind, row) === code) : undefined;
  const seen = found === undefined ? null : { theirs: naturalKeyOf(kind, found) };
  if (seen !== null && !alsoInList) return { byFilter: seen, newest: null };
  const newest: RecordOf[K][] = [];
  for (let number = 1; number <= mostFilteredPages; number += 1) {
    const { rows } = await list(number, null);
    const before = newest.at(-1);
    newest.push(...rows);
    const last = rows.at(-1);
    // A page full of what was made after it hides it: then it stands on the next.
    const isHidden =
      found?.created_time != null &&
      last?.created_time != null &&
      last.created_time >= found.created_time &&
      (before === undefined || codeOf(kind, last) !== codeOf(kind, before)) &&
      !rows.some((row) => codeOf(kind, row) === code);
    if (!isHidden) break;
  }
  return { byFilter: seen, newest: newest.map((row) => ({ code: codeOf(kind, row), theirs: naturalKeyOf(kind, row) })) };
}
