import { useRoom } from "../../furniture";
import { useFormat, useT, useTag } from "../../i18n";
import styles from "./podium.module.css";

/** What would stay undone, said before the sitting rises. */
export function LeftUndone() {
  const said = useLeft();
  const t = useT();
  if (!said.length) return <p className={styles.soft}>{t("podium.left_nothing")}</p>;
  return (
    <ul className={styles.left}>
      {said.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** Sentences, none where nothing is left. */
export function useLeft(): string[] {
  const t = useT();
  const tag = useTag();
  const { number } = useFormat();
  const left = useRoom().views.podium?.left;
  if (!left) return [];
  const items = new Intl.ListFormat(tag).format(left.items.map(number));
  return [
    left.unheard ? t("podium.left_unheard", { n: left.unheard }) : "",
    left.requests ? t("podium.left_requests", { n: left.requests }) : "",
    left.items.length ? t("podium.left_items", { n: left.items.length, items }) : "",
  ].filter(Boolean);
}

/** On the current item alone: its speakers would go unheard if it were concluded. */
export function LeftHere() {
  const t = useT();
  const here = useRoom().views.podium?.left.here ?? 0;
  if (!here) return null;
  return <p className={styles.left}>{t("podium.left_here", { n: here })}</p>;
}
