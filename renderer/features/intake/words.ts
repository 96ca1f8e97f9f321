/** The words of intakes, and how each state looks. */
import type { Intake, IntakeSheet, IntakeStage, IntakeState, IntakeTrouble, LabelVerdict } from '../../../contract/intake.ts';
import type { RowProblem } from '../../../contract/imports.ts';
import type { DeskError, FieldProblem } from '../../../contract/errors.ts';
import { isMessageId } from '../../messages/index.ts';
import type { Text } from '../../messages/useText.ts';
import type { Tone } from '../../ui/index.ts';

export const stageTones: Readonly<Record<IntakeStage, Tone>> = {
  reading: 'info',
  needsMapping: 'warn',
  checking: 'info',
  ready: 'warn',
  sending: 'info',
  paused: 'warn',
  done: 'good',
  undone: 'neutral',
  failed: 'bad',
};

export const stateTones: Readonly<Record<IntakeState, Tone>> = {
  new: 'good',
  changed: 'info',
  ask: 'warn',
  error: 'bad',
  there: 'neutral',
  aside: 'neutral',
};

export const verdictTones: Readonly<Record<LabelVerdict, Tone>> = {
  matched: 'good',
  ask: 'warn',
  stranger: 'warn',
  duplicate: 'bad',
  slip: 'neutral',
  unreadable: 'bad',
};

/** With the name the page has for it, else as it is written in the file. */
export const wordOr = (t: Text, id: string, otherwise: string): string => (isMessageId(id) ? t(id) : otherwise);

export const layoutName = (t: Text, layout: string): string => wordOr(t, `intake.layout.${layout}`, layout);
/** What a column is; of products by the names that the form has. */
export const columnName = (t: Text, field: string): string => wordOr(t, `intake.field.${field}`, wordOr(t, `form.field.${field}`, field));
export const platformName = (t: Text, platform: string): string => wordOr(t, `form.word.${platform}`, platform);

/** As the words of problems want it; what stood in the cell is among their values. */
export const asFieldProblem = ({ field, problem, params, found }: RowProblem): FieldProblem => ({
  path: field ?? '',
  problem,
  params: { found, ...params },
});

/** Why a file could not be read, as an error with its next step. */
export const troubleAsError = ({ code, params }: IntakeTrouble, name: string): DeskError => ({
  code: code as DeskError['code'],
  params: { name, ...params },
});

/** "Dòng 14 · Số lượng", as the spreadsheet has it. */
export const whereIn = (t: Text, { row, column }: RowProblem): string =>
  [row === null ? '' : t('intake.row', { row }), column ?? ''].filter((each) => each !== '').join(' · ');

/** A sheet of rows that nobody has said yet what it is, or whose fields are not all told. */
export const needsPerson = ({ mapping, missing, isLeftOut, rows }: IntakeSheet): boolean =>
  !isLeftOut && rows > 0 && (mapping === null || missing.length > 0);

const restful: readonly IntakeStage[] = ['needsMapping', 'checking', 'ready', 'done', 'undone'];
/** A person may say something of it: nothing of it is being sent. What has been sent is let be, and the rest can be mended and go too. */
export const mayBeMended = ({ stage }: Intake): boolean => restful.includes(stage);

const sum = (counts: Readonly<Record<string, number>>, ...names: readonly string[]): number =>
  names.reduce((total, name) => total + (counts[name] ?? 0), 0);
/** Documents that the files made. */
export const documentsOf = ({ counts }: Intake): number => sum(counts, 'new', 'changed', 'ask', 'error', 'there', 'aside', 'sent');
export const labelsOf = ({ labels }: Intake): number => sum(labels, 'matched', 'ask', 'stranger', 'duplicate', 'unreadable');
/** Labels that a person should look at. */
export const labelsToSee = ({ labels }: Intake): number => sum(labels, 'ask', 'stranger', 'duplicate', 'unreadable');
/** Nothing in it is new: it was all brought in before. */
export const isAllThere = (intake: Intake): boolean => intake.counts.there > 0 && intake.counts.there === documentsOf(intake);

/** The column, from 0, whose cell a problem is about; `null` where it is about none. */
export function columnOf(sheet: IntakeSheet | undefined, { field, column, row }: RowProblem): number | null {
  if (sheet === undefined || row === null) return null;
  const byHeading = column === null ? -1 : sheet.headers.indexOf(column);
  const byField = field === null ? undefined : sheet.mapping?.columns[field];
  // Headings can be there twice: the field knows which of them is meant.
  if (byField !== undefined && (byHeading === -1 || sheet.headers[byField] === column)) return byField;
  return byHeading === -1 ? null : byHeading;
}

/** Why a label may be of an order: `bars.tracking: SPX…`, with `~` where it is only alike. What is told otherwise is shown as it is. */
export function reasonText(t: Text, reason: string): string {
  const told = /^(~?)(\w+)\.(\w+): (.*)$/u.exec(reason);
  if (told === null) return reason;
  const [, near = '', from = '', fact = '', code = ''] = told;
  return t('intake.reason', { from, fact, code, near: near === '' ? 'no' : 'yes' });
}
