/** What can be done with files that are dropped in one go: to bring them in, send what they make, stop it, and take it back. */
import type { Intake, IntakeRow, IntakeStage } from '../../../contract/intake.ts';
import type { ImportTable, RowProblem } from '../../../contract/imports.ts';
import { pluralOf } from '../../../contract/kinds/index.ts';
import type { Outcome } from '../../../contract/errors.ts';
import { type Action, each, ofScreen } from '../../actions/action.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import type { MessageId } from '../../messages/index.ts';
import { intakeChanged, intakeSaved, readIntakes } from '../../stores/intakes.ts';
import { go } from '../../stores/place.ts';
import { later } from '../../ui/later.tsx';
import { formPlace } from '../rows/words.ts';
import { chooseForIntake } from './choose.ts';

const everywhere = { where: ['everywhere'], icon: 'inbound' } as const;
const here = { where: ['intake'], icon: 'inbound', isHiddenWhenNot: true } as const;

export const importFiles: Action<null> = {
  ...everywhere,
  id: 'intake.import',
  words: 'intake.import',
  also: 'intake.import.also',
  keys: ['Ctrl+I'],
  run: (_all, { desk }) => chooseForIntake(desk),
};

const template = (table: ImportTable, id: string, words: MessageId): Action<null> => ({
  ...everywhere,
  id,
  words,
  also: 'intake.template.also',
  run: async (_all, { desk }) => {
    const language = document.documentElement.lang === 'en' ? 'en' : 'vi';
    const saved = await desk.call('intake.template', { table, format: 'xlsx', language });
    intakeSaved(saved);
    return { error: null, left: [] };
  },
});

export const templates = [
  template('shipment', 'intake.shipmentTemplate', 'intake.template.shipment'),
  template('product', 'intake.productTemplate', 'intake.template.product'),
  template('purchase-order', 'intake.orderTemplate', 'intake.template.purchase-order'),
] as const;

const at =
  (...stages: readonly IntakeStage[]) =>
  ({ stage }: Intake): boolean =>
    stages.includes(stage);

/** The first time, and what is left of it afterwards. */
const maySend = at('ready', 'needsMapping', 'done', 'undone');

const told = (ask: (intake: Intake, desk: ConnectionDesk) => Promise<Outcome<Intake>>): Action<Intake>['run'] =>
  each(
    (intake, { desk }) => ask(intake, desk),
    (intake) => void intakeChanged({ ok: true, value: intake }),
  );

/** So many of a state are named in one word at most. */
const mostNamed = 1_000;

/** Of those that a person was asked about. */
async function asked({ id }: Intake, desk: ConnectionDesk): Promise<string[]> {
  const found: string[] = [];
  while (found.length < mostNamed) {
    const page = await desk.call('intake.documents', { id, states: ['ask'], search: '', from: found.length, pageSize: 500 });
    if (!page.ok || page.value.rows.length === 0) break;
    found.push(...page.value.rows.map((row) => row.id));
    if (found.length >= page.value.total) break;
  }
  return found.slice(0, mostNamed);
}

/** Its button stays where it cannot be done: the reason is worth more than the room. */
export const sendIntake: Action<Intake> = {
  where: ['intake'],
  id: 'intake.send',
  words: 'intake.send',
  also: 'intake.send.also',
  icon: 'outbox',
  keys: ['Ctrl+Enter'],
  isNext: () => true,
  says: ([{ counts }], { t }) => t('intake.send.count', { count: counts.sendable }),
  whyNot: (intake, { t, writing }) => {
    if (at('reading', 'checking')(intake)) return t('intake.not.checking');
    if (!maySend(intake)) return t('intake.not.stage');
    if (writing === 'locked') return t('intake.not.locked');
    if (intake.counts.sendable + intake.counts.ask === 0 && intake.counts.lacking > 0) return t('intake.not.lacking');
    return intake.counts.sendable + intake.counts.ask === 0 ? t('intake.not.nothing') : null;
  },
  Dialog: later(async () => (await import('./SendDialog.tsx')).SendDialog, { isOver: true }),
  run: each(
    async (intake, { desk }, { despite = '' }) =>
      desk.call('intake.send', { id: intake.id, ...(despite === 'yes' ? { despite: await asked(intake, desk) } : {}) }),
    (intake) => void intakeChanged({ ok: true, value: intake }),
  ),
};

