/** The provider's own documentation: dropped or pasted, held against the desk's calls, and made into a profile. */
import { useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import type { Comparison, Matches, Papers } from '../../../contract/papers.ts';
import { desk as app } from '../../bridge/desk.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button, DropZone, ErrorBanner, Section, TextArea } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { ComparisonTable } from './ComparisonTable.tsx';
import { ProposalCard } from './ProposalCard.tsx';
import styles from './settings.module.css';

/** What the contract takes, in characters; a file has at least as many bytes. */
const longestPapers = 5_000_000;
const asFound: Matches = { operations: {}, query: {}, fields: {} };

const formatWords: Readonly<Record<Papers['format'], MessageId>> = {
  openapi: 'settings.papers.openapi',
  swagger: 'settings.papers.swagger',
  apidog: 'settings.papers.apidog',
  curl: 'settings.papers.curl',
};
const unreadWords: Readonly<Record<Papers['unread'][number]['what'], MessageId>> = {
  outerReferences: 'settings.papers.outerReferences',
  moreOperations: 'settings.papers.moreOperations',
  otherCommands: 'settings.papers.otherCommands',
};

export function PapersSection({ onAccepted }: { readonly onAccepted: () => void }) {
  const desk = useDesk();
  const t = useText();
  const [pasted, setPasted] = useState('');
  const [papers, setPapers] = useState<Papers | null>(null);
  const [matches, setMatches] = useState<Matches>(asFound);
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [error, setError] = useState<DeskError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isAccepted, setAccepted] = useState(false);

  const compare = async (next: Papers, chosen: Matches) => {
    setMatches(chosen);
    const outcome = await desk.call('papers.compare', { papers: next, matches: chosen });
    if (outcome.ok) setComparison(outcome.value);
    setError(outcome.ok ? null : outcome.error);
  };
  const read = async (text: string) => {
    setBusy(true);
    setAccepted(false);
    // SECURITY: a pasted cURL has the key in it; from here on there is only what main read out of it.
    setPasted('');
    const outcome = await app.call('papers.read', { text });
    if (outcome.ok) {
      setPapers(outcome.value);
      await compare(outcome.value, asFound);
    } else {
      setError(outcome.error);
    }
    setBusy(false);
  };
  const take = async ([file]: readonly File[]) => {
    if (file === undefined) return;
    if (file.size > longestPapers * 2) return setError({ code: 'papersTooLarge' });
    try {
      const text = await file.text();
      if (text.length > longestPapers) return setError({ code: 'papersTooLarge' });
      await read(text);
    } catch (cause) {
      console.error('the documentation could not be read', cause);
      setError({ code: 'fileUnreadable', params: { name: file.name } });
    }
  };
  const leave = () => {
    setPapers(null);
    setComparison(null);
    setError(null);
  };
  const accepted = () => {
    leave();
    setAccepted(true);
    onAccepted();
  };
  return (
    <Section title={t('settings.papers')}>
      <p className={classes(styles.soft)}>{t('settings.papers.intro')}</p>
      <div className={classes(styles.papersIn)}>
        <DropZone
          label={t('settings.papers.file')}
          accepts={t('settings.papers.accepts')}
          name="papers"
          isDisabled={isBusy}
          onFiles={(files) => void take(files)}
        />
        <div className={classes(styles.paste)}>
          <TextArea
            label={t('settings.papers.paste')}
            name="curl"
            rows={2}
            isCode
            value={pasted}
            onChange={setPasted}
            placeholder="curl 'https://…/api/v1/…' -H 'Authorization: …'"
            hint={t('settings.papers.paste.hint')}
          />
          <Button isDisabled={pasted.trim() === ''} isPending={isBusy} onPress={() => void read(pasted)}>
            {t('settings.papers.read')}
          </Button>
        </div>
      </div>
      {error !== null && <ErrorBanner error={error} />}
      {isAccepted && <Banner tone="good" title={t('settings.proposal.accepted')} />}
      {papers !== null && comparison !== null && (
        <>
          <p>
            <b>{t(formatWords[papers.format], { title: papers.title })}</b>{' '}
            {t('settings.papers.found', {
              found: comparison.calls.filter(({ operation }) => operation !== null).length,
              total: comparison.calls.length,
              operations: papers.operations.length,
            })}
          </p>
          {papers.unread.map(({ what, count }) => (
            <p key={what} className={classes(styles.soft)}>
              {t(unreadWords[what], { count })}
            </p>
          ))}
          <ComparisonTable papers={papers} comparison={comparison} matches={matches} onMatch={(chosen) => void compare(papers, chosen)} />
          {comparison.proposal === null ? (
            <p role="status">{t('settings.papers.nothing')}</p>
          ) : (
            <ProposalCard
              title={t('settings.papers.proposal')}
              intro={t('settings.papers.proposal.text')}
              proposal={comparison.proposal}
              onAccepted={accepted}
            />
          )}
          <div className={classes(styles.actions)}>
            <Button onPress={leave}>{t('settings.papers.leave')}</Button>
          </div>
        </>
      )}
    </Section>
  );
}
