/** All that was dropped: what waits for a person first of all says what it waits for. */
import { useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import type { DeskError } from '../../../contract/errors.ts';
import type { Intake } from '../../../contract/intake.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { useRowMenu } from '../../actions/RowMenu.tsx';
import { useText } from '../../messages/useText.ts';
import { useIntakes } from '../../stores/intakes.ts';
import { go } from '../../stores/place.ts';
import { type Column, DataTable, ErrorBanner, StatusBadge, TimeAgo, Toolbar } from '../../ui/index.ts';
import { importFiles, removeIntake, templates } from './actions.ts';
import styles from './intake.module.css';
import { stageTones } from './words.ts';
import { useSummary } from './summary.ts';

export function IntakeList() {
  const t = useText();
  const intl = useIntl();
  const { intakes, isLoaded, error } = useIntakes();
  const summary = useSummary();
  const [failure, setFailure] = useState<DeskError | null>(null);
  const open = ({ id }: Intake): void => go({ screen: 'intake', id });
  const columns = useMemo<readonly Column<Intake>[]>(
    () => [
      {
        key: 'stage',
        header: t('intake.column.stage'),
        width: '10.5rem',
        render: ({ stage }) => <StatusBadge tone={stageTones[stage]}>{t(`intake.stage.${stage}`)}</StatusBadge>,
      },
      { key: 'name', header: t('intake.column.name'), width: 'minmax(12rem, 2fr)', render: ({ name }) => <strong>{name}</strong> },
      { key: 'what', header: t('intake.column.what'), width: 'minmax(11rem, 1.5fr)', givesWay: 3, render: summary.whatOf },
      { key: 'next', header: t('intake.column.next'), width: 'minmax(12rem, 2fr)', render: summary.standsOf },
      {
        key: 'operator',
        header: t('intake.column.operator'),
        width: '8rem',
        givesWay: 4,
        render: ({ operator, from }) => (from === 'watched' ? t('intake.fromWatched') : (operator ?? '—')),
      },
      {
        key: 'time',
        header: t('intake.column.time'),
        width: '8rem',
        align: 'end',
        givesWay: 1,
        render: ({ madeAt }) => <TimeAgo time={madeAt} />,
      },
    ],
    // The numbers in it are written in the language of the moment.
    // oxlint-disable-next-line react/exhaustive-deps
    [t, intl, summary],
  );
  const { onMenu, menuRow, menu } = useRowMenu({
    nameOf: ({ name }: Intake) => name,
    actions: [removeIntake],
    subjectOf: (intake) => intake,
    onOpen: open,
    onDone: (done) => setFailure(done.error),
  });
  return (
    <>
      <Toolbar title={t('intake.title')} end={<ActionButton action={importFiles} subjects={[null]} />} />
      {error !== null && <ErrorBanner error={error} />}
      {failure !== null && <ErrorBanner error={failure} />}
      {isLoaded && intakes.length === 0 ? (
        <Welcome />
      ) : (
        <DataTable
          label={t('intake.title')}
          columns={columns}
          rows={intakes}
          rowKey={({ id }) => id}
          onOpen={open}
          onMenu={onMenu}
          menuRow={menuRow}
          isLoading={!isLoaded}
        />
      )}
      {menu}
    </>
  );
}

/** Nothing was dropped yet: what can be dropped, and files to begin with. */
function Welcome() {
  const t = useText();
  return (
    <div className={styles.welcome}>
      <div className={styles.target}>
        <p className={styles.targetTitle}>{t('intake.welcome')}</p>
        <p>{t('intake.welcome.what')}</p>
        <ul>
          <li>{t('intake.welcome.orders')}</li>
          <li>{t('intake.welcome.labels')}</li>
          <li>{t('intake.welcome.others')}</li>
        </ul>
        <p className={styles.soft}>{t('intake.welcome.safe')}</p>
      </div>
      <div>
        <p>{t('intake.welcome.templates')}</p>
        <div className={styles.buttons}>
          {templates.map((action) => (
            <ActionButton key={action.id} action={action} subjects={[null]} />
          ))}
        </div>
      </div>
    </div>
  );
}
