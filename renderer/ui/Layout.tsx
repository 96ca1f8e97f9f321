/** How a screen is divided. */
import type { ReactNode } from 'react';
import { DropArea } from './DropArea.tsx';
import { BelowTitle, Heading } from './Heading.tsx';
import styles from './Layout.module.css';
import { classes } from './classes.ts';

export interface SplitViewProps {
  readonly list: ReactNode;
  /** Without it (`null`) the list has the whole width. */
  readonly detail: ReactNode | null;
  /** The list takes files wherever they are let go on it; `hint` says what becomes of them. */
  readonly listFiles?: { readonly hint: string; readonly onFiles: (files: readonly File[], how: 'given' | 'pasted') => void } | undefined;
}

/** List and detail side by side, each scrolling by itself; where it is narrow, the detail lies over the list. */
export const SplitView = ({ list, detail, listFiles }: SplitViewProps) => (
  <div className={classes(styles.split)} data-detail={detail !== null}>
    <DropArea className={classes(styles.list)} {...listFiles}>
      {list}
    </DropArea>
    {detail !== null && (
      <div className={classes(styles.detail)}>
        <BelowTitle>{detail}</BelowTitle>
      </div>
    )}
  </div>
);

/** The head of a list or detail: title or filters left, actions right (`end`). */
export const Toolbar = ({ children, end, title }: { readonly children?: ReactNode; readonly end?: ReactNode; readonly title?: string }) => (
  <div className={classes(styles.toolbar)}>
    {title !== undefined && (
      <Heading depth={0} className={styles.title}>
        {title}
      </Heading>
    )}
    {children}
    {end !== undefined && <div className={classes(styles.end)}>{end}</div>}
  </div>
);

/** What scrolls under a toolbar, with the screen's margins. */
export const Panel = ({ children }: { readonly children: ReactNode }) => <div className={classes(styles.panel)}>{children}</div>;
