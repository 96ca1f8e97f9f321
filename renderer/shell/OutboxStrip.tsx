/** The strip below every screen: what is on its way, always in sight. */
import { useIntl } from 'react-intl';
import type { OutboxCounts } from '../../contract/outbox.ts';
import type { Action } from '../actions/action.ts';
import { useActionKey } from '../actions/keys.ts';
import { onTheWay } from '../features/connections/index.ts';
import type { MessageId } from '../messages/index.ts';
import { useText } from '../messages/useText.ts';
import { useRunningIntake } from '../stores/intakes.ts';
import { useOutboxCounts } from '../stores/outboxStore.ts';
import { go } from '../stores/place.ts';
import { useSessionPart } from '../stores/session.ts';
import { Keys, formatClock, useNow } from '../ui/index.ts';
import { classes } from '../ui/classes.ts';
import { goingActions } from './going.ts';
import styles from './Shell.module.css';

const goToOutbox = goingActions.find(({ id }) => id === 'go.outbox') as Action<null>;
const [, key = ''] = goToOutbox.keys ?? [];

const parts: readonly (readonly [keyof OutboxCounts, MessageId])[] = [
  ['sending', 'shell.outbox.sending'],
  ['queued', 'shell.outbox.queued'],
  ['unknown', 'shell.outbox.unknown'],
  ['needs_attention', 'shell.outbox.needsAttention'],
  ['rejected', 'shell.outbox.rejected'],
];

export function OutboxStrip() {
  const t = useText();
  const counts = useOutboxCounts();
  const shown = parts.filter(([state]) => counts[state] > 0).map(([state, id]) => t(id, { count: counts[state] }));
  const open = (): void => go({ screen: 'outbox' });
  useActionKey(goToOutbox, open, 1);
  const sending = useSessionPart((session) => session.sending);
  const refusal = useSessionPart((session) => session.obstacle?.code);
  const paused: MessageId | null =
    sending === 'pausedByOperator'
      ? 'shell.outbox.paused'
      : sending !== 'pausedForKey'
        ? null
        : refusal === 'accountRefused'
          ? 'shell.outbox.pausedForAccount'
          : refusal === 'otherCompany'
            ? 'shell.outbox.pausedForOther'
            : 'shell.outbox.pausedForKey';
  const wait = useTrouble();
  return (
    <footer
      className={classes(styles.strip)}
      data-trouble={wait !== null || paused !== null || counts.rejected + counts.needs_attention > 0}
    >
      <button type="button" className={classes(styles.stripButton)} aria-keyshortcuts={key} onClick={open}>
        <span role="status">
          <strong>{t('shell.outbox')}:</strong> {shown.length === 0 ? t('shell.outbox.empty') : shown.join(' · ')}
          {paused !== null && <em> — {t(paused)}</em>}
          {paused === null && wait !== null && <em> — {wait}</em>}
        </span>
        <span className={classes(styles.stripOpen)}>
          {t('shell.outbox.open')} <Keys keys={key} />
        </span>
      </button>
      <RunningIntake />
    </footer>
  );
}

/** An intake that is read, checked or sent just now: how far it is, wherever one is. */
function RunningIntake() {
  const t = useText();
  const intake = useRunningIntake();
  if (intake === null) return null;
  const { id, name, stage, doing, progress } = intake;
  const far =
    progress !== null
      ? t('intake.progress.sent', { count: progress.sent, of: progress.of })
      : doing !== null
        ? t('intake.doing', doing)
        : '';
  return (
    <button type="button" className={classes(styles.stripButton, styles.stripIntake)} onClick={() => go({ screen: 'intake', id })}>
      <span className={classes(styles.stripName)}>{name}</span>
      <span>
        {progress === null && t(`intake.stage.${stage}`)} {far}
      </span>
    </button>
  );
}

/** Why nothing is asked of the provider just now, and until when; `null` where nothing is the matter. */
function useTrouble(): string | null {
  const t = useText();
  const intl = useIntl();
  const now = useNow(1_000);
  const gate = useSessionPart((session) => session.rate.gate);
  const gateUntil = useSessionPart((session) => session.rate.gateUntil);
  const obstacle = useSessionPart((session) => session.obstacle);
  if (gate === null || gate === 'rate') return null;
  if (gateUntil === null || gateUntil <= now) return t('shell.outbox.asking');
  const unreachable = obstacle !== null && onTheWay.includes(obstacle.code) ? 'shell.outbox.obstructed' : 'shell.outbox.unreachable';
  return t(gate === 'busy' ? 'shell.outbox.busy' : unreachable, { time: formatClock(intl, gateUntil) });
}
