/** One out of a closed list; the system's own list, so that typing, arrows and screen readers work as everywhere. */
import { useText } from '../messages/useText.ts';
import { Field, type FieldProps } from './Field.tsx';

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectProps<Value extends string> extends Omit<FieldProps<Value | ''>, 'onChange'> {
  readonly options: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}

/** Without a value it shows `placeholder` ("Choose…"), which cannot be chosen again. A value that is not in the list is shown as it is. */
export function Select<Value extends string>({ value, onChange, options, placeholder, ...frame }: SelectProps<Value>) {
  const t = useText();
  const isKnown = value === '' || options.some((each) => each.value === value);
  return (
    <Field {...frame}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value as Value)}>
          {value === '' && (
            <option value="" disabled>
              {placeholder ?? t('ui.select.choose')}
            </option>
          )}
          {!isKnown && <option value={value}>{value}</option>}
          {options.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
