/** The printers of this computer, and by which of them each thing is printed. */
import { useCallback, useEffect, useState } from 'react';
import { type PrintPreset, type PrintPresets, type PrintedThing, type Printer, firstPresets } from '../../../contract/printing.ts';
import { desk } from '../../bridge/desk.ts';

export interface Printers {
  /** `null` until they are known. */
  readonly printers: readonly Printer[] | null;
  readonly presets: PrintPresets | null;
  readonly lookAgain: () => void;
  readonly choose: (what: PrintedThing, preset: PrintPreset) => void;
}

export function usePrinters(): Printers {
  const [printers, setPrinters] = useState<readonly Printer[] | null>(null);
  const [presets, setPresets] = useState<PrintPresets | null>(null);
  const lookAgain = useCallback((): void => {
    void desk.call('printing.printers').then((outcome) => setPrinters(outcome.ok ? outcome.value : []));
  }, []);
  useEffect(() => {
    lookAgain();
    void desk.call('printing.presets').then((outcome) => setPresets(outcome.ok ? outcome.value : firstPresets));
  }, [lookAgain]);
  return {
    printers,
    presets,
    lookAgain,
    choose: (what, preset) => {
      setPresets((before) => ({ ...(before ?? firstPresets), [what]: preset }));
      void desk.call('printing.setPreset', { what, preset });
    },
  };
}
