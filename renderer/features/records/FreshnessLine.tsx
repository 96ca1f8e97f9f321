/** How fresh what is shown is, and a way to ask again. Old rows stay when the provider does not answer. */
import type { Freshness } from '../../../contract/bridge.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { keyOf } from '../../actions/keys.ts';
import { useErrorText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { Button, TimeAgo } from '../../ui/index.ts';
import { useErrorLine } from '../files/useErrorLine.ts';
import { refreshList } from '../../actions/listActions.ts';
import styles from './records.module.css';

export interface FreshnessLineProps {
  readonly freshness: Freshness | null;
  readonly onRefresh: () => void;
  /** What is refreshed, where it is not the list: the button is named by it. */
  readonly of?: string;
  /** It is one record: what could not be read is its own. */
  readonly isOfRecord?: true;
}

export function FreshnessLine({ freshness, onRefresh, of, isOfRecord }: FreshnessLineProps) {
  const t = useText();
  const error = freshness?.error ?? null;
  return (
    <div className={styles.freshness}>
      <Button
        isSmall
        variant="quiet"
        onPress={onRefresh}
        isDisabled={freshness?.refreshing === true}
        shortcut={of === undefined ? keyOf(refreshList) : undefined}
        {...(of === undefined ? {} : { 'aria-label': t('records.refreshOne', { what: of }) })}
      >
        {t('records.refresh')}
      </Button>
      <span role="status">
        {freshness === null ? null : freshness.refreshing ? (
          t('records.refreshing')
        ) : error !== null ? (
          <Stale asOf={freshness.asOf} error={error} />
        ) : freshness.asOf === null ? (
          t('records.never')
        ) : (
          <>
            {t('records.asOf')} <TimeAgo time={freshness.asOf} />
          </>
        )}
      </span>
      {freshness?.reading !== undefined && freshness.reading.read !== freshness.reading.of && (
        <span className={styles.stale}>
          {freshness.reading.of === null ? t('records.reading.some', freshness.reading) : t('records.reading', freshness.reading)}
        </span>
      )}
      {freshness?.preparing !== undefined && <span className={styles.stale}>{t('records.preparing', freshness.preparing)}</span>}
      {freshness?.oddities !== undefined && <Oddities {...freshness.oddities} isOfRecord={isOfRecord === true} />}
    </div>
  );
}

/** Why, beside how old; a pointer brings up all of it, and what to do. */
function Stale({ asOf, error }: { readonly asOf: number | null; readonly error: DeskError }) {
  const t = useText();
  const { title } = useErrorText()(error);
  const errorLine = useErrorLine();
  return (
    <span className={styles.stale} title={errorLine(error)}>
      {t(asOf === null ? 'records.never' : 'records.stale')} {asOf !== null && <TimeAgo time={asOf} />} · {title}
    </span>
  );
}

/** So many names beside the list; a pointer brings up the others. */
const namesShown = 2;

/**
 * What of the provider's answers could not be read: rows that are missing, and fields that are empty in rows that are there; of one record,
 * its fields.
 */
function Oddities({ unread, fields, isOfRecord }: NonNullable<Freshness['oddities']> & { readonly isOfRecord: boolean }) {
  const t = useText();
  const named = (some: typeof fields): string => some.map(({ name, rows }) => (isOfRecord ? name : `${name} (${rows})`)).join(', ');
  const said = [
    ...(unread > 0 ? [t('records.oddities.unread', { count: unread })] : []),
    ...(fields.length > 0
      ? [t('records.oddities.fields', { fields: named(fields.slice(0, namesShown)), more: Math.max(0, fields.length - namesShown) })]
      : []),
  ];
  return (
    <span className={styles.stale} title={named(fields)}>
      {said.join(' · ')}
    </span>
  );
}
