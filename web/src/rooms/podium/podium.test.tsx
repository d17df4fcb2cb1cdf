import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { StepDoc, Views } from "../../api/types";
import {
  line,
  meeting,
  NOW,
  presses,
  pressesEnter,
  pressesKey,
  question,
  type Staged,
  stage,
  staged,
  step,
  views,
} from "../../furniture/staged";
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
  order: { people: [], out: [] },
});

const CHAIR = { person: "AZE.chair", capacity: "chair", seat: "AZE" };

async function conducting(next: StepDoc, part: Views = {}): Promise<Staged> {
  const shown = views({ podium: podium(next), ...part });
  return staged({
    Room: Podium,
    audience: "podium",
    namespaces: ["podium", "order", "formulas"],
    shown,
    me: CHAIR,
  });
}

const offer = step("OfferFloor", { intent: { kind: "OfferFloor", seat: "IRN", entry: "e1" }, seat: "IRN" });

describe("the podium", () => {
  it("gives the floor by Enter, to whom the button names", async () => {
    const { asked } = await conducting(offer);
    await screen.findByRole("button", { name: /Give the floor: Iran/ });
    await pressesEnter();
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
    await pressesEnter();
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "Gavel", question: "q1" }]));
  });

  it("adopts a text only on the second press", async () => {
    const adopt = step("DeclareAdopted", { intent: { kind: "DeclareAdopted", paper: "d1" } });
    const { asked } = await conducting(adopt);
    await presses(/Declare adopted/);
    const again = await screen.findByRole("button", { name: /Press again to adopt/ });
    expect(again.getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(again); // the bounce of the first press
    expect(asked).toEqual([]);
    await presses(again);
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "DeclareAdopted", paper: "d1" }]));
  });

  it("says what is awaited while a delegation speaks, and extends by a key", async () => {
    const speaking = stage({ phase: "speaking", seat: "CUB", limit_ms: 300_000, running_since: NOW });
    const { asked } = await conducting(step("", { waiting_for: "speaker", seat: "CUB" }), {
      stage: speaking,
    });
    expect(await screen.findByText("Cuba is speaking.")).toBeTruthy();
    await pressesKey(/One minute more|\+/, { code: "Equal", key: "+", shiftKey: true });
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "ExtendFloor", seconds: 60 }]));
  });

  it("makes one act of two quick presses, and says the button's new name before it can be pressed", async () => {
    const { asked, show } = await conducting(offer);
    await pressesEnter();
    const next = step("CallItem", { intent: { kind: "CallItem", number: 5 }, item: 5 });
    await act(async () => show({ podium: podium(next) }));
    const changed = await screen.findByRole("button", { name: /Call item 5/ });
    fireEvent.keyDown(document.body, { code: "Enter", key: "Enter" });
    fireEvent.click(changed);
    expect(changed.getAttribute("aria-disabled")).toBe("true");
    await vi.waitFor(() =>
      expect([...document.querySelectorAll("[role=status]")].map((one) => one.textContent)).toContainEqual(
        expect.stringMatching(/^Call item 5/),
      ),
    );
    expect(asked.map((intent) => intent.kind)).toEqual(["OfferFloor"]);
    await pressesEnter();
    await vi.waitFor(() => expect(asked.map((intent) => intent.kind)).toEqual(["OfferFloor", "CallItem"]));
  });

  it("rules on a point only once the ruling is chosen, its words written, and it is given", async () => {
    const raised = {
      key: "p1",
      seat: "LBN",
      phase: "stated" as const,
      raised_at: NOW,
      heard_at: NOW,
      begun_at: NOW,
      limit_s: 120,
    };
    const point = {
      ...raised,
      against: "",
      words: "",
      ruling: null,
      rule: "",
      ruling_words: "",
      appealed_by: "",
    };
    const { asked } = await conducting(step("RulePoint", { intent: null, waiting_for: "ruling" }), {
      stage: stage({ point }),
    });
    await screen.findByRole("button", { name: "Choose the ruling first" });
    fireEvent.keyDown(document.body, { code: "Digit2", key: "2" });
    await screen.findByRole("button", { name: "Give the ruling: Not upheld" });
    expect(asked).toEqual([]);
    fireEvent.change(screen.getByLabelText("Words of the ruling"), {
      target: { value: "It is on the item." },
    });
    await pressesEnter();
    await vi.waitFor(() =>
      expect(asked).toMatchObject([{ kind: "RulePoint", ruling: "not_upheld", words: "It is on the item." }]),
    );
  });

  it("reads what closing would leave undone before it can be pressed", async () => {
    const closing = step("Close", { intent: { kind: "Close" } });
    const left = { unheard: 39, here: 0, requests: 0, items: [4, 5] };
    const { asked } = await conducting(closing, { podium: { ...podium(closing), left } });
    await screen.findByRole("button", { name: /Close the meeting/ });
    await pressesEnter();
    const panel = await screen.findByRole("region", { name: "Close the meeting" });
    expect(panel.textContent).toContain("39 delegations on the list have not been heard.");
    expect(panel.textContent).toContain("Items 4 and 5 are not concluded.");
    expect(document.activeElement).toBe(panel);
    await presses(within(panel).getByRole("button", { name: "Close the meeting" }));
    await presses(within(panel).getByRole("button", { name: "Press again to confirm" }));
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "Close" }]));
  });

  it("gives the focus to what is awaited when a panel shuts, never to what opened it", async () => {
    await conducting(offer);
    const suspend = await screen.findByRole("button", { name: /Suspend/ });
    suspend.focus();
    fireEvent.click(suspend);
    await screen.findByRole("region", { name: /Suspend/ });
    fireEvent.keyDown(document.body, { code: "Escape", key: "Escape" });
    await vi.waitFor(() => expect(document.activeElement?.hasAttribute("data-awaited")).toBe(true));
  });

  it("begins the chair's own statement in the language chosen", async () => {
    const begin = step("TakeFloor", { intent: { kind: "TakeFloor", language: "fr" }, seat: "AZE" });
    const { asked } = await conducting(begin);
    const choice = await screen.findByLabelText("Language of your statement");
    expect(choice).toHaveProperty("value", "en");
    fireEvent.change(choice, { target: { value: "ar" } });
    await presses(/Begin your statement/);
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "TakeFloor", language: "ar" }]));
  });

  it("gives the floor to anybody on the list", async () => {
    const order = [line("e1", "IRN"), line("e2", "LBN")];
    const speakers = { ...(views().speakers as NonNullable<Views["speakers"]>), order };
    const { asked } = await conducting(offer, { speakers });
    fireEvent.click(await screen.findByRole("button", { name: /Lebanon/ }));
    const give = await screen.findByRole("button", { name: "Give the floor" });
    fireEvent.click(give); // the second press of a hand that only opened the name
    expect(asked).toEqual([]);
    await presses(give);
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
    await pressesEnter();
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "ConfirmSuspension" }]));
    await act(async () => show({ podium: { ...podium(step("Resume")), automatic: true } }));
    await screen.findByRole("button", { name: /Resume the sitting/ });
    expect(screen.queryByText(/the sitting was suspended by itself/)).toBeNull();
    await pressesEnter();
    await vi.waitFor(() => expect(asked[1]).toEqual({ kind: "Resume" }));
  });

  it("records an objection made by voice for the seat that made it", async () => {
    const gavel = step("Gavel", { intent: { kind: "Gavel", question: "q1" }, ready_at: NOW + 60_000 });
    const { asked } = await conducting(gavel, { question: { question: question() } });
    fireEvent.click(await screen.findByRole("button", { name: "Objection by voice" }));
    fireEvent.change(await screen.findByLabelText("Who objects?"), { target: { value: "LBN" } });
    await presses("Record the objection");
    const objection = { kind: "RecordObjection", question: "q1", seat: "LBN", words: "" };
    await vi.waitFor(() => expect(asked).toEqual([objection]));
  });

  it("shows a person out for a reason, by two presses, and lets them in again by one", async () => {
    const people = [{ person: "CUB.head", seat: "CUB", part: "head" }];
    const out = [{ person: "IRN.head", seat: "IRN", reason: "Disorder", at: NOW }];
    const { asked } = await conducting(offer, { podium: { ...podium(offer), order: { people, out } } });
    await screen.findByRole("button", { name: /Give the floor/ });
    fireEvent.keyDown(document.body, { code: "KeyE", key: "e" });
    const first = await screen.findByRole("button", { name: "Show out" });
    expect(first).toHaveProperty("disabled", true);
    fireEvent.click(await screen.findByRole("button", { name: /Continued disorder/ }));
    await presses("Show out");
    await presses(/^Press again: Cuba/);
    const reason = "Continued disorder after being called to order";
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "ShowOut", person: "CUB.head", reason }]));
    await vi.waitFor(() => expect(screen.queryByRole("button", { name: "Let in again" })).toBeNull());
    fireEvent.keyDown(document.body, { code: "KeyE", key: "e" });
    await presses("Let in again");
    await vi.waitFor(() => expect(asked[1]).toEqual({ kind: "Readmit", person: "IRN.head" }));
  });

  it("takes the text of whoever was absent when called", async () => {
    const order = [line("e1", "IRN"), line("e2", "LBN", { phase: "absent" })];
    const speakers = { ...(views().speakers as NonNullable<Views["speakers"]>), order };
    const { asked } = await conducting(offer, { speakers });
    fireEvent.click(await screen.findByRole("button", { name: /^1/ }));
    expect(screen.queryByRole("button", { name: "Take as text" })).toBeNull();
    fireEvent.click(await screen.findByRole("button", { name: /Lebanon/ }));
    await presses("Take as text");
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
    await presses(soonest);
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
    await presses(put);
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
    fireEvent.keyDown(document.body, { code: "Digit1", key: "&" });
    await vi.waitFor(() =>
      expect(screen.getByLabelText("Reason")).toHaveProperty("value", expect.stringMatching(/hour/i)),
    );
    expect(asked).toEqual([]);
    await presses("Adjourn");
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
    await presses(put);
    await vi.waitFor(() =>
      expect(asked).toMatchObject([{ kind: "PutElection", office: "chair", seat: "LBN", until: "2027-01" }]),
    );
  });

  it("offers what undoes a freeze", async () => {
    const { asked, show } = await conducting(offer);
    await pressesKey(/Freeze/, { code: "KeyZ", key: "z" });
    await vi.waitFor(() => expect(asked.map((intent) => intent.kind)).toEqual(["Freeze"]));
    await act(async () => show({ meeting: meeting({ frozen: "security" }) }));
    await pressesKey(/Undo/, { code: "KeyU", key: "u" });
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
