/** What is on its way to the provider, and how far it is. */
import { create } from 'zustand';
import type { EventOf } from '../../contract/bridge.ts';
import type { DeskError } from '../../contract/errors.ts';
import type { OutboxCounts, OutboxItem } from '../../contract/outbox.ts';
import type { ConnectionDesk } from '../bridge/desk.ts';

type Upload = EventOf<'upload.progress'>;

interface Outbox {
  /** Newest first. */
  readonly items: readonly OutboxItem[];
  readonly counts: OutboxCounts;
  /** Uploads that are running, by the id of their row. */
  readonly uploads: Readonly<Record<string, Upload>>;
  readonly error: DeskError | null;
  readonly isLoaded: boolean;
}

const none: OutboxCounts = { queued: 0, sending: 0, unknown: 0, rejected: 0, needs_attention: 0 };
const empty: Outbox = { items: [], counts: none, uploads: {}, error: null, isLoaded: false };
const useOutboxStore = create<Outbox>(() => empty);

export const useOutbox = (): Outbox => useOutboxStore();
export const useOutboxItem = (id: string | undefined): OutboxItem | null =>
  useOutboxStore((outbox) => outbox.items.find((item) => item.id === id) ?? null);
/** The newest row of the product with this SKU. */
export const useProductItem = (sku: string): OutboxItem | null =>
  useOutboxStore((outbox) =>
    sku === '' ? null : (outbox.items.find((item) => item.kind === 'product' && item.naturalKey === sku) ?? null),
  );
export const useOutboxCounts = (): OutboxCounts => useOutboxStore((outbox) => outbox.counts);
export const useUpload = (id: string): Upload | null => useOutboxStore((outbox) => outbox.uploads[id] ?? null);

export const useOpenCount = (): number => useOutboxStore((outbox) => openCount(outbox.counts));

/** Rows that a person should look at or wait for: all but the confirmed. */
export const openCount = (counts: OutboxCounts): number =>
  counts.queued + counts.sending + counts.unknown + counts.rejected + counts.needs_attention;

/** A queue being sent tells of many rows a second: they are shown together, this many milliseconds after the first. */
const togetherMs = 50;
/** What the desk told of since the rows were last shown. */
let told: EventOf<'outbox.changed'>[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

async function readOutbox(desk: ConnectionDesk): Promise<void> {
  const outcome = await desk.call('outbox.list', { states: null, kind: null });
  // What was told before the answer came, the answer knows.
  if (outcome.ok) told = [];
  if (outcome.ok) useOutboxStore.setState({ items: outcome.value.items, counts: outcome.value.counts, error: null, isLoaded: true });
  else useOutboxStore.setState({ error: outcome.error, isLoaded: true });
}

/** One row as the desk just told it, in the order of `outbox.list`: one that was not there is the newest. */
export function withItem(items: readonly OutboxItem[], item: OutboxItem): readonly OutboxItem[] {
  const index = items.findIndex((each) => each.id === item.id);
  return index === -1 ? [item, ...items] : items.with(index, item);
}

function showTold(desk: ConnectionDesk): void {
  timer = undefined;
  const [news, last] = [told, told.at(-1)];
  told = [];
  if (last === undefined) return;
  if (news.some(({ item }) => item === null)) void readOutbox(desk);
  const changed = news.flatMap(({ item }) => item ?? []);
  useOutboxStore.setState((before) => ({
    items: changed.reduce(withItem, before.items),
    counts: last.counts,
    uploads: changed.reduce((uploads, item) => (item.state === 'sending' ? uploads : without(uploads, item.id)), before.uploads),
  }));
}

export function followOutbox(desk: ConnectionDesk): () => void {
  useOutboxStore.setState(empty);
  told = [];
  const ends = [
    () => {
      clearTimeout(timer);
      timer = undefined;
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

const without = (uploads: Outbox['uploads'], id: string): Outbox['uploads'] =>
  uploads[id] === undefined ? uploads : Object.fromEntries(Object.entries(uploads).filter(([key]) => key !== id));
