/** A button that opens a short list of things to do. */
import { type ReactNode, Suspense, useRef, useState } from 'react';
import styles from './Menu.module.css';
import { classes } from './classes.ts';
import { later } from './later.tsx';
import type { MenuAction } from './menuAction.ts';

// Opened seldom, and it holds much: placing, focus, keys.
const MenuList = later(async () => (await import('./MenuList.tsx')).MenuList, { isOver: true });

export function Menu({
  label,
  trigger,
  items,
}: {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly items: readonly MenuAction[];
}) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={classes(styles.trigger)}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {trigger}
      </button>
      {isOpen && (
        <Suspense>
          <MenuList label={label} items={items} trigger={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
