/** One entry of the journal: what is known of it, what was sent and answered, and the request for a terminal. */
import { useState } from 'react';
import type { JournalEntry } from '../../../contract/journal.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useProblemText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { Button, CopyText, DateTime, DescriptionList, ErrorBanner, type Fact, Section, copyText } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './journal.module.css';
import { useJournalWords } from './words.ts';

export function EntryDetail({ seq, personal }: { readonly seq: number; readonly personal: boolean }) {
  const t = useText();
  const [copied, setCopied] = useState<number | null>(null);
  const { value, error } = useVerb('journal.entry', { seq, personal });
  const facts = useFacts(value?.entry ?? null);
  if (error !== null) return <ErrorBanner error={error} />;
  if (value === null) return null;
  const { entry, sent, answered, curl } = value;
  return (
    <section className={classes(styles.entry)} aria-label={t('journal.entry', { seq })}>
      <DescriptionList items={facts} />
      {entry.what === 'request' && (
        <>
          <Section title={t('journal.entry.sent')}>
            <Body text={sent} />
          </Section>
          <Section title={t('journal.entry.answered')}>
            <Body text={answered} />
          </Section>
        </>
      )}
      {curl !== null && (
        <div className={classes(styles.actions)}>
          <Button
            onPress={() => {
              copyText(curl);
              setCopied(seq);
            }}
          >
            {t('journal.curl')}
          </Button>
          <span className={classes(styles.soft)} role="status">
            {copied === seq && `${t('journal.curl.copied')}. `}
            {t('journal.curl.hint')}
          </span>
        </div>
      )}
    </section>
  );
}

function useFacts(entry: JournalEntry | null): readonly Fact[] {
  const t = useText();
  const { whatWords, outcomeWords } = useJournalWords();
  if (entry === null) return [];
  const common: readonly Fact[] = [
    { term: t('journal.column.time'), value: <DateTime time={entry.at} isExact /> },
    { term: t('journal.column.operator'), value: entry.operator },
    { term: t('journal.column.key'), value: entry.naturalKey },
    { term: t('journal.column.what'), value: whatWords(entry) },
    { term: t('journal.column.outcome'), value: outcomeWords(entry) },
  ];
  if (entry.what === 'desk') return [...common, { term: t('journal.entry.reason'), value: entry.reason }];
  if (entry.what === 'outbox')
    return [
      ...common,
      { term: t('journal.entry.state'), value: entry.state },
      { term: t('journal.entry.code'), value: entry.code },
      ...(entry.despite === undefined ? [] : [{ term: t('journal.entry.despite'), value: <DespiteWords despite={entry.despite} /> }]),
    ];
  if (entry.what === 'print')
    return [
      ...common,
      { term: t('journal.entry.printed'), value: [entry.code, entry.part].filter((each) => each !== null).join(' · ') },
      { term: t('journal.entry.times'), value: t('journal.entry.times.value', { times: entry.times, copies: entry.copies }) },
      { term: t('journal.entry.printer'), value: entry.printer ?? t('printing.printer.default') },
    ];
  return [
    ...common,
    { term: t('journal.entry.path'), value: <span>{`${entry.method} ${entry.path}`}</span> },
    { term: t('journal.entry.status'), value: entry.httpStatus === null ? null : String(entry.httpStatus) },
    { term: t('journal.entry.code'), value: entry.providerCode },
    { term: t('journal.entry.logId'), value: entry.logId === null ? null : <CopyText text={entry.logId} /> },
  ];
}

/** What the operator was warned of, and sent it all the same. */
function DespiteWords({ despite }: { readonly despite: readonly string[] }) {
  const problemText = useProblemText();
  return (
    <ul>
      {despite.map((each) => {
        const [path = '', problem = ''] = each.split(': ');
        return (
          <li key={each}>
            {path}: {problemText({ path, problem })}
          </li>
        );
      })}
    </ul>
  );
}

function Body({ text }: { readonly text: string | null }) {
  const t = useText();
  if (text === null) return <p className={classes(styles.soft)}>{t('journal.entry.noBody')}</p>;
  return <pre className={classes(styles.body)}>{pretty(text)}</pre>;
}

/** Indented, where it is whole JSON. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Cut off, or no JSON: as it came.
    return text;
  }
}
