/** The list of keys that work right now, in the words of their actions. */
import { menuActions } from '../../contract/menu.ts';
import type { AnyAction } from '../actions/action.ts';
import type { MessageId } from '../messages/index.ts';
import { useText } from '../messages/useText.ts';
import { Dialog, Keys, type Shortcut, useShortcutList } from '../ui/index.ts';
import { classes } from '../ui/classes.ts';
import { actionOf } from './allActions.ts';
import styles from './Shell.module.css';

interface Row {
  readonly action: AnyAction;
  readonly keys: readonly string[];
}

/** One row an action, with all its keys that are heard, by the page or by the menu bar. */
function rowsOf(heard: readonly Shortcut[]): Row[] {
  const ofMenu = Object.entries(menuActions).flatMap(([id, action]) =>
    action.keys === undefined ? [] : [{ action: id, keys: action.keys }],
  );
  return [...Map.groupBy([...heard, ...ofMenu], ({ action }) => action)].flatMap(([id, all]) => {
    const action = actionOf(id);
    return action === null ? [] : [{ action, keys: [...new Set(all.map(({ keys }) => keys))] }];
  });
}

export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const groups = Map.groupBy(rowsOf(useShortcutList()), ({ action }) =>
    t(action.isMoving === true ? 'shell.keys.moving' : 'shell.keys.here'),
  );
  return (
    <Dialog title={t('shell.keys.title')} isOpen onClose={onClose} isWide>
      <div className={classes(styles.keyGroups)}>
        {[...groups].map(([group, rows]) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <ul>
              {rows.map(({ action, keys }) => (
                <KeyRow key={action.id} label={t(action.keyWords ?? action.words)} keys={keys} />
              ))}
            </ul>
          </section>
        ))}
        <section aria-label={t('shell.keys.lists')}>
          <h3>{t('shell.keys.lists')}</h3>
          <ul>
            {inLists.map(([keys, words]) => (
              <KeyRow key={keys} label={t(words)} keys={keys.split(' ')} />
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}

/** What tables do by themselves. */
const inLists: readonly (readonly [string, MessageId])[] = [
  ['↑ ↓', 'shell.keys.lists.move'],
  ['Enter', 'shell.keys.lists.open'],
  ['Home End', 'shell.keys.lists.ends'],
  ['↑', 'shell.keys.lists.headings'],
  ['Shift+F10', 'shell.keys.lists.menu'],
  ['Shift+Enter', 'shell.keys.lists.states'],
];

function KeyRow({ label, keys }: { readonly label: string; readonly keys: readonly string[] }) {
  return (
    <li>
      <span>{label}</span>
      <span>
        {keys.map((each) => (
          <Keys key={each} keys={each} />
        ))}
      </span>
    </li>
  );
}
