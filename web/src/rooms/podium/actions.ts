/** What the chair may do beside the primary button, each with its key; drawn from the views, decided by the rules. */
import type { Intent, Views } from "../../api/types";
import type { Key } from "../../i18n";

export type PanelName =
  | "adjourn"
  | "call_to_order"
  | "close"
  | "decline"
  | "item"
  | "list"
  | "preside"
  | "question"
  | "show_out"
  | "suspend"
  | "take_back"
  | "voice"
  | "withdraw_question";

export interface ChairAction {
  key: string;
  label: Key;
  /** Posted at once; else the panel that opens. */
  intent?: Intent;
  panel?: PanelName;
  /** Silences everybody: marked as grave. */
  caution?: boolean;
}

const EXTEND: ChairAction = {
  key: "+",
  label: "podium.extend",
  intent: { kind: "ExtendFloor", seconds: 60 },
};
const TO_ORDER: ChairAction = { key: "C", label: "podium.to_order", panel: "call_to_order" };
const TAKE_BACK: ChairAction = { key: "B", label: "podium.take_back", panel: "take_back" };
const HOLD: ChairAction = { key: "H", label: "podium.hold", intent: { kind: "HoldFloor", cause: "chair" } };
const RESUME_FLOOR: ChairAction = { key: "H", label: "podium.resume_floor", intent: { kind: "ResumeFloor" } };
const PASS_OVER: ChairAction = { key: "N", label: "podium.pass_over", intent: { kind: "PassOver" } };
const TAKE_TEXT: ChairAction = {
  key: "X",
  label: "podium.take_text",
  intent: { kind: "TakeAsText", entry: "" },
};

const play = (seat: string): ChairAction => ({
  key: "D",
  label: "podium.play_recorded",
  intent: { kind: "StartRecordedStatement", seat },
});

/** For whoever has the floor. */
export function floorActions(views: Views): ChairAction[] {
  const { stage, meeting } = views;
  if (!stage || meeting?.phase !== "open") return [];
  const own = stage.seat !== "" && stage.seat === meeting.presiding?.seat;
  switch (stage.phase) {
    case "offered":
      return [{ key: "N", label: "podium.lapse", intent: { kind: "LapseOffer", seat: stage.seat } }];
    case "speaking":
      return own ? [EXTEND] : [EXTEND, TO_ORDER, TAKE_BACK, HOLD];
    case "playing":
      return [TAKE_BACK];
    case "held":
      return views.podium?.may_play
        ? [RESUME_FLOOR, play(stage.seat), PASS_OVER, TAKE_TEXT, TAKE_BACK]
        : [RESUME_FLOOR, PASS_OVER, TAKE_TEXT, TAKE_BACK];
    default:
      return [];
  }
}

export interface SittingActions {
  /** Always in sight. */
  shown: ChairAction[];
  /** Rarer: in a menu, and by their keys. */
  rare: ChairAction[];
}

/** For the sitting as a whole. */
export function sittingActions(views: Views): SittingActions {
  const { meeting } = views;
  if (meeting?.phase === "lobby") return { shown: [], rare: [PRESIDE, SHOW_OUT] };
  if (meeting?.phase === "suspended") {
    const away = views.podium?.next.waiting_for === "hall";
    return { shown: away ? [] : [RESUME], rare: [ADJOURN, PRESIDE, SHOW_OUT] };
  }
  if (meeting?.phase !== "open") return { shown: [], rare: [] };
  return {
    shown: [QUESTION, LIST, SUSPEND, meeting.frozen ? UNFREEZE : FREEZE],
    rare: [ADJOURN, CLOSE, PRESIDE, SHOW_OUT],
  };
}

const QUESTION: ChairAction = { key: "Q", label: "podium.question", panel: "question" };
const LIST: ChairAction = { key: "L", label: "podium.list", panel: "list" };
const SUSPEND: ChairAction = { key: "S", label: "podium.suspend", panel: "suspend" };
const RESUME: ChairAction = { key: "S", label: "podium.resume", intent: { kind: "Resume" } };
const ADJOURN: ChairAction = { key: "J", label: "podium.adjourn", panel: "adjourn" };
const CLOSE: ChairAction = { key: "K", label: "podium.close", panel: "close" };
const PRESIDE: ChairAction = { key: "O", label: "podium.preside", panel: "preside" };
const SHOW_OUT: ChairAction = { key: "E", label: "podium.show_out", panel: "show_out" };
const UNFREEZE: ChairAction = { key: "Z", label: "podium.unfreeze", intent: { kind: "Unfreeze" } };
const FREEZE: ChairAction = {
  key: "Z",
  label: "podium.freeze",
  intent: { kind: "Freeze", reason: "security" },
  caution: true,
};

/** Every action once, for the sheet under `?`. */
// biome-ignore format: a table
export const ALL_ACTIONS: readonly ChairAction[] = [
  EXTEND, TO_ORDER, TAKE_BACK, HOLD, PASS_OVER, TAKE_TEXT, QUESTION, LIST, SUSPEND, ADJOURN, CLOSE, PRESIDE,
  SHOW_OUT, FREEZE,
];
