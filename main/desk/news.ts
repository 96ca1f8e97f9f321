/**
 * What the desk speaks up for while nobody is at it. What happens under somebody's eyes is seen there. Much at once is said once, and the
 * same again takes the place of what was said before (docs/decisions/notices.md).
 */
import type { EventOf } from '../../contract/bridge.ts';
import type { Language } from '../../contract/language.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import type { IntakeId } from '../../contract/intake.ts';
import { pluralOf } from '../../contract/kinds/index.ts';
import { type NoticeGroup, type NoticeSettings, noticeGroups } from '../../contract/notices.ts';
import type { OutboxItem } from '../../contract/outbox.ts';
import type { SavedPlace } from '../../contract/place.ts';
import { firstPage } from '../../contract/recordQuery.ts';
import type { ToldRecord } from '../catalogue/told.ts';
import type { Clock } from '../time/clock.ts';
import { heardOf } from './heardOf.ts';
import { type NoticeText, noticeText } from './noticeWords.ts';

/** What shows a notice: the system, or what a test has in its place. */
export interface Notices {
  /** In the place of the one of this group that was shown before. */
  show(group: NoticeGroup, text: NoticeText, onClick: () => void): void;
  /** All of them go. */
  clear(): void;
}

interface Parts {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly notices: Notices;
  readonly settings: () => NoticeSettings;
  readonly language: () => Language;
  /** The connection that is open. */
  readonly connection: () => { readonly id: ConnectionId; readonly name: string } | null;
  /** SECURITY: whether the provider's codes may be shown just now. */
  readonly mayName: () => boolean;
  /** Whether the outbox sends. */
  readonly isSending: () => boolean;
  readonly open: (connection: ConnectionId, place: SavedPlace) => void;
}

export interface News {
  /** Somebody works in the window, or nobody does. */
  here(isHere: boolean): void;
  record(connection: ConnectionId, record: ToldRecord): void;
  outbox(event: EventOf<'outbox.changed'>): void;
  /** What came by the watched folder was checked, and waits. */
  intake(connection: ConnectionId, id: IntakeId): void;
  /** Another connection is open, or none: nothing more is said of the one before. */
  forget(): void;
}

/** What comes within this time is said together. */
const gatherMs = 5_000;
/** The same group is not spoken of again sooner. */
const restMs = 120_000;
/** What somebody did at this desk comes back from the provider within this time. */
const ownMs = 60 * 60_000;
/** So many that waited together are a batch, whose end is worth a word. */
const leastOfBatch = 5;

interface Row {
  readonly id: string;
}
type Entry = ToldRecord | Row;

