/** What a list can be narrowed by beside its search, its status and its warehouse: the facets its kind declares, and days. */
import { type ReactNode, useState } from 'react';
import { useIntl } from 'react-intl';
import type { PageAnswer } from '../../../contract/query.ts';
import type { RecordRange } from '../../../contract/recordQuery.ts';
import { useText } from '../../messages/useText.ts';
import { classes } from '../../ui/classes.ts';
import { FilterTabs } from '../../ui/index.ts';
import { DayFilter } from '../rows/DayFilter.tsx';
import type { Narrowed } from './Narrowings.tsx';
import { type FacetWords, facetsOf, timeWord, timesOf, useFacetWords } from './filterWords.ts';
import styles from './records.module.css';

/** So many values stand side by side; more of them are chosen from a list. */
const mostSideBySide = 6;

export function FilterPanel({
  kind,
  filter,
  counts,
  onChange,
  children,
}: Narrowed & { readonly counts: PageAnswer['counts']; readonly children?: ReactNode }) {
  const t = useText();
  const words = useFacetWords(kind);
  return (
    <div role="group" aria-label={t('records.filters')} className={classes(styles.panel)}>
      {facetsOf(kind).map((facet) => (
        <FacetChoice
          key={facet}
          facet={facet}
          words={words}
          counts={counts[facet] ?? {}}
          chosen={filter.facets[facet] ?? []}
          onChange={(values) => onChange({ facets: { ...filter.facets, [facet]: [...values] } })}
        />
      ))}
      <Days kind={kind} filter={filter} onChange={onChange} />
      {children}
    </div>
  );
}

interface FacetChoiceProps {
  readonly facet: string;
  readonly words: FacetWords;
  readonly counts: Readonly<Record<string, number>>;
  readonly chosen: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

function FacetChoice({ facet, words, counts, chosen, onChange }: FacetChoiceProps) {
  const t = useText();
  const intl = useIntl();
  const label = words.labelOf(facet);
  const toggle = (value: string): void => onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  const byName = (a: string, b: string): number => words.valueOf(facet, a).localeCompare(words.valueOf(facet, b), intl.locale);
  // What is not known comes last.
  const values = [...new Set([...Object.keys(counts), ...chosen])].toSorted((a, b) => Number(a === '') - Number(b === '') || byName(a, b));
  const isLong = values.length > mostSideBySide;
  const shown = isLong ? values.filter((value) => chosen.includes(value)) : values;
  return (
    <div className={classes(styles.facet)}>
      <span className={classes(styles.facetLabel)} aria-hidden="true">
        {label}
      </span>
      {values.length === 0 && <span>—</span>}
      {isLong && (
        <select
          aria-label={t('records.facet.choose', { label: label.toLowerCase() })}
          value=""
          onChange={(event) => toggle(event.target.value)}
        >
          <option value="" disabled hidden>
            {t('records.facet.choose', { label: label.toLowerCase() })}
          </option>
          {values
            .filter((value) => !chosen.includes(value))
            .map((value) => (
              <option key={value} value={value}>
                {`${words.valueOf(facet, value)} (${intl.formatNumber(counts[value] ?? 0)})`}
              </option>
            ))}
        </select>
      )}
      {shown.length > 0 && (
        <FilterTabs
          label={label}
          selected={chosen}
          onSelect={toggle}
          items={shown.map((value) => ({ key: value, label: words.valueOf(facet, value), count: counts[value] ?? 0 }))}
        />
      )}
    </div>
  );
}

/** From which day to which, of one of the times that the list has. */
function Days({ kind, filter: { ranges }, onChange }: Narrowed) {
  const t = useText();
  const times = timesOf(kind);
  const [wanted, setWanted] = useState(times[0] ?? 'created');
  const time = times.find((each) => ranges[each] !== undefined) ?? wanted;
  const range = ranges[time] ?? null;
  const put = (name: string, next: RecordRange | null): void => onChange({ ranges: next === null ? {} : { [name]: next } });
  return (
    <div className={classes(styles.facet)}>
      <select
        aria-label={t('records.days.of')}
        value={time}
        onChange={(event) => {
          setWanted(event.target.value);
          if (range !== null) put(event.target.value, range);
        }}
      >
        {times.map((each) => (
          <option key={each} value={each}>
            {timeWord(t, kind, each)}
          </option>
        ))}
      </select>
      <div className={classes(styles.days)}>
        <DayFilter label={timeWord(t, kind, time)} range={range} onChange={(next) => put(time, next)} />
      </div>
    </div>
  );
}
