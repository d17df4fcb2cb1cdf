import { describe, expect, it } from "vitest";
import type { BodyMeetingLine } from "../../../body/types";
import { callingOf, particularsOf } from "./changing";

const OPENS = Date.parse("2026-10-25T01:30Z");
/** In the hour that Zurich's clocks show twice that night: the second time. */
const line = {
  meeting: "october",
  format: "contact_group",
  title: { en: "October" },
  theme: {},
  place: "Geneva",
  zone: "Europe/Zurich",
  by_video: true,
  private: false,
  opens: OPENS,
  languages: ["en", "fr"],
  programme: [{ date: "2026-10-25", begins: "02:30", ends: "05:00", title: { en: "Opening" } }],
} as unknown as BodyMeetingLine;

describe("a called meeting that is changed", () => {
  it("comes back from the form as it was, the repeated hour and titles too", () => {
    const found = particularsOf(callingOf(line), line, null);
    expect(found).toMatchObject({ opens: OPENS, place: "Geneva", zone: "Europe/Zurich", reply_by: null });
    expect(found.programme).toEqual(line.programme);
  });

  it("moves with its sitting, which then has no title", () => {
    const calling = callingOf(line);
    const sittings = [{ begins: "2026-10-26T10:00", minutes: 120, second: false }];
    const found = particularsOf({ ...calling, sittings }, line, OPENS);
    expect(found.opens).toBe(Date.parse("2026-10-26T09:00Z"));
    expect(found.programme).toEqual([{ date: "2026-10-26", begins: "10:00", ends: "12:00", title: {} }]);
  });

  it("has no sittings where it was called without, until one is given a length or a second is added", () => {
    const bare = { ...line, programme: [] };
    const calling = callingOf(bare);
    expect(particularsOf({ ...calling, place: "Bern" }, bare, null).programme).toEqual([]);
    const longer = calling.sittings.map((one) => ({ ...one, minutes: 240 }));
    expect(particularsOf({ ...calling, sittings: longer }, bare, null).programme).toHaveLength(1);
    const two = [...calling.sittings, { begins: "2026-10-26T10:00", minutes: 180, second: false }];
    expect(particularsOf({ ...calling, sittings: two }, bare, null).programme).toHaveLength(2);
  });
});
