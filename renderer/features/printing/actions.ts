/** An action that prints: one description for labels, bills and carton labels. */
import { type ComponentType } from 'react';
import type { PrintedThing } from '../../../contract/printing.ts';
import type { Action, DialogProps } from '../../actions/action.ts';
import type { IconName } from '../../ui/Icon.tsx';

interface Parts<R> extends Pick<Action<R>, 'id' | 'also' | 'keys' | 'where' | 'whyNot'> {
  readonly what: PrintedThing;
  readonly icon: IconName;
  readonly codeOf: (record: R) => string;
  readonly Dialog: ComponentType<DialogProps<R>>;
}

export const printing = <R>({ what, codeOf, ...parts }: Parts<R>): Action<R> => ({
  ...parts,
  words: `printing.${what}`,
  named: (record, { t }) => t(`printing.named.${what}`, { code: codeOf(record) }),
  // The dialog prints: there is nothing to answer.
  run: () => undefined,
});
