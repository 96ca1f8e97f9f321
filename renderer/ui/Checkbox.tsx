/** One tick, or several out of a list. */
import { useId } from 'react';
import { type FieldProps, FieldNotes, Required, invalidBy } from './Field.tsx';
import styles from './Field.module.css';
import { classes } from './classes.ts';

export function Checkbox({
  label,
  value,
  onChange,
  onBlur,
  error,
  hint,
  isDisabled,
  name,
}: Omit<FieldProps<boolean>, 'placeholder' | 'autoFocus'>) {
  const id = useId();
  return (
    <div className={classes(styles.field)}>
      <label className={classes(styles.check)}>
        <input
          type="checkbox"
          checked={value}
          disabled={isDisabled === true}
          data-field={name}
          aria-invalid={invalidBy(error)}
          aria-describedby={classes(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`) || undefined}
          onChange={(event) => onChange(event.target.checked)}
          onBlur={onBlur}
        />
        {label}
      </label>
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}

export interface CheckboxGroupProps extends Omit<FieldProps<readonly string[]>, 'onChange' | 'placeholder'> {
  readonly onChange: (value: string[]) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Values keep the order of `options`; values that are not among them are kept and shown too. */
export function CheckboxGroup({ label, value, onChange, onBlur, options, error, hint, isRequired, isDisabled, name }: CheckboxGroupProps) {
  const id = useId();
  const all = [
    ...options,
    ...value.filter((each) => !options.some((option) => option.value === each)).map((each) => ({ value: each, label: each })),
  ];
  return (
    <fieldset
      className={classes(styles.field)}
      aria-invalid={invalidBy(error)}
      aria-describedby={classes(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`) || undefined}
    >
      <legend className={classes(styles.label)}>
        {label}
        <Required isRequired={isRequired} />
      </legend>
      <div className={classes(styles.checks)}>
        {all.map((option, index) => (
          <label key={option.value} className={classes(styles.check)}>
            <input
              type="checkbox"
              data-field={index === 0 ? name : undefined}
              checked={value.includes(option.value)}
              disabled={isDisabled === true}
              onBlur={onBlur}
              onChange={(event) =>
                onChange(
                  all.map((each) => each.value).filter((each) => (each === option.value ? event.target.checked : value.includes(each))),
                )
              }
            />
            {option.label}
          </label>
        ))}
      </div>
      <FieldNotes id={id} hint={hint} error={error} />
    </fieldset>
  );
}
