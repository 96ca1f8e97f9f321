/** What is on its way to the provider, and how far it is (page). */
import { create } from 'zustand';
import type { EventOf } from '../../contract/bridge.ts';
import type { DeskError } from '../../contract/errors.ts';
import type { OutboxCounts, OutboxItem } from '../../contract/outbox.ts';
import { desk } from '../app/desk.ts';

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
export const useOutboxItem = (id: string | undefined): OutboxItem | null => useOutboxStore((outbox) => outbox.items.find((item) => item.id === id) ?? null);
export const useOutboxCounts = (): OutboxCounts => useOutboxStore((outbox) => outbox.counts);
export const useUpload = (id: string): Upload | null => useOutboxStore((outbox) => outbox.uploads[id] ?? null);

/** Rows that a person should look at or wait for: all but the confirmed. */
export const openCount = (counts: OutboxCounts): number => counts.queued + counts.sending + counts.unknown + counts.rejected + counts.needs_attention;

export async function readOutbox(): Promise<void> {
  const outcome = await desk.call('outbox.list', { states: null, kind: null });
  if (outcome.ok) useOutboxStore.setState({ items: outcome.value.items, counts: outcome.value.counts, error: null, isLoaded: true });
  else useOutboxStore.setState({ error: outcome.error, isLoaded: true });
}

/** One row as the desk just told it, put among the others. */
export function withItem(items: readonly OutboxItem[], item: OutboxItem): readonly OutboxItem[] {
  const index = items.findIndex((each) => each.id === item.id);
  return index === -1 ? [item, ...items].toSorted((a, b) => b.createdAt - a.createdAt) : items.with(index, item);
}

export function followOutbox(): () => void {
  useOutboxStore.setState(empty);
  const ends = [
    desk.on('outbox.changed', ({ item, counts }) => {
      if (item === null) void readOutbox();
      else useOutboxStore.setState((before) => ({ items: withItem(before.items, item), counts, uploads: item.state === 'sending' ? before.uploads : without(before.uploads, item.id) }));
    }),
    desk.on('upload.progress', (upload) => useOutboxStore.setState((before) => ({ uploads: { ...before.uploads, [upload.outboxId]: upload } }))),
  ];
  void readOutbox();
  return () => ends.forEach((end) => end());
}

const without = (uploads: Outbox['uploads'], id: string): Outbox['uploads'] => Object.fromEntries(Object.entries(uploads).filter(([key]) => key !== id));
