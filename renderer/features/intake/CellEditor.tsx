/** The text of one cell, typed in its place: Enter takes it, Escape leaves it as it was. */
import { useEffect, useRef, useState } from 'react';
import styles from './intake.module.css';

interface CellEditorProps {
  readonly label: string;
  readonly value: string;
  /** The first letter is typed already: the caret stands behind it. Else all of it is marked. */
  readonly isBegun?: boolean;
  readonly onText: (text: string) => void;
  readonly onLeave: () => void;
}

export function CellEditor({ label, value, isBegun = false, onText, onLeave }: CellEditorProps) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    input.current?.focus();
    if (!isBegun) input.current?.select();
  }, [isBegun]);
  const end = (act: () => void): void => {
    if (isOver.current) return;
    isOver.current = true;
    act();
  };
  const take = (): void => end(text === value && !isBegun ? onLeave : () => onText(text));
  return (
    <input
      ref={input}
      className={styles.cellInput}
      aria-label={label}
      value={text}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onClick={(event) => event.stopPropagation()}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        event.stopPropagation();
        if (event.key === 'Enter') take();
        if (event.key === 'Escape') end(onLeave);
      }}
    />
  );
}
