import type { ReactNode } from "react";
import type { DecisionDoc, MeetingDoc, OnStageDoc, StageDoc } from "../api/types";
import { type Key, T, TextOf, useCoded, useT } from "../i18n";
import { Clock } from "./Clock";
import { Decision, MOMENT_MS } from "./DecisionsList";
import { Emblem } from "./Emblem";
import styles from "./furniture.module.css";
import { Nameplate } from "./Nameplate";
import { useNow } from "./now";
import { pointKey } from "./point-words";
import { useRoom } from "./room";
import { SeatName } from "./SeatName";
import { TimeText } from "./TimeText";
import { type Picture, Video } from "./video";

export interface StageProps {
  /** The hall's picture and whose it is; drawn only where that is who stands on the stage (`air.stage`). */
  video: { person: string; track: Picture } | null;
  /** Pictures are off by the reader's wish: said so, not mistaken for a fault. */
  picturesOff?: boolean;
  clock?: "m" | "l";
  /** Shown over the lower edge: a question, an offer of the floor. */
  children?: ReactNode;
}

/**
 * Who is seen, as large as there is room: picture and plate of one person, from one document. Who is called, and whose
 * clock stands still, is announced beside the plate with a name of its own.
 */
export function Stage({ video, picturesOff, clock = "m", children }: StageProps) {
  const { stage, meeting, air } = useRoom().views;
  if (!stage || !meeting) return <div className={styles.stage} />;
  const shown = air?.stage ?? null;
  const picture = shown && !picturesOff && video?.person === shown.person ? video.track : null;
  return (
    <section className={styles.stage} data-phase={stage.phase} data-shown={shown?.role}>
      <div className={styles.picture}>
        <Scene shown={shown} picture={picture} stage={stage} meeting={meeting} />
      </div>
      <Foot shown={shown} captioned={picture !== null} stage={stage} meeting={meeting} clock={clock} />
      {children && <div className={styles.over}>{children}</div>}
    </section>
  );
}

/** Seat that is heard beside the presiding officer: it has the floor or states a point of order. */
export const seatOnStage = (shown: OnStageDoc | null | undefined): string | undefined =>
  shown && shown.role !== "presiding" ? shown.seat : undefined;

interface Scened {
  shown: OnStageDoc | null;
  stage: StageDoc;
  meeting: MeetingDoc;
}

/** A decision that has just fallen, the picture, or what stands in its place. */
function Scene({ shown, picture, stage, meeting }: Scened & { picture: Picture }) {
  const decision = useFresh(meeting);
  const presiding = shown?.role === "presiding";
  if (decision && (presiding || !shown)) {
    return (
      <div className={`${styles.awaiting} ${styles.adoption}`} role="status">
        <Decision decision={decision} />
      </div>
    );
  }
  if (shown && picture) return <Video picture={picture} className={styles.video} person={shown.person} />;
  if (!shown || presiding) return <Awaiting stage={stage} meeting={meeting} />;
  return (
    <div className={styles.noPicture}>
      <span className={styles.noPictureName}>
        <SeatName seat={shown.seat} />
      </span>
    </div>
  );
}

/** The decision of this moment, while it is one. */
function useFresh(meeting: MeetingDoc): DecisionDoc | null {
  const last = useRoom().views.decisions?.decisions.at(-1);
  const now = useNow();
  return last && meeting.phase === "open" && now - last.at < MOMENT_MS ? last : null;
}

interface FootProps extends Scened {
  /** A picture stands above, so that what is awaited is said here. */
  captioned: boolean;
  clock: "m" | "l";
}

/** The plate of who is seen, and beside it their clock, or who is called, or what is awaited. */
function Foot({ shown, captioned, stage, meeting, clock }: FootProps) {
  const own = shown?.role === "speaker";
  const called = !own && (stage.seat !== "" || (stage.point && shown?.role !== "raiser"));
  if (!shown && !called) return null;
  return (
    <div className={styles.plate}>
      {shown && <Plate shown={shown} stage={stage} />}
      {own && <Clock stage={stage} size={clock} />}
      {called && <Called stage={stage} raiserShown={shown?.role === "raiser"} clock={clock} />}
      {!called && captioned && shown?.role === "presiding" && (
        <div className={styles.caption}>
          <Awaited stage={stage} meeting={meeting} />
        </div>
      )}
    </div>
  );
}

function Plate({ shown, stage }: { shown: OnStageDoc; stage: StageDoc }) {
  const t = useT();
  const note = { presiding: "", speaker: noteOf(stage, t), raiser: t("common.point_of_order") }[shown.role];
  return (
    <div className={styles.plateName} data-plate={shown.person}>
      <Nameplate
        seat={shown.seat}
        note={note}
        presiding={shown.role === "presiding" ? shown.title : undefined}
      />
    </div>
  );
}

const CALLED: Record<string, Key> = {
  offered: "common.called_offered",
  interrupted: "common.called_interrupted",
};

/** Who is called or waits, without being seen: in words, and with the clock that is theirs. */
function Called({ stage, raiserShown, clock }: { stage: StageDoc; raiserShown: boolean; clock: "m" | "l" }) {
  const point = raiserShown ? null : stage.point;
  return (
    <div className={styles.called} role="status">
      {point && (
        <p>
          <T k={pointKey(point)} values={{ seat: <SeatName seat={point.seat} /> }} />
        </p>
      )}
      {stage.seat && (
        <div className={styles.calledSeat}>
          <p>
            <T
              k={CALLED[stage.phase] ?? "common.called_keeps"}
              values={{ seat: <SeatName seat={stage.seat} /> }}
            />
          </p>
          <Clock stage={stage} size={clock} />
        </div>
      )}
    </div>
  );
}

const HELD: Record<string, Key> = {
  line: "common.floor_held_line",
  hall: "common.floor_held_hall",
  chair: "common.floor_held_chair",
};

function noteOf(stage: StageDoc, t: ReturnType<typeof useT>): string {
  if (stage.phase === "playing") return t("common.floor_recorded");
  if (stage.phase === "held") return t(HELD[stage.held_for] ?? "common.floor_held_line");
  return t("common.floor_has");
}

/** No picture: the body's emblem, its theme, and what is awaited. */
function Awaiting({ stage, meeting }: { stage: StageDoc; meeting: MeetingDoc }) {
  return (
    <div className={styles.awaiting}>
      <span className={styles.emblem}>
        <Emblem />
      </span>
      <p className={styles.theme}>
        <TextOf of={meeting.theme} />
      </p>
      <Awaited stage={stage} meeting={meeting} />
    </div>
  );
}

function Awaited({ stage, meeting }: { stage: StageDoc; meeting: MeetingDoc }) {
  const coded = useCoded();
  const hour = awaitedHour(meeting);
  if (!stage.awaited) return null;
  return (
    <>
      <p className={styles.awaited}>{coded("common.awaited_", stage.awaited, "common.awaited_chair")}</p>
      {hour !== null && (
        <p className={styles.awaited}>
          <T k="common.expected_at" values={{ hour: <TimeText at={hour} own /> }} />
        </p>
      )}
    </>
  );
}

/** The hour to name while nobody speaks: of opening, of resumption, of the next sitting. */
function awaitedHour(meeting: MeetingDoc): number | null {
  if (["planned", "convened", "lobby"].includes(meeting.phase)) return meeting.opens;
  if (meeting.phase === "suspended") return meeting.suspension?.resumes_at ?? null;
  return meeting.phase === "adjourned" ? meeting.adjourned_to : null;
}
