/** Four to twelve digits, not shown. */
import { useText } from '../../messages/useText.ts';
import { TextField } from '../../ui/index.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
}

/** As `contract/operators.ts` has it, where it is parsed again; said here so that the lock does not wait for all schemas to be read. */
export const isPin = (text: string): boolean => /^\d{4,12}$/.test(text);

export function PinField({ label, value, onChange, error, autoFocus }: Props) {
  const t = useText();
  return (
    <TextField
      label={label}
      type="password"
      inputMode="numeric"
      value={value}
      onChange={(text) => onChange(text.trim().slice(0, 12))}
      hint={t('operators.pin.hint')}
      error={error}
      {...(autoFocus === true ? { autoFocus } : {})}
    />
  );
}
