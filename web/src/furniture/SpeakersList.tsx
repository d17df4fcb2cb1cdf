import type { ReactNode } from "react";
import type { SpeakerLine } from "../api/types";
import { useFormat, useT } from "../i18n";
import styles from "./furniture.module.css";
import { useRoom } from "./room";
import { SeatName } from "./SeatName";
import { TimeText } from "./TimeText";

export interface SpeakersListProps {
  /** `compact`: a line of the next names; `full`: numbered, with level, line and form. */
  form?: "compact" | "full";
  /** How many are shown before "and n more"; all when absent. */
  most?: number;
  /** Hours at which each is expected to begin. */
  hours?: boolean;
  /** The reader's own seat, marked. */
  own?: string;
  /** Controls of one line, e.g. for the clerk. */
  after?: (line: SpeakerLine) => ReactNode;
}

/** Who speaks next, from the forecast that the server gives. */
export function SpeakersList({ form = "full", most, hours, own, after }: SpeakersListProps) {
  const t = useT();
  const { speakers } = useRoom().views;
  const order = speakers?.order ?? [];
  const shown = order.slice(0, most ?? order.length);
  if (!order.length) return <p className={styles.soft}>{t("common.list_empty")}</p>;
  const more = order.length - shown.length;
  if (form === "compact") return <NextNames shown={shown} more={more} own={own} />;
  return (
    <ol className={styles.speakers}>
      {shown.map((line, i) => (
        <li key={line.entry} className={styles.speaker} data-own={line.seat === own || undefined}>
          <Line line={line} place={i + 1} beginsAt={hours ? (speakers?.as_of ?? 0) + line.wait_ms : null} />
          {after?.(line)}
        </li>
      ))}
      {more > 0 && <li className={styles.soft}>{t("common.and_more", { n: more })}</li>}
    </ol>
  );
}

function Line({ line, place, beginsAt }: { line: SpeakerLine; place: number; beginsAt: number | null }) {
  const { number } = useFormat();
  return (
    <>
      <span className={styles.place}>{number(place)}</span>
      <span className={styles.speakerName}>
        <SeatName seat={line.seat} />
      </span>
      {beginsAt !== null && (
        <span className={styles.hour}>
          <TimeText at={beginsAt} bare />
        </span>
      )}
      <LevelMark level={line.level} />
      <LineMark line={line} />
    </>
  );
}

const LEVEL_MARKS: Record<SpeakerLine["level"], string> = {
  head_of_state: "P",
  vice_president: "VP",
  head_of_government: "PM",
  deputy_head_of_government: "DPM",
  minister: "M",
  vice_minister: "VM",
  ambassador: "A",
  head_of_organisation: "O",
};

/** The level that decides order, as the two letters that clerks use, with the words behind. */
export function LevelMark({ level }: { level: SpeakerLine["level"] }) {
  const t = useT();
  const words = t(`common.level_${level}`);
  return (
    <abbr className={styles.level} title={words}>
      <span aria-hidden="true">{LEVEL_MARKS[level]}</span>
      <span className="unseen">{words}</span>
    </abbr>
  );
}

const MARKS = { recorded: "▣", text: "▤", present: "●", lost: "◐", absent: "○" } as const;

/** ● line good, ◐ line lost, ○ absent; ▣ recorded, ▤ in writing. */
export function LineMark({ line }: { line: Pick<SpeakerLine, "form" | "presence"> }) {
  const t = useT();
  const kind = line.form === "live" ? line.presence : line.form;
  const words = line.form === "live" ? t(`common.presence_${line.presence}`) : t(`common.form_${line.form}`);
  return (
    <span className={styles.mark} data-kind={kind} title={words}>
      <span aria-hidden="true">{MARKS[kind]}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}

function NextNames({ shown, more, own }: { shown: SpeakerLine[]; more: number; own?: string }) {
  const t = useT();
  return (
    <p className={styles.next}>
      <span className={styles.nextWord}>{t("common.next")}</span>
      {shown.map((line) => (
        <span key={line.entry} className={styles.nextName} data-own={line.seat === own || undefined}>
          <SeatName seat={line.seat} />
        </span>
      ))}
      {more > 0 && <span className={styles.soft}>{t("common.and_more", { n: more })}</span>}
    </p>
  );
}
