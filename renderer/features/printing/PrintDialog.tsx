/** What is about to be printed, as it will lie in the printer: printer, paper, copies, and what is known of earlier times. */
import { useEffect, useRef, useState } from 'react';
import type { Outcome } from '../../../contract/errors.ts';
import { type PrintedThing, type Printed, type ToPrint, firstPresets, mostCopies } from '../../../contract/printing.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button, CheckboxGroup, Dialog, ErrorBanner, NumberField, ProgressBar, Spinner } from '../../ui/index.ts';
import { useErrorLine } from '../files/useErrorLine.ts';
import { PresetFields } from './PresetFields.tsx';
import { PrintPreview, nameOf } from './PrintPreview.tsx';
import { usePrintedWords } from './PrintedLine.tsx';
import styles from './printing.module.css';
import { usePrinted } from './usePrinted.ts';
import { usePrinters } from './usePrinters.ts';

export interface PrintDialogProps {
  readonly what: PrintedThing;
  /** In the order of the screen. */
  readonly things: readonly ToPrint[];
  readonly onClose: () => void;
}

interface Running {
  readonly done: number;
  readonly of: number;
}

export function PrintDialog({ what, things, onClose }: PrintDialogProps) {
  const desk = useDesk();
  const t = useText();
  const errorLine = useErrorLine();
  const printers = usePrinters();
  const preset = (printers.presets ?? firstPresets)[what];
  const [copies, setCopies] = useState('1');
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [running, setRunning] = useState<Running | null>(null);
  const [answer, setAnswer] = useState<Outcome<Printed> | null>(null);
  const isOn = useRef(true);
  useEffect(() => {
    isOn.current = true;
    return () => void (isOn.current = false);
  }, []);
  useEffect(() => desk.on('printing.progress', ({ done, of }) => setRunning((now) => (now === null ? now : { done, of }))), [desk]);

  const chosen = things.filter((thing) => !leftOut.has(keyOf(thing)));
  const { records } = usePrinted(what, [...new Set(things.map(({ code }) => code))]);
  const before = records.filter(
    (record) => (record.times > 0 || record.maybeAt !== null) && chosen.some((each) => keyOf(each) === keyOf(record)),
  );
  const words = usePrintedWords();
  const many = /^\d{1,2}$/.test(copies.trim()) ? Number(copies) : 0;
  const whyNot =
    printers.printers?.length === 0
      ? t('errors.printNoPrinter.title')
      : chosen.length === 0
        ? t('printing.nothingChosen')
        : many < 1 || many > mostCopies
          ? t('printing.copies.wrong', { most: mostCopies })
          : undefined;

  const print = async (what_: readonly ToPrint[]): Promise<void> => {
    setRunning({ done: 0, of: what_.length });
    setAnswer(null);
    const outcome = await desk.call('printing.print', { what, things: [...what_], preset, copies: many });
    if (!isOn.current) return;
    setAnswer(outcome);
    setRunning(null);
  };
  const left = answer?.ok === true ? answer.value.left : [];
  const [first] = things;

  return (
    <Dialog
      isWide
      isOpen
      title={t(`printing.title.${what}`, { count: things.length, code: first?.code ?? '', part: first?.part ?? '' })}
      onClose={onClose}
    >
      <div className={styles.columns}>
        <div className={styles.choices}>
          <PresetFields what={what} preset={preset} printers={printers} />
          <NumberField label={t('printing.copies')} value={copies} onChange={setCopies} />
          {what === 'carton' && things.length > 1 && (
            <CheckboxGroup
              label={t('printing.packages')}
              value={chosen.map(keyOf)}
              options={things.map((thing) => ({ value: keyOf(thing), label: nameOf(thing) }))}
              onChange={(kept) => setLeftOut(new Set(things.map(keyOf).filter((each) => !kept.includes(each))))}
            />
          )}
          <p className={styles.soft}>{t('printing.realSize')}</p>
          {before.length > 0 && (
            <Banner tone="warn" title={t('printing.againNote', { count: before.length })}>
              <ul className={styles.left}>
                {before.map((record) => (
                  <li key={keyOf(record)}>
                    {things.length > 1 && `${nameOf(record)}: `}
                    {words(record)}
                  </li>
                ))}
              </ul>
            </Banner>
          )}
          {running === null ? (
            // The one thing to do here: Ctrl+P, Enter.
            <Button
              variant="primary"
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              whyNot={whyNot}
              onPress={() => void print(chosen)}
            >
              {t(before.length > 0 ? 'printing.print.again' : 'printing.print', { count: chosen.length })}
            </Button>
          ) : (
            <>
              <ProgressBar label={t('printing.busy', { ...running })} value={running.done} max={running.of} />
              <Button onPress={() => void desk.call('printing.stop')}>{t('printing.stop')}</Button>
            </>
          )}
          {answer?.ok === false && <ErrorBanner error={answer.error} />}
          {answer?.ok === true && answer.value.printed > 0 && (
            <Banner tone="good" title={t('printing.done', { count: answer.value.printed })} />
          )}
          {left.length > 0 && (
            <Banner
              tone="bad"
              title={t('printing.left', { count: left.length })}
              actions={
                <Button isSmall onPress={() => void print(left.map(({ code, part }) => ({ code, part })))}>
                  {t('printing.printLeft', { count: left.length })}
                </Button>
              }
            >
              <ul className={styles.left}>
                {left.map((each) => (
                  <li key={keyOf(each)}>{`${nameOf(each)}: ${errorLine(each.error)}`}</li>
                ))}
              </ul>
            </Banner>
          )}
        </div>
        <div className={styles.preview} role="group" aria-label={t('printing.preview')}>
          {printers.presets === null ? (
            <Spinner label={t('printing.preview.busy')} />
          ) : (
            <PrintPreview what={what} things={chosen} paper={preset.paper} />
          )}
        </div>
      </div>
    </Dialog>
  );
}

const keyOf = ({ code, part }: ToPrint): string => JSON.stringify([code, part]);
