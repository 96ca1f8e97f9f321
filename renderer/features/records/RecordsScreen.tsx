/** A list of one kind of record, with a detail or a form beside it (page). The same for all four kinds. */
import type { RecordKind } from '../../../contract/records.ts';
import { usePlace } from '../../stores/place.ts';
import { SplitView } from '../../ui/index.ts';
import { DocumentForm } from '../documentForm/DocumentForm.tsx';
import { RecordDetail } from './RecordDetail.tsx';
import { RecordList } from './RecordList.tsx';
import type { RecordView } from './recordView.ts';
import styles from './records.module.css';
import { useFreshWarehouses } from './warehouses.ts';

export function RecordsScreen<K extends RecordKind>({ view }: { readonly view: RecordView<K> }) {
  const place = usePlace();
  useFreshWarehouses();
  if (place.screen !== view.screen) return null;
  const { view: what, code, draftId } = place;

  const form = what === 'form' ? <DocumentForm view={view.form} draftId={draftId} /> : null;
  if (form !== null && view.isFormWide) return <div className={styles.wide}>{form}</div>;
  const detail = form ?? (what === 'detail' && code !== undefined ? <RecordDetail key={code} view={view} code={code} /> : null);
  return <SplitView list={<RecordList view={view} code={code ?? null} isBeside={detail !== null} />} detail={detail} />;
}
