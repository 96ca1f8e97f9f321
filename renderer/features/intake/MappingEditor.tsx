/** Which column of a sheet is what, where nobody knows, or where it was guessed wrong; and what holds for all of its rows. */
import { useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import type { Intake, IntakeFile, IntakeSheet } from '../../../contract/intake.ts';
import { type ImportTable, type Mapping, importTables } from '../../../contract/imports.ts';
import { shipmentWords } from '../../../contract/kinds/shipment.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { intakeChanged } from '../../stores/intakes.ts';
import { Button, Checkbox, ComboBox, ErrorBanner, Select, TextField } from '../../ui/index.ts';
import { useWarehouses } from '../records/warehouses.ts';
import styles from './intake.module.css';
import { type ImportField, fieldsOf, keptFor, missingIn } from './mappingFields.ts';
import { columnName, platformName } from './words.ts';

const none = '-';
const platforms = shipmentWords.platform;

interface MappingEditorProps {
  readonly intake: Intake;
  readonly file: IntakeFile;
  readonly sheet: IntakeSheet;
  readonly onDone: () => void;
}

export function MappingEditor({ intake, file, sheet, onDone }: MappingEditorProps) {
  const t = useText();
  const desk = useDesk();
  const { options: warehouses } = useWarehouses();
  const [draft, setDraft] = useState<Mapping>(() => sheet.mapping ?? startOf(sheet));
  const [isRemembered, setRemembered] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const fields = fieldsOf(draft.table);
  const missing = missingIn(draft);
  const isMissing = (name: string): boolean => missing.some((each) => each.name === name);
  const set = (field: string, column: string): void => {
    const { [field]: _before, ...others } = draft.columns;
    setDraft({ ...draft, columns: column === none ? others : { ...others, [field]: Number(column) } });
  };
  const give = (field: string, value: string): void => setDraft({ ...draft, given: { ...draft.given, [field]: value } });
  const save = async (mapping: Mapping | null): Promise<void> => {
    setBusy(true);
    const error = intakeChanged(
      await desk.call('intake.map', { id: intake.id, file: file.index, sheet: sheet.index, mapping, remember: isRemembered }),
    );
    setBusy(false);
    setFailure(error);
    if (error === null) onDone();
  };
  const columns = sheet.headers.map((header, index) => ({
    value: String(index),
    label: [header === '' ? t('intake.map.column', { number: index + 1 }) : header, sheet.samples[index]?.[0]]
      .filter((each) => each !== undefined)
      .join(' · '),
  }));
  const field = ({ name, oneOf, canBeGiven }: ImportField) => (
    <div key={name} className={styles.mappingField}>
      <Select
        label={columnName(t, name)}
        value={String(draft.columns[name] ?? none)}
        onChange={(column) => set(name, column)}
        options={[{ value: none, label: t(canBeGiven ? 'intake.map.giveForAll' : 'intake.map.noColumn') }, ...columns]}
        isRequired={oneOf.length > 0}
        error={isMissing(name) ? t(canBeGiven ? 'intake.map.missingOrGiven' : 'intake.map.missing') : undefined}
      />
      <Samples of={sheet.samples[draft.columns[name] ?? -1]} />
      {canBeGiven && draft.columns[name] === undefined && given(name)}
    </div>
  );
  const given = (name: string) => {
    const same = {
      label: t('intake.map.given', { field: columnName(t, name) }),
      value: draft.given[name] ?? '',
      onChange: (value: string) => give(name, value),
    };
    if (name === 'warehouse') return <Select {...same} options={warehouses} />;
    if (name === 'platform') return <ComboBox {...same} options={platforms.map((value) => ({ value, label: platformName(t, value) }))} />;
    return <TextField {...same} />;
  };
  return (
    <div className={styles.mapping} role="group" aria-label={t('intake.map.title', { name: sheet.name })}>
      {failure !== null && <ErrorBanner error={failure} />}
      <div className={styles.mappingFields}>
        <Select<ImportTable>
          label={t('intake.map.table')}
          value={draft.table}
          onChange={(table) => setDraft({ ...draft, table, columns: keptFor(draft.columns, table) })}
          options={importTables.map((table) => ({ value: table, label: t(`intake.table.${table}`) }))}
        />
        {fields.filter(({ oneOf }) => oneOf.length > 0).map(field)}
      </div>
      <details>
        <summary>{t('intake.map.more')}</summary>
        <div className={styles.mappingFields}>{fields.filter(({ oneOf }) => oneOf.length === 0).map(field)}</div>
      </details>
      <div className={styles.buttons}>
        <Button
          variant="primary"
          isPending={isBusy}
          whyNot={
            missing.length > 0 ? t('intake.map.first', { fields: missing.map(({ name }) => columnName(t, name)).join(', ') }) : undefined
          }
          onPress={() => void save(draft)}
        >
          {t('intake.map.use')}
        </Button>
        <Checkbox label={t('intake.map.remember')} value={isRemembered} onChange={setRemembered} />
        <Button variant="quiet" isPending={isBusy} onPress={() => void save(null)}>
          {t('intake.map.leave')}
        </Button>
      </div>
    </div>
  );
}

/** What stands in the column, so that nobody has to look into the file. */
function Samples({ of }: { readonly of: readonly string[] | undefined }) {
  const t = useText();
  if (of === undefined) return null;
  return (
    <p className={styles.samples}>{of.length === 0 ? t('intake.map.noValues') : t('intake.map.values', { values: of.join(' · ') })}</p>
  );
}

/** Where nothing at all was recognised, the first row is taken for the headings. */
const startOf = (sheet: IntakeSheet): Mapping => ({
  table: 'shipment',
  layout: 'other',
  headerRow: sheet.headers.length > 0 ? 1 : 0,
  firstRow: 2,
  columns: {},
  given: {},
  onePieceARow: false,
});
