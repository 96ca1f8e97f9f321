/** One document: what is wrong with it, the rows of the file that it was made of, and what would be sent. */
import { useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import type { Intake, IntakeDocument } from '../../../contract/intake.ts';
import type { RowProblem } from '../../../contract/imports.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { useDesk } from '../../bridge/useDesk.ts';
import { useProblemText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { Button, ErrorBanner, Heading, Section, Spinner } from '../../ui/index.ts';
import { SentContents } from '../outbox/SentContents.tsx';
import { leaveOut, openThere, takeIn, takeOver } from './actions.ts';
import { CellEditor } from './CellEditor.tsx';
import { StateBadge } from './StateBadge.tsx';
import styles from './intake.module.css';
import { useIntakeVerb } from './useIntakeVerb.ts';
import { asFieldProblem, columnName, whereIn, wordOr } from './words.ts';

interface DocumentDetailProps {
  readonly intake: Intake;
  readonly document: string;
  readonly mayMend: boolean;
  readonly onClose: () => void;
}

interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export function DocumentDetail({ intake, document, mayMend, onClose }: DocumentDetailProps) {
  const t = useText();
  const desk = useDesk();
  const problemText = useProblemText();
  const { value, error, loading } = useIntakeVerb('intake.document', intake.id, { id: intake.id, document });
  const [failure, setFailure] = useState<DeskError | null>(null);
  const [edited, setEdited] = useState<CellPlace | null>(null);
  if (error !== null) return <ErrorBanner error={error} />;
  if (value === null) return loading ? <Spinner label={t('ui.loading')} /> : <p>{t('intake.documentGone')}</p>;
  const { row, problems, cells, lines, body } = value;
  const mend = async (cell: CellPlace, text: string): Promise<void> => {
    setEdited(null);
    const outcome = await desk.call('intake.mend', { id: intake.id, document, ...cell, text });
    setFailure(outcome.ok ? null : outcome.error);
  };
  const tell = (done: { readonly error: DeskError | null }): void => setFailure(done.error);
  return (
    <article className={styles.detail} aria-label={row.reference}>
      <header className={styles.detailHead}>
        <Heading depth={0} className={styles.detailTitle}>
          {row.reference === '' ? row.order : row.reference}
        </Heading>
        <StateBadge row={row} />
        <ActionButton action={takeOver} subjects={[{ intake, row }]} onDone={tell} />
        <ActionButton action={openThere} subjects={[{ intake, row }]} onDone={tell} isQuiet />
        <ActionButton action={leaveOut} subjects={[{ intake, row }]} onDone={tell} isQuiet />
        <ActionButton action={takeIn} subjects={[{ intake, row }]} onDone={tell} />
        <Button isSmall variant="quiet" onPress={onClose}>
          {t('ui.close')}
        </Button>
      </header>
      {failure !== null && <ErrorBanner error={failure} />}
      {row.aside !== null && <p className={styles.soft}>{wordOr(t, `intake.aside.${row.aside}`, row.aside)}</p>}
      {problems.length > 0 && (
        <Section title={t('intake.problems', { count: problems.length })}>
          <ul className={styles.problems}>
            {problems.map((problem, index) => (
              <li key={index} data-severity={problem.severity}>
                <strong>{whereIn(t, problem)}</strong> {problemText(asFieldProblem(problem))}
                {problem.found !== '' && <span className={styles.found}>{problem.found}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('intake.inFile', { name: intake.files.find(({ index }) => index === row.file)?.name ?? '' })}>
        <div className={styles.cells}>
          {cells.map((each) => (
            <CellRow key={each.row} row={each} problems={problems} mayMend={mayMend} edited={edited} onEdit={setEdited} onText={mend} />
          ))}
        </div>
      </Section>
      {lines.length > 0 && (
        <Section title={t('intake.goods')}>
          <ul className={styles.lines}>
            {lines.map((line) => (
              <li key={line.path}>
                <span className={styles.code}>{line.sku}</span> × {line.quantity}
                <span className={styles.soft}>
                  {' → '}
                  {line.parts.length === 0
                    ? t('intake.line.unknown')
                    : line.parts
                        .map(({ sku, oasin, pieces }) => `${pieces > 1 ? `${pieces} × ` : ''}${sku === '' ? oasin : sku}`)
                        .join(' + ')}
                </span>
                {line.name !== '' && <span className={styles.soft}> · {line.name}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {body !== null && <SentContents body={body} />}
    </article>
  );
}

interface CellRowProps {
  readonly row: IntakeDocument['cells'][number];
  readonly problems: readonly RowProblem[];
  readonly mayMend: boolean;
  readonly edited: CellPlace | null;
  readonly onEdit: (cell: CellPlace | null) => void;
  readonly onText: (cell: CellPlace, text: string) => Promise<void>;
}

/** Columns that mean something come first; all others are there when they are asked for. */
function CellRow({ row, problems, mayMend, edited, onEdit, onText }: CellRowProps) {
  const t = useText();
  const isWrong = (header: string, field: string | null): RowProblem | undefined =>
    problems.find((each) => each.row === row.row && (each.column === header || (field !== null && each.field === field)));
  const meant = row.columns.filter(({ field, header }) => field !== null || isWrong(header, null) !== undefined);
  const others = row.columns.filter((each) => !meant.includes(each) && each.text !== '');
  const cell = ({ column, header, field, text, found }: (typeof row.columns)[number]) => {
    const problem = isWrong(header, field);
    const here = { row: row.row, column };
    const name = header === '' ? t('intake.map.column', { number: column + 1 }) : header;
    return (
      <div key={column} className={styles.cell} data-wrong={problem?.severity}>
        <dt title={field === null ? undefined : columnName(t, field)}>{name}</dt>
        <dd>
          {edited?.row === row.row && edited.column === column ? (
            <CellEditor label={name} value={text} onText={(typed) => void onText(here, typed)} onLeave={() => onEdit(null)} />
          ) : mayMend ? (
            <button
              type="button"
              className={styles.cellButton}
              aria-label={t('intake.mendCell', { name, text })}
              onClick={() => onEdit(here)}
            >
              {text === '' ? '—' : text}
            </button>
          ) : text === '' ? (
            '—'
          ) : (
            text
          )}
          {found !== null && <s className={styles.soft}> {found}</s>}
        </dd>
      </div>
    );
  };
  return (
    <div className={styles.cellRow}>
      <p className={styles.rowNumber}>{t('intake.row', { row: row.row })}</p>
      <dl className={styles.cellList}>{meant.map(cell)}</dl>
      {others.length > 0 && (
        <details>
          <summary>{t('intake.otherColumns', { count: others.length })}</summary>
          <dl className={styles.cellList}>{others.map(cell)}</dl>
        </details>
      )}
    </div>
  );
}
