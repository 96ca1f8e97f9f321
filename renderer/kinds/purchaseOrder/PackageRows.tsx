/** The packages of a purchase order: each with its code, measures and products. */
import { useFieldArray } from 'react-hook-form';
import { useIntl } from 'react-intl';
import { useText } from '../../messages/useText.ts';
import { Button, FieldRow, Heading, Section } from '../../ui/index.ts';
import { FormNote, FormNumber, FormText } from '../../features/documentForm/fields.tsx';
import { useFormWords } from '../../features/documentForm/formWords.ts';
import { ItemRows } from '../../features/documentForm/ItemRows.tsx';
import { piecesOf } from '../../features/documentForm/shapes.ts';
import { useFocusSoon } from '../../features/documentForm/useFocusSoon.ts';
import { useFormContext } from '../../features/documentForm/useDocumentForm.ts';
import records from '../../features/records/records.module.css';
import { PackageShape, type PackageValues, packageCode } from './purchaseOrderShape.ts';
import styles from './purchaseOrders.module.css';

const list = 'packages';

export function PackageRows() {
  const t = useText();
  const intl = useIntl();
  const { rowOf, problemText } = useFormWords();
  const { form, problemAt, changed, removed } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: list });
  const focusSoon = useFocusSoon();
  const problem = problemAt(list);
  const packages = (form.watch(list) ?? []) as PackageValues[];
  const warehouse = String(form.watch('warehouse_code') ?? '');
  const items = packages.flatMap((each) => each.items ?? []);
  const pieces = piecesOf(items);

  const add = (): void => {
    append(PackageShape.parse({ package_code: packageCode(packages.map((each) => each.package_code)) }), { shouldFocus: false });
    changed(list);
    focusSoon(`${list}.${fields.length}.items.0.oasin`);
  };

  return (
    <Section
      title={t('purchaseOrders.section.packages')}
      aside={
        <span className={records.soft}>
          {t('purchaseOrders.package.summary', { packages: fields.length, lines: items.length, pieces: intl.formatNumber(pieces) })}
        </span>
      }
    >
      {fields.map((field, index) => {
        const row = `${list}.${index}`;
        return (
          <div key={field.id} className={styles.package} role="group" aria-label={rowOf(row)}>
            <div className={styles.packageHead}>
              <Heading depth={2}>{rowOf(row)}</Heading>
              <Button
                isSmall
                variant="quiet"
                isDisabled={fields.length === 1}
                onPress={() => {
                  remove(index);
                  removed(list, index);
                }}
              >
                {t('purchaseOrders.package.remove', { row: rowOf(row) })}
              </Button>
            </div>
            <div className={styles.measures}>
              <FormText name={`${row}.package_code`} isCode isRequired />
              <FormNumber name={`${row}.weight`} />
              <FormNumber name={`${row}.length`} />
              <FormNumber name={`${row}.width`} />
              <FormNumber name={`${row}.height`} />
            </div>
            <ItemRows name={`${row}.items`} warehouse={warehouse} isRequired mayAwait />
            <FieldRow columns={1}>
              <FormNote name={`${row}.package_note`} rows={1} />
            </FieldRow>
          </div>
        );
      })}
      <div className={styles.packagesEnd}>
        <Button onPress={add}>{t('purchaseOrders.package.add')}</Button>
        <span className={records.soft}>{t('form.hint.measures')}</span>
      </div>
      {problem !== null && <p className={styles.problem}>{problemText(problem)}</p>}
    </Section>
  );
}
