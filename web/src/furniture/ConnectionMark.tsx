import { useT } from "../i18n";
import styles from "./furniture.module.css";
import { useTick } from "./now";
import { useRoom } from "./room";
import { Sign } from "./Sign";

/** Lost for less than this, nobody needs to be told. */
const PATIENCE_MS = 1500;

/** Silent when good; when bad, a sentence and what to do. */
export function ConnectionMark() {
  const t = useT();
  const { connection } = useRoom();
  const now = useTick(500);
  const troubled = connection.state !== "live" && now - connection.since > PATIENCE_MS;
  const key = connection.state === "connecting" ? "common.line_connecting" : "common.line_lost";
  return (
    <span className={styles.connection} role="status" data-state={troubled ? connection.state : "live"}>
      <span aria-hidden="true" className={styles.connectionDot} />
      {troubled ? <Sign>{t(key)}</Sign> : <Sign className="unseen">{t("common.line_good")}</Sign>}
    </span>
  );
}
