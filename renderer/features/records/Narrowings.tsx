/** What a list is narrowed by, in sight also while its panel is closed. */
import type { RecordFilter } from '../../../contract/recordQuery.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { useText } from '../../messages/useText.ts';
import { classes } from '../../ui/classes.ts';
import { daysInWords } from '../rows/dayRange.ts';
import { facetsOf, timeWord, useFacetWords } from './filterWords.ts';
import styles from './records.module.css';

export interface Narrowed {
  readonly kind: RecordKind;
  readonly filter: Pick<RecordFilter, 'facets' | 'ranges'>;
  readonly onChange: (change: Partial<Pick<RecordFilter, 'facets' | 'ranges'>>) => void;
}

/** Each in a button that takes it away. */
export function Narrowings({ kind, filter, onChange }: Narrowed) {
  const t = useText();
  const words = useFacetWords(kind);
  const facets = facetsOf(kind).flatMap((facet) => {
    const values = filter.facets[facet] ?? [];
    if (values.length === 0) return [];
    const what = `${words.labelOf(facet)}: ${values.map((value) => words.valueOf(facet, value)).join(', ')}`;
    return [{ key: facet, what, drop: () => onChange({ facets: { ...filter.facets, [facet]: [] } }) }];
  });
  const days = Object.entries(filter.ranges).map(([time, range]) => ({
    key: time,
    what: `${timeWord(t, kind, time)}: ${daysInWords(t, range)}`,
    drop: () => onChange({ ranges: Object.fromEntries(Object.entries(filter.ranges).filter(([each]) => each !== time)) }),
  }));
  return (
    <>
      {[...facets, ...days].map(({ key, what, drop }) => (
        <button
          key={key}
          type="button"
          className={classes(styles.narrowing)}
          aria-label={t('records.filter.drop', { what })}
          title={what}
          onClick={drop}
        >
          <span>{what}</span> <span aria-hidden="true">×</span>
        </button>
      ))}
    </>
  );
}
