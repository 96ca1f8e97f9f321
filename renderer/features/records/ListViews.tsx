/** What a list was narrowed to, kept under a name: each in a button with how many rows it has now, and a key. */
import { useEffect, useRef, useState } from 'react';
import { type ListView, mostViews } from '../../../contract/listLooks.ts';
import { narrowing } from '../../../contract/query.ts';
import { type RecordFilter, firstPage } from '../../../contract/recordQuery.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { useActionKey } from '../../actions/keys.ts';
import { openView } from '../../actions/listActions.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { dropView, keepView, useViews } from '../../stores/listLooks.ts';
import { classes } from '../../ui/classes.ts';
import { Button, FilterTabs } from '../../ui/index.ts';
import { useDay } from '../rows/useDay.ts';
import styles from './records.module.css';

const settleMs = 400;

/** By id; read again when records of the kind change. */
function useCounts(kind: RecordKind, views: readonly ListView[]): Readonly<Record<string, number>> {
  const desk = useDesk();
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  // What moves with the days means other ones after midnight.
  const day = useDay();
  const asked = JSON.stringify(views.map(({ id, filter }) => [id, filter]));
  useEffect(() => {
    let isHere = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      timer = undefined;
      const told = await Promise.all(
        (JSON.parse(asked) as readonly [string, RecordFilter][]).map(async ([id, filter]) => {
          const outcome = await desk.call('records.list', { ...firstPage(kind, { ...filter, pageSize: 1 }), refresh: false });
          return outcome.ok ? [[id, outcome.value.total] as const] : [];
        }),
      );
      if (isHere) setCounts(Object.fromEntries(told.flat()));
    };
    void read();
    const end = desk.on('catalogue.changed', ({ topic }) => {
      if (topic === kind) timer ??= setTimeout(() => void read(), settleMs);
    });
    return () => {
      isHere = false;
      clearTimeout(timer);
      end();
    };
    // oxlint-disable-next-line react/exhaustive-deps
  }, [desk, kind, asked, day]);
  return counts;
}

interface ListViewsProps {
  readonly kind: RecordKind;
  readonly filter: RecordFilter;
  readonly onOpen: (view: ListView) => void;
}

export function ListViews({ kind, filter, onOpen }: ListViewsProps) {
  const t = useText();
  const desk = useDesk();
  const views = useViews().filter((view) => view.kind === kind);
  const counts = useCounts(kind, views);
  const open = (place: number): void => {
    const view = views[place];
    if (view !== undefined) onOpen(view);
  };
  if (views.length === 0) return null;
  const here = views.find((view) => narrowing(view.filter) === narrowing(filter));
  return (
    <>
      {views.map(({ id }, place) => (
        <ViewKey key={id} place={place} onPress={() => open(place)} />
      ))}
      <FilterTabs
        label={t('records.views')}
        selected={here === undefined ? [] : [here.id]}
        onSelect={(id) => open(views.findIndex((view) => view.id === id))}
        items={views.map(({ id, name }, place) => ({ key: id, label: name, count: counts[id], hint: openView.keys?.[place] }))}
      />
      {here !== undefined && (
        <button
          type="button"
          className={classes(styles.narrowing)}
          aria-label={t('records.views.drop', { name: here.name })}
          title={t('records.views.drop', { name: here.name })}
          onClick={() => dropView(desk, here.id)}
        >
          <span aria-hidden="true">×</span>
        </button>
      )}
    </>
  );
}

/** The key of one of them. */
function ViewKey({ place, onPress }: { readonly place: number; readonly onPress: () => void }) {
  useActionKey(openView, onPress, place);
  return null;
}

/** Keeps what the list is narrowed to now. */
export function SaveView({
  kind,
  filter,
  columns,
}: {
  readonly kind: RecordKind;
  readonly filter: RecordFilter;
  readonly columns: ListView['columns'];
}) {
  const t = useText();
  const desk = useDesk();
  const [name, setName] = useState('');
  const [isFull, setFull] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const save = (): void => {
    if (name.trim() === '') return field.current?.focus();
    const isKept = keepView(desk, {
      id: crypto.randomUUID(),
      kind,
      name: name.trim(),
      filter: { search: filter.search, facets: filter.facets, ranges: filter.ranges, order: filter.order },
      columns,
    });
    setFull(!isKept);
    if (isKept) setName('');
  };
  return (
    <form
      className={classes(styles.facet)}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label className={classes(styles.viewName)}>
        <span className={classes(styles.facetLabel)}>{t('records.views.name')}</span>
        <input ref={field} type="text" maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <Button isSmall type="submit">
        {t('records.views.save')}
      </Button>
      {isFull && <span role="status">{t('records.views.full', { most: mostViews })}</span>}
    </form>
  );
}
