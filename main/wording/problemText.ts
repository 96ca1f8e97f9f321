/** The wording of problems outside the page, out of the page's own words: a file of errors and the report of a check say the same. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../../contract/language.ts';
import type { FieldProblem } from '../../contract/errors.ts';
import en from '../../contract/problemWords/en.ts';
import { problemValues } from '../../contract/problemWords/values.ts';
import vi from '../../contract/problemWords/vi.ts';

const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = { vi, en };

interface Speech {
  readonly number: Intl.NumberFormat;
  readonly day: Intl.DateTimeFormat;
  /** By id: to read a wording takes longer than to say it. */
  readonly formats: Map<string, IntlMessageFormat>;
}
const speeches = new Map<Language, Speech>();
function speechOf(language: Language): Speech {
  const known = speeches.get(language);
  if (known !== undefined) return known;
  const made: Speech = {
    number: new Intl.NumberFormat(language),
    day: new Intl.DateTimeFormat('vi', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Asia/Ho_Chi_Minh' }),
    formats: new Map(),
  };
  speeches.set(language, made);
  return made;
}

/** What is wrong, and what to do. What has no words is named rather than hidden; the provider's own text stands as it came. */
export function problemText(language: Language, { problem, params, text }: Omit<FieldProblem, 'path'>): string {
  const { number, day, formats } = speechOf(language);
  const said = (id: string, values: Record<string, string>): string => {
    const format = formats.get(id) ?? new IntlMessageFormat(words[language][id] ?? '', language);
    formats.set(id, format);
    return String(format.format(values));
  };
  if (problem === 'provider') return text ?? said('problems.provider', {});
  const id = `problems.${problem}`;
  if (!Object.hasOwn(words[language], id)) return text ?? said('problems.other', { problem });
  const until = params?.['until'];
  return said(id, {
    ...problemValues(params, (value) => number.format(value)),
    ...(typeof until === 'number' ? { until: day.format(until * 1_000) } : {}),
  });
}
