/**
 * The registry: every action there is. The menu bar and the list of keys look things up here; whoever wants to offer all of them (a
 * palette) needs no other list.
 */
import type { Action, AnyAction } from '../actions/action.ts';
import { deskActions } from '../actions/deskActions.ts';
import { findInList, listActions } from '../actions/listActions.ts';
import { writingActions } from '../features/connections/actions.ts';
import { formActions } from '../features/documentForm/actions.ts';
import { draftActions } from '../features/drafts/actions.ts';
import { intakeActions, wholeIntakeActions } from '../features/intake/actions.ts';
import { operatorActions } from '../features/operators/actions.ts';
import { rowActions, decisions, outboxActions, sendingActions } from '../features/outbox/actions.ts';
import { practiceActions } from '../features/practice/actions.ts';
import { listTemplates, templateActions } from '../features/templates/actions.ts';
import { settingsActions } from '../features/settings/actions.ts';
import { kindNames } from '../../contract/kinds/index.ts';
import { newRecord } from '../features/records/actions.ts';
import { viewOf } from '../kinds/index.ts';
import { goingActions } from './going.ts';
import { findBarActions, movingActions, showKeys } from './moving.ts';

const views = kindNames.map(viewOf);

/** Those that are done to the desk as a whole: they need no subject. */
export const wholeDesk: readonly Action<null>[] = [
  ...goingActions,
  ...movingActions,
  findInList,
  ...views.map(newRecord),
  listTemplates,
  ...wholeIntakeActions,
  ...sendingActions,
  ...operatorActions,
  ...writingActions,
  ...deskActions,
];

export const allActions: readonly AnyAction[] = [
  ...wholeDesk,
  showKeys,
  ...findBarActions,
  ...listActions,
  ...views.flatMap((view): readonly AnyAction[] => view.actions),
  ...formActions,
  ...rowActions,
  ...decisions,
  ...outboxActions,
  ...draftActions,
  ...intakeActions,
  ...templateActions,
  ...settingsActions,
  ...practiceActions,
];

const byId = new Map(allActions.map((action) => [action.id, action]));
/** `null` for an id that nothing has. */
export const actionOf = (id: string): AnyAction | null => byId.get(id) ?? null;
