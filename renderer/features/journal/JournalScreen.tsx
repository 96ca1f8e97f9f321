/** The journal: searched, verified, exported; one entry with its bodies below. */
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { Outcome } from '../../../contract/errors.ts';
import { type JournalEntry, type JournalFilter, type JournalVerdict, type SavedFile } from '../../../contract/journal.ts';
import { type Range, unfiltered } from '../../../contract/query.ts';
import { type RecordRange, rangeAt } from '../../../contract/recordQuery.ts';
import { keyOf } from '../../actions/keys.ts';
import { findInList } from '../../actions/listActions.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import {
  Banner,
  Button,
  Checkbox,
  type Column,
  DataTable,
  DateTime,
  EmptyState,
  ErrorBanner,
  FilterTabs,
  type ListPlace,
  SearchField,
  Spinner,
} from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { DayFilter } from '../rows/DayFilter.tsx';
import { EntryDetail } from './EntryDetail.tsx';
import { Saved } from '../rows/Saved.tsx';
import styles from './journal.module.css';
import { useEntries } from './useEntries.ts';
import { useJournalWords } from './words.ts';

export function JournalScreen() {
  const t = useText();
  const [query, setQuery] = useState<JournalFilter>(unfiltered);
  const [days, setDays] = useState<RecordRange | null>(null);
  const [personal, setPersonal] = useState(false);
  const [selected, setSelected] = useState<number | null>(null);
  const { entries, total, isMore, next, error, isLoading, place, readMore, onSight } = useEntries(query);
  const choose = (facet: 'what' | 'ok', value: string | null): void =>
    setQuery({ ...query, facets: { ...query.facets, [facet]: value === null ? [] : [value] } });
  return (
    <div className={classes(styles.page)}>
      <p className={classes(styles.soft)}>{t('journal.intro')}</p>
      <Acts query={query} personal={personal} />
      <div className={classes(styles.actions)}>
        <SearchField
          label={t('journal.search')}
          placeholder={t('journal.search.hint')}
          value={query.search}
          onChange={(search) => setQuery({ ...query, search })}
          shortcut={keyOf(findInList)}
        />
        <FilterTabs
          label={t('journal.what')}
          items={[
            { key: 'all', label: t('journal.what.all') },
            { key: 'request', label: t('journal.what.request') },
            { key: 'outbox', label: t('journal.what.outbox') },
            { key: 'print', label: t('journal.what.print') },
          ]}
          selected={query.facets['what']?.[0] ?? 'all'}
          onSelect={(what) => choose('what', what === 'all' ? null : what)}
        />
        <Checkbox
          label={t('journal.troubleOnly')}
          value={query.facets['ok']?.[0] === 'no'}
          onChange={(isTrouble) => choose('ok', isTrouble ? 'no' : null)}
        />
        <Checkbox label={t('journal.personal')} value={personal} onChange={setPersonal} />
      </div>
      <DayFilter
        label={t('journal.days')}
        range={days}
        onChange={(next) => {
          setDays(next);
          const at = inMilliseconds(next === null ? null : rangeAt(next, Date.now()));
          setQuery({ ...query, ranges: at === null ? {} : { at } });
        }}
      />
      {error !== null && <ErrorBanner error={error} />}
      <div className={classes(styles.table)}>
        <EntryTable
          entries={entries}
          selected={selected}
          onSelect={setSelected}
          isLoading={isLoading}
          place={place}
          onSight={onSight}
          isOldestFirst={query.order !== null}
          onTurn={() => setQuery({ ...query, order: query.order === null ? { by: 'number', descending: false } : null })}
        />
      </div>
      <div className={classes(styles.actions)}>
        {next !== null && <Button onPress={readMore}>{t('journal.more')}</Button>}
        <span role="status" className={classes(styles.soft)}>
          {entries.length > 0 && t(isMore ? 'journal.shown.more' : 'journal.shown', { shown: entries.length, total })}
        </span>
      </div>
      {selected !== null && <EntryDetail seq={selected} personal={personal} />}
    </div>
  );
}

/** Days are told in seconds, and entries in milliseconds. */
const inMilliseconds = (range: Range | null): Range | null => {
  const at = (end: number | null): number | null => (end === null ? null : end * 1_000);
  return range === null ? null : { from: at(range.from), to: at(range.to) };
};

