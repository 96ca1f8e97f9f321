/** The table of the provider's calls with its evidence, and the connection check beside it. */
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import type { CallRow, CheckResult } from '../../../contract/connection.ts';
import type { DeskError } from '../../../contract/errors.ts';
import type { Proposal } from '../../../contract/proposal.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, CopyText, ErrorBanner, ProgressBar, StatusBadge, type Tone } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { PapersSection } from './PapersSection.tsx';
import { ProposalCard } from './ProposalCard.tsx';
import styles from './settings.module.css';
import { checkCalls } from './actions.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';

type Verdict = CheckResult['verdict'];
const verdictWords: Readonly<Record<Verdict, MessageId>> = {
  asAssumed: 'settings.verdict.asAssumed',
  otherShape: 'settings.verdict.otherShape',
  elsewhere: 'settings.verdict.elsewhere',
  notThere: 'settings.verdict.notThere',
  refused: 'settings.verdict.refused',
  failed: 'settings.verdict.failed',
  notTried: 'settings.verdict.notTried',
};
const verdictTones: Readonly<Record<Verdict, Tone>> = {
  asAssumed: 'good',
  otherShape: 'warn',
  elsewhere: 'warn',
  notThere: 'bad',
  refused: 'bad',
  failed: 'bad',
  notTried: 'neutral',
};
const evidenceWords: Readonly<Record<CallRow['evidence'], MessageId>> = {
  D: 'settings.evidence.D',
  X: 'settings.evidence.X',
  A: 'settings.evidence.A',
};

export function CallSettings() {
  const desk = useDesk();
  const t = useText();
  const { value: calls, error, reload } = useVerb('connections.calls', undefined);
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [isAccepted, setAccepted] = useState(false);
  const [results, setResults] = useState<Readonly<Record<string, CheckResult>>>({});
  const [isChecking, setChecking] = useState(false);
  const [failure, setFailure] = useState<DeskError | null>(null);
  useEffect(() => desk.on('check.progress', ({ result }) => setResults((before) => ({ ...before, [result.call]: result }))), [desk]);

  const check = async () => {
    setResults({});
    setFailure(null);
    setProposal(null);
    setAccepted(false);
    setChecking(true);
    const outcome = await desk.call('connections.check');
    setChecking(false);
    if (!outcome.ok) return setFailure(outcome.error);
    setResults(Object.fromEntries(outcome.value.results.map((result) => [result.call, result])));
    setProposal(outcome.value.proposal);
  };
  const accepted = () => {
    setProposal(null);
    setAccepted(true);
    reload();
  };
  const readable = calls?.filter((row) => row.method === 'GET').length ?? 0;
  const done = Object.keys(results).length;
  const shown = error ?? failure;
  return (
    <div className={classes(styles.page, styles.wide)}>
      <p className={classes(styles.soft)}>{t('settings.calls.intro')}</p>
      {shown !== null && <ErrorBanner error={shown} />}
      <div className={classes(styles.actions)}>
        <ActionButton action={checkCalls} subjects={[() => void check()]} isDisabled={isChecking} />
        <span className={classes(styles.soft)}>{t('settings.check.hint')}</span>
      </div>
      {isChecking && (
        <ProgressBar
          label={t('settings.check.busy')}
          value={done}
          max={readable}
          valueText={t('settings.check.progress', { done, total: readable })}
        />
      )}
      {isAccepted && <Banner tone="good" title={t('settings.proposal.accepted')} />}
      {proposal !== null && (
        <ProposalCard
          title={t('settings.check.elsewhere')}
          intro={t('settings.check.elsewhere.text')}
          proposal={proposal}
          onAccepted={accepted}
        />
      )}
      <div className={classes(styles.tableFrame)}>
        <table className={classes(styles.table)} aria-label={t('settings.calls')}>
          <thead>
            <tr>
              <th scope="col">{t('settings.calls.call')}</th>
              <th scope="col">{t('settings.calls.path')}</th>
              <th scope="col">{t('settings.calls.evidence')}</th>
              <th scope="col">{t('settings.calls.body')}</th>
              <th scope="col">{t('settings.calls.result')}</th>
            </tr>
          </thead>
          <tbody>
            {calls?.map((row) => (
              <tr key={row.call}>
                <th scope="row">{row.call}</th>
                <td>
                  <span className={classes(styles.code)}>
                    <b>{row.method}</b> {row.path}
                  </span>{' '}
                  {row.overridden && <StatusBadge tone="info">{t('settings.calls.overridden')}</StatusBadge>}
                </td>
                <td>
                  <Evidence evidence={row.evidence} />
                </td>
                <td>{row.bodyEvidence === null ? '—' : <Evidence evidence={row.bodyEvidence} />}</td>
                <td>
                  <Result result={results[row.call]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes(styles.soft)}>{t('settings.evidence.legend')}</p>
      <PapersSection onAccepted={reload} />
    </div>
  );
}

function Evidence({ evidence }: { readonly evidence: CallRow['evidence'] }) {
  const t = useText();
  return (
    <span>
      <b>{evidence}</b> {t(evidenceWords[evidence])}
    </span>
  );
}

function Result({ result }: { readonly result: CheckResult | undefined }) {
  const t = useText();
  const intl = useIntl();
  if (result === undefined) return null;
  return (
    <div className={classes(styles.result)}>
      <StatusBadge tone={verdictTones[result.verdict]}>{t(verdictWords[result.verdict])}</StatusBadge>
      {result.verdict !== 'notTried' && (
        <span className={classes(styles.soft)}>
          {result.httpStatus === null ? '' : `HTTP ${result.httpStatus} · `}
          {intl.formatNumber(Math.round(result.durationMs))} ms{result.providerCode === null ? '' : ` · ${result.providerCode}`}
        </span>
      )}
      {result.answersAt !== null && (
        <span className={classes(styles.code)}>{t('settings.check.answersAt', { path: result.answersAt })}</span>
      )}
      {result.missing.length > 0 && <span>{t('settings.check.missing', { fields: result.missing.join(', ') })}</span>}
      {result.oddities.map(({ kind, at }) => (
        <span key={`${kind} ${at}`}>{t(`settings.oddity.${kind}`, { at })}</span>
      ))}
      {result.logId !== null && result.verdict !== 'asAssumed' && <CopyText text={result.logId} />}
    </div>
  );
}
