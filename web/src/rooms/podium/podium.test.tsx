import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { StepDoc, Views } from "../../api/types";
import { line, meeting, NOW, question, type Staged, stage, staged, step, views } from "../desk/staged";
import Podium from ".";
import { takeBackOf } from "./undo";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const podium = (next: StepDoc): NonNullable<Views["podium"]> => ({
  next,
  alerts: [],
  requests: [],
  officers: [],
  words: "",
  thanks: "",
  papers: [],
  automatic: false,
  may_play: false,
  closing_notice_s: 600,
  left: { unheard: 0, here: 0, requests: 0, items: [] },
});

const CHAIR = { person: "AZE.chair", capacity: "chair", seat: "AZE" };

async function conducting(next: StepDoc, part: Views = {}): Promise<Staged> {
  const shown = views({ podium: podium(next), ...part });
  return staged({ Room: Podium, audience: "podium", namespaces: ["podium", "formulas"], shown, me: CHAIR });
}

const offer = step("OfferFloor", { intent: { kind: "OfferFloor", seat: "IRN", entry: "e1" }, seat: "IRN" });

describe("the podium", () => {
  it("gives the floor by Enter, to whom the button names", async () => {
    const { asked } = await conducting(offer);
    await screen.findByRole("button", { name: /Give the floor: Iran/ });
    fireEvent.keyDown(document.body, { code: "Enter", key: "Enter" });
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "OfferFloor", seat: "IRN", entry: "e1" }]));
  });

  it("keeps the gavel shut, with a count, until the window has run out", async () => {
    const gavel = step("Gavel", {
      intent: { kind: "Gavel", question: "q1" },
      ready_at: NOW + 60_000,
      waiting_for: "objections",
    });
    const { asked, show } = await conducting(gavel, { question: { question: question() } });
    const button = await screen.findByRole("button", { name: /It is so decided/ });
    expect(button).toHaveProperty("disabled", true);
    expect(button.textContent).toMatch(/in \d+ seconds/);
    fireEvent.keyDown(document.body, { code: "Enter", key: "Enter" });
    await act(async () => show({ podium: podium({ ...gavel, ready_at: NOW - 1 }) }));
    await vi.waitFor(() => expect(button).toHaveProperty("disabled", false));
    expect(asked).toEqual([]);
    fireEvent.keyDown(document.body, { code: "Enter", key: "Enter" });
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "Gavel", question: "q1" }]));
  });

  it("adopts a text only on the second press", async () => {
    const adopt = step("DeclareAdopted", { intent: { kind: "DeclareAdopted", paper: "d1" } });
    const { asked } = await conducting(adopt);
    fireEvent.click(await screen.findByRole("button", { name: /Declare adopted/ }));
    const again = await screen.findByRole("button", { name: /Press again to adopt/ });
    expect(asked).toEqual([]);
    fireEvent.click(again);
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "DeclareAdopted", paper: "d1" }]));
  });

  it("says what is awaited while a delegation speaks, and extends by a key", async () => {
    const speaking = stage({ phase: "speaking", seat: "CUB", limit_ms: 300_000, running_since: NOW });
    const { asked } = await conducting(step("", { waiting_for: "speaker", seat: "CUB" }), {
      stage: speaking,
    });
    expect(await screen.findByText("Cuba is speaking.")).toBeTruthy();
    fireEvent.keyDown(document.body, { code: "Equal", key: "+", shiftKey: true });
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "ExtendFloor", seconds: 60 }]));
  });

  it("begins the chair's own statement in the language chosen", async () => {
    const begin = step("TakeFloor", { intent: { kind: "TakeFloor", language: "fr" }, seat: "AZE" });
    const { asked } = await conducting(begin);
    const choice = await screen.findByLabelText("Language of your statement");
    expect(choice).toHaveProperty("value", "en");
    fireEvent.change(choice, { target: { value: "ar" } });
    fireEvent.click(screen.getByRole("button", { name: /Begin your statement/ }));
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "TakeFloor", language: "ar" }]));
  });

  it("gives the floor to anybody on the list", async () => {
    const order = [line("e1", "IRN"), line("e2", "LBN")];
    const speakers = { ...(views().speakers as NonNullable<Views["speakers"]>), order };
    const { asked } = await conducting(offer, { speakers });
    fireEvent.click(await screen.findByRole("button", { name: /Lebanon/ }));
    fireEvent.click(await screen.findByRole("button", { name: "Give the floor" }));
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "OfferFloor", seat: "LBN", entry: "e2" }]));
  });

  it("says that the hall is away, and offers nothing that nobody would hear", async () => {
    const { show } = await conducting(step("", { waiting_for: "hall" }));
    expect(await screen.findByText(/Picture and sound have failed for everybody/)).toBeTruthy();
    const resume = step("Resume", { intent: null, waiting_for: "hall" });
    await act(async () => show({ meeting: meeting({ phase: "suspended" }), podium: podium(resume) }));
    await screen.findByRole("button", { name: /More/ });
    await vi.waitFor(() => expect(document.body.textContent).toContain("The sitting is suspended"));
    expect(screen.queryByRole("button", { name: /Resume/ })).toBeNull();
  });

  it("asks to confirm a suspension that began by itself, then resumes by one press", async () => {
    const confirm = step("ConfirmSuspension", { waiting_for: "hall" });
    const suspended = { ...podium(confirm), automatic: true };
    const { asked, show } = await conducting(confirm, {
      meeting: meeting({ phase: "suspended" }),
      podium: suspended,
    });
    expect(await screen.findByText(/the sitting was suspended by itself/)).toBeTruthy();
    fireEvent.keyDown(document.body, { code: "Enter", key: "Enter" });
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "ConfirmSuspension" }]));
    await act(async () => show({ podium: { ...podium(step("Resume")), automatic: true } }));
    await screen.findByRole("button", { name: /Resume the sitting/ });
    expect(screen.queryByText(/the sitting was suspended by itself/)).toBeNull();
    fireEvent.keyDown(document.body, { code: "Enter", key: "Enter" });
    await vi.waitFor(() => expect(asked[1]).toEqual({ kind: "Resume" }));
  });

  it("records an objection made by voice for the seat that made it", async () => {
    const gavel = step("Gavel", { intent: { kind: "Gavel", question: "q1" }, ready_at: NOW + 60_000 });
    const { asked } = await conducting(gavel, { question: { question: question() } });
    fireEvent.click(await screen.findByRole("button", { name: "Objection by voice" }));
    fireEvent.change(await screen.findByLabelText("Who objects?"), { target: { value: "LBN" } });
    fireEvent.click(screen.getByRole("button", { name: "Record the objection" }));
    const objection = { kind: "RecordObjection", question: "q1", seat: "LBN", words: "" };
    await vi.waitFor(() => expect(asked).toEqual([objection]));
  });

  it("takes the text of whoever was absent when called", async () => {
    const order = [line("e1", "IRN"), line("e2", "LBN", { phase: "absent" })];
    const speakers = { ...(views().speakers as NonNullable<Views["speakers"]>), order };
    const { asked } = await conducting(offer, { speakers });
    fireEvent.click(await screen.findByRole("button", { name: /^1/ }));
    expect(screen.queryByRole("button", { name: "Take as text" })).toBeNull();
    fireEvent.click(await screen.findByRole("button", { name: /Lebanon/ }));
    fireEvent.click(await screen.findByRole("button", { name: "Take as text" }));
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "TakeAsText", entry: "e2" }]));
  });

  const list = (part: Partial<NonNullable<Views["speakers"]>>) => ({
    speakers: { ...(views().speakers as NonNullable<Views["speakers"]>), ...part },
  });

  it("offers no closing of the list shorter than the rulebook's notice, and none without it", async () => {
    const { asked } = await conducting(offer, list({ phase: "open" }));
    await screen.findByRole("button", { name: /Give the floor/ });
    fireEvent.keyDown(document.body, { code: "KeyL", key: "l" });
    const soonest = await screen.findByRole("button", { name: /in 10 minutes/ });
    expect(screen.queryByRole("button", { name: /in 5 minutes/ })).toBeNull();
    expect(screen.queryByRole("button", { name: /Put the closing/ })).toBeNull();
    fireEvent.click(soonest);
    await vi.waitFor(() => expect(asked.map((intent) => intent.kind)).toEqual(["AnnounceClosing"]));
  });

  it("puts the closing of the list when its notice has run, not before", async () => {
    const announced = (closes_at: number) => list({ phase: "closing_announced", closes_at });
    const { asked, show } = await conducting(offer, announced(NOW + 90_000));
    await screen.findByRole("button", { name: /Give the floor/ });
    fireEvent.keyDown(document.body, { code: "KeyL", key: "l" });
    const put = await screen.findByRole("button", { name: /Put the closing of the list/ });
    expect(put).toHaveProperty("disabled", true);
    await act(async () => show(announced(NOW - 1)));
    await vi.waitFor(() => expect(put).toHaveProperty("disabled", false));
    fireEvent.click(put);
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "PutQuestion", about: "close_list", paper: "" }]));
  });

  it("adjourns to an hour of the venue, and to none that its clocks do not show", async () => {
    const { asked } = await conducting(offer, {
      meeting: meeting({ phase: "open", zone: "Europe/Zurich" }),
      podium: podium(offer),
    });
    await screen.findByRole("button", { name: /More/ });
    fireEvent.keyDown(document.body, { code: "KeyJ", key: "j" });
    const field = await screen.findByLabelText(/Europe\/Zurich/);
    fireEvent.change(field, { target: { value: "2027-03-28T02:30" } });
    expect(await screen.findByText("A date and an hour that exist there are needed.")).toBeTruthy();
    fireEvent.change(field, { target: { value: "2027-03-28T03:30" } });
    await vi.waitFor(() => expect(screen.queryByText(/exist there/)).toBeNull());
    fireEvent.click(screen.getByRole("button", { name: /hour/i }));
    const to = Date.UTC(2027, 2, 28, 1, 30);
    await vi.waitFor(() => expect(asked).toMatchObject([{ kind: "Adjourn", to }]));
  });

  it("puts one candidate for election, and no end of term that is no date", async () => {
    const { asked } = await conducting(offer);
    await screen.findByRole("button", { name: /More/ });
    fireEvent.keyDown(document.body, { code: "KeyQ", key: "q" });
    fireEvent.click(await screen.findByText("Election by acclamation"));
    const panel = screen.getByText("Election by acclamation").closest("details") as HTMLElement;
    const put = within(panel).getByRole("button", { name: "Put" });
    expect(put).toHaveProperty("disabled", true);
    fireEvent.change(within(panel).getByLabelText("Candidate"), { target: { value: "LBN" } });
    const ends = within(panel).getByLabelText(/Term ends/);
    fireEvent.change(ends, { target: { value: "soon" } });
    await vi.waitFor(() => expect(put).toHaveProperty("disabled", true));
    fireEvent.change(ends, { target: { value: "2027-01" } });
    await vi.waitFor(() => expect(put).toHaveProperty("disabled", false));
    fireEvent.click(put);
    await vi.waitFor(() =>
      expect(asked).toMatchObject([{ kind: "PutElection", office: "chair", seat: "LBN", until: "2027-01" }]),
    );
  });

  it("offers what undoes a freeze", async () => {
    const { asked, show } = await conducting(offer);
    await screen.findByRole("button", { name: /Freeze/ });
    fireEvent.keyDown(document.body, { code: "KeyZ", key: "z" });
    await vi.waitFor(() => expect(asked.map((intent) => intent.kind)).toEqual(["Freeze"]));
    await act(async () => show({ meeting: meeting({ frozen: "security" }) }));
    await screen.findByRole("button", { name: /Undo/ });
    fireEvent.keyDown(document.body, { code: "KeyU", key: "u" });
    await vi.waitFor(() => expect(asked.map((intent) => intent.kind)).toEqual(["Freeze", "Unfreeze"]));
  });

  it("shows another officer who presides, and no controls of the chair", async () => {
    const other = {
      person: "AZE.acting",
      seat: "AZE",
      title: { en: "Acting" },
      presence: "present" as const,
    };
    await conducting(offer, { meeting: meeting({ presiding: other, acting: true }) });
    expect(await screen.findByText(/You do not preside now/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Give the floor/ })).toBeNull();
  });
});

describe("undoing", () => {
  const order = [line("e1", "IRN"), line("e2", "LBN"), line("e3", "CUB")];
  const before = views({ speakers: { ...(views().speakers as NonNullable<Views["speakers"]>), order } });

  it("puts a moved speaker back before whom he stood", () => {
    const moved = { kind: "MoveSpeaker", entry: "e1", before: "e3", reason: "r" } as const;
    expect(takeBackOf(moved, before, "undone")?.(before)).toEqual({
      kind: "MoveSpeaker",
      entry: "e1",
      before: "e2",
      reason: "undone",
    });
  });

  it("is not offered for what stands as recorded", () => {
    expect(takeBackOf({ kind: "TakeBackFloor", reason: "r" }, before, "undone")).toBeNull();
    expect(takeBackOf({ kind: "Gavel", question: "q" }, before, "undone")).toBeNull();
  });
});
