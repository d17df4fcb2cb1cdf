/** What the speaker's clock shows at an instant. Drawn from the stage and the server's time; nothing is kept. */
import type { StageDoc } from "../api/types";

export type ClockTone = "idle" | "offered" | "calm" | "amber" | "red" | "held" | "paused" | "unlimited";

export interface ClockState {
  tone: ClockTone;
  usedMs: number;
  limitMs: number | null;
  /** Time left; negative beyond the limit; null without a limit. */
  leftMs: number | null;
  /** Share of the limit used, 0 to 1. */
  share: number;
  /** While the floor is offered: time left until the offer lapses. */
  graceMs: number | null;
}

/** The visible signal comes a minute before the limit (procedure M2: −60 s, 0). */
export const LAST_MINUTE_MS = 60_000;

function toneOf(stage: StageDoc, leftMs: number | null): ClockTone {
  if (stage.phase === "idle") return "idle";
  if (stage.phase === "offered") return "offered";
  if (stage.phase === "held") return "held";
  // Nothing runs while the speaker is interrupted, the sitting suspended or the chamber frozen.
  if (stage.running_since === null) return "paused";
  if (leftMs === null) return "unlimited";
  if (leftMs < 0) return "red";
  return leftMs <= LAST_MINUTE_MS ? "amber" : "calm";
}

export function clockState(stage: StageDoc, now: number): ClockState {
  const running = stage.running_since == null ? 0 : Math.max(0, now - stage.running_since);
  const usedMs = stage.used_ms + running;
  const limitMs = stage.limit_ms;
  const leftMs = limitMs === null ? null : limitMs - usedMs;
  const share = limitMs ? Math.min(1, usedMs / limitMs) : 0;
  const waits = stage.phase === "offered" && stage.grace_until != null;
  const graceMs = waits && stage.grace_until != null ? Math.max(0, stage.grace_until - now) : null;
  return { tone: toneOf(stage, leftMs), usedMs, limitMs, leftMs, share, graceMs };
}
