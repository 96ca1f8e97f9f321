/** The open list of a menu. */
import type { RefObject } from 'react';
import { Menu as AriaMenu, MenuItem, Popover, Separator, Text } from 'react-aria-components';
import { AriaLanguage } from './AriaLanguage.tsx';
import type { MenuAction } from './menuAction.ts';
import styles from './Menu.module.css';
import { classes } from './classes.ts';

interface MenuListProps {
  readonly label: string;
  readonly items: readonly MenuAction[];
  readonly trigger: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

export function MenuList({ label, items, trigger, onClose }: MenuListProps) {
  return (
    <AriaLanguage>
      <Popover
        isOpen
        triggerRef={trigger}
        onOpenChange={(isOpen) => !isOpen && onClose()}
        className={classes(styles.popover)}
        placement="bottom start"
        offset={4}
      >
        {/* A menu that was asked for is where the keys go. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <AriaMenu
          autoFocus="first"
          className={classes(styles.menu)}
          aria-label={label}
          onClose={onClose}
          onAction={(key) => {
            const item = items.find((each) => each.key === key);
            if (item?.whyNot === undefined) item?.onAction();
          }}
        >
          {items.flatMap((item) => [
            ...(item.hasLineAbove === true ? [<Separator key={`${item.key}-line`} className={classes(styles.line)} />] : []),
            <MenuItem
              key={item.key}
              id={item.key}
              textValue={item.label}
              shouldCloseOnSelect={item.whyNot === undefined}
              className={classes(
                styles.item,
                item.isCurrent === true && styles.current,
                item.whyNot !== undefined ? styles.impossible : item.isDanger === true && styles.danger,
              )}
            >
              <Text slot="label">{item.label}</Text>
              {(item.whyNot ?? item.detail) !== undefined && (
                <Text slot="description" className={classes(styles.detail)}>
                  {item.whyNot ?? item.detail}
                </Text>
              )}
            </MenuItem>,
          ])}
        </AriaMenu>
      </Popover>
    </AriaLanguage>
  );
}
