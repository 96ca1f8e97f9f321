/** A connection's store, files and keeping, under a clock that only the test moves. For tests. */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FileRef } from '../../../contract/documents/index.ts';
import type { DraftId, OutboxId } from '../../../contract/outbox.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { systemClock } from '../../../main/time/clock.ts';
import type { Clock } from '../../../main/time/clock.ts';
import { createFiles } from '../../../main/files/index.ts';
import { createKeeping } from '../../../main/keeping/index.ts';
import { draftsOn } from '../../../main/store/drafts.ts';
import { openStore } from '../../../main/store/index.ts';
import { outboxRowsOn } from '../../../main/store/outboxRows.ts';
import type { OutboxRow } from '../../../main/store/outboxRow.ts';
import { temporaryFolder } from '../store/temporary.ts';

export const day = 24 * 60 * 60 * 1000;

export interface HandClock extends Clock {
  /** The desk runs, and the wall clock with it. */
  live(ms: number): void;
  /** The wall clock alone. */
  leap(ms: number): void;
}
export function handClock(start = Date.UTC(2026, 10, 24, 3)): HandClock {
  let [wall, now] = [start, 0];
  return {
    ...systemClock,
    wall: () => wall,
    now: () => now,
    live: (ms) => {
      wall += ms;
      now += ms;
    },
    leap: (ms) => void (wall += ms),
  };
}

/** The desk's daily look is left to the test. */
export function openPlace(root = temporaryFolder(), clock = handClock()) {
  const store = openStore(join(root, 'desk.sqlite'), clock, () => undefined);
  const folder = join(root, 'files');
  const files = createFiles({ folder, rows: store.fileRows, clock });
  const drafts = draftsOn(store.database, clock.wall);
  const rows = outboxRowsOn(store.database);
  const trouble: string[] = [];
  let archivings = 0;
  const keeping = createKeeping({
    ...store,
    files,
    clock,
    log: (line) => void trouble.push(line),
    onArchived: () => void (archivings += 1),
    slices: { turnMs: 8, restMs: 0 },
    times: { firstMs: 1e9, everyMs: 1e9 },
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await keeping.close();
    store.close();
  };
  onTestFinished(close);

  const stage = async (text: string = randomUUID()): Promise<FileRef> => {
    const path = join(root, `${randomUUID()}.pdf`);
    writeFileSync(path, `%PDF-1.4\n% ${text}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
    return files.stage(path, 'Nhãn chị Lan 0903.pdf');
  };
  const bodyOf = (reference: string, label: FileRef | null) => ({
    merchant_tracking_code_reference: reference,
    platform: 'shopee',
    note: 'Gọi chị Lan 0903 111 222',
    items: [{ oasin: 'OASIN1', product_quantity: 1 }],
    ...(label === null ? {} : { label }),
  });
  const draft = (reference: string, label: FileRef | null, id = randomUUID() as DraftId): DraftId =>
    drafts.save({ id, kind: 'shipment', body: bodyOf(reference, label) }).id;
  /** As the outbox does it: draft and row in one transaction. */
  const queue = (id: DraftId, change: Partial<OutboxRow> = {}): OutboxRow =>
    store.database.transaction(() => {
      const { body, title } = drafts.takeForOutbox(id);
      const label = body['label'] as unknown as FileRef | undefined;
      const now = clock.wall();
      const row: OutboxRow = {
        id: randomUUID() as OutboxId,
        kind: 'shipment',
        naturalKey: title,
        creates: true,
        body,
        operator: null,
        batch: null,
        draftId: id,
        state: 'queued',
        steps: [
          ...(label === undefined
            ? []
            : [{ name: 'upload' as const, label: label.name, state: 'waiting' as const, file_id: label.file_id }]),
          { name: 'create', label: '', state: 'waiting' },
        ],
        awaits: [],
        code: null,
        attempts: 0,
        leftAt: null,
        doubtSince: null,
        misses: 0,
        failures: 0,
        error: null,
        attention: null,
        isGivenUp: false,
        createdAt: now,
        updatedAt: now,
        leavesAt: now,
        retryAt: null,
        ...change,
      };
      rows.add(row);
      return row;
    });
  const put = (row: OutboxRow, change: Partial<OutboxRow>): OutboxRow => {
    const next = { ...row, ...change, updatedAt: clock.wall() };
    rows.put(next);
    return next;
  };
  const confirm = (row: OutboxRow, code: string | null): OutboxRow =>
    store.database.transaction(() => {
      if (row.draftId !== null) drafts.markSent(row.draftId);
      return put(row, { state: 'confirmed', code, steps: row.steps.map((step) => ({ ...step, state: 'done' as const })) });
    });
  const provider = (code: string, change: Partial<ShipmentRecord>): void => {
    const record = ShipmentRecord.parse({
      tracking_code: code,
      merchant_tracking_code_reference: `ref of ${code}`,
      created_time: 1_700_000_000,
      ...change,
    });
    store.catalogue.putListRows('shipment', [record], clock.wall());
  };
  /** The desk runs for so many days, and tidies up on each, or on every `each`th. */
  const live = async (days: number, each = 1): Promise<void> => {
    for (let left = days; left > 0; left -= each) {
      clock.live(Math.min(left, each) * day);
      await keeping.tidy();
    }
  };
  const isOnDisk = (file: FileRef): boolean => existsSync(join(folder, file.file_id)) && store.fileRows.find(file.file_id) !== null;
  const onDisk = (): string[] => readdirSync(folder).filter((name) => name !== 'incoming' && name !== 'viewed');
  return {
    root,
    folder,
    clock,
    store,
    files,
    drafts,
    rows,
    keeping,
    trouble,
    close,
    stage,
    draft,
    queue,
    put,
    confirm,
    provider,
    live,
    isOnDisk,
    onDisk,
    bodyOf,
    archivings: () => archivings,
  };
}
