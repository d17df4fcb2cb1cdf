/** The next thing that the rules call for, as the one primary button shows it. */
import type { Intent, Views } from "../../api/types";
import type { Key, Values } from "../../i18n";

export interface Primary {
  /** Label of the button; null when nothing is the chair's to do. */
  label: Key | null;
  values: Values;
  intent: Intent | null;
  /** Before this instant the button is disabled and counts. */
  readyAt: number | null;
  /** Why something is waited for; null when nothing is. */
  waiting: Key | null;
  /** Adoption and closing bind: a second press confirms them. */
  binds: boolean;
  /** What the press opens where something is to be read first. */
  opens: "close" | null;
}

/** Names in the reader's language, for labels. */
export interface Names {
  seat: (key: string) => string;
  item: (number: number | null) => string;
  paper: (key: string) => string;
}

type Step = NonNullable<Views["podium"]>["next"];

// biome-ignore format: a table
const LABELS = new Set([
  "OpenLobby", "CallToOrder", "CallItem", "OpenList", "OfferFloor", "LapseOffer", "TakeFloor",
  "StartRecordedStatement", "EndStatement", "TakeBackFloor", "ResumeFloor", "PassOver", "TakeAsText",
  "HearPoint", "RulePoint", "DecideAppeal", "Gavel", "DeclareAdopted", "GoToConsultation", "ConfirmSuspension",
  "Resume", "Close", "Unfreeze",
]);

/** Given in the panel of the point of order, with its words. */
const IN_PANEL = new Set(["RulePoint", "DecideAppeal"]);

// biome-ignore format: a table
const WAITING = new Set([
  "convening", "quorum", "nothing", "point_to_begin", "point_being_stated", "votes_on_appeal", "ruling", "speaker_to_begin",
  "line", "recording", "speaker", "hall", "consultation", "objections", "speaker_absent",
]);

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function labelOf(step: Step, form: string): Key | null {
  if (step.kind === "" || step.kind === "Convene") return null;
  if (!step.intent && (step.waiting_for === "hall" || step.kind === "PutQuestion")) return null;
  if (!step.intent && IN_PANEL.has(step.kind)) return null;
  if (step.kind === "PutQuestion") return `podium.next_PutQuestion_${text(step.intent?.about)}` as Key;
  if (step.kind === "OfferFloor" && form === "recorded") return "podium.next_OfferFloor_recorded";
  return LABELS.has(step.kind) ? (`podium.next_${step.kind}` as Key) : "podium.next_other";
}

/** The step's own seat, else who is concerned: the point's raiser, else who has the floor. */
function seatOf(step: Step, views: Views): string {
  return (
    step.seat || (step.kind.endsWith("Point") ? views.stage?.point?.seat : "") || views.stage?.seat || ""
  );
}

function waitingOf(step: Step): Key | null {
  if (!step.waiting_for) return null;
  return WAITING.has(step.waiting_for)
    ? (`podium.waiting_${step.waiting_for}` as Key)
    : "podium.waiting_other";
}

function bindsIn(step: Step, views: Views): boolean {
  if (step.kind === "DeclareAdopted" || step.kind === "Close") return true;
  return step.kind === "Gavel" && views.question?.question?.about === "paper";
}

/** Something would stay undone: it is read before the closing is pressed. */
function isLeft(views: Views): boolean {
  const left = views.podium?.left;
  return Boolean(left && (left.unheard || left.requests || left.items.length));
}

export function primaryOf(step: Step, views: Views, names: Names): Primary {
  const seat = seatOf(step, views);
  const entry = views.speakers?.order.find((line) => line.entry === text(step.intent?.entry));
  const number = step.item ?? 0;
  return {
    label: labelOf(step, entry?.form ?? ""),
    values: {
      seat: names.seat(seat),
      number,
      item: names.item(number),
      paper: names.paper(text(step.intent?.paper)),
    },
    intent: step.intent as Intent | null,
    readyAt: step.ready_at,
    waiting: waitingOf(step),
    binds: bindsIn(step, views),
    opens: step.kind === "Close" && isLeft(views) ? "close" : null,
  };
}

/** Whole seconds until the button may be pressed; 0 when it may. */
export function secondsUntil(readyAt: number | null, now: number): number {
  return readyAt === null ? 0 : Math.max(0, Math.ceil((readyAt - now) / 1000));
}
