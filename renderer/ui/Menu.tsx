/** A button that opens a short list of things to do (page). */
import type { ReactNode } from 'react';
import { Button as AriaButton, Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import styles from './Menu.module.css';
import { classes } from './classes.ts';

export interface MenuAction {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  readonly isCurrent?: boolean;
  readonly hasLineAbove?: boolean;
  readonly onAction: () => void;
}

export function Menu({ label, trigger, items }: { readonly label: string; readonly trigger: ReactNode; readonly items: readonly MenuAction[] }) {
  return (
    <MenuTrigger>
      <AriaButton className={classes(styles.trigger)} aria-label={label}>
        {trigger}
      </AriaButton>
      <Popover className={classes(styles.popover)} placement="bottom start" offset={4}>
        <AriaMenu className={classes(styles.menu)} aria-label={label} onAction={(key) => items.find((item) => item.key === key)?.onAction()}>
          {items.flatMap((item) => [
            ...(item.hasLineAbove === true ? [<Separator key={`${item.key}-line`} className={classes(styles.line)} />] : []),
            <MenuItem key={item.key} id={item.key} textValue={item.label} className={classes(styles.item, item.isCurrent === true && styles.current)}>
              <span>{item.label}</span>
              {item.detail !== undefined && <span className={classes(styles.detail)}>{item.detail}</span>}
            </MenuItem>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
