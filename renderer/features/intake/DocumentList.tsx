/** What the files made, one row a document: by state, searched, mended in place, with its detail beside it. */
import { type KeyboardEvent, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import type { DeskError } from '../../../contract/errors.ts';
import { type Intake, type IntakeRow, type IntakeFilter, intakeFilters } from '../../../contract/intake.ts';
import { useActionKey, keyOf } from '../../actions/keys.ts';
import { findInList } from '../../actions/listActions.ts';
import { useRowMenu } from '../../actions/RowMenu.tsx';
import { useDesk } from '../../bridge/useDesk.ts';
import { useProblemText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import {
  type Column,
  DataTable,
  EmptyState,
  ErrorBanner,
  FilterTabs,
  SearchField,
  Spinner,
  SplitView,
  StatusBadge,
} from '../../ui/index.ts';
import { later } from '../../ui/later.tsx';
import { useWarehouses } from '../records/warehouses.ts';
import recordStyles from '../records/records.module.css';
import { leaveOut, mendHere, nextProblem, openThere, takeIn, takeOver } from './actions.ts';
import { CellEditor } from './CellEditor.tsx';
import { StateBadge } from './StateBadge.tsx';
import styles from './intake.module.css';
import { useIntakeRows } from './useIntakeRows.ts';
import { asFieldProblem, columnOf, documentsOf, mayBeMended, platformName, verdictTones, whereIn, wordOr } from './words.ts';

const DocumentDetail = later(async () => (await import('./DocumentDetail.tsx')).DocumentDetail);

const codeClass = recordStyles.code;

export function DocumentList({ intake }: { readonly intake: Intake }) {
  const t = useText();
  const intl = useIntl();
  const desk = useDesk();
  const problemText = useProblemText();
  const { nameOf } = useWarehouses();
  const [state, setState] = useState<IntakeFilter | 'all'>('all');
  const [search, setSearch] = useState('');
  const states = useMemo(() => (state === 'all' ? null : [state]), [state]);
  const { rows, isLoading, error, onSight } = useIntakeRows(intake.id, states, search);
  const [selected, setSelected] = useState<IntakeRow | null>(null);
  const [isBeside, setBeside] = useState(false);
  const [edited, setEdited] = useState<{ readonly row: IntakeRow; readonly begin: string | null } | null>(null);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const enter = useRef<(() => void) | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { files, counts } = intake;
  // As it is now: it may have been mended meanwhile.
  const current = selected === null ? null : (rows.at(rows.findIndex(({ id }) => id === selected.id)) ?? selected);
  const mayMend = mayBeMended(intake);
  const sheetOf = ({ file, sheet }: IntakeRow) => files.find(({ index }) => index === file)?.sheets.find(({ index }) => index === sheet);
  const cellOf = (row: IntakeRow): { readonly row: number; readonly column: number } | null => {
    const { problem } = row;
    const column = problem === null ? null : columnOf(sheetOf(row), problem);
    return problem?.row == null || column === null ? null : { row: problem.row, column };
  };
  const edit = (row: IntakeRow | null, begin: string | null): boolean => {
    if (row === null || !mayMend || row.isSent || cellOf(row) === null) return false;
    setEdited({ row, begin });
    return true;
  };
  const backToList = (): void => {
    setEdited(null);
    box.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  };
  const mend = async (row: IntakeRow, text: string): Promise<void> => {
    const cell = cellOf(row);
    backToList();
    if (cell === null) return;
    const outcome = await desk.call('intake.mend', { id: intake.id, document: row.id, ...cell, text });
    setFailure(outcome.ok ? null : outcome.error);
  };
  useActionKey(mendHere, () => edit(current, null));

  useEffect(() => {
    setSelected(null);
    setBeside(false);
  }, [state, search]);
  /** From the row at hand on, round the end. Where none of them is here yet, they are shown alone, and the first is gone to as it comes. */
  const goToProblem = (): void => {
    const from = current === null ? -1 : rows.findIndex(({ id }) => id === current.id);
    for (let step = 1; step <= rows.length; step += 1) {
      const row = rows.at((from + step) % rows.length);
      if (row === undefined || row.problem === null || row.isLeftOut || row.isSent || !(row.state === 'error' || row.state === 'ask'))
        continue;
      setSelected(row);
      return enter.current?.();
    }
    const wanted = counts.error > 0 ? 'error' : counts.ask > 0 ? 'ask' : null;
    if (wanted === null) return;
    isSought.current = true;
    setState(wanted);
  };
  const isSought = useRef(false);
  const goToSought = useEffectEvent(() => {
    if (!isSought.current || isLoading || rows.at(0) === undefined) return;
    isSought.current = false;
    goToProblem();
  });
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => goToSought(), [rows, isLoading]);
  useActionKey(nextProblem, goToProblem);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'grid') return;
    if (event.key === 'Escape' && isBeside) {
      event.preventDefault();
      setBeside(false);
    }
    // What is typed goes into the cell that is wrong.
    if (event.key.length !== 1 || event.key === ' ' || event.key === '?' || event.key === '/') return;
    if (!edit(current, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const columns = useMemo<readonly Column<IntakeRow>[]>(
    () => [
      {
        key: 'state',
        header: t('intake.column.state'),
        width: '6.5rem',
        render: (row) => <StateBadge row={row} />,
      },
      {
        key: 'order',
        header: t('intake.column.order'),
        width: 'minmax(9.5rem, 1fr)',
        render: ({ order, reference }) => <span className={codeClass}>{order === '' ? reference : order}</span>,
      },
      {
        key: 'tracking',
        header: t('intake.column.tracking'),
        width: 'minmax(9.5rem, 1fr)',
        givesWay: 2,
        render: ({ tracking }) => (tracking === '' ? '—' : <span className={codeClass}>{tracking}</span>),
      },
      { key: 'goods', header: t('intake.column.goods'), width: 'minmax(10rem, 1.5fr)', givesWay: 3, render: ({ goods }) => goods },
      {
        key: 'quantity',
        header: t('intake.column.quantity'),
        width: '3.75rem',
        isNumeric: true,
        givesWay: 4,
        render: ({ quantity }) => intl.formatNumber(quantity),
      },
      {
        key: 'platform',
        header: t('intake.column.platform'),
        width: '5.5rem',
        givesWay: 6,
        render: ({ platform, kind }) => (kind === 'shipment' ? platformName(t, platform) : t(`intake.table.${kind}`)),
      },
      {
        key: 'warehouse',
        header: t('intake.column.warehouse'),
        width: 'minmax(6rem, 1fr)',
        givesWay: 7,
        render: (row) => nameOf(row.warehouse),
      },
      {
        key: 'label',
        header: t('intake.column.label'),
        width: '6rem',
        givesWay: 1,
        render: ({ label, kind }) =>
          kind !== 'shipment' ? (
            ''
          ) : label === null ? (
            <span className={styles.soft}>{t('intake.noLabel')}</span>
          ) : (
            <StatusBadge tone={verdictTones[label]}>{t(`intake.label.${label}`)}</StatusBadge>
          ),
      },
      {
        key: 'problem',
        header: t('intake.column.problem'),
        width: 'minmax(18rem, 2.5fr)',
        render: (row) =>
          edited?.row.id === row.id && row.problem !== null ? (
            <CellEditor
              label={whereIn(t, row.problem)}
              value={edited.begin ?? row.problem.found}
              isBegun={edited.begin !== null}
              onText={(text) => void mend(row, text)}
              onLeave={backToList}
            />
          ) : row.problem !== null ? (
            <>
              <strong className={row.problem.severity === 'stop' ? styles.bad : styles.warn}>{whereIn(t, row.problem)}</strong>{' '}
              {problemText(asFieldProblem(row.problem))}
              {row.problems > 1 && <span className={styles.soft}> {t('intake.moreProblems', { count: row.problems - 1 })}</span>}
            </>
          ) : row.aside !== null ? (
            <span className={styles.soft}>{wordOr(t, `intake.aside.${row.aside}`, row.aside)}</span>
          ) : row.isMended ? (
            <span className={styles.soft}>{t('intake.mended')}</span>
          ) : (
            ''
          ),
      },
    ],
    // What is typed is drawn by the row it stands in.
    // oxlint-disable-next-line react/exhaustive-deps
    [t, intl, edited, problemText, nameOf],
  );
  const { onMenu, menuRow, menu } = useRowMenu({
    nameOf: ({ order, reference }: IntakeRow) => (order === '' ? reference : order),
    actions: [takeOver, openThere, leaveOut, takeIn],
    subjectOf: (row) => ({ intake, row }),
    onOpen: (row) => {
      setSelected(row);
      setBeside(true);
    },
    onDone: (done) => setFailure(done.error),
  });
  const all = documentsOf(intake);
  return (
    // Letters go on to the cell that is wrong.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={box} className={styles.documents} onKeyDownCapture={onKeyDown}>
      <div className={styles.chips}>
        <FilterTabs<IntakeFilter | 'all'>
          label={t('intake.column.state')}
          selected={state}
          onSelect={setState}
          items={[
            { key: 'all', label: t('records.filter.all'), count: all },
            ...intakeFilters
              .filter((key) => counts[key] > 0 || key === state || key === 'new')
              .map((key) => ({
                key,
                label: t(key === 'new' && counts.lacking === counts.new && counts.new > 0 ? 'intake.state.lacking' : `intake.state.${key}`),
                count: counts[key],
              })),
          ]}
        />
        <SearchField label={t('intake.search')} value={search} onChange={setSearch} shortcut={keyOf(findInList)} />
      </div>
      {error !== null && <ErrorBanner error={error} />}
      {failure !== null && <ErrorBanner error={failure} />}
      {menu}
      <SplitView
        list={
          <DataTable
            label={t('intake.part.documents')}
            columns={columns}
            rows={rows}
            place={{ of: `${state} ${search}`, start: 0, origin: 0 }}
            rowKey={({ id }) => id}
            selectedKey={current?.id ?? null}
            onSelect={setSelected}
            onOpen={() => setBeside(true)}
            onSight={onSight}
            onMenu={onMenu}
            menuRow={menuRow}
            isLoading={isLoading}
            total={rows.length}
            enter={enter}
            empty={<EmptyState title={t('intake.emptyFilter')} />}
          />
        }
        detail={
          isBeside && current !== null ? (
            <Suspense fallback={<Spinner label={t('ui.loading')} />}>
              <DocumentDetail
                key={current.id}
                intake={intake}
                document={current.id}
                mayMend={mayMend && !current.isSent}
                onClose={() => setBeside(false)}
              />
            </Suspense>
          ) : null
        }
      />
    </div>
  );
}