export const pauseIntake: Action<Intake> = {
  ...here,
  id: 'intake.pause',
  words: 'intake.pause',
  also: 'intake.pause.also',
  whyNot: (intake, { t }) => (at('sending')(intake) ? null : t('intake.not.stage')),
  run: told(({ id }, desk) => desk.call('intake.pause', { id })),
};

export const resumeIntake: Action<Intake> = {
  ...here,
  id: 'intake.resume',
  words: 'intake.resume',
  also: 'intake.resume.also',
  isNext: () => true,
  whyNot: (intake, { t, writing }) =>
    !at('paused')(intake) ? t('intake.not.stage') : writing === 'locked' ? t('intake.not.locked') : null,
  run: told(({ id }, desk) => desk.call('intake.resume', { id })),
};

export const undoIntake: Action<Intake> = {
  ...here,
  id: 'intake.undo',
  words: 'intake.undo',
  also: 'intake.undo.also',
  icon: 'back',
  isDanger: true,
  whyNot: (intake, { t }) => (at('sending', 'paused')(intake) ? null : t('intake.not.stage')),
  // Each second that is typed in lets ten more leave; what was taken back by mistake can be sent again.
  asks: ({ name, progress }, { t }) => ({
    title: t('intake.undo.title', { name }),
    text: t('intake.undo.text', { count: (progress?.left ?? 0) + (progress?.queued ?? 0) }),
    confirm: t('intake.undo.confirm', { name }),
    keep: t('intake.keep'),
  }),
  run: told(({ id }, desk) => desk.call('intake.undo', { id })),
};

/** A label whose order nobody knows is a shipment that nobody has typed in yet. */
export const draftsOfLabels: Action<Intake> = {
  ...here,
  id: 'intake.makeDrafts',
  words: 'intake.makeDrafts',
  also: 'intake.makeDrafts.also',
  icon: 'draft',
  whyNot: (intake, { t }) =>
    !at('ready', 'needsMapping')(intake) ? t('intake.not.stage') : intake.labels.stranger === 0 ? t('intake.not.strangers') : null,
  run: told(({ id }, desk) => desk.call('intake.makeDrafts', { id })),
};

export const removeIntake: Action<Intake> = {
  ...here,
  id: 'intake.remove',
  words: 'intake.remove',
  also: 'intake.remove.also',
  icon: 'back',
  isDanger: true,
  whyNot: (intake, { t }) => (at('sending', 'paused')(intake) ? t('intake.not.remove') : null),
  asks: ({ name, batch }, { t }) => ({
    title: t('intake.remove.title', { name }),
    text: t(batch === null ? 'intake.remove.text' : 'intake.remove.textSent'),
    confirm: t('intake.remove.confirm', { name }),
    keep: t('intake.keep'),
  }),
  run: each(
    ({ id }, { desk }) => desk.call('intake.remove', { id }),
    async (_nothing, { desk }) => {
      await readIntakes(desk);
      go({ screen: 'intake' });
    },
  ),
};

/** One document of an intake. */
export interface OneDocument {
  readonly intake: Intake;
  readonly row: IntakeRow;
}

const leaving = (out: boolean): Action<OneDocument>['run'] =>
  each(
    ({ intake, row }, { desk }) => desk.call('intake.leaveOut', { id: intake.id, documents: [row.id], state: null, out }),
    (intake) => void intakeChanged({ ok: true, value: intake }),
  );

