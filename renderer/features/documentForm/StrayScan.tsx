/** A code that was scanned where nothing could take it: shown, with the places it may belong to, so that it is not lost. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button, offerScan, putText, useStrayScan } from '../../ui/index.ts';
import { findScanned } from './findProduct.ts';
import { useInSight } from './useInSight.ts';

interface Place {
  readonly field: HTMLInputElement;
  readonly label: string;
}

/** Fields of one code that are empty, as they stand on the screen. */
function emptyCodeFields(form: Element | null): Place[] {
  const fields = Array.from(form?.querySelectorAll<HTMLInputElement>('input[data-scan="one"]') ?? []).filter(
    (field) => field.value.trim() === '',
  );
  return fields.map((field) => ({ field, label: (field.labels?.[0]?.textContent ?? field.name).replace(/\*$/u, '').trim() }));
}

export function StrayScan() {
  const t = useText();
  const { text: heard, within } = useStrayScan();
  const desk = useDesk();
  /** Looked up, and no product: a person says where it belongs. */
  const [lookedUp, setText] = useState<string | null>(null);
  const text = heard === lookedUp ? lookedUp : null;
  const box = useRef<HTMLDivElement>(null);
  const [places, setPlaces] = useState<{ readonly fields: readonly Place[]; readonly rows: Element | null }>({ fields: [], rows: null });
  const done = (): void => useStrayScan.setState({ text: null, within: null });
  // A code that was scanned before this form was open does not belong to it.
  useEffect(() => {
    useStrayScan.setState({ text: null, within: null });
    return () => useStrayScan.setState({ text: null, within: null });
  }, []);
  const look = useEffectEvent(async (code: string, from: typeof within) => {
    const rows = Array.from(box.current?.closest('[role="form"]')?.querySelectorAll('[data-item-rows]') ?? []).at(-1);
    const { choice } = rows === undefined ? { choice: null } : await findScanned(desk, code, { mayAwait: true, isDamaged: false });
    if (useStrayScan.getState().text !== code) return;
    if (choice === null || rows === undefined) {
      // In a field of any text it stays what it is there.
      setText(from === null ? code : null);
      return;
    }
    if (from !== null && from.field.value.trim() === `${from.before}${code}`.trim()) putText(from.field, from.before);
    offerScan(rows, { text: code, perhaps: null, before: '', isEnded: true, isDamaged: false, isRepeated: false });
    done();
  });
  useEffect(() => {
    if (heard !== null) void look(heard, within);
  }, [heard, within]);
  useEffect(() => {
    if (text === null) return;
    const form = box.current?.closest('[role="form"]') ?? null;
    setPlaces({ fields: emptyCodeFields(form), rows: form?.querySelector('[data-item-rows]') ?? null });
  }, [text]);
  useInSight(box, text);
  return (
    <div ref={box}>
      {text !== null && (
        <Banner
          tone="warn"
          title={t('form.scan.stray', { text })}
          actions={
            <>
              {places.fields.map(({ field, label }) => (
                <Button
                  key={field.id}
                  isSmall
                  onPress={() => {
                    field.focus();
                    putText(field, text);
                    done();
                  }}
                >
                  {t('form.scan.into', { field: label })}
                </Button>
              ))}
              {places.rows !== null && (
                <Button
                  isSmall
                  onPress={() => {
                    if (places.rows !== null)
                      offerScan(places.rows, { text, perhaps: null, before: '', isEnded: true, isDamaged: false, isRepeated: false });
                    done();
                  }}
                >
                  {t('form.scan.intoRows')}
                </Button>
              )}
              <Button isSmall variant="quiet" onPress={done}>
                {t('form.scan.drop')}
              </Button>
            </>
          }
        >
          {t('form.scan.stray.next')}
        </Banner>
      )}
    </div>
  );
}
