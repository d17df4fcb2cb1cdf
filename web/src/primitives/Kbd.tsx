import styles from "./primitives.module.css";

export function Kbd({ children }: { children: string }) {
  return (
    <kbd className={styles.kbd} dir="ltr">
      {children}
    </kbd>
  );
}
