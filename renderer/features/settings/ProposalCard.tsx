/** What would change in the profile, and the one click that does it. */
import { useId, useState } from 'react';
import type { DeskError, FieldProblem } from '../../../contract/errors.ts';
import type { ProfileChange, Proposal } from '../../../contract/proposal.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import type { MessageId } from '../../messages/index.ts';
import { useProblemText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { Button, ErrorBanner, ErrorSummary, Section } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './settings.module.css';

const partWords: Readonly<Record<ProfileChange['part'], MessageId>> = {
  scheme: 'settings.change.scheme',
  method: 'settings.change.method',
  path: 'settings.change.path',
  query: 'settings.change.query',
  field: 'settings.change.field',
  fileField: 'settings.change.fileField',
};

export interface ProposalCardProps {
  readonly title: string;
  /** Where the corrections come from, in a sentence. */
  readonly intro: string;
  readonly proposal: Proposal;
  /** The profile is in force. */
  readonly onAccepted: () => void;
}

export function ProposalCard({ title, intro, proposal, onAccepted }: ProposalCardProps) {
  const desk = useDesk();
  const t = useText();
  const problemText = useProblemText();
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<DeskError | null>(null);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const accept = async () => {
    setSaving(true);
    const outcome = await desk.call('connections.amendProfile', { text: proposal.text });
    setSaving(false);
    setError(outcome.ok ? null : outcome.error);
    setProblems(outcome.ok ? outcome.value : []);
    if (outcome.ok && outcome.value.length === 0) onAccepted();
  };
  return (
    <Section title={title}>
      <p>{intro}</p>
      {error !== null && <ErrorBanner error={error} />}
      <ErrorSummary
        title={t('errors.profileInvalid.title')}
        problems={problems.map((problem) => ({ path: '', label: problem.path, text: problemText(problem) }))}
      />
      {proposal.changes.length > 0 && (
        <div className={classes(styles.actions)}>
          <Button variant="primary" isPending={isSaving} onPress={() => void accept()}>
            {t('settings.proposal.accept', { count: proposal.changes.length })}
          </Button>
          <span className={classes(styles.soft)}>{t('settings.proposal.hint')}</span>
        </div>
      )}
      {proposal.changes.length > 0 && <Changes label={t('settings.proposal.changes')} changes={proposal.changes} />}
      {proposal.kept.length > 0 && (
        <>
          <p>{t('settings.proposal.kept')}</p>
          <Changes label={t('settings.proposal.kept')} changes={proposal.kept} isKept />
        </>
      )}
    </Section>
  );
}

function Changes({
  label,
  changes,
  isKept = false,
}: {
  readonly label: string;
  readonly changes: readonly ProfileChange[];
  readonly isKept?: boolean;
}) {
  const t = useText();
  const id = useId();
  return (
    <div className={classes(styles.tableFrame)}>
      <table className={classes(styles.table, styles.wrapped)} aria-label={label} id={id}>
        <thead>
          <tr>
            <th scope="col">{t('settings.calls.call')}</th>
            <th scope="col">{t('settings.proposal.what')}</th>
            <th scope="col">{t(isKept ? 'settings.proposal.yours' : 'settings.proposal.now')}</th>
            <th scope="col">{t(isKept ? 'settings.proposal.theirs' : 'settings.proposal.then')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={`${change.call}/${change.part}/${change.name}`}>
              <th scope="row">{change.call ?? t('settings.proposal.allCalls')}</th>
              <td>{t(partWords[change.part], { name: change.name })}</td>
              <td className={classes(styles.code)}>{change.from}</td>
              <td className={classes(styles.code)}>{isKept ? change.to : <b>{change.to}</b>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
