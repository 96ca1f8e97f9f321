/** A part of the screen that takes files wherever on it they are let go; while some are being dragged it says what becomes of them. */
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import styles from './DropZone.module.css';
import { classes } from './classes.ts';
import { addDropArea, takeIntoPlaces } from './dropZones.ts';
import { useSteady } from './useSteady.ts';
import { useFilesOverWindow } from './windowDrag.ts';

type OnFiles = (files: readonly File[], how: 'given' | 'pasted') => void;

interface DropAreaProps {
  readonly className: string;
  /** Left out: it takes none. */
  readonly onFiles?: OnFiles;
  readonly hint?: string;
  readonly children: ReactNode;
}

export function DropArea({ className, hint, onFiles, children }: DropAreaProps) {
  const area = useRef<HTMLDivElement>(null);
  const isDragging = useFilesOverWindow();
  const take = useSteady((...all: Parameters<OnFiles>) => onFiles?.(...all));
  const takes = onFiles !== undefined;
  const isReady = takes && isDragging;
  useEffect(() => (area.current === null || !takes ? undefined : addDropArea({ element: area.current, take })), [takes, take]);
  return (
    <div ref={area} className={classes(className, isReady && styles.area)}>
      {isReady && <p className={classes(styles.areaHint)}>{hint}</p>}
      {children}
    </div>
  );
}

/** The form around this element takes files wherever on it they are let go, its title and its buttons too. */
export function useDropOnForm(inner: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const whole = inner.current?.parentElement;
    return whole === null || whole === undefined
      ? undefined
      : addDropArea({ element: whole, take: (files, how) => takeIntoPlaces(whole, files, how) });
  }, [inner]);
}
