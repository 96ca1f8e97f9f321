/** What every field shares: label above, hint, error directly below and tied to the control. */
import { type ReactNode, memo, useId } from 'react';
import { useText } from '../messages/useText.ts';
import styles from './Field.module.css';
import { classes } from './classes.ts';
import { drawEvent, fieldAt } from './fieldAt.ts';

/** What is wrong and what to do; or what is only asked about, and may stay as it is. In words. */
export type FieldError = string | { readonly asks: string };
/** For `aria-invalid`: what is only asked about is no mistake. */
export const invalidBy = (error: FieldError | undefined): true | undefined => (typeof error === 'string' ? true : undefined);

/** Props of every field. They fit react-hook-form's `Controller`: `value`, `onChange(value)`, `onBlur`. */
export interface FieldProps<Value> {
  /** Visible, and the accessible name. */
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly onBlur?: () => void;
  readonly error?: FieldError | undefined;
  readonly hint?: string | undefined;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly placeholder?: string;
  /** Path in the document (`packages.0.items.1.oasin`): `focusField(path)` finds the control by it. */
  readonly name?: string;
  readonly autoFocus?: boolean;
  /** It is a cell of a table's row: the heading of its column is its label on the screen, and its notes are cells too. */
  readonly isCell?: boolean;
}

export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
  readonly 'data-field': string | undefined;
  readonly disabled: boolean;
  readonly onBlur: (() => void) | undefined;
  readonly autoFocus: boolean | undefined;
  readonly className: string;
}

type FrameProps = Pick<
  FieldProps<unknown>,
  'label' | 'error' | 'hint' | 'isRequired' | 'isDisabled' | 'name' | 'onBlur' | 'autoFocus' | 'isCell'
>;

/** Lays out one field; `children` gets the attributes its control must carry. */
export function Field({
  children,
  label,
  error,
  hint,
  isRequired,
  isDisabled,
  name,
  onBlur,
  autoFocus,
  isCell,
}: FrameProps & { readonly children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter((each) => each !== false);
  return (
    <div className={isCell === true ? styles.cell : classes(styles.field)}>
      <label className={classes(styles.label)} htmlFor={id}>
        {label}
        <Required isRequired={isRequired} />
      </label>
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': invalidBy(error),
        'aria-required': isRequired === true ? true : undefined,
        'data-field': name,
        disabled: isDisabled === true,
        onBlur,
        autoFocus,
        className: classes(styles.control),
      })}
      <FieldNotes id={id} hint={hint} error={error} isCell={isCell} />
    </div>
  );
}

/** The star of a required field: seen, not read (`aria-required` says it). */
export const Required = memo(function Required({ isRequired }: { readonly isRequired: boolean | undefined }) {
  const t = useText();
  return isRequired === true ? (
    <span className={classes(styles.required)} aria-hidden="true" title={t('ui.required')}>
      *
    </span>
  ) : null;
});

export const FieldNotes = memo(function FieldNotes({
  id,
  hint,
  error,
  isCell,
}: {
  readonly isCell?: boolean | undefined;
  readonly id: string;
  readonly hint: string | undefined;
  readonly error: FieldError | undefined;
}) {
  return (
    <>
      {error !== undefined && <ErrorLine id={`${id}-error`} error={error} />}
      {hint !== undefined && (
        <p id={`${id}-hint`} className={classes(styles.hint)} title={isCell === true ? hint : undefined}>
          {hint}
        </p>
      )}
    </>
  );
});

/** Below its field. What is wrong and what is only asked about differ by colour, by sign, and by a word. */
export function ErrorLine({ id, error }: { readonly id?: string; readonly error: FieldError }) {
  const t = useText();
  if (typeof error === 'string') {
    return (
      <p id={id} className={classes(styles.error)}>
        {error}
      </p>
    );
  }
  return (
    <p id={id} className={classes(styles.asks)}>
      <strong>{t('ui.asks')}</strong> {error.asks}
    </p>
  );
}

/** A field out of sight: what it holds, as words in the same place. */
export function FieldWords({
  label,
  value,
  hint,
  isRequired,
}: Pick<FrameProps, 'label' | 'hint' | 'isRequired'> & { readonly value: string }) {
  return (
    <div className={classes(styles.field)}>
      <span className={classes(styles.label)}>
        {label}
        {isRequired === true && (
          <span className={classes(styles.required)} aria-hidden="true">
            *
          </span>
        )}
      </span>
      <span className={classes(styles.control, styles.words)}>{value}</span>
      {hint !== undefined && <span className={classes(styles.hint)}>{hint}</span>}
    </div>
  );
}

/**
 * Puts the caret into the field of a path; where the path names a part of a field, into the nearest field around it. One that is out of
 * sight is drawn first. Answers whether there is one.
 */
export function focusField(path: string): boolean {
  const found = fieldAt(path);
  if (found === null) return false;
  if ('control' in found) {
    found.control.scrollIntoView({ block: 'center' });
    found.control.focus({ preventScroll: true });
    return true;
  }
  found.part.dispatchEvent(new Event(drawEvent));
  // It draws itself in a microtask of its own, before this one.
  queueMicrotask(() => {
    const drawn = fieldAt(path);
    if (drawn !== null && 'control' in drawn) focusField(path);
  });
  return true;
}
