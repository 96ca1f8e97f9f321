/** What no column of a known sheet says and one word for all of its rows does: the warehouse, the marketplace. Taken as it is chosen. */
import { useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import type { Intake, IntakeFile, IntakeSheet } from '../../../contract/intake.ts';
import type { Mapping } from '../../../contract/imports.ts';
import { shipmentWords } from '../../../contract/kinds/shipment.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { intakeChanged } from '../../stores/intakes.ts';
import { Checkbox, ErrorBanner, Select } from '../../ui/index.ts';
import { useWarehouses } from '../records/warehouses.ts';
import styles from './intake.module.css';
import { columnName, platformName } from './words.ts';

interface GivenFieldsProps {
  readonly intake: Intake;
  readonly file: IntakeFile;
  readonly sheet: IntakeSheet & { readonly mapping: Mapping };
}

export function GivenFields({ intake, file, sheet }: GivenFieldsProps) {
  const t = useText();
  const desk = useDesk();
  const { options: warehouses } = useWarehouses();
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const [isRemembered, setRemembered] = useState(true);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const give = async (field: string, value: string): Promise<void> => {
    const all = { ...given, [field]: value };
    setGiven(all);
    // Each check takes a while: with the last of them.
    if (sheet.missing.some((each) => (all[each] ?? '') === '')) return;
    const mapping = { ...sheet.mapping, given: { ...sheet.mapping.given, ...all } };
    const at = { id: intake.id, file: file.index, sheet: sheet.index };
    setFailure(intakeChanged(await desk.call('intake.map', { ...at, mapping, remember: isRemembered })));
  };
  const optionsOf = (field: string) =>
    field === 'warehouse' ? warehouses : shipmentWords.platform.map((value) => ({ value, label: platformName(t, value) }));
  return (
    <>
      {failure !== null && <ErrorBanner error={failure} />}
      <div className={styles.givenFields} role="group" aria-label={t('intake.map.title', { name: sheet.name })}>
        {sheet.missing.map((field) => (
          <Select
            key={field}
            label={t('intake.map.given', { field: columnName(t, field) })}
            value={given[field] ?? ''}
            onChange={(value) => void give(field, value)}
            options={optionsOf(field)}
            isRequired
          />
        ))}
        <Checkbox label={t('intake.map.remember')} value={isRemembered} onChange={setRemembered} />
      </div>
    </>
  );
}
