/** The list of keys that work right now. */
import { useText } from '../messages/useText.ts';
import { Dialog, Keys, useShortcutList } from '../ui/index.ts';
import { classes } from '../ui/classes.ts';
import styles from './Shell.module.css';

export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const all = useShortcutList();
  const groups = Map.groupBy(all, (each) => (each.group === '' ? t('shell.keys.here') : each.group));
  return (
    <Dialog title={t('shell.keys.title')} isOpen onClose={onClose} isWide>
      <div className={classes(styles.keyGroups)}>
        {[...groups].map(([group, shortcuts]) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <ul>
              {shortcuts.map((each) => (
                <li key={each.id}>
                  <span>{each.label}</span>
                  <span>
                    <Keys keys={each.keys} />
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <section aria-label={t('shell.keys.lists')}>
          <h3>{t('shell.keys.lists')}</h3>
          <ul>
            {(['↑ ↓', 'Enter', 'Home End'] as const).map((keys, index) => (
              <li key={keys}>
                <span>
                  {t((['shell.keys.lists.move', 'shell.keys.lists.open', 'shell.keys.lists.ends'] as const)[index] ?? 'shell.keys.lists')}
                </span>
                <span>
                  <Keys keys={keys} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}
