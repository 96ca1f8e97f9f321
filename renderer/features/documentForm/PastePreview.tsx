/**
 * A pasted block before it goes into the form: what each line becomes, and why one is not understood. What is small is mended here; Enter
 * takes it, Esc leaves everything as it was.
 */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../../messages/useText.ts';
import { Button, Dialog, Spinner, TextField, holdKeys, useScan } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import type { PastedText, PlacedLine } from './pastedText.ts';
import { type Looking, useInOrder } from './placeItems.ts';
import { type PreviewLine, sumsOf, takenOf } from './pastePreview.ts';
import styles from './PastePreview.module.css';
import { usePreview } from './usePreview.ts';

export interface PastePreviewProps {
  readonly pasted: PastedText;
  readonly looking: Looking;
  /** The document has packages, and a line may be of one. */
  readonly hasPackages: boolean;
  readonly onTake: (lines: readonly PlacedLine[]) => void;
  readonly onClose: () => void;
}

export function PastePreview({ pasted, looking, hasPackages, onTake, onClose }: PastePreviewProps) {
  const t = useText();
  const intl = useIntl();
  const { all, mend, leaveOut, scan } = usePreview(pasted, looking);
  const sums = sumsOf(all);
  const isOfPackages = hasPackages && all.some(({ line }) => line.package !== null);
  // Enter came before the last product was found: it is taken as soon as it is.
  const [isWanted, setWanted] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  /** All of the sheet, its buttons too: wherever the caret is, a scan is heard. */
  const sheet = useRef<Element>(null);
  const inOrder = useInOrder();
  useScan(sheet, (scanned, target) => {
    const over = target.matches('[data-scan="own"]') ? Number(target.closest<HTMLElement>('[data-line]')?.dataset['line']) : null;
    inOrder(async () => {
      const taken = scan(scanned, over === null ? null : all.findIndex(({ line }) => line.number === over));
      await holdKeys(taken, () => undefined);
      const fields = sheet.current?.querySelectorAll<HTMLInputElement>(`[data-line="${String(await taken)}"] input`) ?? [];
      // A line that needs no hand has no fields, and the caret stays where it is.
      Array.from(fields).at(-1)?.focus();
    });
    return true;
  });
  useEffect(() => {
    if (isWanted && !sums.isLooking) onTake(takenOf(all));
  }, [isWanted, sums.isLooking, all, onTake]);
  useEffect(() => {
    if (!sums.isLooking) box.current?.querySelector('[data-hand]')?.scrollIntoView({ block: 'nearest' });
  }, [sums.isLooking]);
  const said = t('form.paste.sums', {
    lines: sums.lines,
    pieces: intl.formatNumber(sums.pieces),
    packages: isOfPackages ? sums.packages : 0,
  });
  return (
    <Dialog
      isWide
      isOpen
      startsInField
      title={t('form.paste.title', { count: all.length })}
      closeLabel={t('form.paste.leave')}
      onClose={onClose}
      actions={
        <Button
          variant="primary"
          // The one thing to do here: Ctrl+V, Enter.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          isPending={isWanted}
          whyNot={sums.lines === 0 ? t('form.paste.none') : undefined}
          onPress={() => setWanted(true)}
        >
          {t('form.paste.take', { count: sums.lines })}
        </Button>
      }
    >
      <p ref={(said) => void (sheet.current = said?.closest('[role=dialog]') ?? null)} role="status" className={styles.said}>
        {said}
        {sums.troubled > 0 && <strong className={styles.warn}> · ⚠ {t('form.paste.troubled', { count: sums.troubled })}</strong>}
        {sums.isLooking && <Spinner label={t('form.paste.looking')} />}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and so must be reached by keys */}
      <div ref={box} className={styles.sheet} role="group" aria-label={t('form.paste.lines')} tabIndex={0}>
        <table className={styles.table} aria-label={t('form.paste.lines')}>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{t('form.paste.source')}</th>
              {isOfPackages && <th scope="col">{t('form.paste.package')}</th>}
              <th scope="col">{t('form.field.oasin')}</th>
              <th scope="col" className={styles.number}>
                {t('form.field.product_quantity')}
              </th>
              <th scope="col" aria-label={t('form.paste.fine')} />
            </tr>
          </thead>
          <tbody>
            {all.map((each, index) => (
              <Line
                key={each.line.number}
                of={each}
                isOfPackages={isOfPackages}
                onMend={(hand) => mend(index, hand)}
                onLeaveOut={(isOut) => leaveOut(index, isOut)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {pasted.passedOver.length > 0 && (
        <p className={styles.soft}>
          {t('form.pasted.passedOver', { count: pasted.passedOver.length, lines: pasted.passedOver.slice(0, 5).join('; ') })}
        </p>
      )}
      <p className={styles.soft}>{t(sums.troubled > 0 ? 'form.paste.hint.troubled' : 'form.paste.hint')}</p>
    </Dialog>
  );
}

interface LineProps {
  readonly of: PreviewLine;
  readonly isOfPackages: boolean;
  readonly onMend: (hand: { readonly code: string; readonly quantity: string }) => void;
  readonly onLeaveOut: (isOut: boolean) => void;
}

function Line({ of: { line, placed, hand, isOut }, isOfPackages, onMend, onLeaveOut }: LineProps) {
  const t = useText();
  const trouble = isOut ? null : (placed?.trouble ?? null);
  const found = placed !== null && (placed.item.oasin !== '' || (placed.item.awaited_sku ?? '') !== '') ? placed.item.typed : '';
  return (
    <tr
      className={classes(isOut && styles.out, trouble !== null && styles.troubled)}
      data-hand={trouble === null ? undefined : ''}
      data-line={line.number}
    >
      <td className={styles.soft}>{line.number}</td>
      <td className={styles.source} title={line.source}>
        {line.source}
      </td>
      {isOfPackages && <td>{line.package}</td>}
      {hand === null || isOut ? (
        <>
          <td className={styles.found} title={found}>
            {found === '' ? '–' : found}
          </td>
          <td className={styles.number}>{placed?.item.product_quantity}</td>
        </>
      ) : (
        <>
          <td className={styles.found}>
            <div className={styles.field} onKeyDown={onward} role="presentation">
              <TextField
                isCell
                isCode={found === ''}
                scan="own"
                label={t('form.paste.code', { number: line.number })}
                placeholder={t('form.picker.placeholder')}
                value={hand.code}
                onChange={(code) => onMend({ ...hand, code })}
              />
            </div>
            {found !== '' && found !== hand.code && <div className={styles.meant}>{`✓ ${found}`}</div>}
            {trouble !== null && (
              <div className={styles.warn}>{`⚠ ${t(`form.paste.${trouble}`, { quantity: placed?.item.product_quantity ?? '' })}`}</div>
            )}
          </td>
          <td className={styles.number}>
            <div className={styles.field} onKeyDown={onward} role="presentation">
              <TextField
                isCell
                isReplaced
                inputMode="decimal"
                label={t('form.paste.quantity', { number: line.number })}
                value={hand.quantity}
                onChange={(quantity) => onMend({ ...hand, quantity })}
              />
            </div>
          </td>
        </>
      )}
      <td className={styles.end}>
        {placed === null && !isOut ? (
          '…'
        ) : hand === null ? (
          <span aria-label={t('form.paste.fine')}>✓</span>
        ) : (
          <Button
            isSmall
            variant="quiet"
            aria-label={t(isOut ? 'form.paste.in' : 'form.paste.out', { number: line.number })}
            onPress={() => onLeaveOut(!isOut)}
          >
            {isOut ? '↺' : '×'}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Enter goes on to the next field, after the last one to the button that takes it all. */
function onward(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const dialog = event.target.closest('[role=dialog]');
  const fields = [...(dialog?.querySelectorAll<HTMLElement>('input') ?? [])];
  const last = [...(dialog?.querySelectorAll<HTMLElement>('button') ?? [])].at(-1);
  (fields[fields.indexOf(event.target) + 1] ?? last)?.focus();
}
