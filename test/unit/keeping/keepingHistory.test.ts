/** The law of keeping, over histories that chance makes: what is not confirmed stays as it is, with every file that it names. */
import { array, assert, asyncProperty, constant, constantFrom, nat, oneof, record } from 'fast-check';
import { expect, test } from 'vitest';
import type { FileRef } from '../../../contract/documents/index.ts';
import type { DraftId } from '../../../contract/outbox.ts';
import { ownThings } from '../../../main/keeping/index.ts';
import type { OutboxRow } from '../../../main/store/outboxRow.ts';
import { day, openPlace } from './place.ts';

const step = oneof(
  { weight: 3, arbitrary: record({ does: constant('draft' as const), file: nat(5) }) },
  {
    weight: 3,
    arbitrary: record({
      does: constantFrom(
        'queue' as const,
        'confirm' as const,
        'discard' as const,
        'restore' as const,
        'withdraw' as const,
        'unsure' as const,
        'reject' as const,
        'handOver' as const,
      ),
      which: nat(),
    }),
  },
  { weight: 2, arbitrary: record({ does: constant('live' as const), days: constantFrom(0.5, 5, 40) }) },
  { weight: 1, arbitrary: record({ does: constant('leap' as const), days: constantFrom(-2_000, 6, 2_000) }) },
  { weight: 1, arbitrary: record({ does: constant('delete' as const), what: constantFrom(...ownThings) }) },
  { weight: 1, arbitrary: record({ does: constant('days' as const), what: constantFrom(...ownThings), days: constantFrom(1, 7, null) }) },
);

test('after any history of queueing, confirming, discarding, sweeping and leaping clocks, everything unconfirmed is there, whole', async () => {
  await assert(
    asyncProperty(array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const place = openPlace();
      const bytes = new Map<string, FileRef>();
      const drafts = new Map<DraftId, { state: 'open' | 'discarded' | 'taken'; file: FileRef; discardedAt: number }>();
      const rows: OutboxRow[] = [];
      const taken = new Set<string>();
      let number = 0;
      const pick = <T>(all: readonly T[], which: number): T | undefined => all[which % Math.max(all.length, 1)];
      const draftsIn = (state: string): DraftId[] => [...drafts].flatMap(([id, each]) => (each.state === state ? [id] : []));
      const set = (row: OutboxRow, change: Partial<OutboxRow>): OutboxRow => {
        const next = place.put(row, change);
        rows[rows.findIndex(({ id }) => id === row.id)] = next;
        return next;
      };
      const back = (row: OutboxRow): void => {
        if (row.draftId === null) return;
        place.drafts.bringBack(row.draftId, null);
        Object.assign(drafts.get(row.draftId) ?? {}, { state: 'open' });
      };

      for (const each of steps) {
        const moving = rows.filter(({ state }) => state === 'queued' || state === 'needs_attention');
        switch (each.does) {
          case 'draft': {
            const file = await place.stage(`bytes ${each.file}`);
            bytes.set(file.file_id, file);
            drafts.set(place.draft(`DH-${(number += 1)}`, file), { state: 'open', file, discardedAt: 0 });
            break;
          }
          case 'queue': {
            const id = pick(draftsIn('open'), each.which);
            if (id === undefined) break;
            const draft = place.drafts.get(id);
            if (draft === null || rows.some((row) => row.state === 'rejected' && row.draftId === id)) break;
            rows.push(place.queue(id));
            Object.assign(drafts.get(id) ?? {}, { state: 'taken' });
            break;
          }
          case 'unsure': {
            const row = pick(moving, each.which);
            if (row !== undefined) set(row, { state: 'needs_attention', doubtSince: 1 });
            break;
          }
          case 'reject': {
            const row = pick(moving, each.which);
            if (row !== undefined) back(set(row, { state: 'rejected', error: { code: 'provider', sent: 'answered' } }));
            break;
          }
          case 'withdraw': {
            const row = pick(moving, each.which);
            if (row !== undefined) back(set(row, { state: 'withdrawn' }));
            break;
          }
          case 'confirm': {
            const row = pick(moving, each.which);
            if (row === undefined) break;
            const code = each.which % 3 === 0 ? null : `OASC${row.naturalKey}`;
            rows[rows.findIndex(({ id }) => id === row.id)] = place.confirm(row, code);
            taken.add(row.naturalKey);
            if (code !== null) place.provider(code, {});
            break;
          }
          case 'handOver': {
            const row = pick(
              rows.filter(({ state, code }) => state === 'confirmed' && code !== null),
              each.which,
            );
            if (row?.code != null) place.provider(row.code, { handover_time: 1_700_000_000 });
            break;
          }
          case 'discard': {
            const id = pick(draftsIn('open'), each.which);
            if (id === undefined) break;
            place.drafts.discard(id);
            Object.assign(drafts.get(id) ?? {}, { state: 'discarded' });
            break;
          }
          case 'restore': {
            const id = pick(
              draftsIn('discarded').filter((id) => place.drafts.get(id) !== null),
              each.which,
            );
            if (id === undefined) break;
            place.drafts.restore(id);
            Object.assign(drafts.get(id) ?? {}, { state: 'open' });
            break;
          }
          case 'live':
            await place.live(each.days, 5);
            break;
          case 'leap':
            place.clock.leap(each.days * day);
            await place.keeping.tidy();
            break;
          case 'delete':
            await place.keeping.deleteNow(each.what);
            break;
          case 'days':
            place.keeping.setDays(each.what, each.days);
            await place.keeping.tidy();
            break;
          default:
            throw new Error('no such step');
        }

        for (const [id, { state, file }] of drafts) {
          if (state === 'open') expect(place.drafts.get(id), 'an open draft').not.toBeNull();
          if (state === 'open' || (state === 'discarded' && place.drafts.get(id) !== null))
            expect(place.isOnDisk(file), 'its file').toBe(true);
        }
        for (const row of rows) {
          if (row.state === 'confirmed')
            expect(place.rows.get(row.id)).toMatchObject({ naturalKey: row.naturalKey, code: row.code, state: 'confirmed' });
          else if (row.state === 'withdrawn')
            expect(place.rows.get(row.id)).toMatchObject({ naturalKey: row.naturalKey, doubtSince: row.doubtSince });
          else {
            expect(place.rows.get(row.id)).toEqual(row);
            const { file_id } = (row.body as { label: FileRef }).label;
            const file = bytes.get(file_id);
            expect(file !== undefined && place.isOnDisk(file), `the file of a row that is ${row.state}`).toBe(true);
          }
        }
      }
      const [open] = draftsIn('open');
      for (const key of taken) {
        const id = place.draft(key, null, open);
        expect(() => place.queue(id), `${key} was used before`).toThrow('referenceTaken');
      }
      expect(place.trouble).toEqual([]);
      await place.close();
    }),
    { numRuns: 40 },
  );
}, 240_000);
