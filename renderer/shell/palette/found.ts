/** Records of the local copy that the palette finds behind what was typed. */
import { useEffect, useId, useState } from 'react';
import type { RecordRow } from '../../../contract/bridge.ts';
import { wordsOf } from '../../../contract/fold.ts';
import { goodsKind } from '../../../contract/kinds/goodsKind.ts';
import { kindNames, pluralOf } from '../../../contract/kinds/index.ts';
import { firstPage } from '../../../contract/recordQuery.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { codesOf, isCalled, placeAmong } from '../../features/records/calledBy.ts';
import { labelOf } from '../../features/records/statusLabels.ts';
import { statusText } from '../../features/records/statusText.ts';
import { kindWord, recordPlace } from '../../features/rows/words.ts';
import { viewOf } from '../../kinds/index.ts';
import type { Text } from '../../messages/useText.ts';
import { go } from '../../stores/place.ts';
import type { Entry } from './entry.ts';

/** Of each kind at most. */
const rowsOfKind = 6;
/** A single sign finds half of everything. */
const shortest = 2;
/** Between two keys of somebody who types, in milliseconds. */
const settleMs = 40;
/** Before what came meanwhile is asked for, in milliseconds: a list that is read for the first time comes in many parts. */
const comeMs = 300;

export interface Found {
  /** What they were found for. */
  readonly typed: string;
  readonly rows: readonly RecordRow[];
}

const nothing: Found = { typed: '', rows: [] };

/** What was found last, also while more is typed: `typed` says for what. */
export function useFound(typed: string): Found {
  const desk = useDesk();
  const asker = useId();
  const [found, setFound] = useState<Found>(nothing);
  const isEnough = typed.length >= shortest && wordsOf(typed).length > 0;
  useEffect(() => {
    if (!isEnough) return undefined;
    let isOver = false;
    let hasNothing = false;
    const ask = async (): Promise<void> => {
      const pages = await Promise.all(
        kindNames.map(async (kind) => {
          const query = firstPage(kind, { search: typed, pageSize: rowsOfKind });
          const outcome = await desk.call('records.list', { ...query, refresh: false, asker: `${asker}${kind}` });
          return outcome.ok ? outcome.value : null;
        }),
      );
      if (isOver) return;
      const rows = pages.flatMap((page) => page?.rows ?? []);
      hasNothing = rows.length === 0;
      // Of a return that tells its shipment's code and of that shipment, the shipment is meant.
      const exact = rows.filter((row) => isCalled(row, typed)).toSorted((a, b) => placeAmong(a, typed) - placeAmong(b, typed));
      setFound({ typed, rows: [...exact, ...rows.filter((row) => !exact.includes(row))] });
    };
    let timer = setTimeout(() => void ask(), settleMs);
    // What was found moves no more; where there was nothing, it may only not have been read yet.
    const end = desk.on('catalogue.changed', ({ topic }) => {
      if (!hasNothing || !kindNames.some((kind) => kind === topic)) return;
      hasNothing = false;
      timer = setTimeout(() => void ask(), comeMs);
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
      end();
    };
  }, [desk, asker, typed, isEnough]);
  return isEnough ? found : { ...nothing, typed };
}

export function recordEntry(row: RecordRow, t: Text): Entry {
  const { kind, code, reference, status, record } = row;
  const label = kind === goodsKind && reference !== '' ? reference : code;
  const { name = null } = record as { readonly name?: string | null };
  const others = [name, ...codesOf(row).filter((each) => each !== label)].filter((each) => each !== null && each !== '');
  return {
    id: `record:${pluralOf(kind)}:${code}`,
    group: 'records',
    icon: viewOf(kind).icon,
    label,
    detail: [t(kindWord(kind)), ...others.slice(0, 3), statusText(t, pluralOf(kind), status, labelOf(row))].join(' · '),
    whyNot: null,
    run: () => go(recordPlace(kind, code)),
  };
}
