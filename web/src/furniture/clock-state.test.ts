/** Time is drawn from a given instant: no timers here. */
import { describe, expect, it } from "vitest";
import type { StageDoc } from "../api/types";
import { clockState } from "./clock-state";

const T0 = 1_600_000_000_000;

const STAGE: StageDoc = {
  phase: "speaking",
  seat: "CUB",
  entry: "e1",
  form: "live",
  language: "es",
  limit_ms: 300_000,
  used_ms: 0,
  running_since: T0,
  offered_at: null,
  grace_until: null,
  held_since: null,
  held_for: "",
  credited_ms: 0,
  awaited: "",
  item: 3,
  item_kind: "statements",
  spoken: 1,
  to_come: 2,
  point: null,
};

const at = (seconds: number, change: Partial<StageDoc> = {}) =>
  clockState({ ...STAGE, ...change }, T0 + seconds * 1000);

describe("the speaker's clock", () => {
  it.each([
    [0, "calm", 300],
    [239, "calm", 61],
    [240, "amber", 60],
    [300, "amber", 0],
    [301, "red", -1],
    [420, "red", -120],
  ])("after %i s is %s", (seconds, tone, left) => {
    expect(at(seconds)).toMatchObject({ tone, leftMs: left * 1000, usedMs: seconds * 1000 });
  });

  it("adds the time used before the line was lost", () => {
    expect(at(10, { used_ms: 50_000 }).usedMs).toBe(60_000);
  });

  it("stands still while held, whatever the hour", () => {
    const held = { phase: "held", used_ms: 90_000, running_since: null, held_since: T0 } as const;
    expect(at(0, held)).toEqual(at(600, held));
    expect(at(600, held)).toMatchObject({ tone: "held", usedMs: 90_000, leftMs: 210_000 });
  });

  it("is stopped by a point of order", () => {
    expect(at(9, { phase: "interrupted", used_ms: 5000, running_since: null }).tone).toBe("paused");
  });

  it("counts the grace down while the floor is offered", () => {
    const offered = { phase: "offered", running_since: null, grace_until: T0 + 30_000 } as const;
    expect(at(12, offered)).toMatchObject({ tone: "offered", graceMs: 18_000 });
    expect(at(99, offered).graceMs).toBe(0);
  });

  it("has no limit where none applies", () => {
    expect(at(999, { limit_ms: null })).toMatchObject({ tone: "unlimited", leftMs: null, share: 0 });
  });

  it("shows nothing while nobody has the floor", () => {
    expect(at(5, { phase: "idle" }).tone).toBe("idle");
  });

  it("never runs backwards when this machine's clock is behind", () => {
    expect(at(-3).usedMs).toBe(0);
  });
});
