/**
 * Labels of the pile: large, with the orders that each might be of and why. Decided by keys: a digit chooses, Enter takes the first, N says
 * that it is nobody's and goes on, Backspace takes the last word back, U the word on the label that is shown.
 */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import { type Intake, type LabelPiece, type LabelVerdict, labelVerdicts } from '../../../contract/intake.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { intakeChanged } from '../../stores/intakes.ts';
import { Button, EmptyState, ErrorBanner, FilterTabs, Spinner, StatusBadge } from '../../ui/index.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { draftsOfLabels } from './actions.ts';
import { LabelDecision, choosable } from './LabelDecision.tsx';
import { LabelPicture } from './LabelPicture.tsx';
import styles from './intake.module.css';
import { useIntakeVerb } from './useIntakeVerb.ts';
import { labelsToSee, mayBeMended, verdictTones } from './words.ts';

const toSee: LabelVerdict[] = ['ask', 'stranger', 'duplicate', 'unreadable'];
const pageSize = 100;

export function LabelPanel({ intake }: { readonly intake: Intake }) {
  const t = useText();
  const desk = useDesk();
  const [wanted, setWanted] = useState<LabelVerdict | 'see' | 'all'>(labelsToSee(intake) > 0 ? 'see' : 'all');
  const [from, setFrom] = useState(0);
  const verdicts = wanted === 'all' ? null : wanted === 'see' ? toSee : [wanted];
  const { value, error } = useIntakeVerb('intake.labels', intake.id, { id: intake.id, verdicts, from, pageSize });
  const [selected, setSelected] = useState<string | null>(null);
  const [decided, setDecided] = useState<readonly LabelPiece[]>([]);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const pieces = (value?.pieces ?? []).filter(({ isDecided }) => wanted !== 'see' || !isDecided);
  const at = Math.max(
    0,
    pieces.findIndex(({ id }) => id === selected),
  );
  const piece = pieces[at] ?? null;
  const mayDecide = intake.stage === 'reading' || mayBeMended(intake);
  const step = (to: number): void => setSelected(pieces[Math.max(0, Math.min(pieces.length - 1, to))]?.id ?? null);

  const say = async (which: LabelPiece, document: string | null, undecided = false): Promise<boolean> => {
    const wrong = intakeChanged(await desk.call('intake.attach', { id: intake.id, piece: which.id, document, undecided }));
    setFailure(wrong);
    return wrong === null;
  };
  const decide = async (document: string | null): Promise<void> => {
    if (piece === null || !mayDecide) return;
    // The next one is shown at once, while this one goes from the list.
    const next = pieces[at + 1] ?? pieces[at - 1] ?? null;
    if (await say(piece, document)) setDecided((before) => [...before, piece]);
    setSelected(next?.id ?? null);
  };
  /** As it was before: undecided, or what was said of it then. */
  const undo = async (): Promise<void> => {
    const last = decided.at(-1);
    if (last === undefined) return;
    if (await say(last, last.document, !last.isDecided)) setDecided((before) => before.slice(0, -1));
    setSelected(last.id);
  };
  const leaveOpen = async (): Promise<void> => {
    if (piece === null || !mayDecide || !piece.isDecided) return;
    if (await say(piece, null, true)) setDecided((before) => before.filter(({ id }) => id !== piece.id));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget || piece === null) return;
    const digit = /^[1-9]$/u.test(event.key) ? choosable(piece)[Number(event.key) - 1] : undefined;
    const deeds: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => step(at + 1),
      ArrowUp: () => step(at - 1),
      Home: () => step(0),
      End: () => step(pieces.length - 1),
      Enter: () => {
        const [first] = choosable(piece);
        if (first !== undefined) void decide(first.document);
      },
      n: () => void decide(null),
      N: () => void decide(null),
      u: () => void leaveOpen(),
      U: () => void leaveOpen(),
      Backspace: () => void undo(),
    };
    const deed = digit === undefined ? deeds[event.key] : () => void decide(digit.document);
    if (deed === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };
  useEffect(() => {
    list.current?.focus();
  }, []);
  useEffect(() => {
    if (selected !== null) document.getElementById(`piece-${selected}`)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const { labels } = intake;
  return (
    <div className={styles.labels}>
      <div className={styles.chips}>
        <FilterTabs<LabelVerdict | 'see' | 'all'>
          label={t('intake.part.labels')}
          selected={wanted}
          onSelect={(key) => {
            setWanted(key);
            setFrom(0);
            setSelected(null);
          }}
          items={[
            { key: 'see', label: t('intake.labels.toSee'), count: labelsToSee(intake) },
            ...labelVerdicts
              .filter((key) => labels[key] > 0 || key === wanted)
              .map((key) => ({ key, label: t(`intake.label.${key}`), count: labels[key] })),
            { key: 'all', label: t('records.filter.all') },
          ]}
        />
        <ActionButton isSmall action={draftsOfLabels} subjects={[intake]} />
      </div>
      {error !== null && <ErrorBanner error={error} />}
      {failure !== null && <ErrorBanner error={failure} />}
      {value === null ? (
        <Spinner label={t('ui.loading')} />
      ) : pieces.length === 0 ? (
        <EmptyState title={t(wanted === 'see' ? 'intake.labels.none' : 'intake.emptyFilter')} />
      ) : (
        <div className={styles.sideBySide}>
          <div className={styles.pieceColumn}>
            <div
              ref={list}
              className={styles.pieces}
              role="listbox"
              aria-label={t('intake.labels.list')}
              tabIndex={0}
              aria-activedescendant={piece === null ? undefined : `piece-${piece.id}`}
              onKeyDown={onKeyDown}
            >
              {pieces.map((each) => (
                // Keys are heard by the list.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={each.id}
                  id={`piece-${each.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={each === piece}
                  className={styles.piece}
                  onClick={() => {
                    setSelected(each.id);
                    list.current?.focus();
                  }}
                >
                  <span>{t('intake.labels.at', { page: each.page, file: nameOf(intake, each.file) })}</span>
                  <StatusBadge tone={verdictTones[each.verdict]}>{t(`intake.label.${each.verdict}`)}</StatusBadge>
                </div>
              ))}
            </div>
            {value.total > pageSize && (
              <div className={styles.buttons}>
                <Button isSmall variant="quiet" isDisabled={from === 0} onPress={() => setFrom(Math.max(0, from - pageSize))}>
                  ‹
                </Button>
                <span className={styles.soft}>
                  {t('ui.pager.range', { from: String(from + 1), to: String(from + pieces.length), total: String(value.total) })}
                </span>
                <Button isSmall variant="quiet" isDisabled={from + pageSize >= value.total} onPress={() => setFrom(from + pageSize)}>
                  ›
                </Button>
              </div>
            )}
          </div>
          {piece !== null && (
            <>
              <LabelPicture key={piece.id} intake={intake} piece={piece} />
              <LabelDecision
                piece={piece}
                mayDecide={mayDecide}
                onDecide={(document) => void decide(document)}
                onLeaveOpen={() => void leaveOpen()}
              />
            </>
          )}
        </div>
      )}
    </div>
  );
}

const nameOf = ({ files }: Intake, index: number): string => files.find((file) => file.index === index)?.name ?? '';
