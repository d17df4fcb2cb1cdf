import { describe, expect, it } from "vitest";
import type { Lack } from "../../../body/lacking";
import { leftOf, mayLeave, type Readiness } from "./Round";

const lack = (key: string, stops = false): Lack => ({ key, code: key, stops, language: "", codes: [] });
const ready = (...lacks: Lack[]): Readiness => ({
  version: 7,
  letters: 3,
  languages: { en: ["IND", "GHA"], fr: ["DZA"] },
  wordings: { en: "e1", fr: "f1" },
  lacks,
});
const READ = { read: { en: "e1", fr: "f1" }, accepted: [], reason: "" };

describe("a round of letters", () => {
  it("may leave when it lacks nothing and every language was read", () => {
    expect(mayLeave(leftOf(ready(), READ))).toBe(true);
    expect(leftOf(ready(), { ...READ, read: { en: "e1" } }).unread).toEqual(["fr"]);
    expect(mayLeave(leftOf(ready(), { ...READ, read: { en: "e1" } }))).toBe(false);
  });

  it("is read again in a language whose words have changed", () => {
    const changed = { ...ready(), wordings: { en: "e1", fr: "f2" } };
    expect(leftOf(changed, READ).unread).toEqual(["fr"]);
  });

  it("leaves with something missing only when each is answered for, with a reason", () => {
    const round = ready(lack("title_untranslated:fr"), lack("reply_date_missing"));
    const one = { ...READ, accepted: ["reply_date_missing"], reason: "agreed" };
    expect(leftOf(round, one).lacks).toBe(1);
    const both = { ...one, accepted: [...one.accepted, "title_untranslated:fr"] };
    expect(mayLeave(leftOf(round, both))).toBe(true);
    expect(mayLeave(leftOf(round, { ...both, reason: "  " }))).toBe(false);
  });

  it("never leaves with what nobody can answer for", () => {
    const left = leftOf(ready(lack("hour_past", true)), { ...READ, accepted: ["hour_past"], reason: "x" });
    expect(left.stops).toBe(1);
    expect(mayLeave(left)).toBe(false);
  });
});
