import { lazy, type ReactNode, Suspense } from "react";
import type { MeetingDoc } from "../../api/types";
import {
  ConnectionMark,
  DecisionsList,
  ProcedureLine,
  SpeakersList,
  Stage,
  TimeText,
  useNow,
  useRoom,
} from "../../furniture";
import { useAccent } from "../../furniture/accent";
import { Question } from "../../furniture/Question";
import { TextOf, useT } from "../../i18n";
import { roomAddress } from "../../routes";
import styles from "./welcome.module.css";

/** Pictures come by the hall's own code, which is fetched after everything else is shown. */
const LiveStage = lazy(() => import("../../furniture/LiveStage"));

/** The running meeting, live: who speaks, the clock, who is next. */
export function LiveStrip({ children }: { children?: ReactNode }) {
  const t = useT();
  const { views, book } = useRoom();
  useAccent(views.meeting?.accent);
  if (!views.meeting || !views.seats) return <div className={styles.strip} aria-busy="true" />;
  const running = views.meeting.phase === "open";
  return (
    <section className={styles.strip}>
      <div className={styles.stripStage}>
        <Suspense fallback={<Stage video={null} />}>
          {running ? (
            <LiveStage>
              <Question />
            </LiveStage>
          ) : (
            <Stage video={null} />
          )}
        </Suspense>
      </div>
      <div className={styles.stripSide}>
        <p className={styles.badge} data-open={running || undefined}>
          {t(badgeOf(views.meeting.phase))}
          <ConnectionMark />
          <Hour />
        </p>
        <h2>
          <TextOf of={views.meeting.title} />
        </h2>
        <ProcedureLine />
        {children ?? (
          <a className={styles.watch} href={roomAddress(book, "gallery")}>
            {t("welcome.watch")}
          </a>
        )}
      </div>
      <div className={styles.stripMore}>
        <SpeakersList form="full" most={5} />
        <DecisionsList most={1} />
      </div>
    </section>
  );
}

/** How the meeting stands, in a word or two; what is neither ahead, in session nor over has a sentence of its own. */
function badgeOf(phase: MeetingDoc["phase"]) {
  if (phase === "open") return "welcome.now";
  if (phase === "closed") return "welcome.over";
  if (phase === "planned" || phase === "convened") return "welcome.soon";
  return `common.now_${phase}` as const;
}

function Hour() {
  return <TimeText at={useNow(15_000)} />;
}
