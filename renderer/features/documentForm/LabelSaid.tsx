/** What the label says of the form, beside it: what was filled by it, what does not fit, what a person must choose. */
import { useRef } from 'react';
import { useIntl } from 'react-intl';
import { useStore } from 'zustand';
import { courierOf } from '../../../contract/kinds/courierOf.ts';
import { type LabelCandidate, settled } from '../../../contract/labels.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { isMessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button, ErrorBanner, Spinner } from '../../ui/index.ts';
import { undoChange } from './actions.ts';
import styles from './documentForm.module.css';
import { useFormWords, useMeaning } from './formWords.ts';
import { type LabelState, differing } from './labelReading.ts';
import { useFormContext } from './useDocumentForm.ts';
import { useInSight } from './useInSight.ts';

/** More buttons than these help nobody. */
const mostOffered = 4;

export function LabelSaid() {
  const t = useText();
  const { label } = useFormContext();
  const state = useStore(label.state);
  const box = useRef<HTMLDivElement>(null);
  const wrong = differing(state);
  const { says } = state;
  useInSight(box, wrong.length > 0 || (says !== null && (says.disagrees !== null || says.several.length > 0)) ? says : null);
  if (state.stands === 'none') return null;
  return (
    <div ref={box} className={styles.notices}>
      {state.stands === 'reading' && <Spinner label={t('label.reading')} />}
      {state.error !== null && <ErrorBanner error={state.error} actions={<Button onPress={label.again}>{t('ui.retry')}</Button>} />}
      <Differing state={state} />
      <Doubts state={state} />
      <ToChoose state={state} />
      <TakenFields state={state} />
    </div>
  );
}

interface Part {
  readonly state: LabelState;
}

