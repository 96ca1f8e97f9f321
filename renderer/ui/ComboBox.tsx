/**
 * A field with suggestions: open words, look-ups, product picking. Written by hand after the ARIA pattern, because react-aria's
 * hides the rest of the page from assistive and outside programs while its list is open, and takes away text that is not in the list.
 */
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { fold } from '../../contract/fold.ts';
import { useText } from '../messages/useText.ts';
import { Field, type FieldProps } from './Field.tsx';
import styles from './Field.module.css';
import { classes } from './classes.ts';
import type { ScanPolicy } from './scanBurst.ts';

export interface Suggestion {
  /** What goes into the field. */
  readonly value: string;
  /** Shown in the list; default: the value. */
  readonly label?: string;
  /** Beside the label, softer. */
  readonly detail?: string;
}

export interface ComboBoxProps<Option extends Suggestion> extends FieldProps<string> {
  readonly options: readonly Option[];
  /** A suggestion was taken (after `onChange` with its `value`). For look-ups that keep more than the text. */
  readonly onPick?: (option: Option) => void;
  /** The options are already what the typed text asks for (a search in main): do not filter them here. */
  readonly isFiltered?: boolean;
  readonly isLoading?: boolean;
  readonly isCode?: boolean;
  readonly scan?: ScanPolicy;
}

/** The value is always the text in the field: free typing is allowed, whether it will do is the schema's to say. */
export function ComboBox<Option extends Suggestion>({
  value,
  onChange,
  options,
  onPick,
  isFiltered,
  isLoading,
  isCode,
  scan,
  placeholder,
  onBlur,
  ...frame
}: ComboBoxProps<Option>) {
  const t = useText();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [hasTyped, setTyped] = useState(false);
  const [active, setActive] = useState(-1);
  const anchor = `--${id.replaceAll(/[^A-Za-z0-9_-]/g, '')}`;

  const wanted = useDeferredValue(hasTyped && isFiltered !== true ? fold(value) : '');
  const shown =
    wanted === '' ? options : options.filter((each) => fold(`${each.value} ${each.label ?? ''} ${each.detail ?? ''}`).includes(wanted));
  const isShown = isOpen && frame.isDisabled !== true;

  useEffect(() => {
    if (isShown) list.current?.showPopover();
  }, [isShown]);
  useEffect(() => {
    if (isShown && active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [isShown, active]);

  const close = () => {
    setOpen(false);
    setActive(-1);
    setTyped(false);
  };
  const pick = (option: Option) => {
    onChange(option.value);
    onPick?.(option);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(shown.length === 0 ? -1 : active < 0 ? (step === 1 ? 0 : shown.length - 1) : (active + step + shown.length) % shown.length);
    } else if (event.key === 'Enter' && isShown) {
      const option = shown[active];
      if (option !== undefined) {
        event.preventDefault();
        pick(option);
      } else close();
    } else if (event.key === 'Escape' && isShown) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };

  return (
    <Field {...frame}>
      {({ className, ...control }) => (
        <div className={classes(styles.comboFrame)} style={{ anchorName: anchor }}>
          <input
            {...control}
            className={classes(className, isCode === true && styles.code)}
            role="combobox"
            data-scan={scan}
            aria-expanded={isShown}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
            autoComplete="off"
            spellCheck={false}
            value={value}
            placeholder={placeholder}
            onChange={(event) => {
              onChange(event.target.value);
              setTyped(true);
              setOpen(true);
              setActive(-1);
            }}
            onClick={() => setOpen(true)}
            onKeyDown={onKeyDown}
            onBlur={() => {
              close();
              onBlur?.();
            }}
          />
          <button
            type="button"
            tabIndex={-1}
            className={classes(styles.comboButton)}
            disabled={frame.isDisabled === true}
            // The mouse's way to the list; keyboard and screen reader have the arrow key, and one control of this name is enough.
            aria-hidden="true"
            onMouseDown={(event) => {
              // The caret stays in the field.
              event.preventDefault();
              document.getElementById(control.id)?.focus();
              if (isOpen) close();
              else setOpen(true);
            }}
          >
            ▾
          </button>
          {isShown && (
            <div
              ref={list}
              popover="manual"
              id={`${id}-list`}
              role="listbox"
              tabIndex={-1}
              aria-label={t('ui.options')}
              className={classes(styles.list)}
              style={{ positionAnchor: anchor }}
              onMouseDown={(event) => event.preventDefault()}
            >
              {shown.map((option, index) => (
                // The keys are heard by the field, where the focus stays.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={option.value}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  className={classes(styles.option)}
                  onClick={() => pick(option)}
                >
                  <span>{option.label ?? option.value}</span>
                  {option.detail !== undefined && <span className={classes(styles.optionDetail)}>{option.detail}</span>}
                </div>
              ))}
              {shown.length === 0 && (
                <div className={classes(styles.nothing)} role="presentation">
                  {isLoading === true ? t('ui.loading') : t('ui.options.none')}
                </div>
              )}
            </div>
          )}
          <VisuallyHiddenStatus text={isShown ? t('ui.options.count', { count: shown.length }) : ''} />
        </div>
      )}
    </Field>
  );
}

/** Read out when it changes, never seen. */
export function VisuallyHiddenStatus({ text }: { readonly text: string }) {
  return (
    <span
      role="status"
      style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' }}
    >
      {text}
    </span>
  );
}
