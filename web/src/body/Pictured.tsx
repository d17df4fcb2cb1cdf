import { type ReactNode, useId, useState } from "react";
import { useT } from "../i18n";
import styles from "./frame.module.css";

/** A picture with the table that says the same: always in the accessibility tree, shown on request. */
export function Pictured({
  title,
  lead,
  picture,
  table,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  picture: ReactNode;
  table: ReactNode;
  children?: ReactNode;
}) {
  const t = useT();
  const id = useId();
  const [shown, show] = useState(false);
  return (
    <section className={styles.pictured} aria-labelledby={id}>
      <div className={styles.picturedHead}>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className={styles.asTable}
          aria-pressed={shown}
          onClick={() => show(!shown)}
          data-print="no"
        >
          {t("body.as_table")}
        </button>
      </div>
      {lead && <p className={styles.soft}>{lead}</p>}
      {!shown && picture}
      <div className={shown ? styles.tableBox : "unseen"}>{table}</div>
      {children}
    </section>
  );
}
