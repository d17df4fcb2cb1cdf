import type { ReactNode } from "react";
import { Emblem } from "./Emblem";
import styles from "./furniture.module.css";

export function EmptyState({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <span className={styles.emblem}>
        <Emblem size={72} />
      </span>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
