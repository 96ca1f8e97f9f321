/** The buttons that do something about what Check found: assign, another warehouse, another product, the other document. */
import { useEffect, useState } from 'react';
import type { Finding, Mend } from '../../../contract/findings.ts';
import { pluralOf } from '../../../contract/kinds/index.ts';
import type { OutboxId } from '../../../contract/outbox.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { useText } from '../../messages/useText.ts';
import { useOutboxItem } from '../../stores/outboxStore.ts';
import { go } from '../../stores/place.ts';
import { focusField } from '../../ui/index.ts';
import { chooseFileFor } from '../../ui/dropZones.ts';
import { useErrorLine } from '../files/useErrorLine.ts';
import { useWarehouses } from '../records/warehouses.ts';
import { formPlace } from '../rows/words.ts';
import { type Mending, mendFound } from './actions.ts';
import styles from './documentForm.module.css';
import { useMeaning } from './formWords.ts';
import { useFormContext } from './useDocumentForm.ts';

export function Mends({ mends }: { readonly mends: Finding['mends'] }) {
  const t = useText();
  const errorLine = useErrorLine();
  const wordsOf = useMendWords();
  const apply = useApply();
  const { check } = useFormContext();
  const [followed, setFollowed] = useState<OutboxId | null>(null);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const state = useOutboxItem(followed ?? undefined)?.state;
  const isOver = state === 'confirmed' || state === 'rejected' || state === 'needs_attention';
  useEffect(() => {
    if (isOver) check();
  }, [isOver, check]);
  if (mends.length === 0) return null;
  if (followed !== null && !isOver) return <p role="status">{t('form.mend.assigning')}</p>;
  return (
    <div className={styles.mends}>
      {mends.map((mend, index) => {
        const mending: Mending = { mend, words: wordsOf(mend), apply: () => apply(mend), follow: setFollowed };
        return (
          <ActionButton
            key={`${index}-${mend.do}`}
            action={mendFound}
            subjects={[mending]}
            isSmall
            onDone={({ error }) => setFailure(error)}
          />
        );
      })}
      {failure !== null && <p role="alert">{errorLine(failure)}</p>}
    </div>
  );
}

function useMendWords(): (mend: Mend) => string {
  const t = useText();
  const meaning = useMeaning();
  const { nameOf } = useWarehouses();
  return (mend) => {
    switch (mend.do) {
      case 'assign':
        return t('form.mend.assign', { warehouse: nameOf(mend.warehouse) });
      case 'set': {
        if (mend.word !== undefined) return t('form.mend.tomorrow');
        if (mend.path === 'warehouse_code') return t('form.mend.warehouse', { warehouse: nameOf(mend.value) });
        return t('form.mend.set', { value: meaning(mend.value) ?? mend.value });
      }
      case 'replace':
        return t('form.mend.replace');
      case 'choose':
        return t('form.mend.choose');
      case 'open':
        return t('form.mend.open', { key: mend.key === '' ? 'none' : mend.key });
      default:
        return mend satisfies never;
    }
  };
}

/** What concerns the form and the screen alone; after a change of the document it is checked again. */
function useApply(): (mend: Mend) => void {
  const { form, changed, check } = useFormContext();
  const put = (path: string, value: string): void => {
    form.setValue(path, value, { shouldDirty: true });
    changed(path);
  };
  return (mend) => {
    switch (mend.do) {
      case 'set':
        put(mend.path, mend.value);
        check();
        return;
      case 'replace':
        for (const field of ['typed', 'awaited_sku', 'oasin'])
          if (form.getValues(`${mend.path}.${field}`) !== undefined) put(`${mend.path}.${field}`, '');
        focusField(`${mend.path}.oasin`);
        return;
      case 'choose':
        chooseFileFor(mend.path);
        return;
      case 'open':
        if (mend.where === 'draft') go(formPlace(mend.kind, mend.id));
        else if (mend.where === 'outbox') go({ screen: 'outbox', id: mend.id });
        else go({ screen: pluralOf(mend.kind), view: 'detail', code: mend.id });
        return;
      case 'assign':
        return;
      default:
        mend satisfies never;
    }
  };
}
