import { describe, expect, it } from "vitest";
import type { BodyPage } from "../../../body/types";
import { type Calling, faultsOf, hostZone, intentOf, isFaultless, isTwice, newCalling } from "./calling";

const BODY = {
  languages: ["en", "fr", "es", "ar"],
  terms: [
    { office: "chair", holder: "AZE", running: false },
    { office: "chair", holder: "UGA", running: true },
  ],
  members: [
    { code: "AZE", zone: "Asia/Baku" },
    { code: "UGA", zone: "Africa/Kampala" },
  ],
} as unknown as BodyPage;
const NOW = Date.parse("2026-01-01T00:00Z");

const good: Calling = {
  ...newCalling(BODY),
  title: { en: "Contact Group", fr: " ", ru: "not of this meeting" },
  place: "Kampala",
  sittings: [{ begins: "2026-06-15T22:30", minutes: 180, second: false }],
};

describe("a meeting to be called", () => {
  it("begins with the body's languages and the zone of the chair's capital", () => {
    expect(newCalling(BODY).languages).toEqual(["ar", "en", "fr", "es"]);
    expect(hostZone(BODY)).toBe("Africa/Kampala");
    expect(hostZone({ ...BODY, terms: [] })).toBe("UTC");
  });

  it("comes to an intent with its programme, past midnight too", () => {
    expect(isFaultless(faultsOf(good, NOW))).toBe(true);
    const intent = intentOf(good, []);
    expect(intent.title).toEqual({ en: "Contact Group" });
    expect(intent.opens).toBe(Date.parse("2026-06-15T19:30Z"));
    expect(intent.programme).toEqual([{ date: "2026-06-15", begins: "22:30", ends: "01:30", title: {} }]);
  });

  it("is private until it is convened publicly, unless the secretary says otherwise", () => {
    expect(intentOf(newCalling(BODY), []).private).toBe(true);
    expect(intentOf({ ...good, isPrivate: false }, []).private).toBe(false);
  });

  it("takes a key that is free", () => {
    const taken = ["contact-group-2026-06-15", "contact-group-2026-06-15-2"];
    expect(intentOf(good, []).meeting).toBe(taken[0]);
    expect(intentOf(good, taken).meeting).toBe("contact-group-2026-06-15-3");
  });

  it("ends a sitting by the clocks of its zone where they change meanwhile", () => {
    const autumn = {
      ...good,
      zone: "Europe/Zurich",
      sittings: [{ begins: "2026-10-25T01:30", minutes: 120, second: false }],
    };
    expect(intentOf(autumn, []).programme[0]?.ends).toBe("02:30");
  });

  it("opens the first or the second time that the clocks show an hour", () => {
    const twice = { begins: "2026-10-25T02:30", minutes: 60, second: false };
    const at = (second: boolean) =>
      intentOf({ ...good, zone: "Europe/Zurich", sittings: [{ ...twice, second }] }, []).opens;
    expect(isTwice(twice, "Europe/Zurich")).toBe(true);
    expect([at(false), at(true)]).toEqual([Date.parse("2026-10-25T00:30Z"), Date.parse("2026-10-25T01:30Z")]);
  });
});

describe("a fault", () => {
  const sitting = (begins: string, minutes = 60) => ({ begins, minutes, second: false });
  it.each([
    ["title", { title: { ru: "only in a language that is not the meeting's" } }, "title_needed"],
    ["languages", { languages: [] }, "language_needed"],
    ["place", { byVideo: false, place: " " }, "place_needed"],
    ["zone", { zone: "Africa/Atlantis" }, "zone_unknown"],
  ] as const)("is named beside %s", (field, more, fault) => {
    expect(faultsOf({ ...good, ...(more as Partial<Calling>) }, NOW)[field]).toBe(fault);
  });

  it.each([
    ["time_needed", [sitting("")]],
    ["time_skipped", [sitting("2026-03-29T02:30")]],
    ["length_out", [sitting("2026-06-15T10:00", 5)]],
    ["in_the_past", [sitting("2025-06-15T10:00")]],
  ])("of the first sitting: %s", (fault, sittings) => {
    expect(faultsOf({ ...good, zone: "Europe/Zurich", sittings }, NOW).sittings).toEqual([fault]);
  });

  it("of a sitting that begins before the one before has ended", () => {
    const sittings = [sitting("2026-06-15T10:00", 180), sitting("2026-06-15T12:00")];
    expect(faultsOf({ ...good, sittings }, NOW).sittings).toEqual([undefined, "sitting_overlaps"]);
  });
});
