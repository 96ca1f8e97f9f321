/** A list of thousands of rows, drawn as far as it is in sight. */
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useText } from '../messages/useText.ts';
import { type Column, cellClass } from './column.ts';
import styles from './DataTable.module.css';
import { DrawnRow } from './DrawnRow.tsx';
import { Spinner } from './Status.tsx';
import { classes } from './classes.ts';
import { tellWhole } from './cutText.ts';
import { defaultTrack, fittingColumns } from './fittingColumns.ts';
import type { TableChoosing } from './choosing.ts';
import type { Spot } from './MenuAt.tsx';

export interface DataTableProps<Row> {
  readonly label: string;
  /** Kept in a `useMemo` by long lists: new columns draw every row again. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selectedKey?: string | null;
  /** The row the arrow keys or a click came to: show it beside the list. */
  readonly onSelect?: (row: Row) => void;
  /** Enter, or a click: go into it. After `onSelect`. */
  readonly onOpen?: (row: Row) => void;
  /** `false`: a click only selects, and a double click opens. For lists whose selected row is acted on from the toolbar. */
  readonly clickOpens?: boolean;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  readonly isLoading?: boolean;
  /** Other rows are on their way; those of before are shown meanwhile. */
  readonly isBusy?: boolean;
  /** Row number of the first row among all pages, from 0; for screen readers. */
  readonly offset?: number;
  /** Rows over all pages. */
  readonly total?: number;
  /** The order the rows are in, and what a pressed heading asks for. */
  readonly order?: { readonly by: string; readonly descending: boolean };
  readonly onSort?: (by: string) => void;
  /** A right click on a row, or the menu key (Shift+F10) on the active one. */
  readonly onMenu?: (row: Row, spot: Spot) => void;
  /** Whose menu is open: marked, as the menu lies over it or beside it. */
  readonly menuRow?: Row | null;
  /** Rows came into sight: from the first of them to the last. */
  readonly onSight?: (rows: readonly Row[]) => void;
  /** Rows are so many rem high; default 2. */
  readonly rowRem?: number;
  /** The edge of a heading was drawn, or moved with Shift and an arrow: so many rem wide now. */
  readonly onWidth?: (key: string, rem: number) => void;
  /** Several rows can be chosen. */
  readonly choosing?: TableChoosing<Row>;
  /** Filled with what brings the focus to the first row, or to the selected one. */
  readonly enter?: RefObject<(() => void) | null>;
}

/**
 * One tab stop for the rows; arrows, Page, Home and End move, Enter opens. Behind it one for the headings (arrow up from the first row
 * leads there too): left and right move, Enter and the space bar sort, arrow down leads back. Rows are 2 rem high. The active row is told
 * by `aria-activedescendant`, so that it may scroll out of what is drawn.
 */
