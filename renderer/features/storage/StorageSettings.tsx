/** What is kept on this computer, how much it is, for how long, and *Delete now*. */
import { useId, useState } from 'react';
import { useIntl } from 'react-intl';
import type { DeskError } from '../../../contract/errors.ts';
import { type Amount, type KeptRow, leastDaysAside } from '../../../contract/storage.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button, ConfirmDialog, DescriptionList, ErrorBanner, Section, Select, Spinner, formatBytes } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './storage.module.css';

const choices = [7, 14, 30, 60, 90, 180, 365] as const;
const forEver = 'forEver';

export function StorageSettings() {
  const t = useText();
  const amount = useAmount();
  const { value: storage, error, reload } = useVerb('storage.get', undefined);
  return (
    <div className={classes(styles.page)}>
      <p className={classes(styles.soft)}>{t('storage.intro')}</p>
      {error !== null && <ErrorBanner error={error} />}
      {storage?.clockIsDoubted === true && (
        <Banner tone="warn" title={t('storage.clockDoubted.title')}>
          {t('storage.clockDoubted.next')}
        </Banner>
      )}
      {storage === null && error === null && <Spinner label={t('storage.measuring')} />}
      {storage !== null && (
        <>
          <ul className={classes(styles.rows)}>
            {storage.rows.map((row) => (
              <KeptThingRow key={row.what} row={row} reload={reload} />
            ))}
          </ul>
          <Section title={t('storage.others')}>
            <DescriptionList
              items={[
                { term: t('storage.leftovers'), value: amount(storage.leftovers) },
                { term: t('storage.backups'), value: amount(storage.backups) },
              ]}
            />
          </Section>
        </>
      )}
    </div>
  );
}

function KeptThingRow({ row, reload }: { readonly row: KeptRow; readonly reload: () => void }) {
  const t = useText();
  const desk = useDesk();
  const intl = useIntl();
  const amount = useAmount();
  const id = useId();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [gone, setGone] = useState<Amount | null>(null);
  const [error, setError] = useState<DeskError | null>(null);
  const { what, days, kept, removable } = row;
  const isArchived = what === 'rows';
  const params = { count: removable.count, size: formatBytes(intl, removable.size) };

  const keepFor = async (value: string) => {
    const outcome = await desk.call('storage.setDays', { what, days: value === forEver ? null : Number(value) });
    setError(outcome.ok ? null : outcome.error);
    reload();
  };
  const deleteNow = async () => {
    setBusy(true);
    const outcome = await desk.call('storage.deleteNow', { what });
    setBusy(false);
    setError(outcome.ok ? null : outcome.error);
    setGone(outcome.ok ? outcome.value : null);
    reload();
  };
  const options = [
    ...[...new Set([...choices.filter((each) => what !== 'setAside' || each >= leastDaysAside), ...(days === null ? [] : [days])])]
      .toSorted((a, b) => a - b)
      .map((each) => ({ value: String(each), label: t('storage.days', { days: each }) })),
    { value: forEver, label: t('storage.forEver') },
  ];
  return (
    <li className={classes(styles.row)} aria-labelledby={id}>
      <div className={classes(styles.words)}>
        <strong id={id}>{t(`storage.${what}`)}</strong>
        <span className={classes(styles.soft)}>{t(`storage.${what}.hint`)}</span>
      </div>
      <span className={classes(styles.amount)}>{amount(kept)}</span>
      <Select
        label={t('storage.keepFor')}
        value={days === null ? forEver : String(days)}
        options={options}
        onChange={(value) => void keepFor(value)}
      />
      <Button
        variant={isArchived ? 'plain' : 'danger'}
        isDisabled={removable.count === 0}
        isPending={isBusy}
        aria-describedby={id}
        onPress={() => setAsking(true)}
      >
        {t(isArchived ? 'storage.archiveNow' : 'storage.deleteNow')}
      </Button>
      <div className={classes(styles.below)} role="status">
        {kept.count > 0 && removable.count === 0 && gone === null && (
          <span className={classes(styles.soft)}>{t('storage.nothingToGo')}</span>
        )}
        {gone !== null && <Banner tone="good" title={t(isArchived ? 'storage.archived' : 'storage.gone', { count: gone.count })} />}
        {error !== null && <ErrorBanner error={error} />}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t(`storage.${what}.confirm`, params)}
        confirmLabel={t(`storage.${what}.confirm`, params)}
        onConfirm={() => void deleteNow()}
        onClose={() => setAsking(false)}
      >
        {t(`storage.${what}.text`)}
      </ConfirmDialog>
    </li>
  );
}

function useAmount(): (amount: Amount) => string {
  const t = useText();
  const intl = useIntl();
  return ({ count, size }) => (count === 0 ? t('storage.nothing') : t('storage.amount', { count, size: formatBytes(intl, size) }));
}
