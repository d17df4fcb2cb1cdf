/** The gallery inside another page: the stage, the line of procedure, the next names, the way to the rest. */
import { Announcements, ProcedureLine, SpeakersList, useRoom } from "../../furniture";
import { LanguageChoice } from "../../furniture/choices";
import LiveStage from "../../furniture/LiveStage";
import { Question } from "../../furniture/Question";
import { TextOf, useT } from "../../i18n";
import { roomAddress } from "../../routes";
import styles from "./gallery.module.css";

export default function Embedded() {
  const t = useT();
  const { book, views } = useRoom();
  return (
    <main className={styles.embedded}>
      <div className={styles.embeddedHead}>
        <h1>
          <TextOf of={views.meeting?.title} />
        </h1>
        <LanguageChoice />
      </div>
      <ProcedureLine />
      <div className={styles.embeddedStage}>
        <LiveStage controls>
          <Question />
        </LiveStage>
        <Announcements />
      </div>
      <div className={styles.embeddedFoot}>
        <SpeakersList form="compact" most={4} />
        <a href={roomAddress(book, "gallery")} target="_blank" rel="noreferrer">
          {t("gallery.open_here")}
        </a>
      </div>
    </main>
  );
}
