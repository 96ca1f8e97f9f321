/** Printer and paper of one kind of thing. */
import { type PaperName, type PrintedThing, type PrintPreset, papersOf } from '../../../contract/printing.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button, Select } from '../../ui/index.ts';
import type { Printers } from './usePrinters.ts';

const byItself = '(default)';

export function PresetFields({
  what,
  preset,
  printers: { printers, lookAgain, choose },
}: {
  readonly what: PrintedThing;
  readonly preset: PrintPreset;
  readonly printers: Printers;
}) {
  const t = useText();
  if (printers?.length === 0) {
    return (
      <Banner
        tone="warn"
        title={t('errors.printNoPrinter.title')}
        actions={
          <Button isSmall onPress={lookAgain}>
            {t('printing.printer.again')}
          </Button>
        }
      >
        {t('printing.printer.none')}
      </Banner>
    );
  }
  const { printer } = preset;
  const isMissing = printer !== null && printers !== null && !printers.some(({ name }) => name === printer);
  return (
    <>
      <Select
        label={t('printing.printer')}
        value={printer ?? byItself}
        options={[
          { value: byItself, label: t('printing.printer.default') },
          ...(printers ?? []).map(({ name, label }) => ({ value: name, label })),
          ...(isMissing ? [{ value: printer, label: t('printing.printer.missing', { name: printer }) }] : []),
        ]}
        onChange={(name) => choose(what, { ...preset, printer: name === byItself ? null : name })}
      />
      <Select<PaperName>
        label={t('printing.paper')}
        value={preset.paper}
        options={papersOf[what].map((paper) => ({ value: paper, label: t(`printing.paper.${paper}`) }))}
        onChange={(paper) => choose(what, { ...preset, paper })}
      />
    </>
  );
}
