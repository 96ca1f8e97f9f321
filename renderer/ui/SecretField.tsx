/**
 * A field for what the page must not keep. SECURITY: what is typed stays in the control itself, outside the page's own memory: React
 * would hold it in state, and in the picture before, long after it was handed over. Whoever has taken it empties the control, also where it
 * has gone from the screen: React remembers the last value of each.
 */
import type { RefObject } from 'react';
import { Field, type FieldProps } from './Field.tsx';
import styles from './Field.module.css';
import { classes } from './classes.ts';

export interface SecretFieldProps extends Omit<FieldProps<string>, 'value' | 'onChange' | 'placeholder'> {
  readonly input: RefObject<HTMLInputElement | null>;
}

export function SecretField({ input, ...frame }: SecretFieldProps) {
  return (
    <Field {...frame}>
      {({ className, ...control }) => (
        <input {...control} ref={input} className={classes(className, styles.code)} type="password" autoComplete="off" spellCheck={false} />
      )}
    </Field>
  );
}
