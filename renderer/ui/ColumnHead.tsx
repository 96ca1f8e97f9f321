/** The heading of a column: its name, the order, and an edge that is drawn to make it wider. */
import { type PointerEvent, useRef } from 'react';
import { type Column, cellClass } from './column.ts';
import styles from './DataTable.module.css';
import { classes } from './classes.ts';
import { rem } from './rowHeight.ts';

export function ColumnHead({
  column,
  place,
  isTabStop,
  order,
  onSort,
  onWidth,
}: {
  readonly column: Column<never>;
  readonly place: number;
  readonly isTabStop: boolean;
  /** Where the list is in the order of this column. */
  readonly order: { readonly by: string; readonly descending: boolean } | undefined;
  readonly onSort: ((by: string) => void) | undefined;
  readonly onWidth: ((key: string, rem: number) => void) | undefined;
}) {
  const { header, sortedBy } = column;
  const isSortable = sortedBy !== undefined && onSort !== undefined;
  return (
    <div
      role="columnheader"
      aria-colindex={place}
      data-column={column.key}
      aria-sort={order === undefined ? (isSortable ? 'none' : undefined) : order.descending ? 'descending' : 'ascending'}
      className={classes(cellClass(column), onWidth !== undefined && styles.widening)}
      title={isSortable ? undefined : header}
    >
      {isSortable ? (
        <button
          type="button"
          tabIndex={isTabStop ? 0 : -1}
          className={classes(styles.sort)}
          title={header}
          onClick={() => onSort(sortedBy)}
        >
          <span className={classes(styles.sortText)}>{header}</span>
          <span aria-hidden="true" className={classes(styles.arrow)}>
            {order === undefined ? '' : order.descending ? '▼' : '▲'}
          </span>
        </button>
      ) : (
        (column.head ?? header)
      )}
      {onWidth !== undefined && column.head === undefined && <ColumnEdge onWidth={(width) => onWidth(column.key, width)} />}
    </div>
  );
}

/** The edge of a heading: drawn by the pointer. Keys do the same at the heading itself. */
function ColumnEdge({ onWidth }: { readonly onWidth: (rem: number) => void }) {
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const start = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? 0 };
  };
  const move = (event: PointerEvent) => {
    if (from.current !== null) onWidth((from.current.width + event.clientX - from.current.x) / rem());
  };
  const end = () => (from.current = null);
  return (
    <span
      className={classes(styles.edge)}
      aria-hidden="true"
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}
