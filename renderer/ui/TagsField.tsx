/** Several codes or words in one field: barcodes, characteristics. Enter, comma or leaving the field adds; pasting adds many. */
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { codesBetweenBlanks, partCodes } from '../../contract/codes.ts';
import { useText } from '../messages/useText.ts';
import { Field, type FieldProps } from './Field.tsx';
import styles from './Field.module.css';
import { classes } from './classes.ts';
import { type ScanPolicy, useScan } from './scanBurst.ts';

export interface TagsFieldProps extends Omit<FieldProps<readonly string[]>, 'onChange'> {
  readonly onChange: (value: string[]) => void;
  /** Offered while typing. */
  readonly options?: readonly string[];
  readonly isCode?: boolean;
}

/**
 * Repeated values are kept: the schema says which one is too many. Backspace in the empty field takes the last one back into it. What is
 * only half typed is the last value already, so that it is saved and sent with the others; it becomes a tag on Enter, comma or leaving.
 */
export function TagsField({ value: values, onChange, options = [], onBlur, placeholder, isCode, hint, ...frame }: TagsFieldProps) {
  const t = useText();
  const id = useId();
  const [typed, setTyped] = useState('');
  const isHalf = typed.trim() !== '' && values.at(-1) === typed;
  /** Those that are tags. */
  const value = isHalf ? values.slice(0, -1) : values;
  const type = (text: string, tags: readonly string[] = value) => {
    setTyped(text);
    onChange(text.trim() === '' ? [...tags] : [...tags, text]);
  };
  const add = (text: string) => {
    const parts = partCodes(text);
    setTyped('');
    if (parts.length > 0) onChange([...value, ...parts]);
  };
  const input = useRef<HTMLInputElement>(null);
  // A second code behind a first one that no Enter has ended: two codes.
  useScan(input, ({ text, before }) => {
    if (before.trim() === '') return false;
    add(`${before}\n${text}`);
    return true;
  });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    // Behind a single digit it may be the decimal comma of a number that a sheet has rounded.
    const isEnd = event.key === 'Enter' || (event.key === ',' && !/^\s*\d$/.test(typed));
    if (isEnd && typed.trim() !== '') {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && typed === '' && value.length > 0) {
      event.preventDefault();
      type(value.at(-1) ?? '', value.slice(0, -1));
    }
  };
  return (
    <Field {...frame} hint={hint ?? t('ui.tags.hint')}>
      {(control) => (
        <div className={classes(styles.tags)} data-invalid={control['aria-invalid']}>
          <ul className={classes(styles.tagList)}>
            {value.map((tag, index) => (
              <li key={`${index}-${tag}`} className={classes(styles.tag, isCode === true && styles.code)}>
                {tag}
                <button
                  type="button"
                  className={classes(styles.tagRemove)}
                  disabled={frame.isDisabled === true}
                  aria-label={t('ui.tags.remove', { tag })}
                  onClick={() => {
                    type(
                      typed,
                      value.filter((_tag, each) => each !== index),
                    );
                    document.getElementById(control.id)?.focus();
                  }}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
          <input
            {...control}
            ref={input}
            data-scan={'own' satisfies ScanPolicy}
            className={classes(styles.tagInput, isCode === true && styles.code)}
            value={typed}
            placeholder={placeholder}
            list={options.length > 0 ? `${id}-options` : undefined}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              const text = event.clipboardData.getData('text');
              const blanks = isCode === true && typed.trim() === '' ? codesBetweenBlanks(text) : null;
              if (blanks === null && !/[\n\r\t,;]/.test(text)) return;
              event.preventDefault();
              add(blanks?.join('\n') ?? typed + text);
            }}
            onBlur={() => {
              // What is still in the field counts: nothing typed is lost on the way to the next field.
              add(typed);
              onBlur?.();
            }}
          />
          {options.length > 0 && (
            <datalist id={`${id}-options`}>
              {options
                .filter((each) => !value.includes(each))
                .map((each) => (
                  <option key={each} value={each}>
                    {each}
                  </option>
                ))}
            </datalist>
          )}
        </div>
      )}
    </Field>
  );
}
