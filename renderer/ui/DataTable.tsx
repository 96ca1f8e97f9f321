/** A list of thousands of rows, drawn as far as it is in sight. */
import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
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
import { ColumnHead } from './ColumnHead.tsx';
import type { Column } from './column.ts';
import styles from './DataTable.module.css';
import { BlankRow, DrawnRow } from './DrawnRow.tsx';
import { Spinner } from './Status.tsx';
import { classes } from './classes.ts';
import { tellWhole } from './cutText.ts';
import { defaultTrack, fittingColumns } from './fittingColumns.ts';
import type { TableChoosing } from './choosing.ts';
import type { Spot } from './MenuAt.tsx';
import { rem, useRowHeight } from './rowHeight.ts';
import type { ListPlace, RowsAt } from './rowsAt.ts';

export interface DataTableProps<Row> {
  readonly label: string;
  /** Kept in a `useMemo` by long lists: new columns draw every row again. */
  readonly columns: readonly Column<Row>[];
  readonly rows: RowsAt<Row>;
  /** Of a list that is longer than its rows: where it is looked at. */
  readonly place?: ListPlace | undefined;
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
  /** Of a page of a longer list: how many rows stand before it, and how many there are; for screen readers. */
  readonly offset?: number;
  readonly total?: number;
  /** The order the rows are in, and what a pressed heading asks for. */
  readonly order?: { readonly by: string; readonly descending: boolean };
  readonly onSort?: (by: string) => void;
  /** A right click on a row, or the menu key (Shift+F10) on the active one. */
  readonly onMenu?: (row: Row, spot: Spot) => void;
  /** Whose menu is open: marked, as the menu lies over it or beside it. */
  readonly menuRow?: Row | null;
  /** Rows came into sight: from the first of them to the last, by how many stand before them. Told again where the rows are others. */
  readonly onSight?: (first: number, last: number) => void;
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
  place,
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
  const { active, isAwaited, setActive, awaitRow } = useActive(rows, rowKey, place);
  // Looked for again only where it may be another one: rows come many times a second while a list is scrolled.
  const selected = useMemo(
    () => (selectedKey === undefined || selectedKey === null ? -1 : rows.findIndex((row) => rowKey(row) === selectedKey)),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [rows, selectedKey],
  );
  const current = Math.min(isAwaited ? active : selected >= 0 ? selected : active, rows.length - 1);

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
      // The active row is always there, or nothing would bear its id, and the focus in it be lost.
      const kept = [...new Set([current, active])].filter((index) => index >= 0 && index < count && !drawn.includes(index));
      return kept.length === 0 ? drawn : [...drawn, ...kept].toSorted((a, b) => a - b);
    },
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  useStaysInPlace(scroller, place, rowHeight);
  const tellSight = useEffectEvent(() => {
    const element = scroller.current;
    if (element === null || rows.length === 0) return;
    // By the scroller itself: what was put back just now is heard of by the others with the next frame.
    const first = Math.min(rows.length - 1, Math.floor(element.scrollTop / rowHeight));
    const last = Math.ceil((element.scrollTop + element.clientHeight - rowHeight) / rowHeight) - 1;
    onSight?.(first, Math.min(rows.length - 1, Math.max(first, last)));
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
    if (rows.length === 0) return;
    virtual.scrollToIndex(index, { align: 'auto' });
    const row = rows.at(index);
    // Shown when it has come.
    if (row === undefined) return awaitRow(index);
    setActive(index);
    onSelect?.(row);
  };
  const showAwaited = useEffectEvent(() => {
    const row = isAwaited ? rows.at(active) : undefined;
    if (row === undefined) return;
    setActive(active);
    onSelect?.(row);
  });
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => showAwaited(), [rows, isAwaited]);
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
    const row = current < 0 ? undefined : rows.at(current);
    if (choosing === undefined || event.altKey) return false;
    const isCommand = event.ctrlKey || event.metaKey;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === ' ' && row !== undefined && !isCommand) choosing.onChoose(row, event.shiftKey ? 'range' : 'toggle');
    else if (isCommand && event.key.toLowerCase() === 'a') choosing.onAll();
    else if (event.key === 'Escape' && choosing.hasSome) choosing.onNone();
    else if (event.shiftKey && step !== undefined && row !== undefined && !isCommand) {
      if (!choosing.isChosen(row)) choosing.onChoose(row, 'toggle');
      const next = rows.at(Math.max(0, Math.min(rows.length - 1, current + step)));
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
    const row = current < 0 ? undefined : rows.at(current);
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
    const row = index < 0 ? undefined : rows.at(index);
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

  /** The row with the focus in it stays while it is scrolled out of sight. A box that Tab does not come to leaves the focus to the list. */
  const keepInRow = (event: FocusEvent) => {
    const drawn = event.target.closest('[aria-selected]');
    if (drawn === null) return;
    setActive(Number(drawn.id.slice(`${id}-row-`.length)));
    if (event.target.matches('input[tabindex="-1"]')) scroller.current?.focus({ preventScroll: true });
  };

  /** The heading that Tab comes to: the one that is sorted by, else the first that can be. */
  const sortable = columns.filter(({ sortedBy }) => sortedBy !== undefined);
  const tabStop = (sortable.find(({ sortedBy }) => sortedBy === order?.by) ?? sortable[0])?.key;
  const template = columns.map((column) => column.width ?? defaultTrack).join(' ');
  // Stable for the rows, which are drawn again only when something of theirs changed.
  const latest = useRef({ rows, onSelect, onOpen, clickOpens, choosing, setActive });
  latest.current = { rows, onSelect, onOpen, clickOpens, choosing, setActive };
  const click = useCallback((index: number, { isRange, isToggle }: { readonly isRange: boolean; readonly isToggle: boolean }) => {
    const now = latest.current;
    const row = now.rows.at(index);
    if (row === undefined) return;
    now.setActive(index);
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
    const row = now.rows.at(index);
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
      onFocus={keepInRow}
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
          <ColumnHead
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
            const row = rows.at(item.index);
            if (row === undefined)
              return (
                <BlankRow
                  key={`blank ${item.index}`}
                  id={`${id}-row-${item.index}`}
                  rowNumber={offset + item.index + 2}
                  top={item.start}
                  columns={columns.length}
                  label={t('ui.loading')}
                  isActive={item.index === current}
                />
              );
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

/** Rows drawn above and below those in sight, so that the wheel finds them there. */
const rowsOutOfSight = 12;

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

interface Active {
  readonly of: string | undefined;
  readonly index: number;
  /** The row, where it is here. */
  readonly key: string | null;
  /** It is shown when it has come. */
  readonly isAwaited: boolean;
  /** As the list had it then. */
  readonly origin: number;
}

/** The row that the keys are at. It goes with its row where others come in above it. */
function useActive<Row>(rows: RowsAt<Row>, rowKey: (row: Row) => string, place: ListPlace | undefined) {
  const { of, start = 0, origin = 0 } = place ?? {};
  const begin: Active = { of, index: start, key: null, isAwaited: false, origin };
  const [state, setState] = useState(begin);
  const { index: there, key, isAwaited, origin: before } = state.of === of ? state : begin;
  const index = there + origin - before;
  const found = useMemo(() => {
    const row = index < 0 ? undefined : rows.at(index);
    return key === null || (row !== undefined && rowKey(row) === key) ? -1 : rows.findIndex((each) => rowKey(each) === key);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, key, index]);
  return {
    active: Math.max(0, found >= 0 ? found : index),
    isAwaited,
    setActive: (to: number): void => {
      const row = rows.at(to);
      setState({ of, index: to, key: row === undefined ? null : rowKey(row), isAwaited: false, origin });
    },
    awaitRow: (to: number): void => setState({ of, index: to, key: null, isAwaited: true, origin }),
  };
}

/** Another list is shown from where it begins; where rows came in above those in sight they do not move. */
function useStaysInPlace(scroller: RefObject<HTMLDivElement | null>, place: ListPlace | undefined, rowHeight: number): void {
  const shown = useRef<ListPlace | undefined>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    const before = shown.current;
    shown.current = place;
    if (element === null || place === undefined) return;
    if (before?.of !== place.of) element.scrollTop = place.start * rowHeight;
    else if (before.origin !== place.origin) element.scrollTop += (place.origin - before.origin) * rowHeight;
    // Only where the place itself is another one: else it is the operator who scrolls.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [place?.of, place?.origin]);
}
