import { useT } from "../i18n";
import styles from "./furniture.module.css";
import { useAway } from "./now";
import { useRoom } from "./room";

const WORDS = {
  live: "common.line_good",
  lost: "common.line_lost",
  connecting: "common.line_connecting",
  crowded: "common.line_crowded",
} as const;

/** Silent when good; when bad, a sentence and what to do. */
export function ConnectionMark() {
  const t = useT();
  const { version, connection } = useRoom();
  const away = useAway();
  const unreached = connection.crowded ? "crowded" : version > 0 ? "lost" : "connecting";
  const state = away ? unreached : "live";
  return (
    <span className={styles.connection} role="status" data-state={state}>
      <span aria-hidden="true" className={styles.connectionDot} />
      <span className={away ? undefined : "unseen"}>{t(WORDS[state])}</span>
    </span>
  );
}