export const leaveOut: Action<OneDocument> = {
  ...here,
  id: 'intake.leaveOut',
  words: 'intake.leaveOut',
  also: 'intake.leaveOut.also',
  keys: ['Delete'],
  whyNot: ({ intake, row }, { t }) =>
    maySend(intake) && !row.isLeftOut && !row.isSent && ['new', 'changed', 'ask'].includes(row.state) ? null : t('intake.not.leaveOut'),
  run: leaving(true),
};

export const takeIn: Action<OneDocument> = {
  ...here,
  id: 'intake.takeIn',
  words: 'intake.takeIn',
  also: 'intake.takeIn.also',
  icon: 'back',
  whyNot: ({ intake, row }, { t }) => (maySend(intake) && row.isLeftOut ? null : t('intake.not.takeIn')),
  run: leaving(false),
};

/** What is there of an order that came again otherwise: where, and what can be done about it. */
const changeIn = ({ row: { state, problem } }: OneDocument): RowProblem['params'] =>
  state === 'changed' && problem?.problem === 'orderChanged' ? problem.params : undefined;

/** One word of a person: the courier's newer code and its label go into what has not left. */
export const takeOver: Action<OneDocument> = {
  ...here,
  id: 'intake.takeOver',
  words: 'intake.takeOver',
  also: 'intake.takeOver.also',
  isNext: () => true,
  whyNot: (one, { t, writing }) => {
    if (changeIn(one)?.['next'] !== 'take' || at('reading', 'checking', 'sending', 'paused')(one.intake)) return t('intake.not.takeOver');
    return writing === 'locked' ? t('intake.not.locked') : null;
  },
  run: each(
    ({ intake, row }, { desk }) => desk.call('intake.takeOver', { id: intake.id, document: row.id }),
    (intake) => void intakeChanged({ ok: true, value: intake }),
  ),
};

/** The draft, the row of the outbox or the shipment that this order has already. */
export const openThere: Action<OneDocument> = {
  ...here,
  id: 'intake.openThere',
  words: 'intake.openThere',
  also: 'intake.openThere.also',
  icon: 'find',
  whyNot: (one, { t }) => (changeIn(one)?.['id'] === undefined ? t('intake.not.openThere') : null),
  run: ([one]) => {
    const { where, id = '' } = changeIn(one) ?? {};
    const { kind } = one.row;
    if (where === 'draft') go(formPlace(kind, String(id)));
    else if (where === 'outbox') go({ screen: 'outbox', id: String(id) });
    else go({ screen: pluralOf(kind), view: 'detail', code: String(id) });
    return Promise.resolve({ error: null, left: [] });
  },
};

/** Where something was mended elsewhere: a product came, a shipment was cancelled. */
export const checkAgain: Action<Intake> = {
  ...here,
  id: 'intake.check',
  words: 'intake.check',
  also: 'intake.check.also',
  icon: 'done',
  whyNot: (intake, { t }) => (at('ready', 'needsMapping', 'done', 'undone')(intake) ? null : t('intake.not.stage')),
  run: told(({ id }, desk) => desk.call('intake.check', { id })),
};

/** The next document that needs a person. */
export const nextProblem = ofScreen({
  id: 'intake.nextProblem',
  words: 'intake.nextProblem',
  also: 'intake.nextProblem.also',
  icon: 'find',
  keys: ['F8'],
  where: ['intake'],
});

/** What is wrong in the row that the list is at is mended in its place. */
export const mendHere = ofScreen({
  id: 'intake.mend',
  words: 'intake.mend',
  also: 'intake.mend.also',
  icon: 'draft',
  keys: ['F2'],
  where: ['intake'],
});

export const wholeIntakeActions = [importFiles, ...templates];
export const intakeActions = [
  sendIntake,
  pauseIntake,
  resumeIntake,
  undoIntake,
  draftsOfLabels,
  removeIntake,
  checkAgain,
  leaveOut,
  takeIn,
  takeOver,
  openThere,
  nextProblem,
  mendHere,
];
