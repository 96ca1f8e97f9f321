/** The list of a kind: search, filters, rows as the local database has them, pages, and how fresh they are. */
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { RecordRowOf } from '../../../contract/bridge.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { kindOf, pluralOf } from '../../../contract/kinds/index.ts';
import { narrowest, widest } from '../../../contract/listLooks.ts';
import { newestFirst } from '../../../contract/kinds/listing.ts';
import { isFiltered, orderAfter } from '../../../contract/query.ts';
import { askableOf } from '../../../contract/recordQuery.ts';
import type { RecordKind, RecordOf } from '../../../contract/records.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { useRowMenu } from '../../actions/RowMenu.tsx';
import { keyOf } from '../../actions/keys.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { changeLook, useLook } from '../../stores/listLooks.ts';
import { unfiltered, useListFilter } from '../../stores/listFilters.ts';
import { type RecordScreen, go } from '../../stores/place.ts';
import { Button, DataTable, EmptyState, ErrorBanner, FilterTabs, type RowsAt, RowsInSight, SearchField, Toolbar } from '../../ui/index.ts';
import { ClosedByKey } from './ClosedByKey.tsx';
import { chooseColumns, chooseFilters, searchList } from '../../actions/listActions.ts';
import { ChosenRows } from './ChosenRows.tsx';
import { newRecord } from './actions.ts';
import { Narrowings } from './Narrowings.tsx';
import { FreshnessLine } from './FreshnessLine.tsx';
import { facetsOf } from './filterWords.ts';
import { drawnColumns } from './drawnColumns.tsx';
import { shownColumns } from './shownColumns.ts';
import { useChoosing } from './useChoosing.tsx';
import { useRowWords } from './useRowWords.ts';
import { useSingleHit } from './useSingleHit.ts';
import { useInSight } from './useInSight.ts';
import { useWholeList } from './useWholeList.ts';
import { useDay } from '../rows/useDay.ts';
import { later } from '../../ui/later.tsx';
import { useSettled } from '../../ui/useSettled.ts';
import { JustSent } from '../rows/JustSent.tsx';
import { ListViews, SaveView } from './ListViews.tsx';
import { WarehouseFilter } from './WarehouseFilter.tsx';
import { OutboxRows } from './OutboxRows.tsx';
import type { RecordView } from './recordView.ts';
import styles from './records.module.css';
import { useStatusLabels } from './statusLabels.ts';
import { statusText } from './statusText.ts';

const FilterPanel = later(async () => (await import('./FilterPanel.tsx')).FilterPanel);
const ColumnPanel = later(async () => (await import('./ColumnPanel.tsx')).ColumnPanel);

/** The rows come from this computer at every key; the provider is asked when typing rests so long, in milliseconds. */
const askRestMs = 350;
/** Rows of each density, in rem. */
const rowRems = { usual: 2, tight: 1.625, roomy: 2.5 } as const;
/** Keeps the burst of a scanner together. */
const searchRestMs = 20;

export interface RecordListProps<K extends RecordKind> {
  readonly view: RecordView<K>;
  /** The record shown beside the list. */
  readonly code: string | null;
  /** The form says what it sent. */
  readonly isBesideForm: boolean;
}

