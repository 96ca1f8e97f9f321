/** One intake on one page: its files, what they made, what a person has to say of it, and the bar that sends. */
import { Suspense, useState } from 'react';
import type { Outcome } from '../../../contract/errors.ts';
import type { Intake } from '../../../contract/intake.ts';
import type { SavedFile } from '../../../contract/journal.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { go } from '../../stores/place.ts';
import { Banner, Button, ErrorBanner, FilterTabs, ProgressBar, Spinner, StatusBadge, TimeAgo, Toolbar } from '../../ui/index.ts';
import { later } from '../../ui/later.tsx';
import { Saved } from '../rows/Saved.tsx';
import { checkAgain } from './actions.ts';
import { DocumentList } from './DocumentList.tsx';
import { FilesPart } from './FilesPart.tsx';
import styles from './intake.module.css';
import { SendBar } from './SendBar.tsx';
import { useSummary } from './summary.ts';
import { documentsOf, isAllThere, labelsOf, labelsToSee, needsPerson, stageTones, troubleAsError } from './words.ts';

const SkuPanel = later(async () => (await import('./SkuPanel.tsx')).SkuPanel);
const LabelPanel = later(async () => (await import('./LabelPanel.tsx')).LabelPanel);

type Part = 'documents' | 'skus' | 'labels';

export function OneIntake({ intake }: { readonly intake: Intake }) {
  const t = useText();
  const desk = useDesk();
  const { whatOf } = useSummary();
  const [wanted, setPart] = useState<Part>('documents');
  const [saved, setSaved] = useState<Outcome<SavedFile> | null>(null);
  const labels = labelsOf(intake);
  const toSee = labelsToSee(intake);
  const documents = documentsOf(intake);
  const has: Readonly<Record<Part, boolean>> = { documents: documents > 0, skus: intake.unknownSkus > 0, labels: labels > 0 };
  // A pile alone has no documents.
  const part = has[wanted] ? wanted : documents === 0 && labels > 0 ? 'labels' : 'documents';
  const report = async (what: 'errors' | 'all'): Promise<void> =>
    setSaved(await desk.call('intake.report', { id: intake.id, what, format: 'xlsx' }));
  const { doing, stage, counts, files } = intake;
  const isOld = files.some(({ sheets }) => sheets.some((sheet) => sheet.isOld));
  const items = [
    ...(documents > 0 || labels === 0 ? [{ key: 'documents' as const, label: t('intake.part.documents'), count: documents }] : []),
    ...(intake.unknownSkus > 0 ? [{ key: 'skus' as const, label: t('intake.part.skus'), count: intake.unknownSkus }] : []),
    ...(labels > 0
      ? [
          {
            key: 'labels' as const,
            label: t(toSee > 0 ? 'intake.part.labelsToSee' : 'intake.part.labels'),
            count: toSee > 0 ? toSee : labels,
          },
        ]
      : []),
  ];
  return (
    <>
      <Toolbar
        title={intake.name}
        end={
          <>
            {counts.error + counts.ask > 0 && (
              <Button isSmall onPress={() => void report('errors')}>
                {t('intake.report.errors')}
              </Button>
            )}
            {documents > 0 && (
              <Button isSmall variant="quiet" onPress={() => void report('all')}>
                {t('intake.report.all')}
              </Button>
            )}
            <ActionButton isSmall isQuiet action={checkAgain} subjects={[intake]} />
            <Button isSmall variant="quiet" onPress={() => go({ screen: 'intake' })}>
              {t('intake.all')}
            </Button>
          </>
        }
      >
        <StatusBadge tone={stageTones[stage]}>{t(`intake.stage.${stage}`)}</StatusBadge>
        <span className={styles.facts}>
          {whatOf(intake)} · {intake.from === 'watched' ? t('intake.fromWatched') : (intake.operator ?? '')}{' '}
          <TimeAgo time={intake.madeAt} />
        </span>
      </Toolbar>
      <div className={styles.notes}>
        <Saved result={saved} />
        {intake.trouble !== null && <ErrorBanner error={troubleAsError(intake.trouble, intake.name)} />}
        {isOld && intake.progress === null && (
          <Banner tone="warn" title={t('intake.old')}>
            {t('intake.old.next')}
          </Banner>
        )}
        {isAllThere(intake) && doing === null && stage === 'ready' && (
          <Banner tone="good" title={t('intake.allThere', { count: counts.there })}>
            {t('intake.allThere.next')}
          </Banner>
        )}
        {intake.awaitsProducts && (
          <Banner tone="info" title={t('intake.awaitsProducts')}>
            {t('intake.awaitsProducts.next')}
          </Banner>
        )}
        {intake.labelsBeside.drafts > 0 && (
          <Banner
            tone="good"
            title={t('intake.labels.toDrafts', { count: intake.labelsBeside.drafts })}
            actions={
              <Button isSmall onPress={() => go({ screen: 'drafts' })}>
                {t('intake.labels.toDrafts.open')}
              </Button>
            }
          >
            {t('intake.labels.toDrafts.next')}
          </Banner>
        )}
        {intake.labelsBeside.sent > 0 && (
          <Banner tone="info" title={t('intake.labels.sent', { count: intake.labelsBeside.sent })}>
            {t('intake.labels.sent.next')}
          </Banner>
        )}
        {doing !== null && (
          <ProgressBar
            label={t(stage === 'checking' ? 'intake.stage.checking' : 'intake.stage.reading')}
            value={doing.done}
            max={doing.of}
            valueText={t('intake.doing', doing)}
          />
        )}
      </div>
      <FilesPart intake={intake} isOpenAtFirst={files.some(({ sheets, trouble }) => trouble !== null || sheets.some(needsPerson))} />
      {(documents > 0 || labels > 0) && (
        <>
          {items.length > 1 && (
            <div className={styles.parts}>
              <FilterTabs label={t('intake.parts')} items={items} selected={part} onSelect={setPart} />
            </div>
          )}
          <Suspense fallback={<Spinner label={t('ui.loading')} />}>
            {part === 'skus' ? (
              <SkuPanel intake={intake} />
            ) : part === 'labels' ? (
              <LabelPanel intake={intake} />
            ) : (
              <DocumentList intake={intake} />
            )}
          </Suspense>
        </>
      )}
      {documents > 0 && <SendBar intake={intake} />}
    </>
  );
}
