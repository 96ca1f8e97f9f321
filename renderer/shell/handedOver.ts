/**
 * What the system hands to the desk: a label or a picture begins a shipment, other papers an order; a task of its icon is done; a
 * notice that was clicked leads to what it spoke of.
 */
import { useEffect } from 'react';
import type { AnswerOf } from '../../contract/bridge.ts';
import { kindNames, pluralOf } from '../../contract/kinds/index.ts';
import { type ConnectionDesk, desk as theDesk } from '../bridge/desk.ts';
import { isAccepted } from '../features/files/fileKinds.ts';
import { takeFiles } from '../features/records/takenFiles.ts';
import { viewOf } from '../kinds/index.ts';
import { bringListBack } from '../stores/listFilters.ts';
import { go } from '../stores/place.ts';
import { placeFrom } from '../stores/places.ts';
import { useAppPart } from '../stores/session.ts';
import { wholeDesk } from './allActions.ts';

type Handed = AnswerOf<'handed.take'>;
type File = Handed['files'][number];

/** The kinds that make a document of a file, in the order they are asked: most of what arrives by chat is a label. */
const takers = kindNames
  .flatMap((kind) => {
    const { ofFile } = viewOf(kind);
    return ofFile === undefined ? [] : [{ kind, ofFile }];
  })
  .toSorted((a, b) => Number(b.ofFile.place === 'waybill') - Number(a.ofFile.place === 'waybill'));

/** Takes it as soon as somebody is at the desk. */
export function useHandedOver(desk: ConnectionDesk): void {
  const isLocked = useAppPart((app) => app.operators.length > 0 && app.operator === null) ?? true;
  useEffect(() => {
    if (isLocked) return undefined;
    const take = async (): Promise<void> => {
      const outcome = await desk.call('handed.take');
      if (!outcome.ok) return;
      const { task, open, files } = outcome.value;
      const place = open === null ? null : placeFrom(open.place);
      if (open !== null && open.list !== null) bringListBack(desk.connection, open.list);
      if (place !== null) go(place);
      if (task !== null) void wholeDesk.find(({ id }) => id === task)?.run([null], { desk }, {});
      // What nobody takes goes to the first: it says why not.
      const of = (file: File) => takers.find(({ ofFile }) => file.file !== null && isAccepted(ofFile.place, file.file)) ?? takers[0];
      for (const [taker, its] of Map.groupBy(files, of)) {
        if (taker === undefined) continue;
        go({ screen: pluralOf(taker.kind), view: 'list' });
        const given = its.map(({ name, file, error }) => ({
          name,
          stage: () =>
            Promise.resolve(
              file === null ? ({ ok: false, error: error ?? { code: 'internal' } } as const) : ({ ok: true, value: file } as const),
            ),
        }));
        await takeFiles(desk, taker.kind, taker.ofFile, given);
      }
    };
    void take();
    return theDesk.on('handed.over', () => void take());
  }, [desk, isLocked]);
}
