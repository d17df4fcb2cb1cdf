import type { BookLine } from "../../api/types";
import { TextOf, useFormat, useT } from "../../i18n";
import { roomAddress } from "../../routes";
import styles from "./welcome.module.css";

/** All meetings of this house, the next first. */
export function Meetings({ books }: { books: BookLine[] | undefined }) {
  const t = useT();
  if (!books) return null;
  return (
    <section className={styles.meetings}>
      <h2>{t("welcome.meetings")}</h2>
      {books.length === 0 && <p>{t("welcome.no_meetings")}</p>}
      <ul>
        {books.map((line) => (
          <Meeting key={line.book} line={line} />
        ))}
      </ul>
    </section>
  );
}

function Meeting({ line }: { line: BookLine }) {
  const t = useT();
  const { dayAndHour, place } = useFormat();
  return (
    <li className={styles.meeting}>
      <span className={styles.meetingTitle}>
        <a href={roomAddress(line.book, "gallery")}>
          <TextOf of={line.title} />
        </a>
        <TextOf of={line.theme} />
        {line.private && <span className={styles.soft}>{t("common.private_meeting")}</span>}
      </span>
      <span className={styles.soft}>
        {t(`common.now_${line.phase}`)}
        <br />
        <time dateTime={new Date(line.opens).toISOString()}>
          {dayAndHour(line.opens, line.zone)} {place(line.zone)}
        </time>
      </span>
    </li>
  );
}
