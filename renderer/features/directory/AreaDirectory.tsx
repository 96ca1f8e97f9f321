/** Provinces, their districts, and their wards, side by side: an address is found by going from left to right. */
import { useState } from 'react';
import { fold } from '../../../contract/fold.ts';
import type { RequestOf } from '../../../contract/bridge.ts';
import type { Area } from '../../../contract/records.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { type Column, DataTable, EmptyState, ErrorBanner, SearchField } from '../../ui/index.ts';
import { FreshnessLine } from '../records/FreshnessLine.tsx';
import styles from './directory.module.css';

export function AreaDirectory() {
  const t = useText();
  const [province, setProvince] = useState<number | null>(null);
  const [district, setDistrict] = useState<number | null>(null);
  return (
    <div className={styles.areas}>
      <AreaList
        title={t('directory.areas.provinces')}
        level="province"
        parent={null}
        selected={province}
        onSelect={(id) => {
          setProvince(id);
          setDistrict(null);
        }}
      />
      <AreaList
        title={t('directory.areas.districts')}
        level="district"
        parent={province}
        waitsFor={t('directory.areas.chooseProvince')}
        selected={district}
        onSelect={setDistrict}
      />
      <AreaList title={t('directory.areas.wards')} level="ward" parent={district} waitsFor={t('directory.areas.chooseDistrict')} />
    </div>
  );
}

interface AreaListProps {
  readonly title: string;
  readonly level: RequestOf<'areas.list'>['level'];
  /** The area above, `null` while none is chosen. */
  readonly parent: number | null;
  /** Said while nothing is chosen on the left; provinces wait for nothing. */
  readonly waitsFor?: string;
  readonly selected?: number | null;
  readonly onSelect?: (id: number) => void;
}

function AreaList({ title, level, parent, waitsFor, selected = null, onSelect }: AreaListProps) {
  const t = useText();
  const [search, setSearch] = useState('');
  const isReady = waitsFor === undefined || parent !== null;
  const { value, error, loading, reload } = useVerb('areas.list', isReady ? { level, parent, refresh: true } : null, { topics: ['areas'] });
  const rows = (value?.rows ?? []).filter((row) => search === '' || fold(row.name).includes(fold(search)));
  const columns: readonly Column<Area>[] = [
    { key: 'name', header: t('directory.column.name'), width: 'minmax(8rem, 1fr)', render: (row) => row.name },
    { key: 'id', header: t('directory.column.id'), width: '6rem', isNumeric: true, render: (row) => String(row.id) },
  ];
  return (
    <section className={styles.area} aria-label={title}>
      <h2>{title}</h2>
      <div className={styles.areaSearch}>
        <SearchField label={t('directory.areas.search', { list: title.toLowerCase() })} value={search} onChange={setSearch} />
      </div>
      {error !== null && <ErrorBanner error={error} />}
      <DataTable
        label={title}
        columns={columns}
        rows={isReady ? rows : []}
        rowKey={(row) => String(row.id)}
        selectedKey={selected === null ? null : String(selected)}
        isLoading={isReady && loading}
        empty={
          <EmptyState
            title={!isReady && waitsFor !== undefined ? waitsFor : t(search === '' ? 'directory.empty' : 'directory.emptySearch')}
          />
        }
        {...(onSelect === undefined ? {} : { onSelect: (row: Area) => onSelect(row.id) })}
      />
      <div className={styles.areaFoot}>
        {isReady && <FreshnessLine freshness={value?.freshness ?? null} onRefresh={reload} of={title} />}
      </div>
    </section>
  );
}