export function createNews({ clock, notices, settings, language, connection, mayName, isSending, open }: Parts): News {
  // Who has just started the desk is there.
  let isHere = true;
  const waiting = new Map<NoticeGroup, Map<string, Entry>>(noticeGroups.map((group) => [group, new Map()]));
  const timers = new Map<NoticeGroup, () => void>();
  const shownAt = new Map<NoticeGroup, number>();
  /** Codes and keys that the outbox was heard of about. */
  const own = heardOf(clock, ownMs);
  const needing = new Set<string>();
  let batch = { most: 0, taken: new Set<string>() };
  let ended: { readonly taken: number; readonly needPerson: number; readonly unknown: number } | null = null;

  const of = (group: NoticeGroup): Map<string, Entry> => waiting.get(group) ?? new Map<string, Entry>();

  const say = (group: NoticeGroup): void => {
    timers.delete(group);
    const entries = [...of(group).values()];
    const opened = connection();
    if (isHere || opened === null || entries.length === 0 || !settings()[group]) return;
    const records = entries.filter((entry): entry is ToldRecord => 'code' in entry);
    const ofBatch = group === 'batches' ? ended : null;
    const place = placeOf(group, entries);
    shownAt.set(group, clock.now());
    notices.show(
      group,
      noticeText(group, language(), {
        count: ofBatch?.taken ?? entries.length,
        codes: mayName() ? records.map(({ code }) => code) : [],
        needPerson: ofBatch?.needPerson ?? 0,
        unknown: ofBatch?.unknown ?? 0,
        of: opened.name,
      }),
      () => open(opened.id, place),
    );
  };

  const add = (group: NoticeGroup, key: string, entry: Entry): void => {
    if (isHere) return;
    of(group).set(key, entry);
    if (timers.has(group)) return;
    const wait = Math.max(gatherMs, (shownAt.get(group) ?? -Infinity) + restMs - clock.now());
    timers.set(
      group,
      clock.after(wait, () => say(group)),
    );
  };

  const forgetAll = (): void => {
    for (const cancel of timers.values()) cancel();
    timers.clear();
    for (const each of waiting.values()) each.clear();
    shownAt.clear();
  };

  const note = (item: OutboxItem): void => {
    for (const key of [item.naturalKey, ...(item.code === null ? [] : [item.code])]) own.note(key);
    const needsPerson = item.state === 'needs_attention' || (item.state === 'rejected' && !item.isGivenUp);
    if (!needsPerson) {
      needing.delete(item.id);
      of('outbox').delete(item.id);
    } else if (!needing.has(item.id)) {
      needing.add(item.id);
      add('outbox', item.id, { id: item.id });
    }
    if (item.state === 'confirmed') batch.taken.add(item.id);
  };

  return {
    here: (now) => {
      if (now) forgetAll();
      isHere = now;
    },
    record: (id, record) => {
      if (connection()?.id !== id) return;
      const isOwn = [record.code, record.reference].some((key) => key !== null && own.isRecent(key));
      if (!isOwn) add(record.group, `${record.kind} ${record.code}`, record);
    },
    outbox: ({ connection: id, item, counts }) => {
      if (connection()?.id !== id) return;
      if (item !== null) note(item);
      const left = counts.queued + counts.sending;
      batch.most = Math.max(batch.most, left);
      if (left > 0) return;
      if (batch.most >= leastOfBatch && batch.taken.size > 0 && isSending()) {
        ended = { taken: batch.taken.size, needPerson: counts.rejected + counts.needs_attention, unknown: counts.unknown };
        add('batches', 'ended', { id: 'ended' });
      }
      batch = { most: 0, taken: new Set() };
    },
    intake: (id, which) => {
      if (connection()?.id === id) add('intakes', which, { id: which });
    },
    forget: () => {
      forgetAll();
      notices.clear();
      own.clear();
      needing.clear();
      batch = { most: 0, taken: new Set() };
    },
  };
}

const at = (place: SavedPlace['place'], list: SavedPlace['list'] = null): SavedPlace => ({ place, field: null, caret: null, list });

/** One leads to itself, several to the list that shows them. */
function placeOf(group: NoticeGroup, entries: readonly Entry[]): SavedPlace {
  const [first] = entries;
  const records = entries.filter((entry): entry is ToldRecord => 'code' in entry);
  const [record] = records;
  if (group === 'intakes')
    return at({ screen: 'intake', ...(entries.length === 1 && first !== undefined && 'id' in first ? { id: first.id } : {}) });
  if (record === undefined) {
    const isOne = group === 'outbox' && entries.length === 1 && first !== undefined && 'id' in first;
    return at({ screen: 'outbox', ...(isOne ? { id: first.id } : group === 'outbox' ? { filter: 'person' } : {}) });
  }
  const screen = pluralOf(record.kind);
  if (records.length === 1) return at({ screen, view: 'detail', code: record.code });
  const isAlike = records.every(({ facets }) => JSON.stringify(facets) === JSON.stringify(record.facets));
  const times = records.flatMap(({ updated }) => updated ?? []);
  const since = times.length === records.length ? { updated: { from: Math.min(...times), to: null } } : {};
  return at({ screen, view: 'list' }, firstPage(record.kind, { facets: isAlike ? { ...record.facets } : {}, ranges: since }));
}
