import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components/Tabs";
import styles from "./primitives.module.css";

export interface TabPage {
  key: string;
  label: ReactNode;
  content: ReactNode;
}

export interface TabsProps {
  label: string;
  pages: readonly TabPage[];
  selected?: string;
  onSelect?: (key: string) => void;
}

export function Tabs({ label, pages, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs
      className={styles.tabs}
      selectedKey={selected}
      onSelectionChange={(key) => onSelect?.(String(key))}
    >
      <TabList className={styles.tabList} aria-label={label}>
        {pages.map((page) => (
          <Tab key={page.key} id={page.key} className={styles.tab}>
            {page.label}
          </Tab>
        ))}
      </TabList>
      {pages.map((page) => (
        <TabPanel key={page.key} id={page.key} className={styles.tabPanel}>
          {page.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
