/** What the doors of a body refused, in words. */
import type { Refusal } from "../api/http";
import type { Names } from "./names";
import { namesOf } from "./wording";

/** A refusal of the composition or of the body's book, as a sentence. */
export function refusalWords(refusal: Refusal, names: Names): string {
  const { facts } = refusal;
  const text = (name: string) =>
    typeof facts[name] === "string" || typeof facts[name] === "number" ? String(facts[name]) : "";
  const codes = [facts.states, facts.must_haves, facts.out, facts.codes].find(Array.isArray) as
    | string[]
    | undefined;
  const one = text("state") || text("code");
  const values = {
    code: refusal.code,
    states: codes ? namesOf(codes, names) : one ? names.state(one) : "",
    region: text("region") ? names.region(text("region")) : "",
    seats: Number(facts.seats) || 0,
    members: Number(facts.members) || 0,
    minimum: Number(facts.minimum) || 0,
    cap: Number(facts.cap) || 0,
    minima: Number(facts.minima) || 0,
    caps: Number(facts.caps) || 0,
    willing: Number(facts.willing) || 0,
    method: text("method") ? names.method(text("method")) : "",
    date: text("on") || text("value"),
  };
  const known = names.coded("composition.refused_", refusal.code, "composition.refused_other", values);
  if (known !== names.t("composition.refused_other", values)) return known;
  return names.coded("refusals.", refusal.code, "composition.refused_other", values);
}