export function DataTable<Row>({
  label,
  columns: allColumns,
  rows,
  rowKey,
  selectedKey,
  onSelect,
  onOpen,
  clickOpens = true,
  empty,
  isLoading,
  isBusy,
  offset = 0,
  total,
  order,
  onSort,
  onMenu,
  menuRow = null,
  choosing,
  enter,
  rowRem = 2,
  onWidth,
  onSight,
}: DataTableProps<Row>) {
  const t = useText();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(rowRem);
  const columns = useFittingColumns(allColumns, scroller);
  const [active, setActive] = useState(0);
  const selected = selectedKey === undefined || selectedKey === null ? -1 : rows.findIndex((row) => rowKey(row) === selectedKey);
  const current = Math.min(selected >= 0 ? selected : active, rows.length - 1);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: rowsOutOfSight,
    // The header sticks over the top of the scroller.
    scrollPaddingStart: rowHeight,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const drawn = Array.from({ length: Math.min(count - 1, endIndex + overscan) - from + 1 }, (_, index) => from + index);
      // The active row is always there, or nothing would bear its id.
      return current < 0 || drawn.includes(current) ? drawn : [...drawn, current].toSorted((a, b) => a - b);
    },
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const tellSight = useEffectEvent(() => {
    const { startIndex, endIndex } = virtual.range ?? { startIndex: 0, endIndex: -1 };
    onSight?.(rows.slice(startIndex, endIndex + 1));
  });
  const { startIndex = -1, endIndex = -1 } = virtual.range ?? {};
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => tellSight(), [rows, startIndex, endIndex]);
  useEffect(() => {
    if (selected >= 0) virtual.scrollToIndex(selected, { align: 'auto' });
    // Only when the selection itself moves, not when rows above it change.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedKey]);

  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[index];
    if (row === undefined) return;
    setActive(index);
    virtual.scrollToIndex(index, { align: 'auto' });
    onSelect?.(row);
  };
  useEffect(() => {
    if (enter === undefined) return;
    enter.current = () => {
      setActive(0);
      virtual.scrollToIndex(Math.max(0, selected), { align: 'auto' });
      scroller.current?.focus();
    };
  });
  const head = useRef<HTMLDivElement>(null);
  const sortButtons = (): HTMLButtonElement[] => [...(head.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
  const onHeadKeyDown = (event: KeyboardEvent) => {
    const buttons = sortButtons();
    const place = buttons.indexOf(event.target as HTMLButtonElement);
    if (place === -1 || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.shiftKey && step !== undefined) {
      const heading = (event.target as Element).closest<HTMLElement>('[role=columnheader]');
      const key = heading?.dataset['column'];
      if (onWidth === undefined || heading === null || key === undefined) return;
      event.preventDefault();
      onWidth(key, heading.offsetWidth / rem() + step);
      return;
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      scroller.current?.focus();
      return;
    }
    const steps: Record<string, number> = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: buttons.length - 1 };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, to))]?.focus();
  };
  /** Whether the key chose something. */
  const choose = (event: KeyboardEvent): boolean => {
    const row = rows[current];
    if (choosing === undefined || event.altKey) return false;
    const isCommand = event.ctrlKey || event.metaKey;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === ' ' && row !== undefined && !isCommand) choosing.onChoose(row, event.shiftKey ? 'range' : 'toggle');
    else if (isCommand && event.key.toLowerCase() === 'a') choosing.onAll();
    else if (event.key === 'Escape' && choosing.hasSome) choosing.onNone();
    else if (event.shiftKey && step !== undefined && row !== undefined && !isCommand) {
      if (!choosing.isChosen(row)) choosing.onChoose(row, 'toggle');
      const next = rows[Math.max(0, Math.min(rows.length - 1, current + step))];
      move(current + step);
      if (next !== undefined && next !== row) choosing.onChoose(next, 'range');
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target === event.currentTarget && choose(event)) return;
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    const row = rows[current];
    if (event.key === 'ArrowUp' && current <= 0 && sortButtons().length > 0) {
      event.preventDefault();
      (sortButtons().find((button) => button.tabIndex === 0) ?? sortButtons()[0])?.focus();
    } else if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Enter' && row !== undefined) {
      event.preventDefault();
      onSelect?.(row);
      onOpen?.(row);
    }
  };

  const openMenu = (event: MouseEvent) => {
    const clicked = (event.target as Element).closest('[aria-selected]');
    const drawn = clicked ?? document.getElementById(`${id}-row-${current}`);
    const index = clicked === null ? current : Number(clicked.id.slice(`${id}-row-`.length));
    const row = rows[index];
    if (onMenu === undefined || row === undefined || drawn === null) return;
    // The menu key is heard by the list as a whole; a mouse there is on no row.
    if (clicked === null && (event.button === 2 || event.ctrlKey)) return;
    // Marked words are copied from the system's own menu.
    if (getSelection()?.isCollapsed === false && getSelection()?.containsNode(drawn, true) === true) return;
    event.preventDefault();
    setActive(index);
    const { left, bottom } = drawn.getBoundingClientRect();
    onMenu(row, clicked === null ? { x: left + rem(), y: bottom } : { x: event.clientX, y: event.clientY });
  };

  /** The heading that Tab comes to: the one that is sorted by, else the first that can be. */
  const sortable = columns.filter(({ sortedBy }) => sortedBy !== undefined);
  const tabStop = (sortable.find(({ sortedBy }) => sortedBy === order?.by) ?? sortable[0])?.key;
  const template = columns.map((column) => column.width ?? defaultTrack).join(' ');
  // Stable for the rows, which are drawn again only when something of theirs changed.
  const latest = useRef({ rows, onSelect, onOpen, clickOpens, choosing });
  latest.current = { rows, onSelect, onOpen, clickOpens, choosing };
  const click = useCallback((index: number, { isRange, isToggle }: { readonly isRange: boolean; readonly isToggle: boolean }) => {
    const now = latest.current;
    const row = now.rows[index];
    if (row === undefined) return;
    setActive(index);
    if (now.choosing !== undefined && (isRange || isToggle)) {
      now.choosing.onChoose(row, isRange ? 'range' : 'toggle');
      scroller.current?.focus({ preventScroll: true });
      return;
    }
    now.onSelect?.(row);
    if (now.clickOpens) now.onOpen?.(row);
  }, []);
  const doubleClick = useCallback((index: number) => {
    const now = latest.current;
    const row = now.rows[index];
    if (row !== undefined && !now.clickOpens) now.onOpen?.(row);
  }, []);
  return (
    <div
      ref={scroller}
      className={classes(styles.scroller)}
      style={{ '--row': `${rowRem}rem` } as CSSProperties}
      role="grid"
      aria-label={label}
      aria-rowcount={(total ?? rows.length) + 1}
      aria-colcount={columns.length}
      aria-multiselectable={choosing === undefined ? undefined : true}
      aria-busy={isLoading === true || isBusy === true}
      aria-activedescendant={current >= 0 && rows.length > 0 ? `${id}-row-${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onContextMenu={openMenu}
      onPointerOver={tellWhole}
    >
      {/* The keys are heard for the buttons in it. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div
        ref={head}
        className={classes(styles.head)}
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: template }}
        onKeyDown={onHeadKeyDown}
      >
        {columns.map((column, index) => (
          <Heading
            key={column.key}
            column={column}
            place={index + 1}
            isTabStop={column.key === tabStop}
            order={column.sortedBy !== undefined && column.sortedBy === order?.by ? order : undefined}
            onSort={onSort}
            onWidth={onWidth}
          />
        ))}
      </div>
      {rows.length > 0 ? (
        <div className={classes(styles.body)} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <DrawnRow
                key={rowKey(row)}
                id={`${id}-row-${item.index}`}
                index={item.index}
                rowNumber={offset + item.index + 2}
                top={item.start}
                row={row}
                columns={columns as readonly Column<unknown>[]}
                template={template}
                isSelected={item.index === selected}
                isChosen={choosing?.isChosen(row) === true}
                isActive={item.index === current}
                hasMenu={menuRow !== null && rowKey(menuRow) === rowKey(row)}
                onClick={click}
                onDoubleClick={doubleClick}
              />
            );
          })}
        </div>
      ) : (
        <div className={classes(styles.nothing)} role="row">
          <div role="gridcell">{isLoading === true ? <Spinner label={t('ui.loading')} /> : empty}</div>
        </div>
      )}
    </div>
  );
}

function Heading({
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
  readonly order: DataTableProps<never>['order'] | undefined;
  readonly onSort: DataTableProps<never>['onSort'];
  readonly onWidth: DataTableProps<never>['onWidth'];
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

/** Rows drawn above and below those in sight, so that the wheel finds them there. */
const rowsOutOfSight = 12;

const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** The columns there is room for, followed when the list becomes wider or narrower. */
function useFittingColumns<Row>(columns: readonly Column<Row>[], scroller: RefObject<HTMLDivElement | null>): readonly Column<Row>[] {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  const fitting = fittingColumns(columns, room);
  const names = namesOf(fitting);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = () => setRoom(element.clientWidth / rem());
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  // The rows are drawn again when other columns fit, not with every pixel.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => fitting, [columns, names]);
}

const namesOf = (columns: readonly Column<never>[]): string => columns.map((column) => column.key).join(' ');

/** In pixels, followed when the text size changes. */
function useRowHeight(rowRem: number): number {
  const [height, setHeight] = useState(() => rowRem * rem());
  useEffect(() => {
    const measure = () => setHeight(rowRem * rem());
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [rowRem]);
  return height;
}
