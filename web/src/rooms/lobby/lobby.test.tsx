import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useAdmission } from "../../api/session";
import type { Admission, MeetingDoc, Views } from "../../api/types";
import { useRoom } from "../../furniture";
import { meeting, NOW, staged, views } from "../../furniture/staged";
import type { Devices } from "../../hall";
import { Appearance } from "./Appearance";
import { DevicePanel } from "./DevicePanel";
import { LinePanel } from "./LinePanel";
import { Opening } from "./Opening";

/** React Aria asks for it when a dialog opens; jsdom has none. */
beforeEach(() => vi.stubGlobal("CSS", { escape: (text: string) => text }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The nameplate of the lobby, without its devices. */
function Plate() {
  const { admission, views: shown } = useRoom();
  const who = useAdmission(admission);
  return (
    <>
      <p>{shown.meeting?.title.en}</p>
      {who && <Appearance who={who} />}
    </>
  );
}

const ADVISER = { person: "IRN.adviser", capacity: "adviser", seat: "IRN" as string | null };
const entering = (part: Views = {}, me = ADVISER) =>
  staged({ Room: Plate, audience: "lobby", namespaces: ["lobby"], shown: views(part), me });
const asked = (phase: "open" | "made" | "declined", reason = "") => ({
  correction: { correction: { key: "c1", words: "Prime Minister", at: NOW, phase, reason } },
});

const said = () => screen.queryByRole("status")?.textContent ?? "";

describe("a name that is wrong", () => {
  it("is said to the secretariat, by an adviser too", async () => {
    const room = await entering();
    fireEvent.click(await screen.findByRole("button", { name: "This is wrong" }));
    fireEvent.change(await screen.findByLabelText("It should be"), { target: { value: " Prime Minister " } });
    fireEvent.click(screen.getByRole("button", { name: "Send to the secretariat" }));
    const request = { kind: "RequestCorrection", words: "Prime Minister" };
    await vi.waitFor(() => expect(room.asked).toEqual([request]));
  });

  it("is not asked for twice", async () => {
    await entering(asked("open"));
    await vi.waitFor(() => expect(said()).toMatch(/Correction requested: “Prime Minister”/));
    fireEvent.click(screen.getByRole("button", { name: "This is wrong" }));
    await screen.findByRole("dialog");
    expect(screen.queryByLabelText("It should be")).toBeNull();
    expect(screen.queryByRole("button", { name: "Send to the secretariat" })).toBeNull();
  });

  it.each([
    ["made", "", /has made the correction: “Prime Minister”/],
    ["declined", "as notified", /has not made the correction “Prime Minister”. Reason: as notified/],
  ] as const)("is answered: %s", async (phase, reason, sentence) => {
    await entering(asked(phase, reason));
    await vi.waitFor(() => expect(said()).toMatch(sentence));
    expect(screen.getByRole("button", { name: "This is wrong" })).toBeTruthy();
  });

  it("is the head's own: an adviser appears without the title", async () => {
    await entering();
    expect(await screen.findByText("Iran")).toBeTruthy();
    expect(screen.queryByText("President")).toBeNull();
    cleanup();
    await entering({}, { person: "IRN.head", capacity: "head", seat: "IRN" });
    expect(await screen.findByText("President")).toBeTruthy();
  });

  it("is no concern of staff, who have no nameplate", async () => {
    await entering({}, { person: "secretary", capacity: "secretary", seat: null });
    await screen.findByText("You will appear as");
    expect(screen.queryByRole("button", { name: "This is wrong" })).toBeNull();
  });
});

function Standing() {
  const { views: shown } = useRoom();
  return (
    <>
      <p>{shown.meeting?.title.en}</p>
      <output>
        <Opening />
      </output>
      <LinePanel preview={null} seat="IRN" />
    </>
  );
}

const HOUR = 3_600_000;
const standing = (part: Partial<MeetingDoc>) =>
  staged({
    Room: Standing,
    audience: "lobby",
    namespaces: ["lobby"],
    shown: views({ meeting: meeting(part) }),
  });

describe("how the sitting stands", () => {
  it.each<[string, Partial<MeetingDoc>, RegExp]>([
    ["planned", { phase: "planned", opens: NOW + HOUR }, /^The sitting opens .* · in \d/],
    ["convened", { phase: "convened", opens: NOW + 48 * HOUR }, /^The sitting opens (?!.* · in )/],
    ["called, the hour past", { phase: "lobby", opens: NOW - HOUR }, /the sitting is not open yet: /],
    ["open", { phase: "open" }, /^The sitting is open$/],
    ["frozen", { phase: "open", frozen: "disorder" }, /^The chamber is frozen/],
    ["open, the hall away", { phase: "open", hall_away: true }, /^Sound and picture have failed/],
    ["suspended", { phase: "suspended" }, /^The sitting is suspended$/],
    [
      "suspended to an hour",
      { phase: "suspended", suspension: { reason: "", since: NOW, resumes_at: NOW + HOUR } },
      /it is to resume: /,
    ],
    ["adjourned", { phase: "adjourned" }, /^The sitting has been adjourned$/],
    ["adjourned to a day", { phase: "adjourned", adjourned_to: NOW + 24 * HOUR }, /adjourned to: /],
    ["closed", { phase: "closed" }, /^The meeting is closed$/],
    ["cancelled", { phase: "cancelled" }, /^The meeting has been cancelled$/],
  ])("is said as the state has it: %s", async (_, part, sentence) => {
    await standing(part);
    await vi.waitFor(() =>
      expect(document.querySelector("output")?.textContent?.replaceAll(/[\u2066-\u2069]/g, "")).toMatch(
        sentence,
      ),
    );
  });

  it("judges no line while the hall itself is away", async () => {
    await standing({ phase: "lobby", hall_away: true });
    expect(await screen.findByText(/^The line cannot be judged/)).toBeTruthy();
    expect(screen.getByRole("button", { name: /Check the line/ }).hasAttribute("disabled")).toBe(true);
  });
});

describe("what becomes of one's picture and voice", () => {
  const IDLE = { state: "idle", preview: null, cameraFault: "", microphoneFault: "" } as unknown as Devices;
  const panel = (capacity: string, seat: string | null) =>
    staged({
      Room: () => (
        <>
          <p>Online Summit</p>
          <DevicePanel devices={IDLE} who={{ capacity, seat } as Admission} />
        </>
      ),
      audience: "lobby",
      namespaces: ["lobby"],
      shown: views(),
    });

  it.each([
    ["head", "IRN", /only when the Chair gives you the floor/],
    ["chair", "AZE", /while you preside/],
    ["secretary", null, /here or in the hall/],
  ] as const)("is said to the %s as the plan has it", async (capacity, seat, sentence) => {
    vi.stubGlobal("isSecureContext", true);
    await panel(capacity, seat);
    expect(await screen.findByText(sentence)).toBeTruthy();
  });
});
