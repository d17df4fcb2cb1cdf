/** Hours that the chair announces: so many minutes from now. */
import { TimeText, useNow } from "../../furniture";
import { useT } from "../../i18n";
import styles from "./podium.module.css";

/** The next whole minute, so that the hour announced has no seconds. */
export const wholeMinute = (at: number): number => Math.ceil(at / 60_000) * 60_000;

export function Hour({ minutes }: { minutes: number }) {
  const t = useT();
  const at = wholeMinute(useNow(1000) + minutes * 60_000);
  return (
    <span className={styles.hour}>
      <TimeText at={at} bare />
      <small>{t("podium.suspend_in", { n: minutes })}</small>
    </span>
  );
}
