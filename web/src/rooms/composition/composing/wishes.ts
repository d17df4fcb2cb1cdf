/** What the person at this page asks of a composition, and the request that goes to the door. */

import type { components } from "../../../api/schema.gen";

export const METHODS = [
  "hamilton",
  "webster",
  "dhondt",
  "huntington-hill",
  "dean",
  "adams",
  "cambridge",
  "square-root",
  "bureau-1976",
] as const;
export type Method = (typeof METHODS)[number];

export const CLASSES = ["LDC", "LLDC", "SIDS"] as const;
export type StateClass = (typeof CLASSES)[number];

export interface ChairsWish {
  seated: boolean;
  reason: string;
}

export interface Wishes {
  /** The day whose membership counts, ISO 8601. */
  on: string;
  scheme: string;
  seats: number;
  method: Method;
  minimum: number;
  base: number;
  /** Least and most seats of regions. */
  minima: Record<string, number>;
  caps: Record<string, number>;
  /** Least and most seats of sub-regions, as the sheet labels them. */
  subFloors: Record<string, number>;
  subCeilings: Record<string, number>;
  floors: Partial<Record<StateClass, number>>;
  spread: boolean;
  /** λ of the rotation debt, as a decimal. */
  decay: string;
  lotSeed: string;
  /** An announced source, word for word; empty where none was announced. */
  lotSource: string;
  declined: string[];
  silent: string[];
  mustHaves: Record<string, string>;
  overrides: Record<string, ChairsWish>;
  offices: boolean;
  history: boolean;
}

/** The body of `POST /api/bodies/{key}/compose`. */
export type ComposeRequest = components["schemas"]["ComposeRequest"];

export function wishesFor(on: string, scheme: string, seats: number): Wishes {
  return {
    on,
    scheme,
    seats,
    method: "webster",
    minimum: 1,
    base: 1,
    minima: {},
    caps: {},
    subFloors: {},
    subCeilings: {},
    floors: {},
    spread: true,
    decay: "1",
    lotSeed: "",
    lotSource: "",
    declined: [],
    silent: [],
    mustHaves: {},
    overrides: {},
    offices: true,
    history: true,
  };
}

/** Keys in order and nothing undefined, so that equal wishes are equal texts. */
const ordered = <V>(table: Record<string, V | undefined>): Record<string, V> =>
  Object.fromEntries(
    Object.entries(table)
      .filter((entry): entry is [string, V] => entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

export function requestOf(wishes: Wishes): ComposeRequest {
  return {
    on: wishes.on,
    scheme: wishes.scheme,
    seats: wishes.seats,
    method: wishes.method,
    minimum: wishes.minimum,
    base: wishes.base,
    minima: ordered(wishes.minima),
    caps: ordered(wishes.caps),
    subregion_floors: ordered(wishes.subFloors),
    subregion_ceilings: ordered(wishes.subCeilings),
    class_floors: ordered(wishes.floors),
    spread: wishes.spread,
    decay: wishes.decay,
    must_haves: Object.entries(ordered(wishes.mustHaves)).map(([code, ground]) => ({ code, ground })),
    declined: [...wishes.declined].sort(),
    silent: [...wishes.silent].sort(),
    overrides: Object.entries(ordered(wishes.overrides)).map(([code, wish]) => ({ code, ...wish })),
    offices: wishes.offices,
    history: wishes.history,
    lot_seed: wishes.lotSeed.trim() || null,
    lot_source: (wishes.lotSeed.trim() && wishes.lotSource) || null,
  };
}

export type Standing = "willing" | "declined" | "silent";

export const standingOf = (wishes: Wishes, code: string): Standing =>
  wishes.declined.includes(code) ? "declined" : wishes.silent.includes(code) ? "silent" : "willing";

export function withStanding(wishes: Wishes, code: string, standing: Standing): Wishes {
  const others = (codes: string[]) => codes.filter((one) => one !== code);
  return {
    ...wishes,
    declined: standing === "declined" ? [...others(wishes.declined), code] : others(wishes.declined),
    silent: standing === "silent" ? [...others(wishes.silent), code] : others(wishes.silent),
  };
}

const without = <V>(table: Record<string, V>, key: string): Record<string, V> =>
  Object.fromEntries(Object.entries(table).filter(([one]) => one !== key));

export const withMustHave = (wishes: Wishes, code: string, ground: string | null): Wishes => ({
  ...wishes,
  mustHaves: ground === null ? without(wishes.mustHaves, code) : { ...wishes.mustHaves, [code]: ground },
});

export const withOverride = (wishes: Wishes, code: string, wish: ChairsWish | null): Wishes => ({
  ...wishes,
  overrides: wish === null ? without(wishes.overrides, code) : { ...wishes.overrides, [code]: wish },
});

export function withFloor(wishes: Wishes, name: StateClass, floor: number): Wishes {
  const { [name]: _, ...others } = wishes.floors;
  return { ...wishes, floors: floor > 0 ? { ...others, [name]: floor } : others };
}

/** Bounds by name: of regions, then of sub-regions. */
export const BOUNDS = ["minima", "caps", "subFloors", "subCeilings"] as const;
export type BoundTable = (typeof BOUNDS)[number];

export const withBound = (wishes: Wishes, table: BoundTable, name: string, seats: number | null): Wishes => ({
  ...wishes,
  [table]: seats === null ? without(wishes[table], name) : { ...wishes[table], [name]: seats },
});

/** Another way of grouping has other regions: what was asked of the old ones goes. */
export const withScheme = (wishes: Wishes, scheme: string): Wishes => ({
  ...wishes,
  scheme,
  minima: {},
  caps: {},
  subFloors: {},
  subCeilings: {},
});

/** A wish that stands in the way of a composition, and the wishes without it. */
export interface Removable {
  kind: string;
  name: string;
  count: number | null;
  without: Wishes;
}