function EntryTable({
  entries,
  selected,
  onSelect,
  isLoading,
  place,
  onSight,
  isOldestFirst,
  onTurn,
}: {
  readonly place: ListPlace;
  readonly onSight: (first: number) => void;
  readonly entries: readonly JournalEntry[];
  readonly selected: number | null;
  readonly onSelect: (seq: number) => void;
  readonly isLoading: boolean;
  readonly isOldestFirst: boolean;
  readonly onTurn: () => void;
}) {
  const t = useText();
  const intl = useIntl();
  const { whatWords, outcomeWords } = useJournalWords();
  const columns: readonly Column<JournalEntry>[] = [
    {
      key: 'time',
      sortedBy: 'number',
      header: t('journal.column.time'),
      width: '11rem',
      render: (entry) => <DateTime time={entry.at} isExact />,
    },
    { key: 'what', header: t('journal.column.what'), width: 'minmax(11rem, 2fr)', render: whatWords },
    { key: 'key', header: t('journal.column.key'), width: 'minmax(8rem, 1fr)', render: (entry) => entry.naturalKey ?? '' },
    { key: 'outcome', header: t('journal.column.outcome'), width: 'minmax(8rem, 1fr)', render: outcomeWords },
    {
      key: 'duration',
      header: t('journal.column.duration'),
      width: '6rem',
      givesWay: 1,
      isNumeric: true,
      render: (entry) => (entry.what === 'request' ? `${intl.formatNumber(Math.round(entry.durationMs))} ms` : ''),
    },
    { key: 'operator', header: t('journal.column.operator'), width: '8rem', givesWay: 2, render: (entry) => entry.operator ?? '' },
  ];
  return (
    <DataTable
      label={t('journal.title')}
      columns={columns}
      rows={entries}
      rowKey={(entry) => String(entry.seq)}
      selectedKey={selected === null ? null : String(selected)}
      onSelect={(entry) => onSelect(entry.seq)}
      isLoading={isLoading}
      place={place}
      onSight={onSight}
      order={{ by: 'number', descending: !isOldestFirst }}
      onSort={onTurn}
      empty={<EmptyState title={t('journal.empty')} />}
    />
  );
}

/** Verify and export. */
function Acts({ query, personal }: { readonly query: JournalFilter; readonly personal: boolean }) {
  const desk = useDesk();
  const t = useText();
  const [busy, setBusy] = useState<'verify' | 'export' | null>(null);
  const [verdict, setVerdict] = useState<Outcome<JournalVerdict> | null>(null);
  const [saved, setSaved] = useState<Outcome<SavedFile> | null>(null);
  const verify = async () => {
    setBusy('verify');
    setVerdict(await desk.call('journal.verify'));
    setBusy(null);
  };
  const save = async (format: 'csv' | 'jsonl') => {
    setBusy('export');
    setSaved(await desk.call('journal.export', { filter: query, format, personal }));
    setBusy(null);
  };
  return (
    <>
      <div className={classes(styles.actions)}>
        <Button isDisabled={busy !== null} onPress={() => void verify()}>
          {t('journal.verify')}
        </Button>
        <Button isDisabled={busy !== null} onPress={() => void save('csv')}>
          {t('journal.exportCsv')}
        </Button>
        <Button isDisabled={busy !== null} onPress={() => void save('jsonl')}>
          {t('journal.exportJson')}
        </Button>
        {busy === 'verify' && <Spinner label={t('journal.verify.busy')} />}
      </div>
      {verdict !== null && (verdict.ok ? <Verdict verdict={verdict.value} /> : <ErrorBanner error={verdict.error} />)}
      <Saved result={saved} />
    </>
  );
}

function Verdict({ verdict }: { readonly verdict: JournalVerdict }) {
  const t = useText();
  const { checked, broken } = verdict;
  if (broken === null) return <Banner tone="good" title={t('journal.verify.ok', { count: checked })} />;
  return (
    <Banner tone="bad" title={t(`journal.verify.${broken.problem}`, { seq: broken.seq })}>
      {t('journal.verify.next', { count: checked })}
    </Banner>
  );
}
