import type { ReactNode } from "react";
import { useT } from "../i18n";
import { LanguageChoice, ThemeChoice } from "./choices";
import { Emblem } from "./Emblem";
import styles from "./page-head.module.css";

/** The head of a page that is no room of a meeting: the way to the first page, its own ways, language and theme. */
export function PageHead({ children, before }: { children?: ReactNode; before?: ReactNode }) {
  const t = useT();
  return (
    <header className={styles.head}>
      <a href="/" className={styles.home}>
        <Emblem size={36} />
        <span data-print="no">{t("common.to_start")}</span>
      </a>
      {children}
      <span className={styles.menus} data-print="no">
        {before}
        <LanguageChoice />
        <ThemeChoice />
      </span>
    </header>
  );
}
