/** The desk's calls and the documentation side by side; a person corrects what was matched wrongly. */
import { useState } from 'react';
import type { CallName } from '../../../contract/errors.ts';
import type { ComparedCall, Comparison, Difference, Matches, Papers } from '../../../contract/papers.ts';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { Checkbox, StatusBadge, type Tone } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './settings.module.css';

const partWords: Readonly<Record<Difference['part'], MessageId>> = {
  scheme: 'settings.change.scheme',
  server: 'settings.change.server',
  method: 'settings.change.method',
  path: 'settings.change.path',
  query: 'settings.change.query',
  field: 'settings.change.field',
  fileField: 'settings.change.fileField',
  body: 'settings.change.body',
};
const kindWords: Readonly<Record<Difference['kind'], MessageId>> = {
  profile: 'settings.difference.profile',
  missing: 'settings.difference.missing',
  unknown: 'settings.difference.unknown',
  required: 'settings.difference.required',
  values: 'settings.difference.values',
  cannot: 'settings.difference.cannot',
};
const kindTones: Readonly<Record<Difference['kind'], Tone>> = {
  profile: 'info',
  missing: 'neutral',
  unknown: 'bad',
  required: 'warn',
  values: 'warn',
  cannot: 'warn',
};
const certaintyWords: Readonly<Record<Exclude<ComparedCall['certainty'], 'none'>, MessageId>> = {
  same: 'settings.certainty.same',
  likely: 'settings.certainty.likely',
  unsure: 'settings.certainty.unsure',
  chosen: 'settings.certainty.chosen',
};
const certaintyTones: Readonly<Record<Exclude<ComparedCall['certainty'], 'none'>, Tone>> = {
  same: 'good',
  likely: 'info',
  unsure: 'warn',
  chosen: 'info',
};

/** Stands for "none of these" in a list of choices. */
const none = '';

interface ComparisonTableProps {
  readonly papers: Papers;
  readonly comparison: Comparison;
  readonly matches: Matches;
  readonly onMatch: (matches: Matches) => void;
}

export function ComparisonTable({ papers, comparison, matches, onMatch }: ComparisonTableProps) {
  const t = useText();
  const [showsAll, setShowsAll] = useState(papers.format !== 'curl');
  const rows = showsAll
    ? comparison.calls
    : comparison.calls.filter(({ operation, differences }) => operation !== null && differences.length > 0);
  return (
    <>
      {comparison.general.length > 0 && (
        <ul className={classes(styles.general)}>
          {comparison.general.map((difference) => (
            <li key={difference.part}>
              <DifferenceLine difference={difference} onChoose={null} />
            </li>
          ))}
        </ul>
      )}
      <Checkbox label={t('settings.papers.showAll')} value={showsAll} onChange={setShowsAll} />
      {rows.length > 0 && (
        <div className={classes(styles.tableFrame)}>
          <table className={classes(styles.table, styles.wrapped, styles.compared)} aria-label={t('settings.papers.table')}>
            <thead>
              <tr>
                <th scope="col">{t('settings.calls.call')}</th>
                <th scope="col">{t('settings.papers.theirs')}</th>
                <th scope="col">{t('settings.papers.differences')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.call} row={row} papers={papers} matches={matches} onMatch={onMatch} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Row({
  row,
  papers,
  matches,
  onMatch,
}: {
  readonly row: ComparedCall;
  readonly papers: Papers;
  readonly matches: Matches;
  readonly onMatch: (matches: Matches) => void;
}) {
  const t = useText();
  const { call, ours, operation, certainty, differences } = row;
  const mute = differences.filter(({ kind, offered }) => kind === 'missing' && offered.length === 0);
  const spoken = differences.filter((difference) => !mute.includes(difference));
  return (
    <tr>
      <th scope="row">
        {call}
        <div className={classes(styles.code)}>{ours}</div>
      </th>
      <td>
        <select
          className={classes(styles.pick)}
          aria-label={t('settings.papers.matchOf', { call })}
          value={operation ?? none}
          onChange={(event) =>
            onMatch({ ...matches, operations: { ...matches.operations, [call]: event.target.value === none ? null : event.target.value } })
          }
        >
          <option value={none}>{t('settings.papers.noMatch')}</option>
          {papers.operations.map(({ key, title }) => (
            <option key={key} value={key}>
              {title === '' ? key : `${key} · ${title}`}
            </option>
          ))}
        </select>{' '}
        {certainty !== 'none' && <StatusBadge tone={certaintyTones[certainty]}>{t(certaintyWords[certainty])}</StatusBadge>}
      </td>
      <td>
        {operation !== null && differences.length === 0 && <span className={classes(styles.soft)}>{t('settings.papers.agrees')}</span>}
        <ul className={classes(styles.differences)}>
          {spoken.map((difference) => (
            <li key={`${difference.part}/${difference.name}/${difference.kind}`}>
              <DifferenceLine
                difference={difference}
                onChoose={difference.offered.length === 0 ? null : (name) => onMatch(renamed(matches, call, difference, name))}
              />
            </li>
          ))}
          {mute.length > 0 && (
            <li className={classes(styles.soft)}>
              {t('settings.difference.missingAll', { names: mute.map(({ ours: name }) => name).join(', ') })}
            </li>
          )}
        </ul>
      </td>
    </tr>
  );
}

/** The matches with a person's word on one name. */
function renamed(matches: Matches, call: CallName, { part, name }: Difference, to: string | null): Matches {
  const key = part === 'query' ? 'query' : 'fields';
  return { ...matches, [key]: { ...matches[key], [call]: { ...matches[key][call], [name]: to } } };
}

function DifferenceLine({
  difference,
  onChoose,
}: {
  readonly difference: Difference;
  readonly onChoose: ((name: string | null) => void) | null;
}) {
  const t = useText();
  const { part, name, ours, theirs, kind, offered } = difference;
  // Nested fields with where they stand: `packages.items.product_quantity`.
  const isPlaced = (part === 'query' || part === 'field') && kind !== 'values' && ours !== '';
  const what = t(partWords[part], { name: isPlaced ? ours : name });
  const values =
    kind === 'unknown' || kind === 'missing' || (kind === 'required' && ours === theirs)
      ? ''
      : kind === 'required'
        ? theirs
        : `${ours} → ${theirs}`;
  return (
    <div className={classes(styles.difference)}>
      <StatusBadge tone={kindTones[kind]}>{t(kindWords[kind])}</StatusBadge>
      <span>{what}</span>
      {onChoose !== null ? (
        <select
          className={classes(styles.pick)}
          aria-label={t('settings.papers.nameOf', { name })}
          value={theirs === '' ? none : theirs}
          onChange={(event) => onChoose(event.target.value === none ? null : event.target.value)}
        >
          <option value={none}>{t('settings.papers.noName')}</option>
          {offered.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      ) : (
        values !== '' && <span className={classes(styles.code)}>{values}</span>
      )}
    </div>
  );
}
