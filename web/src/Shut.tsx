import styles from "./App.module.css";
import { EmptyState } from "./furniture/EmptyState";
import { useRefusalSentence } from "./furniture/RefusalMessage";
import { useRoom } from "./furniture/room";
import { useT } from "./i18n";
import { roomAddress } from "./routes";

/** The door did not open: why, and where one may go instead. */
export default function Shut() {
  const t = useT();
  const { shut, book } = useRoom();
  const sentence = useRefusalSentence();
  return (
    <main className={styles.middle}>
      <EmptyState title={t("common.not_admitted")}>
        {shut && <p>{sentence(shut)}</p>}
        <a href={roomAddress(book, "gallery")}>{t("common.to_gallery")}</a>
        <a href="/">{t("common.to_start")}</a>
      </EmptyState>
    </main>
  );
}
