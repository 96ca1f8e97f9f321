/** The packages of a purchase order: each with its code, measures and products. */
import { memo } from 'react';
import { type FieldValues, useFieldArray } from 'react-hook-form';
import { useIntl } from 'react-intl';
import { useText } from '../../messages/useText.ts';
import { Button, FieldRow, Heading, Near, Section, useSteady } from '../../ui/index.ts';
import { BoundWords, FormNote, FormNumber, FormText } from '../../features/documentForm/fields.tsx';
import { ErrorLine } from '../../ui/Field.tsx';
import { useFormWords } from '../../features/documentForm/formWords.ts';
import { ItemRows } from '../../features/documentForm/ItemRows.tsx';
import { type ItemValues, piecesOf } from '../../features/documentForm/shapes.ts';
import { useFocusSoon } from '../../features/documentForm/useFocusSoon.ts';
import { useFormContext, useOfForm, useProblem } from '../../features/documentForm/useDocumentForm.ts';
import records from '../../features/records/records.module.css';
import { Changed, PackageTools } from './PackageTools.tsx';
import { placeInPackages } from './packages.ts';
import { Totals } from './Totals.tsx';
import { PackageShape, type PackageValues, packageCode } from './purchaseOrderShape.ts';
import styles from './purchaseOrders.module.css';

const list = 'packages';

export function PackageRows() {
  const t = useText();
  const { fieldError } = useFormWords();
  const { form, changed, removed } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: list });
  const focusSoon = useFocusSoon();
  const problem = useProblem(list);

  const add = (): void => {
    append(PackageShape.parse({ package_code: packageCode(packagesIn(form.getValues()).map((each) => each.package_code)) }), {
      shouldFocus: false,
    });
    changed(list);
    focusSoon(`${list}.${fields.length}.items.0.oasin`);
  };
  const takeOut = useSteady((index: number): void => {
    remove(index);
    removed(list, index);
  });

  return (
    <Section title={t('purchaseOrders.section.packages')} aside={<Summary packages={fields.length} />}>
      {fields.map((field, index) => (
        <Package key={field.id} index={index} isKept={fields.length === 1} onRemove={takeOut} />
      ))}
      <div className={styles.packagesEnd}>
        <Button onPress={add}>{t('purchaseOrders.package.add')}</Button>
        <span className={records.soft}>{t('form.hint.measures')}</span>
      </div>
      <Changed />
      <Totals />
      {problem !== null && <ErrorLine error={fieldError(problem)} />}
    </Section>
  );
}

const packagesIn = (values: FieldValues): PackageValues[] => (values[list] ?? []) as PackageValues[];
const itemsIn = (values: FieldValues): ItemValues[] => packagesIn(values).flatMap((each) => each.items ?? []);

function Summary({ packages }: { readonly packages: number }) {
  const t = useText();
  const intl = useIntl();
  const lines = useOfForm((values) => itemsIn(values).length);
  const pieces = useOfForm((values) => piecesOf(itemsIn(values)));
  return (
    <span className={records.soft}>{t('purchaseOrders.package.summary', { packages, lines, pieces: intl.formatNumber(pieces) })}</span>
  );
}

interface PackageProps {
  readonly index: number;
  /** The only one there is. */
  readonly isKept: boolean;
  readonly onRemove: (index: number) => void;
}

/** The room of a package that is not laid out yet, in rem: without its lines, and of each line. */
const room = { own: 15.5, ofLine: 2 } as const;

const measures = ['package_code', 'weight', 'length', 'width', 'height'] as const;

const Package = memo(function Package({ index, isKept, onRemove }: PackageProps) {
  const { rowOf } = useFormWords();
  const { form } = useFormContext();
  const row = `${list}.${index}`;
  const name = rowOf(row);
  const isFirst = index === 0;
  const lines = itemsIn({ [list]: [form.getValues(row)] }).length;
  return (
    <div
      className={styles.package}
      style={{ containIntrinsicBlockSize: `auto ${room.own + room.ofLine * lines}rem` }}
      role="group"
      aria-label={name}
    >
      <div className={styles.packageHead}>
        <Heading depth={2}>{name}</Heading>
        <PackageTools index={index} name={name} isKept={isKept} onRemove={onRemove} />
      </div>
      <Near
        className={styles.measures}
        holds={measures.map((each) => `${row}.${each}`).join(' ')}
        isFirst={isFirst}
        words={measures.map((each) => (
          <BoundWords key={each} name={`${row}.${each}`} isRequired={each === 'package_code'} />
        ))}
      >
        {() =>
          measures.map((each) =>
            each === 'package_code' ? (
              <FormText key={each} name={`${row}.${each}`} isCode isRequired />
            ) : (
              <FormNumber key={each} name={`${row}.${each}`} />
            ),
          )
        }
      </Near>
      <ItemRows name={`${row}.items`} isRequired mayAwait isFirst={isFirst} inPackages={placeInPackages} />
      <Near holds={`${row}.package_note`} isFirst={isFirst} words={<BoundWords name={`${row}.package_note`} />}>
        {() => (
          <FieldRow columns={1}>
            <FormNote name={`${row}.package_note`} rows={1} />
          </FieldRow>
        )}
      </Near>
    </div>
  );
});
