/**
 * Fields that are typed into: a line, a number, several lines, a local time. What was typed is kept verbatim; the schema reads it.
 */
import { useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { isElsewhere, unixOfVietnam } from '../../contract/vietnamTime.ts';
import { useText } from '../messages/useText.ts';
import { readDateText, showDateText, tidyDateText } from './dateText.ts';
import { Field, type FieldProps } from './Field.tsx';
import styles from './Field.module.css';
import type { ScanPolicy } from './scanBurst.ts';
import { classes } from './classes.ts';

export interface TextFieldProps extends FieldProps<string> {
  /** Codes are shown in a fixed-width face and not spell-checked. */
  readonly isCode?: boolean;
  readonly type?: 'text' | 'password' | 'url' | 'search';
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'url';
  /** What stands in it is marked when the caret comes by a key: the next key takes its place. */
  readonly isReplaced?: boolean;
  /** What becomes of a scan, where it is not what such a field mostly wants. */
  readonly scan?: ScanPolicy;
}

export function TextField({
  value,
  onChange,
  placeholder,
  isCode,
  type = 'text',
  inputMode,
  isReplaced = false,
  scan,
  ...frame
}: TextFieldProps) {
  // The caret also comes back from a key of a button, or from another window, in the midst of typing: then it marks nothing.
  const isTyped = useRef(false);
  return (
    <Field {...frame}>
      {({ className, ...control }) => (
        <input
          {...control}
          className={classes(
            className,
            isCode === true && styles.code,
            (inputMode === 'decimal' || inputMode === 'numeric') && styles.number,
          )}
          type={type}
          inputMode={inputMode}
          data-scan={scan ?? scanPolicy(isCode === true, inputMode)}
          value={value}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={isCode === true || inputMode !== undefined ? false : undefined}
          onChange={(event) => onChange(event.target.value)}
          // Told also of a 1 that is typed over a 1.
          onInput={() => (isTyped.current = true)}
          onFocus={isReplaced ? (event) => !isTyped.current && event.target.select() : undefined}
        />
      )}
    </Field>
  );
}

const scanPolicy = (isCode: boolean, inputMode: TextFieldProps['inputMode']): ScanPolicy | undefined =>
  inputMode === 'decimal' || inputMode === 'numeric' ? 'refuse' : isCode ? 'one' : undefined;

/** A number, as text: `1,5`, `1.5` and full-width digits stay as they were typed. */
export const NumberField = (props: FieldProps<string>) => <TextField {...props} inputMode="decimal" />;

export function TextArea({
  value,
  onChange,
  placeholder,
  rows = 3,
  isCode,
  ...frame
}: FieldProps<string> & { readonly rows?: number; readonly isCode?: boolean }) {
  return (
    <Field {...frame}>
      {({ className, ...control }) => (
        <textarea
          {...control}
          className={classes(className, isCode === true && styles.code)}
          rows={rows}
          value={value}
          placeholder={placeholder}
          spellCheck={isCode === true ? false : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

const ownTime = {
  weekday: 'short',
  day: '2-digit',
  month: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
} as const;

/**
 * Date and time by the warehouse's clock. The value is `2026-11-30T09:00` once it is whole, and until then, or where it is wrong, what was
 * typed: the schema says that it is no time. While the caret is in it the text stays as it was typed, afterwards it is shown in full.
 */
export function DateTimeField({ value, onChange, onBlur, hint, placeholder, ...frame }: FieldProps<string>) {
  const t = useText();
  const intl = useIntl();
  const [typed, setTyped] = useState<string | null>(null);
  const held = (text: string): string => readDateText(text) ?? text;
  // Only as long as the form holds what was typed here: a draft that comes back shows its own.
  const text = typed !== null && held(typed) === value ? typed : showDateText(value);
  const whole = readDateText(value);
  const seconds = whole === null ? null : unixOfVietnam(whole);
  // The day of the week tells a slip of the hand.
  const day = seconds === null ? '' : intl.formatDate(seconds * 1_000, { weekday: 'long', timeZone: 'Asia/Ho_Chi_Minh' });
  // Somebody elsewhere plans by the clock on their own wall: both are shown.
  const here =
    seconds === null || !isElsewhere(seconds * 1_000) ? '' : t('ui.dateTime.here', { time: intl.formatDate(seconds * 1_000, ownTime) });
  const notes = [day, here, hint ?? ''].filter((each) => each !== '').join(' · ');
  return (
    <Field
      {...frame}
      hint={notes === '' ? undefined : notes}
      onBlur={() => {
        setTyped(null);
        onBlur?.();
      }}
    >
      {({ className, ...control }) => (
        <input
          {...control}
          className={classes(className, styles.number)}
          type="text"
          data-scan={'refuse' satisfies ScanPolicy}
          value={text}
          placeholder={placeholder ?? t('ui.dateTime.placeholder')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            const tidy = tidyDateText(event.target.value);
            setTyped(tidy);
            onChange(held(tidy));
          }}
        />
      )}
    </Field>
  );
}
