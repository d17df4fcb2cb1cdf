/** Sentences composed from the codes and facts of a sheet, in the reader's language. */
import { namesOf, type Wording } from "../../../body/wording";
import type { Key } from "../../../i18n";
import type { MemberRow, Remark, Route, Why } from "./sheet";

/** Grounds that the rule itself gives, in the words in which it writes them; others are somebody's own words. */
const GROUNDS: [RegExp, Key][] = [
  [/^Chair since (\S+)$/, "composition.ground_chair"],
  [/^previous Chair \(troika\)$/, "composition.ground_troika"],
  [/^Chair of the African Union since (\S+)$/, "composition.ground_au_chair"],
];

export function groundWords(ground: string, wording: Wording): string {
  for (const [pattern, key] of GROUNDS) {
    const found = pattern.exec(ground);
    if (found) return wording.t(key, found[1] ? { since: wording.date(found[1]) } : {});
  }
  return ground;
}

/** Sentences one after another; where they end in the full stop of Chinese, no space stands between them. */
const sentences = (parts: readonly string[]): string =>
  parts.filter(Boolean).join(" ").replaceAll("。 ", "。");

/** Why a state sits or waits. */
export function reason(why: Why, wording: Wording): string {
  const { facts } = why;
  const { t } = wording;
  const said = wording.coded("composition.why_", why.code, "composition.why_other", {
    code: why.code,
    region: wording.region(facts.region),
    seats: facts.seats,
    subregion: facts.subregion ? wording.subregion(facts.subregion) : "—",
    subregion_seats: facts.subregion_seats ?? 0,
    equals: facts.equals ?? 0,
    ground: facts.ground ? groundWords(facts.ground, wording) : "",
    by: facts.by ?? "",
    reason: facts.reason ?? "",
    classes: wording.list((facts.classes ?? []).map(wording.classOf)),
    states: namesOf(facts.ahead ?? facts.behind ?? [], wording),
  });
  const alone = facts.alone && facts.subregion ? t("composition.why_alone") : "";
  const standing = facts.place
    ? t("composition.why_standing", { debt: wording.debt(facts.debt), place: facts.place, of: facts.of })
    : "";
  return sentences([said, needless(why, wording), standing, alone]);
}

const SITS_BY_RIGHT = ["must-have", "seated-by-chair"];

/** Said where a right, a decision or an absence changed nothing. */
function needless({ code, facts }: Why, { t }: Wording): string {
  if (facts.needed ?? true) return "";
  return t(SITS_BY_RIGHT.includes(code) ? "composition.why_sits_anyway" : "composition.why_waits_anyway");
}

/** What would bring a state in; empty where no route was proven. */
export function route(found: Route, wording: Wording): string {
  return wording.coded("composition.route_", found.kind, "composition.route_other", {
    kind: found.kind,
    seats: found.seats ?? 0,
    states: namesOf(found.states ?? [], wording),
  });
}

export const routes = (member: MemberRow, wording: Wording): string =>
  sentences(member.would_enter_if.map((one) => route(one, wording)));

export function remark(found: Remark, wording: Wording): string {
  const { facts } = found;
  const codes = Array.isArray(facts.states) ? facts.states.map(String) : [];
  return wording.coded("composition.remark_", found.code, "composition.remark_other", {
    code: found.code,
    region: typeof facts.region === "string" ? wording.region(facts.region) : "",
    states: namesOf(codes, wording),
    seats: typeof facts.smallest_seats === "number" ? facts.smallest_seats : 0,
    n: typeof facts.solutions === "number" ? facts.solutions : 0,
  });
}
