/** A column of a list: its heading, its width, and what stands in it. */
import type { ReactNode } from 'react';
import styles from './DataTable.module.css';
import { classes } from './classes.ts';

export interface Column<Row> {
  readonly key: string;
  /** Visible heading; never empty. */
  readonly header: string;
  /** Drawn in place of the heading's words. */
  readonly head?: ReactNode;
  readonly render: (row: Row) => ReactNode;
  /** A CSS grid track: `8rem`, `minmax(10rem, 2fr)`. Default `minmax(6rem, 1fr)`. */
  readonly width?: string;
  readonly align?: 'start' | 'end';
  /** Tabular figures, aligned to the end. */
  readonly isNumeric?: boolean;
  /**
   * From 1: where the list is too narrow for all of them, the column with the highest number is left out first. Without it, it always
   * stays.
   */
  readonly givesWay?: number;
  /** What the list is sorted by when its heading is pressed; without it, it is no button. */
  readonly sortedBy?: string | undefined;
}

export const cellClass = (column: Column<never>): string =>
  classes(styles.cell, column.isNumeric === true && styles.number, (column.align === 'end' || column.isNumeric === true) && styles.end);
