/** One row of a list. It is drawn again only when something of its own changed. A blank one stands for a row that is on its way. */
import { memo } from 'react';
import { type Column, cellClass } from './column.ts';
import styles from './DataTable.module.css';
import { classes } from './classes.ts';

/** Chromium notes when it was painted for the first time, for whoever measures the start. */
const firstCell = { elementtiming: 'first row' };

interface DrawnRowProps {
  readonly id: string;
  readonly index: number;
  readonly rowNumber: number;
  /** Pixels from the top of the body. */
  readonly top: number;
  readonly row: unknown;
  readonly columns: readonly Column<unknown>[];
  readonly template: string;
  readonly isSelected: boolean;
  readonly isChosen: boolean;
  readonly isActive: boolean;
  readonly hasMenu: boolean;
  readonly onClick: (index: number, how: { readonly isRange: boolean; readonly isToggle: boolean }) => void;
  readonly onDoubleClick: (index: number) => void;
}

export const DrawnRow = memo(function DrawnRow({
  id,
  index,
  rowNumber,
  top,
  row,
  columns,
  template,
  isSelected,
  isChosen,
  isActive,
  hasMenu,
  onClick,
  onDoubleClick,
}: DrawnRowProps) {
  return (
    // The keys are heard by the grid, where the focus stays.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="row"
      aria-rowindex={rowNumber}
      aria-selected={isSelected || isChosen}
      className={classes(styles.row, isActive && styles.active, hasMenu && styles.hasMenu)}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
      onMouseDown={(event) => {
        // A range of rows is meant, not of words.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => {
        // A link or button in a cell does its own work.
        if ((event.target as Element).closest('button,a,input,select') === null)
          onClick(index, { isRange: event.shiftKey, isToggle: event.ctrlKey || event.metaKey });
      }}
      onDoubleClick={() => onDoubleClick(index)}
    >
      {columns.map((column, place) => (
        <div
          key={column.key}
          role="gridcell"
          aria-colindex={place + 1}
          className={cellClass(column)}
          {...(index === 0 && place === 0 ? firstCell : {})}
        >
          {column.render(row)}
        </div>
      ))}
    </div>
  );
});

/** A row that is on its way. */
export function BlankRow({
  id,
  rowNumber,
  top,
  columns,
  label,
  isActive,
}: Pick<DrawnRowProps, 'id' | 'rowNumber' | 'top' | 'isActive'> & { readonly columns: number; readonly label: string }) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={rowNumber}
      aria-busy="true"
      className={classes(styles.row, styles.blank, isActive && styles.active)}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" aria-colspan={columns} aria-label={label} />
    </div>
  );
}
