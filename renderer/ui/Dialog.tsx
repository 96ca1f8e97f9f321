/** A question that must be answered before going on. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../messages/useText.ts';
import { AriaLanguage } from './AriaLanguage.tsx';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';
import { classes } from './classes.ts';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, beside the one that closes. */
  readonly actions?: ReactNode;
  readonly role?: 'dialog' | 'alertdialog';
  /** Text of the closing button; default "Close" without actions, "Cancel" with. */
  readonly closeLabel?: string;
  readonly isWide?: boolean;
  /** It asks for something to be typed, and nothing can be lost: the caret starts in its own field. */
  readonly startsInField?: boolean;
}

/** Keeps the focus inside, gives it back, closes on Escape. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  role = 'dialog',
  closeLabel,
  isWide,
  startsInField = false,
}: DialogProps) {
  const t = useText();
  const body = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    // What had the focus may have gone from under it, a button for instance: then the sheet itself hears no key.
    const escape = (event: KeyboardEvent): void => {
      const top = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1);
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (event.key === 'Escape' && isLost && top?.contains(body.current) === true) close.current();
    };
    document.addEventListener('keydown', escape);
    return () => document.removeEventListener('keydown', escape);
  }, [isOpen]);
  return (
    <AriaLanguage>
      <ModalOverlay
        className={classes(styles.veil)}
        isOpen={isOpen}
        onOpenChange={(open) => !open && onClose()}
        isDismissable={role === 'dialog'}
      >
        <Modal className={classes(styles.modal, isWide === true && styles.wide)}>
          <AriaDialog role={role} className={classes(styles.dialog)}>
            <Heading slot="title" className={classes(styles.title)}>
              {title}
            </Heading>
            <div ref={body} className={classes(styles.body)}>
              {children}
            </div>
            <div className={classes(styles.actions)}>
              {/* Where something may be lost, the focus starts on the button that loses nothing. */}
              {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
              <Button onPress={onClose} autoFocus={actions !== undefined && !startsInField}>
                {closeLabel ?? (actions === undefined ? t('ui.close') : t('ui.cancel'))}
              </Button>
              {actions}
            </div>
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}

export interface ConfirmDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Names the act and what it acts on: "Cancel shipment OASC51090001", never "OK". */
  readonly confirmLabel: string;
  readonly isOpen: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly closeLabel?: string;
}

/** Asks before something is taken away. The focus starts on the button that changes nothing. */
export function ConfirmDialog({ confirmLabel, onConfirm, children, ...rest }: ConfirmDialogProps) {
  const id = useId();
  return (
    <Dialog
      {...rest}
      role="alertdialog"
      actions={
        <Button
          variant="danger"
          aria-describedby={id}
          onPress={() => {
            onConfirm();
            rest.onClose();
          }}
        >
          {confirmLabel}
        </Button>
      }
    >
      <div id={id}>{children}</div>
    </Dialog>
  );
}
