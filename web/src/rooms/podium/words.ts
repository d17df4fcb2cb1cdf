/** Which of the chair's standard words fit this moment, and what they name. */
import type { Texts, Views } from "../../api/types";
import type { FormulaFacts } from "../../furniture/Formula";
import type { PanelName } from "./actions";

const POINT_WORDS: Record<string, string> = {
  raised: "point_heard",
  hearing: "point_heard",
  stating: "",
  stated: "point_ruled",
  appealed: "appeal",
};

/** Just suspended: the words of suspension, not yet those of resumption. */
const JUST_MS = 60_000;

/** The words for an open form, for what goes on, or for the step that comes next. */
export function wordsOf(
  views: Views,
  panel: PanelName | null,
  now: number,
  hour: (at: number) => string,
): FormulaFacts {
  const { podium, stage, meeting } = views;
  if (!podium || !stage || !meeting) return { words: "" };
  if (stage.point) return pointWords(stage.point);
  if (panel) return panelWords(panel, views);
  if (podium.automatic) return stepWords(views);
  if (meeting.suspension && now - meeting.suspension.since < JUST_MS) {
    const { resumes_at } = meeting.suspension;
    return resumes_at === null ? { words: "suspended_open" } : { words: "suspended", hour: hour(resumes_at) };
  }
  if (meeting.phase === "adjourned" && meeting.adjourned_to !== null) {
    return { words: "adjourned", hour: hour(meeting.adjourned_to) };
  }
  if (stage.phase === "offered") return { words: "give_floor", seat: stage.seat };
  if (stage.held_for === "line") return { words: "line_lost", seat: stage.seat };
  return stepWords(views);
}

function pointWords(point: NonNullable<NonNullable<Views["stage"]>["point"]>): FormulaFacts {
  const seat = point.phase === "appealed" ? point.appealed_by : point.seat;
  return { words: POINT_WORDS[point.phase] ?? "", seat };
}

function panelWords(panel: PanelName, views: Views): FormulaFacts {
  const seat = views.stage?.seat;
  const over = (views.stage?.limit_ms ?? Number.POSITIVE_INFINITY) <= (views.stage?.used_ms ?? 0);
  if (panel === "call_to_order") return { words: over ? "time" : "relevance", seat };
  if (panel === "take_back") return { words: "time", seat };
  if (panel === "suspend") return { words: "suspended_open" };
  if (panel === "close") return { words: "closed" };
  if (panel === "list" && views.speakers?.phase === "open") return { words: "put_close_list" };
  return stepWords(views);
}

function stepWords(views: Views): FormulaFacts {
  const { podium, question } = views;
  const { intent, item, seat } = podium?.next ?? {};
  const about = question?.question?.about ?? (typeof intent?.about === "string" ? intent.about : "");
  const elects = podium?.words === "decided" && about === "election";
  const words =
    podium?.words === "put" && about ? `put_${about}` : elects ? "elected" : (podium?.words ?? "");
  return { words, seat, thanks: podium?.thanks, item, texts: subjectOf(views) };
}

/** The paper or text that is put or declared; null: the item's own title. */
function subjectOf(views: Views): Texts | null {
  const paper = views.podium?.next.intent?.paper;
  const found = views.podium?.papers.find((one) => one.key === paper);
  const question = views.question?.question;
  return found?.title ?? question?.paper?.title ?? question?.text ?? null;
}
