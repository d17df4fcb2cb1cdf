import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useAdmission } from "../../api/session";
import type { Views } from "../../api/types";
import { useRoom } from "../../furniture";
import { NOW, staged, views } from "../desk/staged";
import { Appearance } from "./Appearance";

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

  it("is no concern of staff, who have no nameplate", async () => {
    await entering({}, { person: "secretary", capacity: "secretary", seat: null });
    await screen.findByText("You will appear as");
    expect(screen.queryByRole("button", { name: "This is wrong" })).toBeNull();
  });
});
