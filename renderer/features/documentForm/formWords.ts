/** How fields and their problems are named in a form. */
import type { FieldProblem } from '../../../contract/errors.ts';
import { isMessageId } from '../../messages/index.ts';
import { useProblemText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { type Say, nameOfPath, nameOfRow } from './fieldNames.ts';

export interface FormWords {
  /** `packages.0.items.1.product_quantity` → "Kiện 1 · Dòng 2 · Số lượng". */
  readonly labelOf: (path: string) => string;
  /** `packages.0.items.1` → "Kiện 1 · Dòng 2". */
  readonly rowOf: (path: string) => string;
  readonly problemText: (problem: FieldProblem) => string;
}

export function useFormWords(): FormWords {
  const t = useText();
  const problemText = useProblemText();
  const say: Say = (id, values) => (isMessageId(id) ? t(id, values) : id);
  const isField = (name: string): boolean => isMessageId(`form.field.${name}`);
  return {
    labelOf: (path) => nameOfPath(path, say, isField),
    rowOf: (path) => nameOfRow(path, say),
    problemText: (problem) => (problem.problem === 'notPicked' ? t('form.picker.notPicked', problem.params) : problemText(problem)),
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
