import { useEffect, useState } from "react";
import type { AnnouncementDoc } from "../api/types";
import { useT } from "../i18n";
import { type Part, useAnnouncement } from "./announcement";
import styles from "./announcements.module.css";
import { useNow } from "./now";
import { useRoom } from "./room";
import { TimeText } from "./TimeText";

export interface AnnouncedProps {
  /** `latest` stands on the screen and is read out; `earlier`, for who came late, is folded away. */
  part?: "latest" | "earlier";
}

/** How long an announcement stands on the screen: longer for whom it concerns. */
const STANDS_MS = { all: 60_000, mine: 300_000 };
/** What goes on until the meeting itself goes on. */
const LASTING: Record<string, string> = {
  suspended: "suspended",
  adjourned: "adjourned",
  closed: "closed",
  cancelled: "cancelled",
};

/** The latest announcement, and the latest that concerns the reader; read out as they come, the latter at once. */
export default function Announced({ part = "latest" }: AnnouncedProps) {
  const { views } = useRoom();
  const now = useNow();
  const due = (views.announcements?.told ?? []).filter((told) => told.at <= now).sort((a, b) => a.at - b.at);
  const phase = views.meeting?.phase;
  const stands = (told: AnnouncementDoc) =>
    !shownByStage(told, views.stage?.phase) &&
    (LASTING[told.kind] === phase || now - told.at < (told.at_once ? STANDS_MS.mine : STANDS_MS.all));
  const urgent = due.findLast((told) => told.at_once);
  const plain = due.findLast((told) => !told.at_once);
  const later = urgent && plain && stands(urgent) && plain.at < urgent.at ? undefined : plain;
  const shown = [urgent, later].filter((told) => told !== undefined).filter(stands);
  if (part === "earlier") return <Earlier told={due.filter((told) => !shown.includes(told))} />;
  return (
    <div className={styles.announced}>
      {shown.map((told) => (
        <Slip key={told.key} told={told} />
      ))}
      <ReadOut told={shown.find((told) => told.at_once)} assertive />
      <ReadOut told={shown.find((told) => !told.at_once)} />
    </div>
  );
}

/** That somebody has concluded is said until the next has the floor, who is then to be seen. */
const shownByStage = (told: AnnouncementDoc, phase: string | undefined) =>
  told.kind === "concluded" && !told.mine && phase !== "idle";

function Slip({ told }: { told: AnnouncementDoc }) {
  return (
    <p className={styles.slip} data-kind={told.kind} data-urgent={told.at_once || undefined}>
      <TimeText at={told.at} bare />
      <Sentence told={told} />
    </p>
  );
}

function Sentence({ told }: { told: AnnouncementDoc }) {
  const [first, ...more] = useAnnouncement()(told);
  return (
    <span className={styles.sentence}>
      <strong>{first?.text}</strong>
      {more.map((part) => (
        <Bit key={part.text} part={part} />
      ))}
    </span>
  );
}

const Bit = ({ part }: { part: Part }) => (part.words ? <bdi> {part.text}</bdi> : <span> {part.text}</span>);

/** A live region that is there before its words are, so that they are read out. */
function ReadOut({ told, assertive = false }: { told: AnnouncementDoc | undefined; assertive?: boolean }) {
  const say = useAnnouncement();
  const words = told
    ? say(told)
        .map((part) => part.text)
        .join(" ")
    : "";
  const [said, setSaid] = useState("");
  useEffect(() => setSaid(words), [words]);
  return (
    <p
      className="unseen"
      role={assertive ? "alert" : "status"}
      aria-live={assertive ? "assertive" : "polite"}
      data-announces={told?.kind}
    >
      {said}
    </p>
  );
}

function Earlier({ told }: { told: AnnouncementDoc[] }) {
  const t = useT();
  if (!told.length) return null;
  return (
    <details className={styles.history}>
      <summary>{t("announcements.history")}</summary>
      <ol>
        {told.toReversed().map((one) => (
          <li key={one.key} data-kind={one.kind}>
            <TimeText at={one.at} bare />
            <Sentence told={one} />
          </li>
        ))}
      </ol>
    </details>
  );
}
