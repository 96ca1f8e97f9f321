/** The documents that go with a purchase order: dropped or chosen, several at once, each with its type and how often to print it. */
import { useFieldArray } from 'react-hook-form';
import { type FileRef } from '../../../contract/documents/index.ts';
import { purchaseOrderWords } from '../../../contract/kinds/purchaseOrder.ts';
import { useText } from '../../messages/useText.ts';
import { DropZone, Section, Spinner } from '../../ui/index.ts';
import { FormNumber, FormOpenWord } from '../../features/documentForm/fields.tsx';
import { useFormWords } from '../../features/documentForm/formWords.ts';
import { withRefused } from '../../features/files/staging.ts';
import { ErrorLine } from '../../ui/Field.tsx';
import { useFormContext, useProblem } from '../../features/documentForm/useDocumentForm.ts';
import { FileRow } from '../../features/files/FileRow.tsx';
import { useStaging } from '../../features/files/useStaging.ts';
import { documentOf } from './documents.ts';
import styles from './purchaseOrders.module.css';

const list = 'po_documents';

export function DocumentRows() {
  const t = useText();
  const { rowOf, fieldError } = useFormWords();
  const { form, changed, removed } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: list });
  const staging = useStaging('document', (file) => {
    append(documentOf(file, form.getValues(list) as unknown[]), { shouldFocus: false });
    changed(list);
  });
  const problem = useProblem(list);
  const refused = withRefused(staging.refused, problem === null ? undefined : fieldError(problem));
  return (
    <Section title={t('purchaseOrders.section.documents')}>
      <DropZone
        label={t('form.field.po_documents')}
        name={list}
        accepts={t('form.hint.po_documents')}
        allowsSeveral
        error={refused}
        note={staging.noted.join(' ')}
        onFiles={(files, how) => void staging.take(files, how)}
      >
        {staging.names.map((name, index) => (
          <Spinner key={`${index}-${name}`} label={t('files.staging', { name })} />
        ))}
        {fields.map((field, index) => {
          const row = `${list}.${index}`;
          const file = form.getValues(`${row}.file`) as FileRef | null;
          return (
            <div key={field.id} className={styles.document} role="group" aria-label={rowOf(row)}>
              {file !== null && (
                <FileRow
                  file={file}
                  isPreviewOpen={false}
                  onRemove={() => {
                    remove(index);
                    removed(list, index);
                  }}
                />
              )}
              <FileProblem name={`${row}.file`} />
              <div className={styles.documentFields}>
                <FormOpenWord name={`${row}.document_type`} words={purchaseOrderWords.document_type} />
                <FormNumber name={`${row}.print_quantity`} isRequired />
              </div>
            </div>
          );
        })}
      </DropZone>
    </Section>
  );
}

function FileProblem({ name }: { readonly name: string }) {
  const { fieldError } = useFormWords();
  const problem = useProblem(name, true);
  return problem !== null && <ErrorLine error={fieldError(problem)} />;
}
