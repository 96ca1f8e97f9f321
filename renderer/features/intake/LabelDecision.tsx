/** What is known of one label: whose it may be and why, what is odd about it, and what a person can say. */
import type { LabelPiece } from '../../../contract/intake.ts';
import { type Text, useText } from '../../messages/useText.ts';
import { go } from '../../stores/place.ts';
import type { Place } from '../../stores/places.ts';
import { Button, Keys, StatusBadge } from '../../ui/index.ts';
import { formPlace, recordPlace } from '../rows/words.ts';
import styles from './intake.module.css';
import { reasonText, verdictTones, wordOr } from './words.ts';

type Candidate = LabelPiece['candidates'][number];

/** So many have a digit. */
const mostDigits = 9;
/** What has left takes no label any more. */
export const choosable = ({ candidates }: LabelPiece): readonly Candidate[] =>
  candidates.filter(({ where }) => where !== 'open').slice(0, mostDigits);

const left: readonly string[] = ['sentLabelled', 'sentUnlabelled', 'inOutbox'];

interface DecisionProps {
  readonly piece: LabelPiece;
  readonly mayDecide: boolean;
  readonly onDecide: (document: string | null) => void;
  /** What was said of it is taken back. */
  readonly onLeaveOpen: () => void;
}

export function LabelDecision({ piece, mayDecide, onDecide, onLeaveOpen }: DecisionProps) {
  const t = useText();
  const facts = Object.entries(piece.facts).flatMap(([fact, values]) => values.map((value) => ({ fact, value })));
  const choices = choosable(piece);
  const sent = piece.candidates.filter(({ where }) => where === 'open');
  return (
    <div className={styles.decision}>
      <p>
        <StatusBadge tone={verdictTones[piece.verdict]}>{t(`intake.label.${piece.verdict}`)}</StatusBadge> {whatOf(t, piece)}
      </p>
      {/* What the verdict says is said. */}
      {piece.findings
        .filter((finding) => finding !== piece.verdict)
        .map((finding) => (
          <p key={finding} className={styles.warn}>
            {wordOr(t, `intake.finding.${finding}`, finding)}
          </p>
        ))}
      {sent.length > 0 && (
        <ul className={styles.candidates}>
          {sent.map((each) => (
            <li key={each.document}>
              <Known candidate={each} />
              <Reasons of={each} />
            </li>
          ))}
        </ul>
      )}
      {choices.length > 0 && (
        <ol className={styles.candidates}>
          {choices.map((each, index) => (
            <li key={each.document}>
              <Button
                variant={each.document === piece.document ? 'primary' : 'plain'}
                isDisabled={!mayDecide}
                aria-pressed={each.document === piece.document}
                onPress={() => onDecide(each.document)}
              >
                <Keys keys={String(index + 1)} /> {each.where === 'draft' && `${t('intake.labels.draft')} `}
                <span className={styles.code}>{each.reference}</span>
              </Button>
              <Known candidate={each} />
              <Reasons of={each} />
            </li>
          ))}
        </ol>
      )}
      <Button isDisabled={!mayDecide} onPress={() => onDecide(null)}>
        {t('intake.labels.nobody')} <Keys keys="N" />
      </Button>
      {piece.isDecided && (
        <Button variant="quiet" isDisabled={!mayDecide} onPress={onLeaveOpen}>
          {t('intake.labels.leaveOpen')} <Keys keys="U" />
        </Button>
      )}
      {mayDecide && (
        <p className={styles.keysHint}>
          <Keys keys="1…9" /> {t('intake.labels.key.choose')} <Keys keys="Enter" /> {t('intake.labels.key.first')} <Keys keys="N" />{' '}
          {t('intake.labels.key.none')} <Keys keys="⌫" /> {t('intake.labels.key.undo')}
        </p>
      )}
      <dl className={styles.cellList}>
        {facts.map(({ fact, value }) => (
          <div key={`${fact} ${value}`} className={styles.cell}>
            <dt>{wordOr(t, `intake.fact.${fact}`, fact)}</dt>
            <dd className={styles.code}>{value}</dd>
          </div>
        ))}
        {piece.codes.map((code) => (
          <div key={code} className={styles.cell}>
            <dt>{t('intake.fact.code')}</dt>
            <dd className={styles.code}>{code}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** In a sentence; what has left is told by its finding. */
function whatOf(t: Text, { verdict, findings, candidates, document }: LabelPiece): string {
  if (findings.some((finding) => left.includes(finding))) return t('intake.label.sent.what');
  const isOfDraft = candidates.some((each) => each.document === document && each.where === 'draft');
  return t(verdict === 'matched' && isOfDraft ? 'intake.label.draft.what' : `intake.label.${verdict}.what`);
}

const Reasons = ({ of: { reasons } }: { readonly of: Candidate }) => {
  const t = useText();
  return <span className={styles.soft}>{reasons.map((reason) => reasonText(t, reason)).join(' · ')}</span>;
};

/** Where a person finds it. */
function placeOf({ known }: Candidate): Place | null {
  if (known === null) return null;
  if ('draft' in known) return formPlace('shipment', known.draft);
  return 'code' in known ? recordPlace('shipment', known.code) : { screen: 'outbox', id: known.outbox };
}

function Known({ candidate }: { readonly candidate: Candidate }) {
  const t = useText();
  const place = placeOf(candidate);
  if (place === null) return null;
  const { known, reference } = candidate;
  const text =
    known !== null && 'code' in known
      ? t('intake.labels.sentAs', { reference, code: known.code })
      : t(candidate.where === 'draft' ? 'intake.labels.openDraft' : 'intake.labels.openOutbox', { reference });
  return (
    <Button isSmall variant="quiet" onPress={() => go(place)}>
      {text}
    </Button>
  );
}
