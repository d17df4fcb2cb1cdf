import { describe, expect, it } from "vitest";
import { allBounds, betterSize, removable } from "./refused";
import {
  requestOf,
  standingOf,
  wishesFor,
  withBound,
  withFloor,
  withMustHave,
  withOverride,
  withScheme,
  withStanding,
} from "./wishes";

const plain = wishesFor("2020-05-04", "nam-region", 45);

describe("a request", () => {
  it("is the same text for the same wishes, in whatever order they were made", () => {
    const one = withStanding(
      withStanding(withMustHave(plain, "ZAF", "x"), "CUB", "declined"),
      "BLR",
      "declined",
    );
    const other = withMustHave(
      withStanding(withStanding(plain, "BLR", "declined"), "CUB", "declined"),
      "ZAF",
      "x",
    );
    expect(JSON.stringify(requestOf(one))).toBe(JSON.stringify(requestOf(other)));
  });

  it("has no seed of blanks, and no floor of nought", () => {
    const request = requestOf(withFloor(withFloor({ ...plain, lotSeed: "  " }, "LDC", 4), "LDC", 0));
    expect(request.lot_seed).toBeNull();
    expect(requestOf({ ...plain, lotSource: "draw" }).lot_source).toBeNull();
    expect(requestOf({ ...plain, lotSeed: "4711", lotSource: "draw" }).lot_source).toBe("draw");
    expect(request.class_floors).toEqual({});
  });

  it("carries the bounds of regions and sub-regions until another way of grouping is chosen", () => {
    const bounded = (["minima", "caps", "subFloors", "subCeilings"] as const).reduce(
      (wishes, table, n) => withBound(wishes, table, "Asia", n + 1),
      plain,
    );
    const { minima, caps, subregion_floors, subregion_ceilings } = requestOf(bounded);
    expect([minima, caps, subregion_floors, subregion_ceilings]).toEqual(
      [1, 2, 3, 4].map((n) => ({ Asia: n })),
    );
    expect(allBounds(bounded).map((one) => one.kind)).toEqual([
      "minimum-of",
      "cap",
      "sub-floor",
      "sub-ceiling",
    ]);
    const [floor] = allBounds(bounded);
    expect(floor?.without.minima).toEqual({});
    expect(requestOf(withScheme(bounded, "un-group"))).toEqual(requestOf(withScheme(plain, "un-group")));
  });

  it("keeps a state in one standing at a time", () => {
    const silent = withStanding(withStanding(plain, "CUB", "declined"), "CUB", "silent");
    expect([silent.declined, silent.silent, standingOf(silent, "CUB")]).toEqual([[], ["CUB"], "silent"]);
    expect(withStanding(silent, "CUB", "willing")).toEqual(plain);
  });
});

describe("a refusal", () => {
  const refusal = (code: string, facts: Record<string, unknown>) => ({ status: 409, code, rule: "", facts });

  it("lets exactly the wishes of the conflict be taken back", () => {
    const asked = withBound(
      withFloor(withMustHave(withStanding(plain, "CUB", "declined"), "ZAF", "x"), "LDC", 40),
      "caps",
      "Asia",
      3,
    );
    const facts = {
      wishes: [
        { kind: "class-floor", of: "LDC" },
        { kind: "out", of: "CUB" },
      ],
      smallest: true,
      seats: { Asia: 3 },
    };
    const found = removable(refusal("wishes_conflict", facts), asked);
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual(["class-floor LDC", "declined CUB"]);
    expect(found[0]?.without.floors).toEqual({});
    expect(found[1]?.without.declined).toEqual([]);
  });

  it("offers both wishes on a state that must sit and declined", () => {
    const asked = withMustHave(withStanding(plain, "CUB", "declined"), "CUB", "x");
    const found = removable(refusal("must_have_declined", { states: ["CUB"] }), asked);
    expect(found.map(({ kind }) => kind)).toEqual(["must-have", "declined"]);
  });

  it("offers the chair's decision, caps and minimum where they stand in the way", () => {
    const chair = withOverride(plain, "CUB", { seated: true, reason: "x" });
    expect(
      removable(refusal("override_of_declined", { state: "CUB" }), chair).map((one) => one.kind),
    ).toEqual(["seat"]);
    const capped = withBound(plain, "caps", "Asia", 1);
    expect(
      removable(refusal("caps_below_seats", { caps: 3, seats: 45 }), capped).map((one) => one.kind),
    ).toEqual(["cap"]);
    const found = removable(refusal("minima_exceed_seats", { minima: 60, seats: 45 }), {
      ...plain,
      minimum: 15,
    });
    expect(found.map(({ kind, count }) => [kind, count])).toEqual([["minimum", 15]]);
  });

  it("names a size that would do only where it knows one", () => {
    expect(betterSize(refusal("must_haves_exceed_region", { smallest_seats: 90 }))).toBe(90);
    expect(betterSize(refusal("more_must_haves_than_seats", { must_haves: ["A", "B"], seats: 1 }))).toBe(2);
    expect(betterSize(refusal("more_seats_than_members", { seats: 200, members: 120 }))).toBe(120);
    expect(betterSize(refusal("must_have_declined", { states: ["CUB"] }))).toBeNull();
  });
});
