/** What the page knows of a kind, where its name is known only at run time. */
import type { KindName } from '../../contract/kinds/index.ts';
import type { RecordView } from '../features/records/recordView.ts';
import { views } from './list.ts';

export const viewOf = (kind: KindName): RecordView<KindName> => views[kind] as unknown as RecordView<KindName>;
