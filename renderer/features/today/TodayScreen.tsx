/** The counts that matter at the start of a shift, each leading to its rows; and what was sent last. */
import { useIntl } from 'react-intl';
import { firstPage } from '../../../contract/recordQuery.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { type VerbState, useVerb } from '../../bridge/useVerb.ts';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { useDraftCount } from '../../stores/drafts.ts';
import { useOutbox } from '../../stores/outboxStore.ts';
import { type Place, go } from '../../stores/place.ts';
import { useSession } from '../../stores/session.ts';
import { Button, EmptyState, ErrorBanner, Panel, Section, TimeAgo, Toolbar } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { isSaidAbove } from '../connections/index.ts';
import { OutboxStateBadge } from '../rows/OutboxStateBadge.tsx';
import { kindWords } from '../rows/words.ts';
import styles from './TodayScreen.module.css';

const creations: readonly { readonly label: MessageId; readonly place: Place }[] = [
  { label: 'today.new.shipment', place: { screen: 'shipments', view: 'form' } },
  { label: 'today.new.purchaseOrder', place: { screen: 'purchaseOrders', view: 'form' } },
  { label: 'today.new.product', place: { screen: 'products', view: 'form' } },
  { label: 'today.new.return', place: { screen: 'returns', view: 'form' } },
];

/** So many of the rows sent last are shown. */
const recentRows = 8;

export function TodayScreen() {
  const t = useText();
  const shipments = useCounts('shipment');
  const orders = useCounts('purchase-order');
  const returns = useCounts('return');
  const products = useCounts('product');
  const outbox = useOutbox();
  const session = useSession();
  const drafts = useDraftCount();
  const needsPerson = outbox.counts.rejected + outbox.counts.needs_attention;
  const failure = [shipments, orders, returns, products]
    .map((each) => each.error ?? each.value?.freshness.error ?? null)
    .find((each) => each !== null);
  return (
    <>
      <Toolbar
        title={t('shell.nav.today')}
        end={creations.map((each) => (
          <Button key={each.label} onPress={() => go(each.place)}>
            {t(each.label)}
          </Button>
        ))}
      />
      <Panel>
        {failure !== undefined && failure !== null && !isSaidAbove(failure, session) && (
          <ErrorBanner
            error={failure}
            tone="warn"
            actions={
              <Button
                onPress={() => {
                  for (const each of [shipments, orders, returns, products]) each.reload();
                }}
              >
                {t('ui.retry')}
              </Button>
            }
          />
        )}
        <div className={classes(styles.tiles)}>
          <Tile
            label={t('today.newShipments')}
            count={countOf(shipments, 'NEW')}
            place={{ screen: 'shipments', view: 'list', status: 'NEW' }}
          />
          <Tile
            label={t('today.waitingHandover')}
            count={countOf(shipments, 'PACKED')}
            place={{ screen: 'shipments', view: 'list', status: 'PACKED' }}
          />
          <Tile
            label={t('today.onTheWay')}
            count={countOf(orders, 'TRANSIT')}
            place={{ screen: 'purchaseOrders', view: 'list', status: 'TRANSIT' }}
          />
          <Tile
            label={t('today.returnProblems')}
            count={countOf(returns, 'PROBLEM')}
            place={{ screen: 'returns', view: 'list', status: 'PROBLEM' }}
            tone="warn"
          />
          <Tile
            label={t('today.newProducts')}
            count={countOf(products, 'NEW')}
            place={{ screen: 'products', view: 'list', status: 'NEW' }}
          />
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
                    <span>{t(kindWords[item.kind])}</span>
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

/** One row is asked for: it is the counts that are wanted. */
const useCounts = (kind: RecordKind): Counts =>
  useVerb('records.list', { ...firstPage(kind, { pageSize: 1, counts: ['status'] }), refresh: true }, { topics: [kind] });

/** `null` while nothing is known, not even locally. */
const countOf = ({ value }: Counts, status: string): number | null => (value === null ? null : (value.counts['status']?.[status] ?? 0));
