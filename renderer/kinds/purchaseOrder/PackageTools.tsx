/** What is done to a package as a whole: copied, parted, its measures given to those below; each can be taken back in one go. */
import { useState } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useText } from '../../messages/useText.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { Banner, Button, Dialog, NumberField, focusField } from '../../ui/index.ts';
import { undoChange } from '../../features/documentForm/actions.ts';
import { changeAtOnce } from '../../features/documentForm/placeItems.ts';
import { useFormContext, useStanding } from '../../features/documentForm/useDocumentForm.ts';
import { copyOf, measuredAs, partedIn } from './packages.ts';
import type { PackageValues } from './purchaseOrderShape.ts';
import styles from './purchaseOrders.module.css';

const list = 'packages';
/** A package is not parted into more on purpose. */
const mostParts = 100;

interface PackageToolsProps {
  readonly index: number;
  /** "Kiện 2": what the buttons name. */
  readonly name: string;
  /** The only one there is. */
  readonly isKept: boolean;
  readonly onRemove: (index: number) => void;
}

export function PackageTools({ index, name, isKept, onRemove }: PackageToolsProps) {
  const t = useText();
  const document = useFormContext();
  const [isAsking, setAsking] = useState(false);
  const change = (done: 'copied' | 'parted' | 'measured', make: (packages: readonly PackageValues[]) => readonly FieldValues[]): void => {
    const undo = changeAtOnce(document, list, (held) => make(held as readonly PackageValues[]));
    document.say({ kind: 'packages', done, package: index + 1, undo });
  };
  return (
    <div className={styles.packageTools}>
      <Button
        isSmall
        variant="quiet"
        aria-label={t('purchaseOrders.package.copy.of', { row: name })}
        onPress={() => {
          change('copied', (packages) => copyOf(packages, index));
          focusField(`${list}.${index + 1}.items.0.product_quantity`);
        }}
      >
        {t('purchaseOrders.package.copy')}
      </Button>
      <Button isSmall variant="quiet" aria-label={t('purchaseOrders.package.part.of', { row: name })} onPress={() => setAsking(true)}>
        {t('purchaseOrders.package.part')}
      </Button>
      <Button
        isSmall
        variant="quiet"
        aria-label={t('purchaseOrders.package.measure.of', { row: name })}
        isDisabled={isKept}
        onPress={() => change('measured', (packages) => measuredAs(packages, index))}
      >
        {t('purchaseOrders.package.measure')}
      </Button>
      <Button isSmall variant="quiet" isDisabled={isKept} onPress={() => onRemove(index)}>
        {t('purchaseOrders.package.remove', { row: name })}
      </Button>
      {isAsking && (
        <PartDialog
          name={name}
          onClose={() => setAsking(false)}
          onParts={(parts) => {
            setAsking(false);
            change('parted', (packages) => partedIn(packages, index, parts));
          }}
        />
      )}
    </div>
  );
}

interface PartDialogProps {
  readonly name: string;
  readonly onClose: () => void;
  readonly onParts: (parts: number) => void;
}

function PartDialog({ name, onClose, onParts }: PartDialogProps) {
  const t = useText();
  const [typed, setTyped] = useState('2');
  const parts = /^\d+$/u.test(typed.trim()) ? Number(typed) : 0;
  const isPossible = parts >= 2 && parts <= mostParts;
  return (
    <Dialog
      isOpen
      title={t('purchaseOrders.package.part.of', { row: name })}
      onClose={onClose}
      actions={
        <Button variant="primary" isDisabled={!isPossible} onPress={() => onParts(parts)}>
          {t('purchaseOrders.package.part.into', { parts: isPossible ? parts : 2 })}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isPossible) onParts(parts);
        }}
      >
        <NumberField
          label={t('purchaseOrders.package.part.count')}
          value={typed}
          onChange={setTyped}
          hint={t('purchaseOrders.package.part.hint')}
          error={isPossible ? undefined : t('purchaseOrders.package.part.range', { most: mostParts })}
        />
      </form>
    </Dialog>
  );
}

/** What was done last, with the way back. */
export function Changed() {
  const t = useText();
  const notice = useStanding((standing) => (standing.notice?.kind === 'packages' ? standing.notice : null));
  if (notice === null) return null;
  return (
    <Banner
      tone="good"
      title={t(`purchaseOrders.package.done.${notice.done}`, { number: notice.package })}
      actions={<ActionButton action={undoChange} subjects={[{ undo: notice.undo }]} />}
    />
  );
}