/** The wrong label on the right order: said first, and in words that name both. */
function Differing({ state }: Part) {
  const t = useText();
  const { label } = useFormContext();
  const { labelOf } = useFormWords();
  const shown = useShown();
  const wrong = differing(state);
  if (wrong.length === 0 || (state.says?.several.length ?? 0) > 0) return null;
  return (
    <Banner tone="bad" title={t('label.differs')}>
      <p>{t('label.differs.next')}</p>
      <ul>
        {wrong.map(({ field, value, candidates }) => (
          <li key={field}>
            <strong>{labelOf(field)}</strong>:{' '}
            {t('label.differs.line', { label: candidates.map((each) => shown(each.value)).join(', '), value: shown(value) })}
            <div className={styles.mends}>
              {candidates.slice(0, mostOffered).map((each) => (
                <Button key={each.value} isSmall onPress={() => label.take(field, each.value)}>
                  {t('label.take', { value: shown(each.value) })}
                </Button>
              ))}
              <Button isSmall variant="quiet" onPress={() => label.keep(field)}>
                {t('label.keep', { value: shown(value) })}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Banner>
  );
}

/** What of the label itself is not as it should be: said in the words that Check has for it. */
function Doubts({ state: { says } }: Part) {
  const { problemText } = useFormWords();
  if (says === null) return null;
  const { pages, trouble, disagrees, several, facts } = says;
  const isSilent = Object.values(facts).every((candidates) => candidates.length === 0);
  const say = (problem: string, params: Record<string, string | number> = {}): string => problemText({ path: '', problem, params });
  if (several.length > 0) {
    const count = new Set(several.map(({ tracking }) => tracking)).size;
    return <Banner tone="bad" title={say('labelSeveral', { count, pages })} />;
  }
  return (
    <>
      {disagrees !== null && <Banner tone="bad" title={say('labelDisagrees', disagrees)} />}
      {trouble !== null ? (
        <Banner tone="warn" title={say('labelNotRead', { why: trouble })} />
      ) : (
        isSilent && <Banner tone="info" title={say('labelSilent')} />
      )}
      {pages > 1 && <Banner tone="info" title={say('labelPages', { pages })} />}
    </>
  );
}

/** Empty fields of which it says two things, or one that only may be so. */
function ToChoose({ state: { held, says } }: Part) {
  const t = useText();
  const { label } = useFormContext();
  const { labelOf } = useFormWords();
  const shown = useShown();
  const where = useWhere();
  const open = held.filter(({ stands, candidates }) => stands === 'empty' && settled(candidates) === null);
  if (open.length === 0 || (says?.several.length ?? 0) > 0) return null;
  return open.map(({ field, candidates }) => (
    <Banner
      key={field}
      tone="warn"
      title={t(candidates.length > 1 ? 'label.choose' : 'label.perhaps', { field: labelOf(field) })}
      actions={candidates.slice(0, mostOffered).map((each) => (
        <Button key={each.value} isSmall onPress={() => label.take(field, each.value)}>
          {t('label.take', { value: shown(each.value) })}
        </Button>
      ))}
    >
      {candidates
        .slice(0, mostOffered)
        .map((each) => `${shown(each.value)} (${where(each)})`)
        .join(' · ')}
    </Banner>
  ));
}

function TakenFields({ state: { taken, held, stands, says, isFresh } }: Part) {
  const t = useText();
  const { label } = useFormContext();
  const { labelOf } = useFormWords();
  const shown = useShown();
  const where = useWhere();
  const stillThere = taken.filter(({ field, value }) =>
    held.some((each) => each.field === field && each.stands === 'same' && each.value === value),
  );
  if (stillThere.length === 0) {
    const isMatched = stands === 'read' && held.length > 0 && held.every((each) => each.stands === 'same') && says?.disagrees === null;
    return isMatched ? <Banner tone="good" title={t('label.matches')} /> : null;
  }
  return (
    <Banner
      tone="good"
      title={t('label.taken', { count: stillThere.length })}
      actions={
        isFresh ? (
          <ActionButton action={undoChange} subjects={[{ undo: label.undo }]} />
        ) : (
          <Button isSmall onPress={label.undo}>
            {t('form.undo')}
          </Button>
        )
      }
    >
      <ul>
        {stillThere.map(({ field, value, before }) => {
          const candidate = held.find((each) => each.field === field)?.candidates[0];
          const courier = courierName(t, field, value);
          return (
            <li key={field}>
              <strong>{labelOf(field)}</strong>: {shown(value)}
              {courier === null ? '' : ` · ${courier}`}
              {candidate !== undefined && ` (${where(candidate)})`}
              {before !== '' && ` ${t('label.taken.before', { before: shown(before) })}`}
            </li>
          );
        })}
      </ul>
    </Banner>
  );
}

/** Of a courier's code, where its shape tells. */
function courierName(t: ReturnType<typeof useText>, field: string, value: string): string | null {
  const id = `shipments.facet.courier.${courierOf(value) ?? ''}`;
  return field === 'courier_tracking_code' && isMessageId(id) && courierOf(value) !== 'other' ? t(id) : null;
}

/** Words of the provider's as they are called here, codes as they are. */
function useShown(): (value: string) => string {
  const meaning = useMeaning();
  return (value) => meaning(value) ?? value;
}

/** Where on the label it stands. */
function useWhere(): (candidate: LabelCandidate) => string {
  const t = useText();
  const intl = useIntl();
  return ({ sources }) => {
    const kinds = [...new Set(sources.map(({ from }) => from))];
    return intl.formatList(kinds.map((from) => t(`label.where.${from}`)));
  };
}

/** What is said of a field beside its own hint: that it comes from the label, or is the same there. */
export function useLabelMark(name: string): string | null {
  const t = useText();
  const { label } = useFormContext();
  const mark = useStore(label.state, ({ held, taken }) => {
    const here = held.find((each) => each.field === name);
    if (here?.stands !== 'same') return null;
    return taken.some(({ field, value }) => field === name && value === here.value) ? 'label.from' : 'label.same';
  });
  return mark === null ? null : t(mark);
}

/** What the label has against a field, in one line. */
export function useLabelDoubt(name: string): string | null {
  const t = useText();
  const shown = useShown();
  const { label } = useFormContext();
  const said = useStore(
    label.state,
    (state) =>
      differing(state)
        .find(({ field }) => field === name)
        ?.candidates.map(({ value }) => value)
        .join('\n') ?? null,
  );
  return said === null ? null : t('label.differs.field', { label: said.split('\n').map(shown).join(', ') });
}
