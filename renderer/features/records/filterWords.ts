/** How what a list is narrowed by is called: its facets, their values, its times. */
import { kindOf, pluralOf } from '../../../contract/kinds/index.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { isMessageId } from '../../messages/index.ts';
import { type Text, useText } from '../../messages/useText.ts';

/** Beside the status and the warehouse, which have their own places. */
export const facetsOf = (kind: RecordKind): readonly string[] => Object.keys(kindOf(kind).listing.facets);

/** Times that a list can be narrowed by. */
export function timesOf(kind: RecordKind): readonly string[] {
  const own = Object.entries(kindOf(kind).listing.columns).flatMap(([name, { type }]) => (type === 'time' ? [name] : []));
  return ['created', ...own, 'updated'];
}

export function timeWord(t: Text, kind: RecordKind, time: string): string {
  const own = `${pluralOf(kind)}.column.${time}`;
  if (isMessageId(own)) return t(own);
  return t(time === 'updated' ? 'records.updated' : 'records.created');
}

export interface FacetWords {
  readonly labelOf: (facet: string) => string;
  /** A value that nobody has seen yet is shown as it is. */
  readonly valueOf: (facet: string, value: string) => string;
}

export function useFacetWords(kind: RecordKind): FacetWords {
  const t = useText();
  const known = (id: string): string | null => (isMessageId(id) ? t(id) : null);
  return {
    labelOf: (facet) => known(`${pluralOf(kind)}.facet.${facet}`) ?? facet,
    valueOf: (facet, value) =>
      value === ''
        ? t('records.facet.unknown')
        : (known(`${pluralOf(kind)}.facet.${facet}.${value}`) ?? known(`form.word.${value}`) ?? value),
  };
}
