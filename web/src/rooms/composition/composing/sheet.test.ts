import { describe, expect, it } from "vitest";
import { change, disagreements, outcomes, type SheetDoc, tiedMethods, tieSpan, waitingDebt } from "./sheet";
import { moveOf, statusOf } from "./status";

const facts = { region: "North", seats: 1, debt: 0, place: 1, of: 2, subregion: null, alone: false };

/** A body of four in two regions; `sits` names who is seated. */
function sheetOf(sits: string[], more: Partial<SheetDoc> = {}): SheetDoc {
  const debts: Record<string, number> = { AAA: 0.5, BBB: 0.321, CCC: -0.2, DDD: 0 };
  const member = (code: string) => ({
    region: code < "CCC" ? "North" : "South",
    subregion: null,
    seated: sits.includes(code),
    by_rule: sits.includes(code),
    debt: debts[code] ?? 0,
    why: { code: code === "DDD" ? "declined" : "debt", facts },
    would_enter_if: [],
  });
  const seats = {
    North: sits.filter((code) => code < "CCC").length,
    South: sits.filter((code) => code >= "CCC").length,
  };
  return {
    total: sits.length,
    method: "webster",
    seats,
    ties: [],
    ties_total: 0,
    gallagher: 1.15,
    regions: [{ region: "North" }, { region: "South" }],
    methods: [],
    members: Object.fromEntries(Object.keys(debts).map((code) => [code, member(code)])),
    ...more,
  } as unknown as SheetDoc;
}

describe("change", () => {
  it("says who enters, who leaves and at what price", () => {
    const moved = change(sheetOf(["AAA", "CCC"]), sheetOf(["BBB", "CCC"], { gallagher: 1.39 }));
    expect(moved.enters).toEqual(["BBB"]);
    expect(moved.leaves).toEqual(["AAA"]);
    expect(moved.seats).toEqual({});
    expect(moved.gallagher).toBe(0.24);
    expect(moved.waiting).toBe(0.179);
  });

  it("names regions that gain or lose, and nothing between equals", () => {
    expect(change(sheetOf(["AAA"]), sheetOf(["AAA", "CCC"])).seats).toEqual({ South: 1 });
    const same = change(sheetOf(["AAA"]), sheetOf(["AAA"]));
    expect([same.enters, same.leaves, same.gallagher, same.waiting]).toEqual([[], [], 0, 0]);
  });

  it("marks states on the map", () => {
    const before = sheetOf(["AAA"]);
    const moved = change(before, sheetOf(["BBB"]));
    expect(["AAA", "BBB", "CCC"].map((code) => moveOf(moved, code))).toEqual(["leaves", "enters", "stays"]);
    expect(["AAA", "BBB", "DDD", "XXX"].map((code) => statusOf(before, code))).toEqual([
      "seated",
      "waiting",
      "declined",
      null,
    ]);
  });
});

it("finds the greatest debt left waiting", () => {
  expect(waitingDebt(sheetOf(["AAA"]))).toBe(0.321);
  expect(waitingDebt(sheetOf(["AAA", "BBB", "CCC", "DDD"]))).toBe(0);
});

it("gives methods with the same seats the same letter, A to the chosen", () => {
  const line = (method: string, North: number, South: number) => ({ method, seats: { North, South } });
  const methods = [line("hamilton", 1, 1), line("adams", 0, 2), line("webster", 1, 1), line("dean", 2, 0)];
  const found = outcomes(sheetOf(["AAA", "CCC"], { methods: methods as unknown as SheetDoc["methods"] }));
  expect([...found]).toEqual([
    ["hamilton", "A"],
    ["adams", "B"],
    ["webster", "A"],
    ["dean", "C"],
  ]);
});

describe("sizes", () => {
  const row = (dhondt: Record<string, number>, tied: boolean) => ({
    size: 45,
    calm: false,
    methods: {
      hamilton: { seats: { Asia: 14, LAC: 10 }, tied: false, gallagher: 1 },
      webster: { seats: { Asia: 14, LAC: 10 }, tied: false, gallagher: 1 },
      dhondt: { seats: dhondt, tied, gallagher: 1 },
      adams: { seats: { Asia: 1, LAC: 23 }, tied: true, gallagher: 9 },
    },
  });

  it("differ where main methods differ, whatever the others say", () => {
    expect(disagreements(row({ Asia: 15, LAC: 9 }, false), ["Asia", "LAC"])).toEqual([
      { region: "Asia", low: 14, high: 15 },
      { region: "LAC", low: 9, high: 10 },
    ]);
    expect(disagreements(row({ Asia: 14, LAC: 10 }, false), ["Asia", "LAC"])).toEqual([]);
  });

  it("are tied when a main method is", () => {
    expect(tiedMethods(row({ Asia: 14, LAC: 10 }, true))).toEqual(["dhondt"]);
    expect(tiedMethods(row({ Asia: 14, LAC: 10 }, false))).toEqual([]);
  });

  it("show the span of a tie in the regions that it moves", () => {
    const tied = {
      seats: { Asia: 14, LAC: 10, Europe: 1 },
      ties: [
        { Asia: 14, LAC: 10, Europe: 1 },
        { Asia: 15, LAC: 9, Europe: 1 },
      ],
    };
    expect(tieSpan(tied as unknown as SheetDoc)).toEqual({
      Asia: { low: 14, high: 15 },
      LAC: { low: 9, high: 10 },
    });
  });
});
