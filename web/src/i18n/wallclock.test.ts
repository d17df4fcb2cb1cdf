import { describe, expect, it } from "vitest";
import { instantsOf, isZone, offsetText, wallText } from "./wallclock";

const iso = (wall: string, zone: string) => instantsOf(wall, zone).map((at) => new Date(at).toISOString());

describe("local times", () => {
  it.each([
    ["2020-05-04T15:00", "Asia/Baku", "2020-05-04T11:00:00.000Z"],
    ["2020-05-04T16:45", "Asia/Kathmandu", "2020-05-04T11:00:00.000Z"],
    ["2026-07-01T12:00", "Europe/Zurich", "2026-07-01T10:00:00.000Z"],
    ["2026-12-01T12:00", "Europe/Zurich", "2026-12-01T11:00:00.000Z"],
    ["2026-01-01T00:30", "Pacific/Kiritimati", "2025-12-31T10:30:00.000Z"],
    ["2026-01-01T00:30", "UTC", "2026-01-01T00:30:00.000Z"],
  ])("%s in %s is one instant, and read back the same", (wall, zone, instant) => {
    expect(iso(wall, zone)).toEqual([instant]);
    expect(wallText(Date.parse(instant), zone)).toBe(wall);
  });

  it("are none where the clocks leap, and two where they repeat", () => {
    expect(iso("2026-03-29T02:30", "Europe/Zurich")).toEqual([]);
    expect(iso("2026-10-25T02:30", "Europe/Zurich")).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-25T01:30:00.000Z",
    ]);
    expect(iso("2026-04-05T01:45", "Australia/Lord_Howe")).toHaveLength(2);
  });

  it("are none of what is no date", () => expect(instantsOf("", "UTC")).toEqual([]));
});

it("says how far a zone is from UTC", () => {
  const at = Date.parse("2026-07-01T00:00Z");
  expect(["Asia/Kathmandu", "America/Caracas", "UTC"].map((zone) => offsetText(at, zone))).toEqual([
    "UTC+05:45",
    "UTC−04:00",
    "UTC+00:00",
  ]);
});

it("knows a zone from what is none", () => {
  expect([isZone("Africa/Kampala"), isZone("Africa/Atlantis")]).toEqual([true, false]);
});
