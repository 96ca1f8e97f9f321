/** What can be done to every kind of record: to make a new one. */
import { type KindName, pluralOf } from '../../../contract/kinds/index.ts';
import type { Action } from '../../actions/action.ts';
import { type RecordScreen, go } from '../../stores/place.ts';
import type { RecordView } from './recordView.ts';

/** Opens an empty form of this kind. */
export function newRecord<K extends KindName>({ kind, icon }: Pick<RecordView<K>, 'kind' | 'icon'>): Action<null> {
  const screen: RecordScreen = pluralOf(kind);
  return {
    id: `${kind}.new`,
    words: `${screen}.new`,
    also: `${screen}.new.also`,
    icon,
    keys: ['N'],
    where: [screen],
    isNext: () => true,
    run: () => go({ screen, view: 'form' }),
  };
}
