/** Which wishes a refusal speaks of, each with the one press that takes it back. */
import type { Refusal } from "../../../api/http";
import {
  BOUNDS,
  type BoundTable,
  CLASSES,
  type Removable,
  type StateClass,
  type Wishes,
  withBound,
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

/** How a bound of each table is spoken of. */
const BOUND_KINDS: Record<BoundTable, string> = {
  minima: "minimum-of",
  caps: "cap",
  subFloors: "sub-floor",
  subCeilings: "sub-ceiling",
};

/** The bounds asked of a region, a sub-region or a class. */
function boundsOn(wishes: Wishes, name: string): Removable[] {
  const floor = isClass(name) ? wishes.floors[name] : undefined;
  const ofClass =
    isClass(name) && floor !== undefined
      ? [{ kind: "class-floor", name, count: floor, without: withFloor(wishes, name, 0) }]
      : [];
  const ofPlaces = BOUNDS.filter((table) => wishes[table][name] !== undefined).map((table) => ({
    kind: BOUND_KINDS[table],
    name,
    count: wishes[table][name] ?? null,
    without: withBound(wishes, table, name, null),
  }));
  return [...ofClass, ...ofPlaces];
}

/** Every bound asked, regions before their sub-regions, then classes. */
export function allBounds(wishes: Wishes): Removable[] {
  const names = new Set([
    ...BOUNDS.flatMap((table) => Object.keys(wishes[table])),
    ...Object.keys(wishes.floors),
  ]);
  return [...names].flatMap((name) => boundsOn(wishes, name));
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
  const found = names.flatMap((name) => [...wishesOn(wishes, name), ...boundsOn(wishes, name)]);
  if (/minim/.test(refusal.code) && wishes.minimum > 0) {
    found.push({ kind: "minimum", name: "", count: wishes.minimum, without: { ...wishes, minimum: 0 } });
  }
  if (refusal.code === "minima_exceed_seats") {
    found.push(...allBounds(wishes).filter((one) => one.kind === "minimum-of"));
  }
  if (refusal.code === "caps_below_seats") {
    found.push(...allBounds(wishes).filter((one) => one.kind === "cap"));
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
