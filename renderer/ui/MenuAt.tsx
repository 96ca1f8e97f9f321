/** A menu at a spot of the window, such as a right click opens. */
import { useMemo, useState } from 'react';
import styles from './Menu.module.css';
import { MenuList } from './MenuList.tsx';
import { classes } from './classes.ts';
import type { MenuAction } from './menuAction.ts';

/** Pixels from the left and the top of the window. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export function MenuAt({
  label,
  items,
  spot: { x, y },
  onClose,
}: {
  readonly label: string;
  readonly items: readonly MenuAction[];
  readonly spot: Spot;
  readonly onClose: () => void;
}) {
  const [place, setPlace] = useState<HTMLSpanElement | null>(null);
  const trigger = useMemo(() => ({ current: place }), [place]);
  return (
    <>
      <span ref={setPlace} className={classes(styles.spot)} style={{ left: x, top: y }} />
      {place !== null && <MenuList label={label} items={items} trigger={trigger} onClose={onClose} />}
    </>
  );
}
