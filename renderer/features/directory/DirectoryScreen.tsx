/** What the provider's lists of names hold: warehouses, brands, and the address directory. */
import { useState } from 'react';
import type { Freshness } from '../../../contract/bridge.ts';
import type { Brand, Warehouse } from '../../../contract/records.ts';
import { keyOf } from '../../actions/keys.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { type Column, CopyText, DataTable, EmptyState, ErrorBanner, SearchField, Tabs, Toolbar } from '../../ui/index.ts';
import { searchList } from '../../actions/listActions.ts';
import { FreshnessLine } from '../records/FreshnessLine.tsx';
import { AreaDirectory } from './AreaDirectory.tsx';
import styles from './directory.module.css';

type DirectoryTab = 'warehouses' | 'brands' | 'areas';

export function DirectoryScreen() {
  const t = useText();
  const [tab, setTab] = useState<DirectoryTab>('warehouses');
  return (
    <>
      <Toolbar title={t('directory.title')} />
      <Tabs<DirectoryTab>
        label={t('directory.title')}
        selected={tab}
        onSelect={setTab}
        items={[
          { key: 'warehouses', label: t('directory.warehouses'), content: <WarehouseList /> },
          { key: 'brands', label: t('directory.brands'), content: <BrandList /> },
          { key: 'areas', label: t('directory.areas'), content: <AreaDirectory /> },
        ]}
      />
    </>
  );
}

function WarehouseList() {
  const t = useText();
  const { value, error, loading, reload } = useVerb('warehouses.list', { refresh: true }, { topics: ['warehouses'] });
  const columns: readonly Column<Warehouse>[] = [
    { key: 'code', header: t('directory.column.code'), width: '14rem', render: (row) => <CopyText text={row.warehouse_code} /> },
    {
      key: 'name',
      header: t('directory.column.name'),
      width: 'minmax(12rem, 1fr)',
      render: (row) => row.warehouse_name ?? row.warehouse_code,
    },
    { key: 'address', header: t('directory.column.address'), width: 'minmax(16rem, 2fr)', render: (row) => row.address ?? '' },
  ];
  return (
    <div className={styles.tab}>
      <ListTools freshness={value?.freshness ?? null} onRefresh={reload} />
      {error !== null && <ErrorBanner error={error} />}
      <DataTable
        label={t('directory.warehouses')}
        columns={columns}
        rows={value?.rows ?? []}
        rowKey={(row) => row.warehouse_code}
        isLoading={loading}
        empty={<Nothing />}
      />
    </div>
  );
}

function BrandList() {
  const t = useText();
  const [keyword, setKeyword] = useState('');
  const { value, error, loading, reload } = useVerb('brands.list', { keyword, refresh: true }, { topics: ['brands'], keepsPrevious: true });
  const columns: readonly Column<Brand>[] = [
    { key: 'name', header: t('directory.column.name'), width: 'minmax(14rem, 1fr)', render: (row) => row.name },
    { key: 'id', header: t('directory.column.id'), width: '10rem', isNumeric: true, render: (row) => String(row.id) },
  ];
  return (
    <div className={styles.tab}>
      <ListTools freshness={value?.freshness ?? null} onRefresh={reload}>
        <SearchField label={t('directory.brands.search')} value={keyword} onChange={setKeyword} shortcut={keyOf(searchList)} />
      </ListTools>
      {error !== null && <ErrorBanner error={error} />}
      <DataTable
        label={t('directory.brands')}
        columns={columns}
        rows={value?.rows ?? []}
        rowKey={(row) => String(row.id)}
        isLoading={loading}
        empty={<Nothing isSearch={keyword !== ''} />}
      />
    </div>
  );
}

function ListTools({
  freshness,
  onRefresh,
  children,
}: {
  readonly freshness: Freshness | null;
  readonly onRefresh: () => void;
  readonly children?: React.ReactNode;
}) {
  return (
    <div className={styles.tools}>
      <div>{children}</div>
      <FreshnessLine freshness={freshness} onRefresh={onRefresh} />
    </div>
  );
}

function Nothing({ isSearch = false }: { readonly isSearch?: boolean }) {
  const t = useText();
  return isSearch ? (
    <EmptyState title={t('directory.emptySearch')} />
  ) : (
    <EmptyState title={t('directory.empty')}>{t('directory.empty.next')}</EmptyState>
  );
}
