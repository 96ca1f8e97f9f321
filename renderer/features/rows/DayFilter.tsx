/** From which day to which: spans that are often wanted, and a field for the first and the last day. */
import { useState } from 'react';
import type { Range } from '../../../contract/query.ts';
import { type RecordRange, rangeAt } from '../../../contract/recordQuery.ts';
import { useText } from '../../messages/useText.ts';
import { classes } from '../../ui/classes.ts';
import { tidyDateText } from '../../ui/dateText.ts';
import { FilterTabs, useNow } from '../../ui/index.ts';
import styles from './DayFilter.module.css';
import { type Span, daysInWords, isSameRange, rangeOfDays, shownDays, spans } from './dayRange.ts';

export interface DayFilterProps {
  /** Which time it is about. */
  readonly label: string;
  /** In Unix seconds, or days that move; `null`: all days. */
  readonly range: RecordRange | null;
  readonly onChange: (range: RecordRange | null) => void;
}

export function DayFilter({ label, range, onChange }: DayFilterProps) {
  const t = useText();
  const now = useNow(60_000);
  const names = Object.keys(spans) as readonly Span[];
  return (
    <div role="group" aria-label={label} className={classes(styles.days)}>
      <FilterTabs
        label={label}
        selected={names.filter((name) => isSameRange(range, spans[name]))}
        onSelect={(name) => onChange(isSameRange(range, spans[name]) ? null : spans[name])}
        items={names.map((name) => ({ key: name, label: daysInWords(t, spans[name]), hint: t('records.days.moves') }))}
      />
      <DayFields range={range === null ? null : rangeAt(range, now)} onChange={onChange} />
    </div>
  );
}

/** The first and the last day; the list follows as soon as both are days. */
function DayFields({ range, onChange }: Pick<DayFilterProps, 'onChange'> & { readonly range: Range | null }) {
  const t = useText();
  const shown = range === null ? { first: '', last: '' } : shownDays(range);
  const [own, setOwn] = useState<{ readonly first: string; readonly last: string; readonly over: Range | null } | null>(null);
  const ownRange = own === null ? null : rangeOfDays(own.first, own.last);
  // What was typed here, as long as the list shows just that; or the days before it, while it is no day yet.
  // What is chosen elsewhere takes its place.
  const isOwn = own !== null && isSameRange(ownRange === undefined ? own.over : ownRange, range);
  const typed = isOwn ? own : shown;
  const isWrong = rangeOfDays(typed.first, typed.last) === undefined;
  const field = (which: 'first' | 'last', label: string) => (
    <input
      type="text"
      inputMode="numeric"
      className={classes(styles.day)}
      aria-label={label}
      aria-invalid={isWrong || undefined}
      title={isWrong ? t('records.days.wrong') : undefined}
      placeholder={t('records.days.placeholder')}
      autoComplete="off"
      spellCheck={false}
      value={typed[which]}
      onChange={(event) => {
        const next = { first: typed.first, last: typed.last, [which]: tidyDateText(event.target.value), over: range };
        setOwn(next);
        const days = rangeOfDays(next.first, next.last);
        if (days !== undefined) onChange(days);
      }}
    />
  );
  return (
    <span className={classes(styles.range)}>
      <span>{t('records.days.from')}</span>
      {field('first', t('records.days.first'))}
      <span>{t('records.days.to')}</span>
      {field('last', t('records.days.last'))}
    </span>
  );
}
