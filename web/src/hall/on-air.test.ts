import { describe, expect, it } from "vitest";
import { type Facts, onAir } from "./on-air";
import { beats } from "./pulse";
import { NOT_THERE } from "./sources";

const OPEN = { ...NOT_THERE, permitted: true, published: true, live: true, sending: true };
const HEARD: Facts = { state: "good", other: "unknown", heard: true, open: true, microphone: OPEN };

const of = (part: Partial<Facts>, microphone: Partial<Facts["microphone"]> = {}) =>
  onAir({ ...HEARD, ...part, microphone: { ...OPEN, ...microphone } });

describe("the lamp is what listeners hear", () => {
  it("is lit when the plan hears an open microphone whose packets leave", () => {
    expect(of({})).toBe("on");
    expect(of({ state: "weak" })).toBe("on");
  });

  it.each([
    ["ready", { heard: false }, {}],
    ["muted", { open: false }, {}],
    ["opening", {}, { published: false, live: false }],
    ["opening", {}, { live: false }],
    ["silent", {}, { sending: false }],
    ["interrupted", {}, { interrupted: true }],
    ["no_microphone", {}, { published: false, fault: "not_found" }],
    ["no_line", { state: "lost" }, {}],
    ["no_line", { state: "connecting" }, {}],
    ["no_line", { state: "expelled" }, {}],
  ] as const)("is dark, and says why: %s", (code, facts, microphone) => {
    expect(of(facts, microphone)).toBe(code);
  });

  it.each([
    ["open", true, "elsewhere_on"],
    ["open", false, "elsewhere_off"],
    ["muted", true, "elsewhere_off"],
    ["gone", true, "elsewhere_gone"],
    ["unknown", true, "elsewhere_unknown"],
  ] as const)("tells what the other window sends: %s, heard %s", (other, heard, code) => {
    expect(of({ state: "elsewhere", other, heard })).toBe(code);
  });
});

describe("the pulse of a microphone", () => {
  const NOW = 1_000_000;

  it.each([
    [null, { packets: 9, reported: 0 }, false],
    [{ packets: 9, reported: 0 }, { packets: 29, reported: 0 }, true],
    [{ packets: 29, reported: 0 }, { packets: 29, reported: NOW }, false],
    [{ packets: 9, reported: NOW }, { packets: 29, reported: NOW - 1000 }, true],
    [{ packets: 9, reported: NOW }, { packets: 29, reported: NOW - 9000 }, false],
  ])("from %o to %o: %s", (before, after, is) => expect(beats(before, after, NOW)).toBe(is));
});
