/** The composition sheet as the server derives it, and what can be read off two of them. Nothing is apportioned here. */

/** Seats by region. */
export type Seats = Record<string, number>;

export interface Step {
  region: string;
  /** Which seat of that region, from 1. */
  seat: number;
  priority: number | null;
}

export interface Result {
  seats: Seats;
  ties: Seats[];
  ties_total: number;
  gallagher: number;
  last_seat: Step | null;
  first_missed: (Step & { by: number | null }) | null;
}

export interface RegionRow {
  region: string;
  name: Record<string, string>;
  members: number;
  quota: number;
  range: number[];
  seats: number;
  members_per_seat: number | null;
  seats_per_100_members: number;
}

export interface SizeRow {
  size: number;
  calm: boolean;
  methods: Record<string, { seats: Seats; tied: boolean; gallagher: number }>;
}

export interface WhyFacts {
  region: string;
  seats: number;
  debt: number;
  place: number | null;
  of: number;
  subregion: string | null;
  alone: boolean;
  ground?: string;
  reason?: string;
  by?: string;
  classes?: string[];
  ahead?: string[];
  behind?: string[];
  equals?: number;
  subregion_seats?: number;
  /** Whether the right, the decision or the absence named changed anything; true where it is not said. */
  needed?: boolean;
}

export interface Why {
  code: string;
  facts: WhyFacts;
}

export interface Route {
  kind: string;
  seats?: number | null;
  count?: number | null;
  states?: string[];
}

export interface MemberRow {
  region: string;
  subregion: string | null;
  seated: boolean;
  by_rule: boolean | null;
  debt: number;
  why: Why;
  would_enter_if: Route[];
}

export interface Remark {
  code: string;
  facts: Record<string, unknown>;
}

export interface SheetDoc extends Result {
  on: string;
  scheme: string;
  total: number;
  method: string;
  regions: RegionRow[];
  methods: (Result & { method: string })[];
  sizes: SizeRow[];
  calm_sizes: number[];
  lot: { seed: string; source: string; list_sha256: string };
  members: Record<string, MemberRow>;
  spread: {
    region: string;
    subregion: string;
    members: number;
    floor: number;
    ceiling: number;
    seated: number;
  }[];
  history: { key: string; on: string; due: Seats; seated: Seats }[];
  debts: { regions: Record<string, number>; greatest: number };
  overrides: {
    state: string;
    seat: boolean;
    reason: string;
    by: string;
    effect: { enters: string[]; leaves: string[] } | null;
  }[];
  remarks: Remark[];
  sheet_sha256: string;
  inputs_sha256: string;
  rulebook: string;
}

/** From one sheet to another. `gallagher` in percentage points, `waiting` in seats owed; after less before. */
export interface Change {
  enters: string[];
  leaves: string[];
  seats: Seats;
  gallagher: number;
  waiting: number;
}

export const seated = (sheet: SheetDoc): string[] =>
  Object.keys(sheet.members).filter((code) => sheet.members[code]?.seated);

/** The largest debt of a state that waits, in seats; 0 when all sit. */
export function waitingDebt(sheet: SheetDoc): number {
  const owed = Object.values(sheet.members)
    .filter((member) => !member.seated)
    .map((member) => member.debt);
  return owed.length ? Math.max(...owed) : 0;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits)) + 0;

export function change(before: SheetDoc, after: SheetDoc): Change {
  const was = new Set(seated(before));
  const is = new Set(seated(after));
  const regions = [...new Set([...Object.keys(before.seats), ...Object.keys(after.seats)])];
  const moved = regions.map((r) => [r, (after.seats[r] ?? 0) - (before.seats[r] ?? 0)] as const);
  return {
    enters: [...is].filter((code) => !was.has(code)),
    leaves: [...was].filter((code) => !is.has(code)),
    seats: Object.fromEntries(moved.filter(([, n]) => n !== 0)),
    gallagher: round(after.gallagher - before.gallagher, 2),
    waiting: round(waitingDebt(after) - waitingDebt(before), 3),
  };
}

/** Methods that give the same seats carry the same letter: A for the chosen method's, then B, C … in order. */
export function outcomes(sheet: SheetDoc): Map<string, string> {
  const text = (seats: Seats) => sheet.regions.map(({ region }) => seats[region] ?? 0).join(" ");
  const letters = new Map<string, string>([[text(sheet.seats), "A"]]);
  const found = new Map<string, string>();
  for (const { method, seats } of sheet.methods) {
    const key = text(seats);
    if (!letters.has(key)) letters.set(key, String.fromCharCode(65 + letters.size));
    found.set(method, letters.get(key) ?? "A");
  }
  return found;
}

/** The methods whose agreement makes a size calm (composition: calm sizes). */
export const MAIN_METHODS = ["hamilton", "webster", "dhondt"] as const;

export interface Disagreement {
  region: string;
  low: number;
  high: number;
}

/** Regions on which the main methods differ at one size. A tie alone is no difference of seats. */
export function disagreements(row: SizeRow, regions: readonly string[]): Disagreement[] {
  const main = MAIN_METHODS.map((method) => row.methods[method]).filter((one) => one !== undefined);
  return regions
    .map((region) => {
      const counts = main.map((one) => one.seats[region] ?? 0);
      return { region, low: Math.min(...counts), high: Math.max(...counts) };
    })
    .filter(({ low, high }) => low !== high);
}

/** Main methods that are tied at one size. */
export const tiedMethods = (row: SizeRow): string[] =>
  MAIN_METHODS.filter((method) => row.methods[method]?.tied);

/** Regions whose seats differ between the alternatives of a tie, with the seats they would have. */
export function tieSpan(result: Result): Record<string, { low: number; high: number }> {
  const span: Record<string, { low: number; high: number }> = {};
  for (const region of Object.keys(result.seats)) {
    const counts = result.ties.map((tie) => tie[region] ?? 0);
    if (!counts.length) continue;
    const [low, high] = [Math.min(...counts), Math.max(...counts)];
    if (low !== high) span[region] = { low, high };
  }
  return span;
}
