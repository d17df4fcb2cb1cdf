import type { Views } from "../api/types";
import { useT } from "../i18n";
import styles from "./furniture.module.css";
import { useRoom } from "./room";

/** In the rooms of those who run the meeting, why its record is read only and how far it holds; elsewhere, that it is. */
const STAFF = new Set<string>(["podium", "secretariat"]);

/** Said on top of every room for as long as it is so: nobody is to wonder why no button works. */
export function RecordNotice() {
  const { audience, views } = useRoom();
  return <Examined record={views.record} held={STAFF.has(audience) ? "common.record_held" : null} />;
}

/** What is said of a record that does not fit. `held`: the sentence for those who run it; null: for everybody. */
export function Examined({
  record,
  held,
}: {
  record: Views["record"];
  held: "common.record_held" | "common.record_held_body" | null;
}) {
  const t = useT();
  if (!record?.examined) return null;
  const words = held
    ? t(held, { why: t(`common.record_${record.examined}`), sound: record.sound })
    : t("common.record_examined");
  return (
    <p className={styles.recordNotice} role="status" data-record={record.examined}>
      {words}
    </p>
  );
}
