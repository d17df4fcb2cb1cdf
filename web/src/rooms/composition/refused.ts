/** Which wishes a refusal speaks of, each with the one press that takes it back. */
import type { Refusal } from "../../api/client";
import {
  CLASSES,
  type Removable,
  type StateClass,
  type Wishes,
  withCap,
  withFloor,
  withMustHave,
  withOverride,
  withStanding,
} from "./wishes";

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
const isClass = (name: string): name is StateClass => CLASSES.some((one) => one === name);

/** What a code is asked to do by these wishes: a must-have, an absence or a decision of the chair. */
export function wishesOn(wishes: Wishes, code: string): Removable[] {
  const found: Removable[] = [];
  const add = (kind: string, without: Wishes) => found.push({ kind, name: code, count: null, without });
  if (code in wishes.mustHaves) add("must-have", withMustHave(wishes, code, null));
  const chair = wishes.overrides[code];
  if (chair) add(chair.seated ? "seat" : "unseat", withOverride(wishes, code, null));
  if (wishes.declined.includes(code)) add("declined", withStanding(wishes, code, "willing"));
  if (wishes.silent.includes(code)) add("silent", withStanding(wishes, code, "willing"));
  return found;
}

function boundOn(wishes: Wishes, name: string): Removable[] {
  const found: Removable[] = [];
  const floor = isClass(name) ? wishes.floors[name] : undefined;
  if (isClass(name) && floor !== undefined) {
    found.push({ kind: "class-floor", name, count: floor, without: withFloor(wishes, name, 0) });
  }
  const cap = wishes.caps[name];
  if (cap !== undefined) found.push({ kind: "cap", name, count: cap, without: withCap(wishes, name, null) });
  return found;
}

/** Every name that a fact holds, however deep: codes of states, classes, regions. */
function namesIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (value && typeof value === "object") {
    return [...Object.keys(value), ...Object.values(value).flatMap(namesIn)];
  }
  return [];
}

/** The person's own wishes that the refusal names, in its order, each once. */
export function removable(refusal: Refusal, wishes: Wishes): Removable[] {
  const facts = refusal.code === "wishes_conflict" ? refusal.facts.wishes : refusal.facts;
  const names = [...new Set(namesIn(facts))];
  const found = names.flatMap((name) => [...wishesOn(wishes, name), ...boundOn(wishes, name)]);
  if (/minim/.test(refusal.code) && wishes.minimum > 0) {
    found.push({ kind: "minimum", name: "", count: wishes.minimum, without: { ...wishes, minimum: 0 } });
  }
  if (refusal.code === "caps_below_seats") {
    found.push(...Object.keys(wishes.caps).flatMap((region) => boundOn(wishes, region)));
  }
  return found;
}

/** The size that would do instead, where the refusal knows it. */
export function betterSize(refusal: Refusal): number | null {
  const { smallest_seats, must_haves, members, minima, caps } = refusal.facts;
  if (typeof smallest_seats === "number") return smallest_seats;
  if (refusal.code === "more_must_haves_than_seats") return texts(must_haves).length || null;
  if (refusal.code === "more_seats_than_members" && typeof members === "number") return members;
  if (refusal.code === "minima_exceed_seats" && typeof minima === "number") return minima;
  if (refusal.code === "caps_below_seats" && typeof caps === "number") return caps;
  return refusal.code === "no_seats" ? 1 : null;
}
