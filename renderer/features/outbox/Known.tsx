/** What the last look-up could see, so that a person can judge what its silence is worth. */
import { useIntl } from 'react-intl';
import type { LookUpFacts } from '../../../contract/outbox.ts';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { formatSpan } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './outbox.module.css';

const filterWords: Readonly<Record<LookUpFacts['filter'], MessageId>> = {
  proven: 'outbox.known.filter.proven',
  unproven: 'outbox.known.filter.unproven',
  useless: 'outbox.known.filter.useless',
  kept: 'outbox.known.filter.kept',
};
const listWords: Readonly<Record<LookUpFacts['list'], MessageId>> = {
  whole: 'outbox.known.list.whole',
  backToTheAttempt: 'outbox.known.list.backToTheAttempt',
  partly: 'outbox.known.list.partly',
  elsewhere: 'outbox.known.list.elsewhere',
  kept: 'outbox.known.list.kept',
};

export function Known({ facts }: { readonly facts: LookUpFacts }) {
  const t = useText();
  const intl = useIntl();
  return (
    <ul className={classes(styles.known)}>
      <li>{t(filterWords[facts.filter])}</li>
      <li>{t(listWords[facts.list], { rows: facts.rowsRead })}</li>
      <li>
        {facts.longestLagMs === null
          ? t('outbox.known.lag.unknown')
          : t('outbox.known.lag', { time: formatSpan(intl, facts.longestLagMs) })}
      </li>
    </ul>
  );
}
