/** Fields that are typed into: a line, a number, several lines, a local time (page). What was typed is kept verbatim; the schema reads it. */
import { Field, type FieldProps } from './Field.tsx';
import styles from './Field.module.css';
import { classes } from './classes.ts';

export interface TextFieldProps extends FieldProps<string> {
  /** Codes are shown in a fixed-width face and not spell-checked. */
  readonly isCode?: boolean;
  readonly type?: 'text' | 'password' | 'url' | 'search';
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'url';
}

export function TextField({ value, onChange, placeholder, isCode, type = 'text', inputMode, ...frame }: TextFieldProps) {
  return (
    <Field {...frame}>
      {({ className, ...control }) => (
        <input
          {...control}
          className={classes(className, isCode === true && styles.code, (inputMode === 'decimal' || inputMode === 'numeric') && styles.number)}
          type={type}
          inputMode={inputMode}
          value={value}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={isCode === true || inputMode !== undefined ? false : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A number, as text: `1,5`, `1.5` and full-width digits stay as they were typed. */
export const NumberField = (props: FieldProps<string>) => <TextField {...props} inputMode="decimal" />;

export function TextArea({ value, onChange, placeholder, rows = 3, isCode, ...frame }: FieldProps<string> & { readonly rows?: number; readonly isCode?: boolean }) {
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

/** Local date and time, `2026-11-30T09:00`; empty while incomplete. The schema turns it into Unix seconds. */
export function DateTimeField({ value, onChange, ...frame }: FieldProps<string>) {
  return (
    <Field {...frame}>
      {({ className, ...control }) => (
        <input {...control} className={classes(className, styles.number)} type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}
