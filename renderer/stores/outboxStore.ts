/** What is on its way to the provider, and how far it is. */
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { EventOf } from '../../contract/bridge.ts';
import type { DeskError, Outcome } from '../../contract/errors.ts';
import { type OutboxCounts, type OutboxItem, type OutboxState, outboxPage, outboxStates } from '../../contract/outbox.ts';
import type { Place } from '../../contract/query.ts';
import { goodsKind } from '../../contract/kinds/goodsKind.ts';
import type { ConnectionDesk } from '../bridge/desk.ts';

type Upload = EventOf<'upload.progress'>;
/** Uploads that are running, by the id of their row. */
export type Uploads = Readonly<Record<string, Upload>>;

interface Outbox {
  /** Newest first: the newest of all, and all that are not finished, however old. */
  readonly items: readonly OutboxItem[];
  /** So many of them are the newest of all, without a gap. */
  readonly whole: number;
  /** Where the next of all are read from; `null` where there are none. */
  readonly more: Place | null;
  /** Rows of the list, read or not. */
  readonly total: number;
  readonly counts: OutboxCounts;
  readonly uploads: Uploads;
  readonly error: DeskError | null;
  readonly isLoaded: boolean;
}

const none: OutboxCounts = { queued: 0, sending: 0, unknown: 0, rejected: 0, needs_attention: 0, given_up: 0 };
const empty: Outbox = { items: [], whole: 0, more: null, total: 0, counts: none, uploads: {}, error: null, isLoaded: false };
const useOutboxStore = create<Outbox>(() => empty);

/** All of it: drawn again with every row that moves. */
export const useOutbox = (): Outbox => useOutboxStore();
/** What `select` answers; drawn again when one of its values is another. */
export const useOutboxPart = <T>(select: (outbox: Pick<Outbox, 'items' | 'uploads'>) => T): T => useOutboxStore(useShallow(select));
export const outboxNow = (): Outbox => useOutboxStore.getState();
export const useOutboxItem = (id: string | undefined): OutboxItem | null =>
  useOutboxStore((outbox) => outbox.items.find((item) => item.id === id) ?? null);
/** The newest row of the product with this SKU. */
export const useProductItem = (sku: string): OutboxItem | null =>
  useOutboxStore((outbox) =>
    sku === '' ? null : (outbox.items.find((item) => item.kind === goodsKind && item.naturalKey === sku) ?? null),
  );
export const useOutboxCounts = (): OutboxCounts => useOutboxStore((outbox) => outbox.counts);
export const useUpload = (id: string): Upload | null => useOutboxStore((outbox) => outbox.uploads[id] ?? null);

export const useOpenCount = (): number => useOutboxStore((outbox) => openCount(outbox.counts));

/** Rows that a person should look at or wait for: all but the confirmed, and those that were given up. */
export const openCount = (counts: OutboxCounts): number =>
  counts.queued + counts.sending + counts.unknown + counts.rejected + counts.needs_attention;

/** A queue being sent tells of many rows a second: they are shown together, this many milliseconds after the first. */
const togetherMs = 50;
/** What the desk told of since the rows were last shown. */
let told: EventOf<'outbox.changed'>[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
/** Counts the readings: only the newest one is shown, NOTE(late-answer), and none of a connection that is not followed any more. */
let readings = 0;
/** The newest page has been read, and what stands behind it has not: what is told waits for that. */
let isHalfRead = false;

const unfinished: readonly OutboxState[] = outboxStates.filter((state) => state !== 'confirmed');

/** Whatever is not finished and stands behind this place. */
async function readUnfinished(desk: ConnectionDesk, from: Place | null): Promise<Outcome<readonly OutboxItem[]>> {
  const items: OutboxItem[] = [];
  for (let at = from; at !== null;) {
    const outcome = await desk.call('outbox.list', outboxPage({ facets: { state: [...unfinished] }, at }));
    if (!outcome.ok) return outcome;
    items.push(...outcome.value.items);
    at = outcome.value.next;
  }
  return { ok: true, value: items };
}

async function readOutbox(desk: ConnectionDesk): Promise<void> {
  const number = ++readings;
  isHalfRead = false;
  const first = await desk.call('outbox.list', outboxPage());
  if (number !== readings) return;
  if (!first.ok) return useOutboxStore.setState({ error: first.error, isLoaded: true });
  // What was told before the answer came, the answer knows.
  told = [];
  isHalfRead = true;
  const rest = await readUnfinished(desk, first.value.next);
  if (number !== readings) return;
  isHalfRead = false;
  const { items, next, total, counts } = first.value;
  useOutboxStore.setState(
    rest.ok
      ? { items: [...items, ...rest.value], whole: items.length, more: next, total, counts, error: null, isLoaded: true }
      : { error: rest.error, isLoaded: true },
  );
  showTold(desk);
}

/** The next of all: among them those that are finished. */
export async function readMoreOutbox(desk: ConnectionDesk): Promise<void> {
  const { more } = useOutboxStore.getState();
  if (more === null) return;
  const outcome = await desk.call('outbox.list', outboxPage({ at: more }));
  useOutboxStore.setState(({ items, whole, ...before }) => {
    // As in NOTE(late-answer).
    if (before.more !== more) return {};
    if (!outcome.ok) return { error: outcome.error };
    const known = new Set(items.slice(0, whole).map(({ id }) => id));
    const head = [...items.slice(0, whole), ...outcome.value.items.filter(({ id }) => !known.has(id))];
    const shown = new Set(head.map(({ id }) => id));
    return { items: [...head, ...items.slice(whole).filter(({ id }) => !shown.has(id))], whole: head.length, more: outcome.value.next };
  });
}

/**
 * One row as the desk just told it, in the order of `outbox.list`. One that was not there is the newest, as each is told of when it is
 * queued; but one that is confirmed already stands behind all that was read.
 */
export function withItem(items: readonly OutboxItem[], item: OutboxItem): readonly OutboxItem[] {
  const index = items.findIndex((each) => each.id === item.id);
  if (index !== -1) return items.with(index, item);
  return item.state === 'confirmed' ? items : [item, ...items];
}

function showTold(desk: ConnectionDesk): void {
  clearTimeout(timer);
  timer = undefined;
  if (isHalfRead) return;
  const [news, last] = [told, told.at(-1)];
  told = [];
  if (last === undefined) return;
  if (news.some(({ item }) => item === null)) void readOutbox(desk);
  const changed = news.flatMap(({ item }) => item ?? []);
  useOutboxStore.setState((before) => {
    const items = changed.reduce(withItem, before.items);
    const added = items.length - before.items.length;
    return {
      items,
      whole: before.whole + added,
      total: before.total + added,
      counts: last.counts,
      uploads: changed.reduce((uploads, item) => (item.state === 'sending' ? uploads : without(uploads, item.id)), before.uploads),
    };
  });
}

export function followOutbox(desk: ConnectionDesk): () => void {
  useOutboxStore.setState(empty);
  told = [];
  const ends = [
    () => {
      clearTimeout(timer);
      timer = undefined;
      readings += 1;
    },
    desk.on('outbox.changed', (news) => {
      told.push(news);
      timer ??= setTimeout(() => showTold(desk), togetherMs);
    }),
    desk.on('upload.progress', (upload) =>
      useOutboxStore.setState((before) => ({ uploads: { ...before.uploads, [upload.outboxId]: upload } })),
    ),
  ];
  void readOutbox(desk);
  return () => ends.forEach((end) => end());
}

const without = (uploads: Uploads, id: string): Uploads =>
  uploads[id] === undefined ? uploads : Object.fromEntries(Object.entries(uploads).filter(([key]) => key !== id));
