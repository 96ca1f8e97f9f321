/** By which printer and on which paper each kind of thing is printed. */
import { firstPresets, printedThings } from '../../../contract/printing.ts';
import { useText } from '../../messages/useText.ts';
import { FieldRow, Section } from '../../ui/index.ts';
import { PresetFields } from './PresetFields.tsx';
import styles from './printing.module.css';
import { usePrinters } from './usePrinters.ts';

export function PrintingSettings() {
  const t = useText();
  const printers = usePrinters();
  const presets = printers.presets ?? firstPresets;
  return (
    <>
      <p className={styles.soft}>{t('printing.settings.intro')}</p>
      {printedThings.map((what) => (
        <Section key={what} title={t(`printing.what.${what}`)}>
          <FieldRow>
            <PresetFields what={what} preset={presets[what]} printers={printers} />
          </FieldRow>
        </Section>
      ))}
    </>
  );
}