export function RecordList<K extends RecordKind>({ view, code, isBesideForm }: RecordListProps<K>) {
  const t = useText();
  const { kind } = view;
  const screen: RecordScreen = pluralOf(kind);
  const [filter, setFilter] = useListFilter(screen);
  const title = t(`${screen}.title`);
  const create = useMemo(() => newRecord(view), [view]);
  const desk = useDesk();
  const look = useLook(kind);
  const [panel, setPanel] = useState<'filters' | 'columns' | null>(null);
  const isPanelOpen = panel === 'filters';
  const toggle = (which: 'filters' | 'columns') => (): void => setPanel(panel === which ? null : which);
  // Each facet that is counted is one more pass over the rows: only where somebody looks.
  const counts = isPanelOpen ? ['status', ...facetsOf(kind)] : ['status'];
  const list = useWholeList(kind, filter, {
    counts,
    refresh: useSettled(filter.search, askRestMs) === filter.search,
    onPlace: (at) => setFilter({ at }),
  });
  const { value, total, error, loading, reload } = list;
  const day = useDay();
  const isOfDay = useRef(day);
  useEffect(() => {
    if (isOfDay.current === day) return;
    isOfDay.current = day;
    reload();
  }, [day, reload]);
  const words = useRowWords(filter.facets['warehouse'] ?? []);
  const shown = useMemo(
    () => shownColumns(view.columns, { columns: look.columns, widths: look.widths }),
    [view, look.columns, look.widths],
  );
  // The desk answers rows of the kind that was asked for.
  const answered = (value?.rows ?? []) as unknown as readonly RecordRowOf<K>[];
  const choosing = useChoosing(kind, filter, list);
  const boxes = choosing.column;
  const columns = useMemo(() => [boxes, ...drawnColumns(kind, shown, words)], [boxes, kind, shown, words]);
  const statuses = filter.facets['status'] ?? [];
  const setStatuses = (status: readonly string[]): void => setFilter({ facets: { ...filter.facets, status: [...status] } });
  const open = (row: RecordRowOf<K>): void => go({ screen, view: 'detail', code: row.code });
  const tellInSight = useInSight(kind);
  const sort = (by: string): void => {
    const order = orderAfter(filter.order, by, askableOf(kind).columns[by]?.type !== 'text');
    setFilter({ order });
    changeLook(desk, kind, { order });
  };
  const isNarrowed = isFiltered({ ...filter, search: '' });
  const searchAll = (): void => setFilter({ facets: {}, ranges: {} });
  const enterList = useRef<(() => void) | null>(null);
  const enterSearch = useSingleHit({
    search: filter.search,
    isLoading: value === null || loading,
    rows: answered,
    total: value?.total ?? 0,
    onOpen: open,
    onSeveral: () => enterList.current?.(),
    onNone: () => {
      // Whoever scans a code, or asks for it by Enter, means that one thing, whatever the list is narrowed to.
      if (!isNarrowed) return false;
      searchAll();
      return true;
    },
  });
  const [failure, setFailure] = useState<DeskError | null>(null);
  const { onMenu, menuRow, menu } = useRowMenu({
    nameOf: (row: RecordRowOf<K>) => row.code,
    actions: view.actions,
    subjectOf: (row) => row.record as RecordOf[K],
    onOpen: open,
    onDone: (done) => setFailure(done.error),
  });

  return (
    <>
      <Toolbar title={title} end={<ActionButton action={create} subjects={[null]} />}>
        <div className={styles.search}>
          <SearchField
            label={t('records.search', { list: title.toLowerCase() })}
            placeholder={t(`${screen}.search`)}
            value={filter.search}
            onChange={(search) => setFilter({ search })}
            restMs={searchRestMs}
            onEnter={enterSearch}
            onDown={() => enterList.current?.()}
            shortcut={keyOf(searchList)}
          />
        </div>
        {view.isInOneWarehouse && (
          <WarehouseFilter
            value={filter.facets['warehouse']?.[0] ?? null}
            onChange={(warehouse) => setFilter({ facets: { ...filter.facets, warehouse: warehouse === null ? [] : [warehouse] } })}
          />
        )}
      </Toolbar>
      <div className={styles.filters}>
        <div className={styles.filterTabs}>
          <ListViews
            kind={kind}
            filter={filter}
            onOpen={(saved) => {
              setFilter({ ...saved.filter });
              changeLook(desk, kind, { order: saved.filter.order, columns: saved.columns });
            }}
          />
          <StatusTabs
            view={view}
            counts={value?.counts['status'] ?? {}}
            statuses={statuses}
            onChange={setStatuses}
            asOf={value?.freshness.asOf ?? null}
            reload={reload}
          />
          <Narrowings kind={kind} filter={filter} onChange={setFilter} />
        </div>
        <span className={styles.filterButton}>
          <Button isSmall variant="quiet" aria-expanded={isPanelOpen} onPress={toggle('filters')} shortcut={keyOf(chooseFilters)}>
            {t('records.filters')} {isPanelOpen ? '▴' : '▾'}
          </Button>
          <Button isSmall variant="quiet" aria-expanded={panel === 'columns'} onPress={toggle('columns')} shortcut={keyOf(chooseColumns)}>
            {t('records.columns')} {panel === 'columns' ? '▴' : '▾'}
          </Button>
        </span>
      </div>
      {panel !== null && (
        <ClosedByKey key={panel} onClose={() => setPanel(null)}>
          <Suspense>
            {isPanelOpen ? (
              <FilterPanel kind={kind} filter={filter} counts={value?.counts ?? {}} onChange={setFilter}>
                {isFiltered(filter) && <SaveView kind={kind} filter={filter} columns={look.columns} />}
              </FilterPanel>
            ) : (
              <ColumnPanel all={view.columns} look={look} onChange={(change) => changeLook(desk, kind, change)} />
            )}
          </Suspense>
        </ClosedByKey>
      )}
      {error !== null && <ErrorBanner error={error} actions={<Button onPress={reload}>{t('ui.retry')}</Button>} />}
      {failure !== null && <ErrorBanner error={failure} />}
      <DataTable
        label={title}
        columns={columns}
        choosing={choosing.table}
        rows={list.rows}
        place={list.place}
        rowKey={(row) => row.code}
        selectedKey={code}
        // Beside a detail the arrows show the next one at once; over the whole width they only move.
        onSelect={(row) => {
          if (code !== null) go({ screen, view: 'detail', code: row.code }, { replace: true });
        }}
        onOpen={open}
        enter={enterList}
        onMenu={onMenu}
        menuRow={menuRow}
        isLoading={loading && list.rows.length === 0}
        isBusy={loading}
        order={filter.order ?? newestFirst}
        onSort={sort}
        onSight={(first, last) => {
          list.onSight(first, last);
          tellInSight(rowsBetween(list.rows, first, last));
        }}
        rowRem={rowRems[look.density]}
        onWidth={(key, rem) =>
          changeLook(desk, kind, { widths: { ...look.widths, [key]: Math.min(widest, Math.max(narrowest, Math.round(rem * 8) / 8)) } })
        }
        empty={
          isFiltered(filter) ? (
            <EmptyState
              title={t(filter.search === '' ? 'records.emptyFilter' : isNarrowed ? 'records.emptyBoth' : 'records.emptySearch')}
              action={
                <>
                  {filter.search !== '' && isNarrowed && (
                    <Button variant="primary" onPress={searchAll}>
                      {t('records.searchAll', { search: filter.search })}
                    </Button>
                  )}
                  <Button onPress={() => setFilter({ ...unfiltered, order: filter.order })}>
                    {t(filter.search === '' || isNarrowed ? 'records.clear' : 'records.clearSearch')}
                  </Button>
                </>
              }
            >
              {t(filter.search === '' ? 'records.emptyFilterHint' : 'records.emptySearchHint')}
            </EmptyState>
          ) : (
            <EmptyState title={t(`${screen}.empty`)}>{t(`${screen}.emptyHint`)}</EmptyState>
          )
        }
      />
      {menu}
      {/* Below the rows: what comes and goes there moves none of them under the mouse. */}
      <OutboxRows kind={kind} />
      <div className={styles.justSent}>{!isBesideForm && <JustSent kind={kind} />}</div>
      <ChosenRows view={view} filter={filter} total={total} choosing={choosing} columns={shown} words={words} />
      <div className={styles.foot}>
        <FreshnessLine freshness={value?.freshness ?? null} onRefresh={reload} />
        {(value?.freshness.asOf != null || total > 0) && <RowsInSight sight={list.sight} total={total} />}
      </div>
    </>
  );
}

