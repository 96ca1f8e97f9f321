/** What is to be done, what waits, what happened meanwhile: counts from the local copy, each leading to just its rows. */
import { useIntl } from 'react-intl';
import { pluralOf } from '../../../contract/kinds/index.ts';
import { firstPage } from '../../../contract/recordQuery.ts';
import type { KeptQuery, RecordCount } from '../../../contract/recordQuery.ts';
import { type RecordKind, recordKinds } from '../../../contract/records.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { useKnownDraftCount } from '../../stores/drafts.ts';
import { openList } from '../../stores/listFilters.ts';
import { useOutbox } from '../../stores/outboxStore.ts';
import { go } from '../../stores/place.ts';
import { useWaitingIntakes } from '../../stores/intakes.ts';
import { useSessionPart } from '../../stores/session.ts';
import { Button, ErrorBanner, Panel, Section, TimeAgo, Toolbar } from '../../ui/index.ts';
import { DropArea } from '../../ui/DropArea.tsx';
import { classes } from '../../ui/classes.ts';
import { isSaidAbove } from '../connections/index.ts';
import { useFacetWords } from '../records/filterWords.ts';
import type { TodayGroup, TodayTile } from '../records/recordView.ts';
import { Recent } from './Recent.tsx';
import styles from './TodayScreen.module.css';
import { useEachMinute, useMoments } from './moments.ts';

/** A count of records of one kind. */
export interface KindTile extends TodayTile {
  readonly kind: RecordKind;
}

const groups: readonly TodayGroup[] = ['next', 'waiting', 'coming', 'since', 'today'];

interface TodayProps {
  /** What there is a button for; as `tiles` in the order in which they are shown. */
  readonly begun: readonly RecordKind[];
  readonly tiles: readonly KindTile[];
  /** Files that were let go here. */
  readonly onFiles: (desk: ConnectionDesk, files: readonly File[], how: 'given' | 'pasted') => void;
}

export function TodayScreen({ begun, tiles, onFiles }: TodayProps) {
  const desk = useDesk();
  const waiting = useWaitingIntakes();
  const t = useText();
  const counts = useCounts(tiles);
  const outbox = useOutbox();
  const drafts = useKnownDraftCount();
  const ofOutbox = (count: number): number | null => (outbox.isLoaded ? count : null);
  const needsPerson = ofOutbox(outbox.counts.rejected + outbox.counts.needs_attention);
  const failure = counts.error ?? counts.freshness?.error ?? null;
  const isAbove = useSessionPart((session) => failure !== null && isSaidAbove(failure, session)) ?? false;
  return (
    <DropArea className={classes(styles.screen)} hint={t('intake.drop.list')} onFiles={(files, how) => onFiles(desk, files, how)}>
      <Toolbar
        title={t('shell.nav.today')}
        end={begun.map((kind) => (
          <Button key={kind} onPress={() => go({ screen: pluralOf(kind), view: 'form' })}>
            {t(`${pluralOf(kind)}.begin`)}
          </Button>
        ))}
      />
      <Panel>
        <div className={classes(styles.board)}>
          {failure !== null && !isAbove && (
            <ErrorBanner error={failure} tone="warn" actions={<Button onPress={counts.reload}>{t('ui.retry')}</Button>} />
          )}
          {groups.map((group) => {
            const shown = counts.tiles.filter((tile) => tile.group === group);
            if (shown.length === 0) return null;
            return (
              <Section
                key={group}
                title={t(`today.group.${group}`)}
                aside={group === 'next' ? <AsOf asOf={counts.freshness?.asOf} /> : undefined}
              >
                <div className={classes(styles.tiles)}>
                  {group === 'next' && (
                    <>
                      <Tile
                        label={t('today.needsPerson')}
                        count={needsPerson}
                        onOpen={() => go({ screen: 'outbox', filter: 'person' })}
                        tone="bad"
                      />
                      <Tile
                        label={t('today.unknown')}
                        count={ofOutbox(outbox.counts.unknown)}
                        onOpen={() => go({ screen: 'outbox', filter: 'unknown' })}
                        tone="warn"
                      />
                      {waiting !== null && waiting > 0 && (
                        <Tile label={t('today.intakes')} count={waiting} onOpen={() => go({ screen: 'intake' })} tone="warn" />
                      )}
                    </>
                  )}
                  {shown.map((tile) => (
                    <Tile
                      key={tile.label}
                      label={t(tile.label)}
                      count={tile.answer?.total ?? null}
                      isPart={tile.answer?.isPart === true}
                      tone={tile.tone}
                      onOpen={() => openList(pluralOf(tile.kind), tile.filter)}
                    />
                  ))}
                  {group === 'today' && <Tile label={t('today.drafts')} count={drafts} onOpen={() => go({ screen: 'drafts' })} />}
                </div>
                {shown.map((tile) => tile.by !== undefined && <Split key={tile.label} tile={tile} by={tile.by} />)}
              </Section>
            );
          })}
          <Recent items={outbox.items} />
        </div>
      </Panel>
    </DropArea>
  );
}

