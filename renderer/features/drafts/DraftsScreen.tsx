/** Everything begun and not sent: go on with it, or throw it away and take that back. */
import { useEffect, useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import { kindNames } from '../../../contract/kinds/index.ts';
import { type DraftSummary, draftPage } from '../../../contract/outbox.ts';
import { type Filter, type Paged, isFiltered, orderAfter, unfiltered } from '../../../contract/query.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import type { Done } from '../../actions/action.ts';
import { useRowMenu } from '../../actions/RowMenu.tsx';
import { keyOf } from '../../actions/keys.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { useDrafts } from '../../stores/drafts.ts';
import { go } from '../../stores/place.ts';
import {
  Banner,
  Button,
  type Column,
  DataTable,
  EmptyState,
  ErrorBanner,
  FilterTabs,
  Pager,
  SearchField,
  TimeAgo,
  Toolbar,
} from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { useBackFromEnd } from '../../ui/useBackFromEnd.ts';
import { formPlace, kindWord } from '../rows/words.ts';
import { findInList } from '../../actions/listActions.ts';
import { discard, duplicate, openDraft, restore, titleOf } from './actions.ts';
import recordStyles from '../records/records.module.css';
import styles from './DraftsScreen.module.css';
import { useKindNames } from './useKindNames.ts';

export function DraftsScreen() {
  const t = useText();
  const { drafts, error: unread } = useDrafts();
  const [asked, setAsked] = useState<Filter & Pick<Paged, 'at'>>({ ...unfiltered, at: null });
  const called = useKindNames(asked.search.trim() !== '');
  const ask = (change: Partial<Filter>): void => setAsked({ ...asked, at: null, ...change });
  const { value, error, loading, reload } = useVerb('drafts.page', draftPage({ ...asked, called }), { keepsPrevious: true });
  // A form that saves, and what is done to one of them, is told of there.
  // oxlint-disable-next-line react/exhaustive-deps
  useEffect(() => reload(), [drafts, reload]);
  const [selected, setSelected] = useState<string | null>(null);
  const [discarded, setDiscarded] = useState<DraftSummary | null>(null);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const trouble = error ?? unread;
  const rows = value?.drafts ?? [];
  useBackFromEnd({ isLoading: value === null || loading, rows: rows.length, at: asked.at, previous: value?.previous ?? null }, (at) =>
    setAsked({ ...asked, at }),
  );
  const counts = value?.counts['kind'] ?? {};
  const current = rows.find((draft) => draft.id === selected) ?? null;
  const open = (draft: DraftSummary) => go(formPlace(draft.kind, draft.id));
  const chosen = current === null ? [] : [current];
  /** Says why it could not be done, or what follows. */
  const after =
    (then?: () => void) =>
    ({ error }: Done<DraftSummary>): void => {
      setFailure(error);
      if (error === null) then?.();
    };
  const { onMenu, menuRow, menu } = useRowMenu({
    nameOf: (draft: DraftSummary) => titleOf(draft, t),
    actions: [duplicate, discard],
    subjectOf: (draft) => draft,
    onOpen: open,
    onDone: (done, action, draft) => after(action === discard ? () => setDiscarded(draft) : undefined)(done),
  });

  const columns: readonly Column<DraftSummary>[] = [
    { key: 'kind', header: t('outbox.column.kind'), width: '10rem', render: (draft) => t(kindWord(draft.kind)) },
    {
      key: 'title',
      sortedBy: 'title',
      header: t('outbox.column.key'),
      width: 'minmax(10rem, 2fr)',
      render: (draft) => <span className={draft.title === '' ? recordStyles.soft : recordStyles.code}>{titleOf(draft, t)}</span>,
    },
    {
      key: 'updated',
      sortedBy: 'updated',
      header: t('drafts.column.updated'),
      width: '10rem',
      align: 'end',
      render: (draft) => <TimeAgo time={draft.updatedAt} />,
    },
    {
      key: 'created',
      sortedBy: 'created',
      header: t('drafts.column.created'),
      width: '10rem',
      givesWay: 1,
      align: 'end',
      render: (draft) => <TimeAgo time={draft.createdAt} />,
    },
  ];
  return (
    <>
      <Toolbar
        title={t('shell.nav.drafts')}
        end={
          <>
            <ActionButton action={openDraft} subjects={chosen} />
            <ActionButton action={duplicate} subjects={chosen} onDone={after()} />
            <ActionButton action={discard} subjects={chosen} onDone={after(() => setDiscarded(current))} />
          </>
        }
      >
        <SearchField label={t('drafts.search')} value={asked.search} onChange={(search) => ask({ search })} shortcut={keyOf(findInList)} />
      </Toolbar>
      <div className={classes(styles.kinds)}>
        <FilterTabs
          label={t('outbox.column.kind')}
          selected={asked.facets['kind']?.[0] ?? ''}
          onSelect={(kind) => ask({ facets: kind === '' ? {} : { kind: [kind] } })}
          items={[
            { key: '', label: t('records.filter.all'), count: Object.values(counts).reduce((sum, count) => sum + count, 0) },
            ...kindNames.map((kind) => ({ key: kind, label: t(kindWord(kind)), count: counts[kind] ?? 0 })),
          ]}
        />
      </div>
      <div className={classes(styles.notes)}>
        {trouble !== null && <ErrorBanner error={trouble} />}
        {failure !== null && <ErrorBanner error={failure} />}
        {discarded !== null && (
          <Banner
            tone="info"
            title={t('drafts.discarded', { title: titleOf(discarded, t) })}
            actions={<ActionButton action={restore} subjects={[discarded]} onDone={after(() => setDiscarded(null))} />}
          />
        )}
      </div>
      <DataTable
        label={t('shell.nav.drafts')}
        columns={columns}
        rows={rows}
        rowKey={(draft) => draft.id}
        selectedKey={selected}
        onSelect={(draft) => setSelected(draft.id)}
        onOpen={open}
        clickOpens={false}
        onMenu={(draft, spot) => {
          setSelected(draft.id);
          onMenu(draft, spot);
        }}
        menuRow={menuRow}
        isLoading={loading && rows.length === 0}
        isBusy={loading}
        offset={value?.offset ?? 0}
        total={value?.total ?? 0}
        order={asked.order ?? { by: 'updated', descending: true }}
        onSort={(by) => ask({ order: orderAfter(asked.order, by, by !== 'title') })}
        empty={
          isFiltered(asked) ? (
            <EmptyState title={t('drafts.emptySearch')} action={<Button onPress={() => ask(unfiltered)}>{t('outbox.showAll')}</Button>} />
          ) : (
            <EmptyState title={t('drafts.empty')}>{t('drafts.empty.next')}</EmptyState>
          )
        }
      />
      {menu}
      {value !== null && (value.next !== null || value.previous !== null) && (
        <Pager
          offset={value.offset}
          shown={rows.length}
          total={value.total}
          pageSize={draftPage().pageSize}
          onOffset={(offset) => setAsked({ ...asked, at: { way: 'offset', offset } })}
          onPrevious={value.previous === null ? null : () => setAsked({ ...asked, at: value.previous })}
          onNext={value.next === null ? null : () => setAsked({ ...asked, at: value.next })}
        />
      )}
    </>
  );
}
