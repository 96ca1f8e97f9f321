/** The counts that matter at the start of a shift, each leading to its rows; and what was sent last. */
import { useIntl } from 'react-intl';
import { kindNames, pluralOf } from '../../../contract/kinds/index.ts';
import { firstPage } from '../../../contract/recordQuery.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { type VerbState, useVerb } from '../../bridge/useVerb.ts';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { useDraftCount } from '../../stores/drafts.ts';
import { useOutbox } from '../../stores/outboxStore.ts';
import { type Place, go } from '../../stores/place.ts';
import { useSessionPart } from '../../stores/session.ts';
import { Button, EmptyState, ErrorBanner, Panel, Section, TimeAgo, Toolbar } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { isSaidAbove } from '../connections/index.ts';
import { OutboxStateBadge } from '../rows/OutboxStateBadge.tsx';
import { kindWord } from '../rows/words.ts';
import styles from './TodayScreen.module.css';

/** A count of records in one state. */
export interface KindTile {
  readonly kind: RecordKind;
  readonly status: string;
  readonly label: MessageId;
  readonly tone?: 'warn' | 'bad';
}

/** So many of the rows sent last are shown. */
const recentRows = 8;

/** `begun`: what there is a button for. Both in the order in which they are shown. */
export function TodayScreen({ begun, tiles }: { readonly begun: readonly RecordKind[]; readonly tiles: readonly KindTile[] }) {
  const t = useText();
  const counts = useCounts();
  const outbox = useOutbox();
  const drafts = useDraftCount();
  const needsPerson = outbox.counts.rejected + outbox.counts.needs_attention;
  const failure = kindNames.map((kind) => counts[kind].error ?? counts[kind].value?.freshness.error ?? null).find((each) => each !== null);
  const isAbove = useSessionPart((session) => failure !== undefined && isSaidAbove(failure, session)) ?? false;
  return (
    <>
      <Toolbar
        title={t('shell.nav.today')}
        end={begun.map((kind) => (
          <Button key={kind} onPress={() => go({ screen: pluralOf(kind), view: 'form' })}>
            {t(`${pluralOf(kind)}.begin`)}
          </Button>
        ))}
      />
      <Panel>
        {failure !== undefined && !isAbove && (
          <ErrorBanner
            error={failure}
            tone="warn"
            actions={
              <Button
                onPress={() => {
                  for (const kind of kindNames) counts[kind].reload();
                }}
              >
                {t('ui.retry')}
              </Button>
            }
          />
        )}
        <div className={classes(styles.tiles)}>
          {tiles.map(({ kind, status, label, tone }) => (
            <Tile
              key={label}
              label={t(label)}
              count={countOf(counts[kind], status)}
              place={{ screen: pluralOf(kind), view: 'list', status }}
              {...(tone === undefined ? {} : { tone })}
            />
          ))}
          <Tile label={t('today.needsPerson')} count={needsPerson} place={{ screen: 'outbox', filter: 'person' }} tone="bad" />
          <Tile label={t('today.unknown')} count={outbox.counts.unknown} place={{ screen: 'outbox', filter: 'unknown' }} tone="warn" />
          <Tile label={t('today.drafts')} count={drafts} place={{ screen: 'drafts' }} />
        </div>
        <Section title={t('today.recent')}>
          {outbox.items.length === 0 ? (
            <EmptyState title={t('today.recent.empty')}>{t('today.recent.empty.next')}</EmptyState>
          ) : (
            <ul className={classes(styles.recent)}>
              {outbox.items.slice(0, recentRows).map((item) => (
                <li key={item.id}>
                  <button type="button" onClick={() => go({ screen: 'outbox', id: item.id })}>
                    <OutboxStateBadge item={item} />
                    <span>{t(kindWord(item.kind))}</span>
                    <span className={classes(styles.key)}>{item.naturalKey}</span>
                    <span className={classes(styles.key)}>{item.code ?? ''}</span>
                    <span className={classes(styles.time)}>
                      <TimeAgo time={item.updatedAt} />
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </Panel>
    </>
  );
}

function Tile({
  label,
  count,
  place,
  tone,
}: {
  readonly label: string;
  readonly count: number | null;
  readonly place: Place;
  readonly tone?: 'warn' | 'bad';
}) {
  const intl = useIntl();
  return (
    <button
      type="button"
      className={classes(styles.tile, count !== null && count > 0 && tone !== undefined && styles[tone])}
      data-empty={count === 0}
      onClick={() => go(place)}
    >
      <span className={classes(styles.count)}>{count === null ? '…' : intl.formatNumber(count)}</span>
      <span>{label}</span>
    </button>
  );
}

type Counts = VerbState<'records.list'>;

const query = (kind: RecordKind) => ({ ...firstPage(kind, { pageSize: 1, counts: ['status'] }), refresh: true });

/** One row of each kind is asked for: it is the counts that are wanted. */
function useCounts(): Readonly<Record<RecordKind, Counts>> {
  // Of a list that never changes: each kind has its own place among the hooks.
  // oxlint-disable-next-line react/rules-of-hooks
  const counts = kindNames.map((kind) => [kind, useVerb('records.list', query(kind), { topics: [kind] })] as const);
  return Object.fromEntries(counts) as Record<RecordKind, Counts>;
}

/** `null` while nothing is known, not even locally. */
const countOf = ({ value }: Counts, status: string): number | null => (value === null ? null : (value.counts['status']?.[status] ?? 0));
