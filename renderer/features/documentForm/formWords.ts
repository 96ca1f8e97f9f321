/** How fields and their problems are named in a form. */
import { useIntl } from 'react-intl';
import type { FieldProblem } from '../../../contract/errors.ts';
import type { Finding } from '../../../contract/findings.ts';
import type { FieldError } from '../../ui/Field.tsx';
import { isMessageId } from '../../messages/index.ts';
import { useProblemText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { formatAgo, formatTime } from '../../ui/formats.ts';
import { useWarehouses } from '../records/warehouses.ts';
import { type Say, nameOfPath, nameOfRow } from './fieldNames.ts';

/** A copy this old is told by its age, in milliseconds. */
const oldMs = 2 * 60_000;

export interface FormWords {
  /** `packages.0.items.1.product_quantity` → "Kiện 1 · Dòng 2 · Số lượng". */
  readonly labelOf: (path: string) => string;
  /** `packages.0.items.1` → "Kiện 1 · Dòng 2". */
  readonly rowOf: (path: string) => string;
  readonly problemText: (problem: FieldProblem) => string;
  /** As it stands at its field; `before` names a part of the field. */
  readonly fieldError: (problem: ShownProblem, before?: string) => FieldError;
}

/** What `useProblem` answers: of what the desk found it is known whether it stops. */
export type ShownProblem = FieldProblem & Partial<Pick<Finding, 'severity'>>;

export function useFormWords(): FormWords {
  const t = useText();
  const intl = useIntl();
  const problemText = useProblemText();
  const say: Say = (id, values) => (isMessageId(id) ? t(id, values) : id);
  const { nameOf } = useWarehouses();
  const meaning = useMeaning();
  /** With warehouses and marketplaces by their names, and days as days. */
  const named = (problem: FieldProblem): FieldProblem => {
    const { warehouse, elsewhere, until, label, field } = problem.params ?? {};
    const spoken = (word: string): string =>
      word
        .split(', ')
        .map((each) => meaning(each) ?? each)
        .join(', ');
    return {
      ...problem,
      params: {
        ...problem.params,
        ...(typeof warehouse === 'string' ? { warehouse: nameOf(warehouse) } : {}),
        ...(typeof elsewhere === 'string' ? { elsewhere: elsewhere.split(', ').map(nameOf).join(', ') } : {}),
        ...(typeof label === 'string' ? { label: spoken(label) } : {}),
        ...(typeof field === 'string' ? { field: spoken(field) } : {}),
        ...(typeof until === 'number' ? { until: formatTime(intl, until, Date.now(), true).slice(0, 10) } : {}),
      },
    };
  };
  /** What rests on an old answer says how old. */
  const withAge = (problem: FieldProblem & { readonly asOf?: number | undefined }, text: string): string =>
    problem.asOf === undefined || Date.now() - problem.asOf < oldMs
      ? text
      : `${text} ${t('form.asOf', { ago: formatAgo(intl, problem.asOf, Date.now()) })}`;
  const isField = (name: string): boolean => isMessageId(`form.field.${name}`);
  const textOf = (problem: FieldProblem): string =>
    problem.problem === 'notPicked' ? t('form.picker.notPicked', problem.params) : withAge(problem, problemText(named(problem)));
  return {
    labelOf: (path) => nameOfPath(path, say, isField),
    rowOf: (path) => nameOfRow(path, say),
    problemText: textOf,
    fieldError: (problem, before = '') => {
      const text = `${before}${textOf(problem)}`;
      return (problem.severity ?? 'stop') === 'stop' ? text : { asks: text };
    },
  };
}

/** What a word of the provider's means, where it is known. */
export function useMeaning(): (word: string) => string | null {
  const t = useText();
  return (word) => {
    const id = `form.word.${word}`;
    return isMessageId(id) ? t(id) : null;
  };
}
