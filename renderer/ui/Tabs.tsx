/** Parts of a screen of which one is seen at a time. */
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import { AriaLanguage } from './AriaLanguage.tsx';
import styles from './Tabs.module.css';
import { classes } from './classes.ts';

export interface TabsProps<Key extends string> {
  readonly label: string;
  readonly items: readonly { readonly key: Key; readonly label: string; readonly content: ReactNode }[];
  readonly selected: Key;
  readonly onSelect: (key: Key) => void;
}

export function Tabs<Key extends string>({ label, items, selected, onSelect }: TabsProps<Key>) {
  return (
    <AriaLanguage>
      <AriaTabs className={classes(styles.tabs)} selectedKey={selected} onSelectionChange={(key) => onSelect(key as Key)}>
        <TabList aria-label={label} className={classes(styles.tabList)}>
          {items.map((item) => (
            <Tab key={item.key} id={item.key} className={classes(styles.tab)} data-words={item.label}>
              {item.label}
            </Tab>
          ))}
        </TabList>
        {items.map((item) => (
          <TabPanel key={item.key} id={item.key} className={classes(styles.tabPanel)}>
            {item.content}
          </TabPanel>
        ))}
      </AriaTabs>
    </AriaLanguage>
  );
}
