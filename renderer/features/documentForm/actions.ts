/** What can be done to a form as a whole. */
import type { Mend } from '../../../contract/findings.ts';
import type { OutboxId } from '../../../contract/outbox.ts';
import { type Action, type Situation, each } from '../../actions/action.ts';
import type { DocumentForm } from './documentForm.ts';
import type { Standing } from './standing.ts';

export type Form = Pick<DocumentForm, 'save' | 'check' | 'send' | 'sendAnyway'> & Pick<Standing, 'busy'>;

const notWhileBusy = ({ busy }: Form, { t }: Situation): string | null => (busy === null ? null : t('actions.not.form.busy'));

export const save: Action<Form> = {
  id: 'form.save',
  words: 'form.save',
  also: 'actions.also.form.save',
  icon: 'draft',
  keys: ['Ctrl+S'],
  where: ['form'],
  run: ([form]) => form.save(),
};

export const check: Action<Form> = {
  id: 'form.check',
  words: 'form.check',
  also: 'actions.also.form.check',
  icon: 'done',
  where: ['form'],
  whyNot: notWhileBusy,
  run: ([form]) => form.check(),
};

export const send: Action<Form> = {
  id: 'form.send',
  words: 'form.send',
  also: 'actions.also.form.send',
  icon: 'outbox',
  keys: ['Ctrl+Enter'],
  where: ['form'],
  isNext: () => true,
  whyNot: notWhileBusy,
  run: ([form]) => form.send('list'),
};

export const sendAndNext: Action<Form> = {
  id: 'form.sendAndNext',
  words: 'form.sendAndNext',
  also: 'actions.also.form.sendAndNext',
  icon: 'outbox',
  keys: ['Ctrl+Shift+Enter'],
  where: ['form'],
  whyNot: notWhileBusy,
  run: ([form]) => form.send('next'),
};

/** A person's word against the warnings. */
export const sendAnyway: Action<Form> = {
  id: 'form.sendAnyway',
  words: 'form.sendAnyway',
  also: 'actions.also.form.send',
  icon: 'outbox',
  keys: ['Ctrl+Alt+Enter'],
  where: ['form'],
  whyNot: notWhileBusy,
  run: ([form]) => form.sendAnyway(),
};

/** Takes back what was done to many rows at once: a paste, the parting of a package. */
export const undoChange: Action<{ readonly undo: () => void }> = {
  id: 'form.undo',
  words: 'form.undo',
  also: 'actions.also.form.undo',
  icon: 'back',
  keys: ['Ctrl+Z'],
  where: ['form'],
  run: ([{ undo }]) => undo(),
};

/** One way to do something about what Check found. */
export interface Mending {
  readonly mend: Mend;
  /** What its button says. */
  readonly words: string;
  /** Does what concerns the form and the screen alone. */
  readonly apply: () => void;
  /** Follows an assignment until it is over, and checks again then. */
  readonly follow: (id: OutboxId) => void;
}
export const mendFound: Action<Mending> = {
  id: 'form.mend',
  words: 'form.mend',
  also: 'actions.also.form.mend',
  icon: 'done',
  where: ['form'],
  says: ([{ words }]) => words,
  run: ([{ mend: what, apply, follow }], { desk }) => {
    if (what.do !== 'assign') return apply();
    const { oasin, warehouse } = what;
    return each(
      () => desk.call('outbox.act', { kind: 'product.assign', body: { oasin, warehouse_codes: [warehouse] } }),
      ({ id }) => follow(id),
    )([null], { desk }, {}).then(({ error }) => ({ error, left: [] }));
  },
};

export const formActions = [save, check, send, sendAndNext, sendAnyway, undoChange, mendFound];