function rowsBetween<Row>(rows: RowsAt<Row>, first: number, last: number): Row[] {
  const between: Row[] = [];
  for (let index = first; index <= last; index += 1) {
    const row = rows.at(index);
    if (row !== undefined) between.push(row);
  }
  return between;
}

interface StatusTabsProps<K extends RecordKind> {
  readonly view: RecordView<K>;
  readonly counts: Readonly<Record<string, number>>;
  readonly statuses: readonly string[];
  readonly onChange: (statuses: readonly string[]) => void;
  /** When the list was read, and how it is read again. */
  readonly asOf: number | null;
  readonly reload: () => void;
}

/** The known statuses, and any other one that rows have. */
function StatusTabs<K extends RecordKind>({ view, counts, statuses, onChange, asOf, reload }: StatusTabsProps<K>) {
  const t = useText();
  const known = Object.keys(view.tones);
  const { ends } = kindOf(view.kind);
  const isEnd = (status: string): boolean => ends !== 'made' && ends.includes(status);
  const others = [...new Set([...Object.keys(counts), ...statuses])].filter((status) => !known.includes(status)).toSorted();
  // In the order of life: a state the desk has no place for lies on the way, before those in which nothing happens any more.
  const inOrder = [...known.filter((status) => !isEnd(status)), ...others, ...known.filter(isEnd)];
  const labels = useStatusLabels(view.kind, others, { asOf, reload });
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  // Nothing was read yet: nobody knows how many there are.
  const told = (count: number): number | undefined => (asOf === null && all === 0 ? undefined : count);
  return (
    <FilterTabs
      label={t('records.filter.status')}
      selected={statuses.length === 0 ? [''] : statuses}
      onSelect={(status) => onChange(status === '' ? [] : [status])}
      adding={{
        hint: t('records.filter.addStatus'),
        onToggle: (status) =>
          onChange(status === '' ? [] : statuses.includes(status) ? statuses.filter((each) => each !== status) : [...statuses, status]),
      }}
      items={[
        { key: '', label: t('records.filter.all'), count: told(all) },
        ...inOrder.map((status) => ({
          key: status,
          label: statusText(t, pluralOf(view.kind), status, labels[status]),
          count: told(counts[status] ?? 0),
        })),
      ]}
    />
  );
}
