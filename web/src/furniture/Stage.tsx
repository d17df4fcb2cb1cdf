import type { ReactNode } from "react";
import type { MeetingDoc, StageDoc } from "../api/types";
import { type Key, T, TextOf, useCoded, useT } from "../i18n";
import { Clock } from "./Clock";
import { Decision, MOMENT_MS } from "./DecisionsList";
import { Emblem } from "./Emblem";
import styles from "./furniture.module.css";
import { Nameplate } from "./Nameplate";
import { useNow } from "./now";
import { useRoom } from "./room";
import { SeatName } from "./SeatName";
import { TimeText } from "./TimeText";
import { type Picture, Video } from "./video";

export interface StageProps {
  /** The picture of the person on the stage (`views.air.stage`); null shows the name instead. */
  video: Picture;
  /** Pictures are off by the reader's wish: said so, not mistaken for a fault. */
  picturesOff?: boolean;
  clock?: "m" | "l";
  /** Shown over the lower edge: a question, an offer of the floor. */
  children?: ReactNode;
}

/** Who has the floor, as large as there is room. */
export function Stage({ video, picturesOff, clock = "m", children }: StageProps) {
  const { stage, meeting } = useRoom().views;
  if (!stage || !meeting) return <div className={styles.stage} />;
  const seat = onStage(stage);
  return (
    <section className={styles.stage} data-phase={stage.phase}>
      <div className={styles.picture}>
        {seat ? (
          <Speaking seat={seat} video={video} off={picturesOff} />
        ) : (
          <Awaiting stage={stage} meeting={meeting} />
        )}
      </div>
      {seat && <Plate seat={seat} stage={stage} clock={clock} />}
      {children && <div className={styles.over}>{children}</div>}
    </section>
  );
}

/** Whose picture is due: who is heard on a point of order, else who has the floor. */
export function onStage(stage: StageDoc): string {
  const heard = stage.point && ["hearing", "stated"].includes(stage.point.phase);
  return heard && stage.point ? stage.point.seat : stage.seat;
}

function Speaking({ seat, video, off }: { seat: string; video: Picture; off?: boolean }) {
  if (video && !off) return <Video picture={video} className={styles.video} />;
  return (
    <div className={styles.noPicture}>
      <span className={styles.noPictureName}>
        <SeatName seat={seat} />
      </span>
    </div>
  );
}

function Plate({ seat, stage, clock }: { seat: string; stage: StageDoc; clock: "m" | "l" }) {
  const t = useT();
  const onPoint = stage.point?.seat === seat && stage.seat !== seat;
  const note = onPoint ? t("common.point_of_order") : noteOf(stage, t);
  return (
    <div className={styles.plate}>
      <Nameplate seat={seat} note={note} />
      {!onPoint && <Clock stage={stage} size={clock} />}
    </div>
  );
}

const HELD: Record<string, Key> = {
  line: "common.floor_held_line",
  hall: "common.floor_held_hall",
  chair: "common.floor_held_chair",
};

function noteOf(stage: StageDoc, t: ReturnType<typeof useT>): string {
  if (stage.phase === "offered") return t("common.floor_offered");
  if (stage.phase === "playing") return t("common.floor_recorded");
  if (stage.phase === "held") return t(HELD[stage.held_for] ?? "common.floor_held_line");
  if (stage.phase === "interrupted") return t("common.floor_interrupted");
  return t("common.floor_has");
}

/** Nobody speaks: a decision that has just fallen, else the body's emblem, its theme, and what is awaited. */
function Awaiting({ stage, meeting }: { stage: StageDoc; meeting: MeetingDoc }) {
  const coded = useCoded();
  const adopted = useRoom().views.decisions?.decisions.at(-1);
  const now = useNow();
  if (meeting.phase === "open" && adopted && now - adopted.at < MOMENT_MS) {
    return (
      <div className={`${styles.awaiting} ${styles.adoption}`} role="status">
        <Decision decision={adopted} />
      </div>
    );
  }
  return (
    <div className={styles.awaiting}>
      <span className={styles.emblem}>
        <Emblem />
      </span>
      <p className={styles.theme}>
        <TextOf of={meeting.theme} />
      </p>
      <p className={styles.awaited}>{coded("common.awaited_", stage.awaited, "common.awaited_chair")}</p>
      {awaitedHour(meeting) !== null && (
        <p className={styles.awaited}>
          <T k="common.expected_at" values={{ hour: <TimeText at={awaitedHour(meeting) ?? 0} own /> }} />
        </p>
      )}
    </div>
  );
}

/** The hour to name while nobody speaks: of opening, of resumption, of the next sitting. */
function awaitedHour(meeting: MeetingDoc): number | null {
  if (["planned", "convened", "lobby"].includes(meeting.phase)) return meeting.opens;
  if (meeting.phase === "suspended") return meeting.suspension?.resumes_at ?? null;
  return meeting.phase === "adjourned" ? meeting.adjourned_to : null;
}
