/** All that was handed over for sending, by state, with the detail of one beside it. */
import { Suspense, useMemo, useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import { fold } from '../../../contract/fold.ts';
import { type OutboxItem, outboxPage } from '../../../contract/outbox.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { keyOf } from '../../actions/keys.ts';
import { useRowMenu } from '../../actions/RowMenu.tsx';
import { useFace } from '../../actions/useFace.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { later } from '../../ui/later.tsx';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { openCount, readMoreOutbox, useOutbox } from '../../stores/outboxStore.ts';
import { type OutboxFilter, go, outboxFilters, usePlace } from '../../stores/place.ts';
import {
  Banner,
  Button,
  type Column,
  DataTable,
  EmptyState,
  ErrorBanner,
  FilterTabs,
  SearchField,
  Spinner,
  SplitView,
  TimeAgo,
  Toolbar,
} from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { findInList } from '../../actions/listActions.ts';
import { pauseSending, resumeSending, rowActions } from './actions.ts';
import { OutboxStateBadge } from '../rows/OutboxStateBadge.tsx';
import recordStyles from '../records/records.module.css';
import styles from './outbox.module.css';
import { filterOutbox, statesOf, useOutboxFilter } from './outboxFilter.ts';
import { useOutboxChoosing } from './useOutboxChoosing.ts';
import { WaitsForWords } from './WaitsFor.tsx';
import { isWaiting, kindWord } from '../rows/words.ts';

/** Needed once something is chosen. */
const ChosenBar = later(async () => (await import('./ChosenBar.tsx')).ChosenBar);
const OutboxDetail = later(async () => (await import('./OutboxDetail.tsx')).OutboxDetail);

const filterWords: Readonly<Record<OutboxFilter, MessageId>> = {
  all: 'outbox.filter.all',
  moving: 'outbox.filter.moving',
  unknown: 'outbox.filter.unknown',
  person: 'outbox.filter.person',
  confirmed: 'outbox.filter.confirmed',
};

const isShown = (item: OutboxItem, filter: OutboxFilter): boolean =>
  filter === 'all' || (!item.isGivenUp && statesOf[filter].includes(item.state));

export function OutboxScreen() {
  const t = useText();
  const place = usePlace();
  const desk = useDesk();
  const { items, total, counts, more, isLoaded, error } = useOutbox();
  const { filter, search, batch } = useOutboxFilter();
  const selectedId = place.screen === 'outbox' ? place.id : undefined;
  // The archive is read only for a search.
  const wantsArchive = search.trim() !== '' && (filter === 'all' || filter === 'confirmed');
  const { value: archived } = useVerb('outbox.archived', wantsArchive ? { search: search.trim() } : null, { keepsPrevious: true });
  const inArchive = useMemo(() => (wantsArchive ? (archived ?? []) : []), [wantsArchive, archived]);
  // Rows that were finished long ago are not read until somebody asks for them.
  const { value: older } = useVerb(
    'outbox.list',
    wantsArchive && more !== null ? outboxPage({ search: search.trim(), facets: { state: ['confirmed'] }, at: more }) : null,
    { keepsPrevious: true },
  );
  const finished = useMemo(() => (wantsArchive ? (older?.items ?? []) : []), [wantsArchive, older]);
  const rows = useMemo(() => {
    const wanted = fold(search);
    const listed = items.filter(
      (item) =>
        isShown(item, filter) &&
        (batch === null || item.batch === batch.id) &&
        (wanted === '' ||
          fold([item.naturalKey, item.code ?? '', ...item.waitsFor.map((product) => product.sku)].join(' ')).includes(wanted)),
    );
    const shown = new Set(listed.map(({ id }) => id));
    return [...listed, ...finished.filter(({ id }) => !shown.has(id)), ...inArchive];
  }, [items, filter, search, batch, finished, inArchive]);
  const countOf: Readonly<Record<OutboxFilter, number>> = {
    all: total,
    moving: counts.queued + counts.sending,
    unknown: counts.unknown,
    person: counts.rejected + counts.needs_attention,
    confirmed: total - openCount(counts) - counts.given_up,
  };

  const choosing = useOutboxChoosing({ shown: rows, filter, search, total: countOf[filter] });
  const boxes = choosing.column;
  // What a row waits for matters more than a code that few rows have yet.
  const someWait = rows.some(isWaiting);
  const columns = useMemo<readonly Column<OutboxItem>[]>(
    () => [
      boxes,
      { key: 'state', header: t('outbox.column.state'), width: '9rem', render: (item) => <OutboxStateBadge item={item} /> },
      { key: 'kind', header: t('outbox.column.kind'), width: 'minmax(7.25rem, 1fr)', render: (item) => t(kindWord(item.kind)) },
      {
        key: 'key',
        header: t('outbox.column.key'),
        width: someWait ? 'minmax(15rem, 1.5fr)' : 'minmax(9.5rem, 1.5fr)',
        render: (item) => (
          <>
            <span className={recordStyles.code}>{item.naturalKey}</span>
            {inArchive.includes(item) && <em className={classes(styles.archived)}> · {t('outbox.archived')}</em>}
            <WaitsForWords item={item} />
          </>
        ),
      },
      {
        key: 'code',
        header: t('outbox.column.code'),
        width: 'minmax(8.5rem, 1fr)',
        givesWay: 1,
        render: (item) => (item.code === null ? '—' : <span className={recordStyles.code}>{item.code}</span>),
      },
      {
        key: 'updated',
        header: t('outbox.column.updated'),
        width: '7.75rem',
        givesWay: 2,
        align: 'end',
        render: (item) => <TimeAgo time={item.updatedAt} />,
      },
    ],
    [t, boxes, someWait, inArchive],
  );
  // It stays with what it has to say of the last step.
  const [wasChosen, setWasChosen] = useState(false);
  if (!wasChosen && (choosing.count > 0 || choosing.dropped > 0 || choosing.chosen.tooMany !== null)) setWasChosen(true);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const show = (item: OutboxItem): void => go({ screen: 'outbox', id: item.id }, { replace: selectedId !== undefined });
  const { onMenu, menuRow, menu } = useRowMenu({
    nameOf: (item: OutboxItem) => item.naturalKey,
    actions: rowActions,
    subjectOf: (item) => item,
    onOpen: show,
    onDone: (done) => setFailure(done.error),
  });
  return (
    <>
      <Toolbar title={t('shell.nav.outbox')} end={<PauseOrResume />}>
        <FilterTabs
          label={t('outbox.filter')}
          items={outboxFilters.map((key) => ({
            key,
            label: t(filterWords[key]),
            count: countOf[key],
          }))}
          selected={filter}
          onSelect={(key) => filterOutbox({ filter: key })}
        />
        <SearchField
          label={t('outbox.search')}
          value={search}
          onChange={(text) => filterOutbox({ search: text })}
          shortcut={keyOf(findInList)}
        />
      </Toolbar>
      {batch !== null && (
        <Banner
          tone="info"
          title={t('outbox.ofBatch', { name: batch.name })}
          actions={
            <Button isSmall onPress={() => filterOutbox({ batch: null })}>
              {t('outbox.showAll')}
            </Button>
          }
        />
      )}
      {error !== null && <ErrorBanner error={error} />}
      {failure !== null && <ErrorBanner error={failure} />}
      <SplitView
        list={
          <>
            <DataTable
              label={t('shell.nav.outbox')}
              columns={columns}
              rows={rows}
              choosing={choosing.table}
              rowKey={(item) => item.id}
              selectedKey={selectedId ?? null}
              onSelect={show}
              onMenu={onMenu}
              menuRow={menuRow}
              isLoading={!isLoaded}
              empty={
                items.length === 0 ? (
                  <EmptyState title={t('outbox.empty')}>{t('outbox.empty.next')}</EmptyState>
                ) : (
                  <EmptyState
                    title={t('outbox.emptyFilter')}
                    action={<Button onPress={() => filterOutbox({ filter: 'all', search: '', batch: null })}>{t('outbox.showAll')}</Button>}
                  />
                )
              }
            />
            {menu}
            {wasChosen && (
              <Suspense>
                <ChosenBar choosing={choosing} />
              </Suspense>
            )}
            {more !== null && search === '' && (filter === 'all' || filter === 'confirmed') && (
              <div className={classes(styles.more)}>
                <Button isSmall variant="quiet" onPress={() => void readMoreOutbox(desk)}>
                  {t('outbox.more')}
                </Button>
              </div>
            )}
          </>
        }
        detail={
          selectedId === undefined ? null : (
            <Suspense fallback={<Spinner label={t('ui.loading')} />}>
              <OutboxDetail key={selectedId} id={selectedId} />
            </Suspense>
          )
        }
      />
    </>
  );
}

function PauseOrResume() {
  const isPaused = useFace(resumeSending, [null]).whyNot === null;
  return <ActionButton action={isPaused ? resumeSending : pauseSending} subjects={[null]} />;
}
