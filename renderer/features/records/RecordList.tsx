/** The list of a kind: search, filters, rows as the local database has them, pages, and how fresh they are. */
import { useMemo } from 'react';
import type { RecordRowOf } from '../../../contract/bridge.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { type ListFilter, listQuery, pageSize, unfiltered, useListFilter } from '../../stores/listFilters.ts';
import { go } from '../../stores/place.ts';
import { Button, DataTable, EmptyState, ErrorBanner, FilterTabs, Pager, SearchField, Toolbar } from '../../ui/index.ts';
import { FreshnessLine } from './FreshnessLine.tsx';
import { OutboxRows } from './OutboxRows.tsx';
import type { RecordView } from './recordView.ts';
import styles from './records.module.css';
import { useStatusLabels } from './statusLabels.ts';
import { statusText } from './statusText.ts';
import { useWarehouses } from './warehouses.ts';

export interface RecordListProps<K extends RecordKind> {
  readonly view: RecordView<K>;
  /** The record shown beside the list. */
  readonly code: string | null;
}

export function RecordList<K extends RecordKind>({ view, code }: RecordListProps<K>) {
  const t = useText();
  const { kind, screen } = view;
  const [filter, setFilter] = useListFilter(screen);
  const title = t(`${screen}.title`);
  const { nameOf } = useWarehouses();
  const { value, error, loading, reload } = useVerb(
    'records.list',
    { ...listQuery(kind, filter), refresh: true },
    { topics: [kind], keepsPrevious: true },
  );
  const columns = useMemo(() => view.columns(t, nameOf), [view, t, nameOf]);
  // The desk answers rows of the kind that was asked for.
  const rows = (value?.rows ?? []) as unknown as readonly RecordRowOf<K>[];
  const total = value?.total ?? 0;
  const isFiltered = filter.search !== '' || filter.status !== null || filter.warehouse !== null;
  const open = (row: RecordRowOf<K>): void => go({ screen, view: 'detail', code: row.code });

  return (
    <>
      <Toolbar
        title={title}
        end={
          <Button variant="primary" shortcut="N" onPress={() => go({ screen, view: 'form' })}>
            {t(`${screen}.new`)}
          </Button>
        }
      >
        <div className={styles.search}>
          <SearchField
            label={t('records.search', { list: title.toLowerCase() })}
            placeholder={t(`${screen}.search`)}
            value={filter.search}
            onChange={(search) => setFilter({ search, page: 0 })}
            shortcut="/"
          />
        </div>
        {kind === 'product' ? null : (
          <WarehouseFilter value={filter.warehouse} onChange={(warehouse) => setFilter({ warehouse, page: 0 })} />
        )}
      </Toolbar>
      <div className={styles.filters}>
        <StatusTabs view={view} counts={value?.counts ?? {}} filter={filter} onSelect={(status) => setFilter({ status, page: 0 })} />
      </div>
      {error !== null && <ErrorBanner error={error} actions={<Button onPress={reload}>{t('ui.retry')}</Button>} />}
      <OutboxRows kind={kind} />
      <DataTable
        label={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.code}
        selectedKey={code}
        // Beside a detail the arrows show the next one at once; over the whole width they only move.
        onSelect={(row) => {
          if (code !== null) go({ screen, view: 'detail', code: row.code }, { replace: true });
        }}
        onOpen={open}
        isLoading={loading && rows.length === 0}
        offset={filter.page * pageSize}
        total={total}
        empty={
          isFiltered ? (
            <EmptyState
              title={t('records.emptySearch')}
              action={<Button onPress={() => setFilter(unfiltered)}>{t('records.clear')}</Button>}
            >
              {t('records.emptySearchHint')}
            </EmptyState>
          ) : (
            <EmptyState title={t(`${screen}.empty`)}>{t(`${screen}.emptyHint`)}</EmptyState>
          )
        }
      />
      <div className={styles.foot}>
        <FreshnessLine freshness={value?.freshness ?? null} onRefresh={reload} />
        <Pager page={filter.page} pageSize={pageSize} total={total} onPage={(page) => setFilter({ page })} />
      </div>
    </>
  );
}

interface StatusTabsProps<K extends RecordKind> {
  readonly view: RecordView<K>;
  readonly counts: Readonly<Record<string, number>>;
  readonly filter: ListFilter;
  readonly onSelect: (status: string | null) => void;
}

/** The known statuses, and any other one that rows have. */
function StatusTabs<K extends RecordKind>({ view, counts, filter, onSelect }: StatusTabsProps<K>) {
  const t = useText();
  const known = Object.keys(view.tones);
  const others = Object.keys(counts).filter((status) => !known.includes(status));
  const labels = useStatusLabels(view.kind, others);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <FilterTabs
      label={t('records.filter.status')}
      selected={filter.status ?? ''}
      onSelect={(status) => onSelect(status === '' ? null : status)}
      items={[
        { key: '', label: t('records.filter.all'), count: all },
        ...[...known, ...others].map((status) => ({
          key: status,
          label: statusText(t, view.screen, status, labels[status]),
          count: counts[status] ?? 0,
        })),
      ]}
    />
  );
}

/** In the filter line, so the label stands before the list instead of above it. */
export function WarehouseFilter({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (warehouse: string | null) => void;
}) {
  const t = useText();
  const { options } = useWarehouses();
  const isKnown = value === null || options.some((each) => each.value === value);
  return (
    <label className={styles.warehouse}>
      {t('records.filter.warehouse')}
      <select value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}>
        <option value="">{t('records.filter.allWarehouses')}</option>
        {!isKnown && value !== null && <option value={value}>{value}</option>}
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
    </label>
  );
}
