import type { Views } from "../api/types";
import { type Key, TextOf, useCoded, useFormat, useT } from "../i18n";
import styles from "./furniture.module.css";
import { useHallAway } from "./now";
import { pointKey } from "./point-words";
import { useRoom } from "./room";
import { Sign } from "./Sign";

/** The item of the agenda and one sentence of what goes on now; read out when it changes. */
export function ProcedureLine() {
  const { views } = useRoom();
  const item = views.agenda?.items.find((line) => line.number === views.agenda?.current);
  const { number } = useFormat();
  const now = useWhatGoesOn(views);
  return (
    <p className={styles.procedure} role="status" aria-live="polite">
      {item && (
        <span className={styles.procedureItem}>
          <span>{`${number(item.number)}. `}</span>
          <TextOf of={item.title} />
        </span>
      )}
      <Sign className={styles.procedureNow}>{now}</Sign>
    </p>
  );
}

const FLOOR: Record<string, Key> = {
  offered: "common.now_called",
  playing: "common.now_recorded",
  interrupted: "common.called_interrupted",
};

function useWhatGoesOn(views: Views): string {
  const t = useT();
  const coded = useCoded();
  const { seatName } = useRoom();
  const hallAway = useHallAway();
  const { stage, meeting, question, chamber } = views;
  if (!stage || !meeting) return "";
  if (meeting.frozen) return t("common.now_frozen");
  if (meeting.phase === "lobby") {
    return t("common.arriving", { present: chamber?.present ?? 0, all: chamber?.lines.length ?? 0 });
  }
  if (meeting.phase !== "open") return t(`common.now_${meeting.phase}`);
  if (hallAway) return t("common.awaited_hall");
  if (stage.point) return t(pointKey(stage.point), { seat: seatName(stage.point.seat) });
  if (question?.question?.phase === "put") return t("common.now_question");
  if (question?.question?.phase === "objected") return t("common.now_objected");
  if (question?.question?.phase === "consulting") return t("common.now_consulting");
  if (stage.item_kind === "statements" || stage.item_kind === "guests") {
    return t("common.now_statements", { spoken: stage.spoken, coming: stage.to_come });
  }
  if (stage.seat) return t(FLOOR[stage.phase] ?? "common.now_floor", { seat: seatName(stage.seat) });
  return coded("common.awaited_", stage.awaited, "common.awaited_chair");
}
