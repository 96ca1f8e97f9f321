/** Everything begun and not sent: go on with it, or throw it away and take that back. */
import { useState } from 'react';
import { fold } from '../../../contract/fold.ts';
import type { DeskError } from '../../../contract/errors.ts';
import type { DraftSummary } from '../../../contract/outbox.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { readDrafts, useDrafts } from '../../stores/drafts.ts';
import { go } from '../../stores/place.ts';
import { Banner, Button, type Column, DataTable, EmptyState, ErrorBanner, SearchField, TimeAgo, Toolbar } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { formPlace, kindWord } from '../rows/words.ts';
import styles from './DraftsScreen.module.css';

export function DraftsScreen() {
  const desk = useDesk();
  const t = useText();
  const { drafts, isLoaded, error } = useDrafts();
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const [discarded, setDiscarded] = useState<DraftSummary | null>(null);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const wanted = fold(search);
  const rows = drafts.filter((draft) => wanted === '' || fold(`${draft.title} ${t(kindWord(draft.kind))}`).includes(wanted));
  const current = rows.find((draft) => draft.id === selected) ?? null;
  const titleOf = (draft: DraftSummary) => (draft.title === '' ? t('drafts.untitled') : draft.title);

  const open = (draft: DraftSummary) => go(formPlace(draft.kind, draft.id));
  const discard = async (draft: DraftSummary) => {
    const outcome = await desk.call('drafts.discard', { id: draft.id });
    setFailure(outcome.ok ? null : outcome.error);
    if (!outcome.ok) return;
    setDiscarded(draft);
    await readDrafts(desk);
  };
  const duplicate = async (draft: DraftSummary) => {
    const outcome = await desk.call('drafts.duplicate', { id: draft.id });
    setFailure(outcome.ok ? null : outcome.error);
    if (!outcome.ok) return;
    await readDrafts(desk);
    open(outcome.value);
  };
  const restore = async (draft: DraftSummary) => {
    const outcome = await desk.call('drafts.restore', { id: draft.id });
    setFailure(outcome.ok ? null : outcome.error);
    if (!outcome.ok) return;
    setDiscarded(null);
    await readDrafts(desk);
  };

  const columns: readonly Column<DraftSummary>[] = [
    { key: 'kind', header: t('outbox.column.kind'), width: '10rem', render: (draft) => t(kindWord(draft.kind)) },
    { key: 'title', header: t('outbox.column.key'), width: 'minmax(10rem, 2fr)', render: titleOf },
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
            <Button isDisabled={current === null} onPress={() => current !== null && open(current)}>
              {t('drafts.open')}
            </Button>
            <Button shortcut="Ctrl+D" isDisabled={current === null} onPress={() => current !== null && void duplicate(current)}>
              {t('drafts.duplicate')}
            </Button>
            <Button
              variant="danger"
              shortcut="Delete"
              isDisabled={current === null}
              onPress={() => current !== null && void discard(current)}
            >
              {current === null ? t('drafts.discard') : t('drafts.discardNamed', { title: titleOf(current) })}
            </Button>
          </>
        }
      >
        <SearchField label={t('drafts.search')} value={search} onChange={setSearch} shortcut="Ctrl+F" />
      </Toolbar>
      <div className={classes(styles.notes)}>
        {error !== null && <ErrorBanner error={error} />}
        {failure !== null && <ErrorBanner error={failure} />}
        {discarded !== null && (
          <Banner
            tone="info"
            title={t('drafts.discarded', { title: titleOf(discarded) })}
            actions={
              <Button variant="primary" shortcut="Ctrl+Z" onPress={() => void restore(discarded)}>
                {t('drafts.restore')}
              </Button>
            }
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
        isLoading={!isLoaded}
        empty={
          <EmptyState title={t(search === '' ? 'drafts.empty' : 'drafts.emptySearch')}>
            {search === '' ? t('drafts.empty.next') : undefined}
          </EmptyState>
        }
      />
    </>
  );
}
