import {
  DecisionsList,
  FurtherPapers,
  ReadText,
  SeatName,
  SpeakersList,
  TimeText,
  useRoom,
} from "../../furniture";
import { LineMark } from "../../furniture/SpeakersList";
import { T, TextOf, useFormat, useT } from "../../i18n";
import styles from "./gallery.module.css";

/** Who is next, and who has spoken. */
export function Speaking() {
  const t = useT();
  const { number } = useFormat();
  const { speakers, meeting } = useRoom().views;
  const done = [...(speakers?.done ?? [])].reverse();
  const over = meeting?.phase === "closed" || meeting?.phase === "cancelled";
  if (over && done.length === 0) return null;
  return (
    <section className={styles.panel}>
      {over ? null : (
        <>
          <h2>{t("gallery.next")}</h2>
          <SpeakersList most={8} hours />
        </>
      )}
      {speakers && speakers.ends_in_ms !== null && (
        <p className={styles.soft}>
          <T
            k="gallery.list_ends"
            values={{ hour: <TimeText at={speakers.as_of + speakers.ends_in_ms} /> }}
          />
        </p>
      )}
      {done.length > 0 && (
        <details className={styles.done} open={over}>
          <summary>{`${t("gallery.spoken")} (${number(done.length)})`}</summary>
          <ol>
            {done.map((line) => (
              <li key={line.entry} className={styles.doneLine}>
                <SeatName seat={line.seat} />
                <span className={styles.soft}>{t(`common.entry_${line.phase}`)}</span>
                {line.form !== "live" && <LineMark line={line} />}
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

/** The agenda, with what is done and what is under consideration. */
export function AgendaPanel() {
  const t = useT();
  const { number } = useFormat();
  const { agenda } = useRoom().views;
  const items = agenda?.items ?? [];
  return (
    <section className={styles.panel}>
      <h2>{t(agenda?.adopted === false ? "gallery.agenda_provisional" : "gallery.agenda")}</h2>
      {items.length === 0 && <p className={styles.soft}>{t("gallery.no_agenda")}</p>}
      <ol className={styles.agenda}>
        {items.map((item) => (
          <li key={item.number} data-phase={item.phase} aria-current={item.phase === "current" || undefined}>
            <span className={styles.itemMark} aria-hidden="true" />
            <span>
              <span>{`${number(item.number)}. `}</span>
              <TextOf of={item.title} />
              {item.paper && <ReadText paper={item.paper} />}
            </span>
            <span className={styles.soft}>{t(`common.item_${item.phase}`)}</span>
          </li>
        ))}
      </ol>
      <FurtherPapers />
    </section>
  );
}

export function DecisionsPanel() {
  const t = useT();
  return (
    <section className={styles.panel}>
      <h2>{t("gallery.decisions")}</h2>
      <DecisionsList />
    </section>
  );
}
