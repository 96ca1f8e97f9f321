/** A button that says its key. */
import { type ReactNode, useRef } from 'react';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import { type Shortcut, ariaKeys, useShortcut } from './shortcuts.ts';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  /** `primary`: the one thing to do next. `danger`: takes something away, and names it. `quiet`: without a frame. Default `plain`. */
  readonly variant?: 'primary' | 'plain' | 'danger' | 'quiet';
  /** Shown beside the text **and bound by the button itself** (`Ctrl+Enter`, `P`): do not bind it again. */
  readonly shortcut?: Shortcut | undefined;
  readonly isDisabled?: boolean;
  /** What it did is under way: it keeps the focus, and pressing it again does nothing. */
  readonly isPending?: boolean;
  /** Why it cannot be pressed just now, in words. It keeps its place among the tab stops, or nobody without a mouse would hear them. */
  readonly whyNot?: string | undefined;
  readonly type?: 'button' | 'submit';
  /** Only for buttons whose text does not say enough on its own. */
  readonly 'aria-label'?: string;
  readonly 'aria-expanded'?: boolean;
  readonly 'aria-describedby'?: string;
  readonly 'aria-pressed'?: boolean;
  readonly autoFocus?: boolean;
  readonly isSmall?: boolean;
}

export function Button({
  children,
  onPress,
  variant = 'plain',
  shortcut,
  isDisabled = false,
  isPending = false,
  whyNot,
  type = 'button',
  isSmall,
  ...rest
}: ButtonProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const isIdle = isPending || whyNot !== undefined;
  useShortcut({
    shortcut,
    isDisabled: isDisabled || isIdle,
    run: () => {
      // Fields take over what was typed last when they are left; the caret then goes back to where it was.
      const field = document.activeElement;
      if (field instanceof HTMLElement && field !== document.body) {
        field.blur();
        field.focus({ preventScroll: true });
      }
      if (type === 'submit') ref.current?.click();
      else onPress?.();
    },
    element: () => ref.current,
  });
  return (
    <button
      ref={ref}
      type={type === 'submit' ? 'submit' : 'button'}
      className={classes(styles.button, styles[variant], isSmall === true && styles.small)}
      disabled={isDisabled}
      aria-disabled={isIdle || undefined}
      title={whyNot ?? shortcut?.keys}
      onClick={(event) => {
        if (isIdle) event.preventDefault();
        else onPress?.();
      }}
      {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(shortcut.keys) })}
      {...rest}
    >
      <span className={styles.text}>{children}</span>
      {shortcut !== undefined && <Keys keys={shortcut.keys} />}
    </button>
  );
}

/** A key as printed on the keyboard; not read out, `aria-keyshortcuts` says it. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <kbd className={classes(styles.keys)} aria-hidden="true">
      {keys.replace('Left', '←').replace('Right', '→')}
    </kbd>
  );
}
