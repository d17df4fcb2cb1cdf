/** How one state stands in the composition shown, and what it does against the pinned one. */
import type { Change, SheetDoc } from "./sheet";

export type Status = "seated" | "waiting" | "declined" | "silent";
export type Move = "enters" | "leaves" | "stays";

/** Codes of reasons that say a state is not available. */
const AWAY: Record<string, Status> = { declined: "declined", silent: "silent" };

export function statusOf(sheet: SheetDoc, code: string): Status | null {
  const member = sheet.members[code];
  if (!member) return null;
  if (member.seated) return "seated";
  return AWAY[member.why.code] ?? "waiting";
}

export function moveOf(change: Change | null, code: string): Move {
  if (change?.enters.includes(code)) return "enters";
  return change?.leaves.includes(code) ? "leaves" : "stays";
}

export const STATUSES: Status[] = ["seated", "waiting", "declined", "silent"];

/** A shape per status, beside its colour. */
export const GLYPH: Record<Status, string> = { seated: "●", waiting: "○", declined: "✕", silent: "?" };
