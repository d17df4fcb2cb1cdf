import type { ReactNode } from "react";
import { TextOf, useT } from "../i18n";
import { ConnectionMark } from "./ConnectionMark";
import { LanguageChoice, ThemeChoice } from "./choices";
import styles from "./furniture.module.css";
import { useNow } from "./now";
import { ProcedureLine } from "./ProcedureLine";
import { RecordNotice } from "./RecordNotice";
import { useRoom } from "./room";
import { TimeText } from "./TimeText";

/** Body, title and theme, sitting, the line of procedure and the time; `children` stand beside the menus. */
export function TopBar({ children }: { children?: ReactNode }) {
  const t = useT();
  const { meeting } = useRoom().views;
  return (
    <header className={styles.topbar}>
      <div className={styles.topbarRow}>
        <div className={styles.topbarTitle}>
          {meeting && (
            <>
              <h1 className={styles.body}>
                <TextOf of={meeting.title} />
              </h1>
              <span className={styles.sitting}>
                {t("common.sitting", { n: Math.max(1, meeting.sitting) })}
              </span>
              {meeting.private && <strong className={styles.sitting}>{t("common.private_meeting")}</strong>}
            </>
          )}
        </div>
        <div className={styles.topbarMenus} data-print="no">
          <ConnectionMark />
          {meeting && <VenueTime />}
          {children}
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
      <RecordNotice />
      <ProcedureLine />
    </header>
  );
}

function VenueTime() {
  const now = useNow(15_000);
  return <TimeText at={now} own />;
}
