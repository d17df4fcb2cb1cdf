import { useT } from "../i18n";
import styles from "./furniture.module.css";
import { useRoom } from "./room";

/** In the rooms of those who run the meeting, why its record is read only and how far it holds; elsewhere, that it is. */
const STAFF = new Set<string>(["podium", "secretariat"]);

/** Said on top of every room for as long as it is so: nobody is to wonder why no button works. */
export function RecordNotice() {
  const t = useT();
  const { audience, views } = useRoom();
  const record = views.record;
  if (!record?.examined) return null;
  const words = STAFF.has(audience)
    ? t("common.record_held", { why: t(`common.record_${record.examined}`), sound: record.sound })
    : t("common.record_examined");
  return (
    <p className={styles.recordNotice} role="status" data-record={record.examined}>
      {words}
    </p>
  );
}
