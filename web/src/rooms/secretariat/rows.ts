/** The table of delegations: what a filter keeps and how a column sorts. Pure; names come from the reader's language. */

import type { DelegationRow, Presence } from "../../api/types";
import { LEVELS } from "../../furniture/levels";

export const COLUMNS = [
  "delegation",
  "level",
  "presence",
  "check",
  "place",
  "form",
  "spoken",
  "notes",
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Sorting {
  column: Column;
  down: boolean;
}

export interface Filter {
  text: string;
  presence: Presence | "all";
}

const PRESENCES: Presence[] = ["present", "lost", "absent"];
/** What needs looking at comes first. */
const CHECKS = ["bad", "weak", "", "good"];
/** A seat without a place stands after every place. */
const NO_PLACE = 10_000;

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

export function keeps(row: DelegationRow, name: string, filter: Filter): boolean {
  if (filter.presence !== "all" && row.presence !== filter.presence) return false;
  const sought = fold(filter.text.trim());
  if (!sought) return true;
  return [name, row.seat, row.region, ...Object.keys(row.people)].some((text) => fold(text).includes(sought));
}

type Measure = (row: DelegationRow) => number | string;

const MEASURES: Record<Exclude<Column, "delegation">, Measure> = {
  level: (row) => LEVELS.indexOf(row.level),
  presence: (row) => PRESENCES.indexOf(row.presence),
  check: (row) => CHECKS.indexOf(row.check),
  place: (row) => row.place || NO_PLACE,
  form: (row) => row.form,
  spoken: (row) => row.spoken_ms,
  notes: (row) => (row.simulated ? 1 : 0),
};

/** Sorted by the column, then by name in the reader's collation; the rows given stay as they are. */
export function sorted(
  rows: readonly DelegationRow[],
  sorting: Sorting,
  nameOf: (seat: string) => string,
  tag: string,
): DelegationRow[] {
  const collator = new Intl.Collator(tag);
  const byName = (a: DelegationRow, b: DelegationRow) => collator.compare(nameOf(a.seat), nameOf(b.seat));
  const sign = sorting.down ? -1 : 1;
  if (sorting.column === "delegation") return [...rows].sort((a, b) => sign * byName(a, b));
  const measure = MEASURES[sorting.column];
  return [...rows].sort((a, b) => sign * compare(measure(a), measure(b)) || byName(a, b));
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Pressing a column sorts by it; pressing it again turns the order round. */
export const pressed = (now: Sorting, column: Column): Sorting => ({
  column,
  down: now.column === column ? !now.down : false,
});

/** `before` for an entry that is to stand at place `to` (from 0) of the list; null when nothing would move. */
export function beforeFor(order: readonly { entry: string }[], entry: string, to: number): string | null {
  const from = order.findIndex((line) => line.entry === entry);
  const place = Math.max(0, Math.min(order.length - 1, to));
  if (from < 0 || from === place) return null;
  const others = order.filter((line) => line.entry !== entry);
  return others[place]?.entry ?? "";
}
