/** A list of one kind of record, with a detail or a form beside it. The same for all kinds. */
import { Suspense } from 'react';
import { pluralOf } from '../../../contract/kinds/index.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { isForIntake, takeIntoIntake } from '../../stores/intakes.ts';
import { usePlace } from '../../stores/place.ts';
import { Spinner, SplitView } from '../../ui/index.ts';
import { given } from '../files/draftsFromFiles.ts';
import { takeFiles } from './takenFiles.ts';
import { inSentence, kindWord } from '../rows/words.ts';
import { RecordDetail } from './RecordDetail.tsx';
import { RecordList } from './RecordList.tsx';
import type { RecordView } from './recordView.ts';
import styles from './records.module.css';
import { useFreshWarehouses } from './warehouses.ts';

export function RecordsScreen<K extends RecordKind>({ view }: { readonly view: RecordView<K> }) {
  const t = useText();
  const place = usePlace();
  const desk = useDesk();
  useFreshWarehouses();
  if (place.screen !== pluralOf(view.kind)) return null;
  const { view: what, code, draftId, templateId } = place;

  const { Form } = view;
  const wait = <Spinner label={t('ui.loading')} />;
  const form =
    what !== 'form' ? null : (
      <Suspense fallback={wait}>
        <Form draftId={draftId} templateId={templateId} />
      </Suspense>
    );
  if (form !== null && view.isFormWide) return <div className={styles.wide}>{form}</div>;
  const detail =
    form ??
    (what === 'detail' && code !== undefined ? (
      <Suspense fallback={wait}>
        <RecordDetail key={code} view={view} code={code} />
      </Suspense>
    ) : null);
  const { ofFile, kind } = view;
  const listFiles = {
    hint: t(ofFile === undefined ? 'intake.drop.here' : 'files.taken.hint', { what: inSentence(t(kindWord(kind))) }),
    onFiles: (files: readonly File[], how: 'given' | 'pasted'): void => {
      const isPile = isForIntake(
        files.map(({ name }) => name),
        { makesDrafts: ofFile !== undefined, ofLabels: ofFile?.place === 'waybill' },
      );
      // What was pasted lies nowhere on the disk.
      if (ofFile === undefined || (isPile && how === 'given')) void takeIntoIntake(desk, files);
      else void takeFiles(desk, kind, ofFile, given(desk, files, how));
    },
  };
  return (
    <SplitView list={<RecordList view={view} code={code ?? null} isBesideForm={form !== null} />} detail={detail} listFiles={listFiles} />
  );
}