/** How old the figures are, once for all of them. */
function AsOf({ asOf }: { readonly asOf: number | null | undefined }) {
  const t = useText();
  if (asOf === undefined) return null;
  return (
    <span className={classes(styles.asOf)}>
      {asOf === null ? (
        t('records.never')
      ) : (
        <>
          {t('today.asOf')} <TimeAgo time={asOf} />
        </>
      )}
    </span>
  );
}

interface TileProps {
  readonly label: string;
  /** `null`: nobody knows. */
  readonly count: number | null;
  /** There are so many at least: of others it is not known yet. */
  readonly isPart?: boolean;
  readonly tone?: 'warn' | 'bad' | undefined;
  readonly onOpen: () => void;
}

function Tile({ label, count, isPart = false, tone, onOpen }: TileProps) {
  const t = useText();
  const intl = useIntl();
  return (
    <button
      type="button"
      className={classes(styles.tile, count !== null && count > 0 && tone !== undefined && styles[tone])}
      data-empty={count === null || count === 0}
      onClick={onOpen}
    >
      <span className={classes(styles.count)}>
        {count === null ? (
          <>
            <span aria-hidden="true">–</span>
            <span className={classes(styles.unseen)}>{t('today.notKnown')}</span>
          </>
        ) : (
          <>
            {isPart && (
              <>
                <span aria-hidden="true">≥ </span>
                <span className={classes(styles.unseen)}>{t('today.atLeast')} </span>
              </>
            )}
            {intl.formatNumber(count)}
          </>
        )}
      </span>
      <span>{label}</span>
    </button>
  );
}

interface CountedTile extends KindTile {
  readonly filter: KeptQuery;
  /** `null` before the first answer. */
  readonly answer: RecordCount | null;
}

/** The same rows by the values of a facet, the most frequent first. */
function Split({ tile, by }: { readonly tile: CountedTile; readonly by: string }) {
  const t = useText();
  const intl = useIntl();
  const { labelOf, valueOf } = useFacetWords(tile.kind);
  const values = Object.entries(tile.answer?.counts[by] ?? {}).toSorted(([, one], [, other]) => other - one);
  if (values.length === 0) return null;
  return (
    <div className={classes(styles.split)}>
      <span className={classes(styles.by)}>{t('today.by', { what: labelOf(by).toLowerCase() })}</span>
      {values.map(([value, count]) => (
        <button
          key={value}
          type="button"
          className={classes(styles.part)}
          onClick={() => openList(pluralOf(tile.kind), { ...tile.filter, facets: { ...tile.filter.facets, [by]: [value] } })}
        >
          {value === '' ? t('today.noCourier') : valueOf(by, value)} <strong>{intl.formatNumber(count)}</strong>
        </button>
      ))}
    </div>
  );
}

function useCounts(tiles: readonly KindTile[]) {
  const moments = useMoments();
  const asked =
    moments === null
      ? []
      : tiles.flatMap((tile) => {
          const rows = tile.rows(moments);
          if (rows === null) return [];
          return [{ ...tile, filter: firstPage(tile.kind, { ...rows, counts: tile.by === undefined ? [] : [tile.by] }) }];
        });
  const { value, error, reload } = useVerb('records.counts', moments === null ? null : { queries: asked.map(({ filter }) => filter) }, {
    topics: [...recordKinds, 'stock', 'inspection'],
    keepsPrevious: true,
  });
  useEachMinute(reload);
  return {
    tiles: asked.map((tile, index): CountedTile => ({ ...tile, answer: value?.answers[index] ?? null })),
    freshness: value?.freshness ?? null,
    error,
    reload,
  };
}
