/** An action that prints: one description for labels, bills and carton labels, of one record or of many. */
import { type PrintedThing, mostPrinted } from '../../../contract/printing.ts';
import type { Action } from '../../actions/action.ts';
import type { IconName } from '../../ui/Icon.tsx';
import { askToPrint } from './printRequest.ts';

interface Parts<R> extends Pick<Action<R>, 'id' | 'also' | 'keys' | 'where' | 'whyNot'> {
  readonly what: PrintedThing;
  readonly icon: IconName;
  readonly codeOf: (record: R) => string;
}

export const printing = <R>({ what, codeOf, ...parts }: Parts<R>): Action<R> => ({
  ...parts,
  words: `printing.${what}`,
  named: (record, { t }) => t(`printing.named.${what}`, { code: codeOf(record) }),
  many: { says: `printing.many.${what}`, most: mostPrinted },
  // In the order of the screen.
  run: (records, { desk }) => askToPrint({ connection: desk.connection, what, codes: records.map(codeOf) }),
});
