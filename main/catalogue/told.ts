/** What of all that changes at the provider somebody who is elsewhere is told of: each kind says what (main/kinds). */
import { type KindName, kindNames } from '../../contract/kinds/index.ts';
import type { NoticeGroup } from '../../contract/notices.ts';
import { type RecordKind, type RecordOf, codeOf, naturalKeyOf } from '../../contract/records.ts';
import { callsOf } from '../kinds/index.ts';
import type { Told } from '../kinds/kind.ts';
import type { Catalogue as Rows } from '../store/catalogue.ts';
import type { Clock } from '../time/clock.ts';

export interface ToldRecord {
  readonly group: NoticeGroup;
  readonly kind: KindName;
  readonly code: string;
  /** The merchant's own key. */
  readonly reference: string | null;
  /** When the provider touched it last, in Unix seconds; `null` where it does not say. */
  readonly updated: number | null;
  /** By these its list shows such records. */
  readonly facets: Told['facets'];
}

/** What lies further back is no news, however late the desk hears of it: in milliseconds. */
const newsFor = 2 * 24 * 60 * 60_000;

export function tellOf(
  rows: Pick<Rows, 'follow' | 'progress' | 'get'>,
  clock: Pick<Clock, 'wall'>,
  tell: (record: ToldRecord) => void,
): void {
  const told = (kind: RecordKind, record: RecordOf[RecordKind], what: Told | null): void => {
    if (what === null) return;
    const updated = record.updated_time ?? record.created_time;
    if (updated !== null && updated * 1_000 < clock.wall() - newsFor) return;
    tell({ ...what, kind, code: codeOf(kind, record as never), reference: naturalKeyOf(kind, record as never), updated });
  };
  rows.follow({
    turned: (kind, record, before, status) => {
      const what = callsOf(kind).told?.turned?.(before, status) ?? null;
      // While a list is read for the first time all of it is new to the desk.
      if (what !== null && (before !== null || rows.progress(kind).walkedAt !== null)) told(kind, record, what);
    },
    answered: (topic, key, answer) => {
      for (const kind of kindNames) {
        const beside = callsOf(kind).told?.beside;
        if (beside?.topic !== topic) continue;
        const known = rows.get(kind, key);
        if (known !== null) told(kind, known.row.record, beside.of(answer));
      }
    },
  });
}
