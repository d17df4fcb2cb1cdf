/** The rule that a refusal rests on, in words: the server cites it by a short name of its own. */
import { type Key, useFormat, useT, type Values } from "../i18n";

/** Chapters of the rules, as `docs/procedure.md` numbers them, that have a name of their own. */
const CHAPTERS: Record<string, Key> = {
  M1: "refusals.rule_m1",
  M2: "refusals.rule_m2",
  M2a: "refusals.rule_m2a",
  M5: "refusals.rule_m5",
  M7: "refusals.rule_m7",
  M9: "refusals.rule_m9",
  M10: "refusals.rule_m10",
  composition: "refusals.rule_composition",
  body: "refusals.rule_body",
  "roles of the body": "refusals.rule_body",
  "NAM criteria 1961": "refusals.rule_body",
};

/** Message and numbers for a rule; rules of the house that belong to no chapter are the meeting's. */
export function ruleOf(rule: string, number: (value: number) => string): [Key, Values] {
  const [, one, other] = /^UNGA rules? (\d+)(?: and (\d+))?/.exec(rule) ?? [];
  if (one && other) return ["refusals.rule_ga2", { n: number(Number(one)), m: number(Number(other)) }];
  if (one) return ["refusals.rule_ga", { n: number(Number(one)) }];
  const chapter = Object.keys(CHAPTERS).find((name) => rule === name || /^[ :]/.test(rule.replace(name, "")));
  return [(chapter && CHAPTERS[chapter]) || "refusals.rule_meeting", {}];
}

export function useRule(): (rule: string) => string {
  const t = useT();
  const { number } = useFormat();
  return (rule) => t(...ruleOf(rule, number));
}
