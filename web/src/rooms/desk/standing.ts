/** How this person stands at the desk: who acts for the seat, and the one thing to do now. */
import type { Admission, DeskDoc, QuestionDoc, Views } from "../../api/types";
import type { OnAir } from "../../hall";
import type { Key } from "../../i18n";

/** Advisers see and do not act; nor does who has been followed by another person of the delegation. */
export function actsForSeat(me: Admission | null, desk: DeskDoc): boolean {
  if (!me || me.capacity === "adviser") return false;
  return desk.voice === "" || desk.voice === me.person || desk.simulated;
}

const MICROPHONES = new Set(["offered", "not_given", "recorded", "interrupted", "point_offered", "frozen"]);

const HELD: Record<string, Key> = {
  line: "desk.mic_held_line",
  hall: "desk.mic_held_hall",
  chair: "desk.mic_held_chair",
};

/** What listeners hear comes first; then why the microphone is as it is. */
export function microphoneWords(desk: DeskDoc, views: Views, acts: boolean, onAir: OnAir): Key {
  if (onAir === "on") return desk.microphone === "point" ? "desk.mic_point" : "desk.mic_open";
  if (onAir === "elsewhere_on") return "sound.elsewhere_on";
  const open = desk.microphone === "open" || desk.microphone === "point";
  if (open && !acts) return "desk.mic_not_voice";
  if (open) return onAir === "muted" ? "desk.mic_self_muted" : `sound.${onAir}`;
  if (desk.microphone === "not_given" && views.meeting?.phase !== "open") return "desk.mic_not_open";
  if (desk.microphone === "held") return HELD[views.stage?.held_for ?? ""] ?? "desk.mic_held_line";
  return MICROPHONES.has(desk.microphone) ? (`desk.mic_${desk.microphone}` as Key) : "desk.mic_other";
}

/** The question on which this desk may still be asked something. */
export function openQuestion(views: Views): QuestionDoc | null {
  const question = views.question?.question ?? null;
  return question && ["put", "objected", "consulting"].includes(question.phase) ? question : null;
}

export type Main = "end" | "request" | "withdraw" | null;

/** The one button of a small screen; objecting and beginning have places of their own. */
export function mainAct(desk: DeskDoc): Main {
  if (desk.end.may) return "end";
  if (desk.request.may) return "request";
  return desk.withdraw.may ? "withdraw" : null;
}

/** What can be withdrawn: the place on the list, else the request that is pending. */
export const withdrawable = (desk: DeskDoc): string => desk.entry?.entry ?? desk.pending;
