/** Everything begun and not sent: go on with it, or throw it away and take that back. */
import { useState } from 'react';
import { fold } from '../../../contract/fold.ts';
import type { DeskError } from '../../../contract/errors.ts';
import type { DraftSummary } from '../../../contract/outbox.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import type { Done } from '../../actions/action.ts';
import { useRowMenu } from '../../actions/RowMenu.tsx';
import { keyOf } from '../../actions/keys.ts';
import { useText } from '../../messages/useText.ts';
import { useDrafts } from '../../stores/drafts.ts';
import { go } from '../../stores/place.ts';
import { Banner, type Column, DataTable, EmptyState, ErrorBanner, SearchField, TimeAgo, Toolbar } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { formPlace, kindWord } from '../rows/words.ts';
import { findInList } from '../../actions/listActions.ts';
import { discard, duplicate, openDraft, restore, titleOf } from './actions.ts';
import styles from './DraftsScreen.module.css';

export function DraftsScreen() {
  const t = useText();
  const { drafts, isLoaded, error } = useDrafts();
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const [discarded, setDiscarded] = useState<DraftSummary | null>(null);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const wanted = fold(search);
  const rows = drafts.filter((draft) => wanted === '' || fold(`${draft.title} ${t(kindWord(draft.kind))}`).includes(wanted));
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
    { key: 'title', header: t('outbox.column.key'), width: 'minmax(10rem, 2fr)', render: (draft) => titleOf(draft, t) },
    {
      key: 'updated',
      header: t('drafts.column.updated'),
      width: '10rem',
      align: 'end',
      render: (draft) => <TimeAgo time={draft.updatedAt} />,
    },
    {
      key: 'created',
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
        <SearchField label={t('drafts.search')} value={search} onChange={setSearch} shortcut={keyOf(findInList)} />
      </Toolbar>
      <div className={classes(styles.notes)}>
        {error !== null && <ErrorBanner error={error} />}
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
        isLoading={!isLoaded}
        empty={
          <EmptyState title={t(search === '' ? 'drafts.empty' : 'drafts.emptySearch')}>
            {search === '' ? t('drafts.empty.next') : undefined}
          </EmptyState>
        }
      />
      {menu}
    </>
  );
}
