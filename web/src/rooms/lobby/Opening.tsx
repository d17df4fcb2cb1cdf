import { TimeText, useNow, useRoom } from "../../furniture";
import { useFormat, useT } from "../../i18n";
import styles from "./lobby.module.css";

/** A wait that is longer than this is not counted down. */
const A_DAY_MS = 86_400_000;

/** When the sitting opens, in the venue's time and one's own. */
export function Opening() {
  const t = useT();
  const { duration } = useFormat();
  const { meeting } = useRoom().views;
  const now = useNow(1000);
  if (!meeting) return null;
  if (meeting.phase === "open") return <p className={styles.opening}>{t("lobby.is_open")}</p>;
  if (!["planned", "convened", "lobby"].includes(meeting.phase)) {
    return <p className={styles.opening}>{t(`common.now_${meeting.phase}`)}</p>;
  }
  const wait = meeting.opens - now;
  return (
    <p className={styles.opening}>
      <span>{`${t("lobby.opens")} `}</span>
      <TimeText at={meeting.opens} day own />
      {wait > 0 && wait < A_DAY_MS && <span>{` · ${t("lobby.in", { time: duration(wait) })}`}</span>}
    </p>
  );
}
