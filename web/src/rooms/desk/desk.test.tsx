import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { DeskDoc, Views } from "../../api/types";
import { desk, NOW, presses, question, type Staged, stage, staged, views } from "../../furniture/staged";
import Desk from ".";
import { actsForSeat, mainAct, microphoneWords } from "./standing";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const sitting = (mine: DeskDoc, part: Views = {}, me?: { person: string; capacity: string; seat: string }) =>
  staged({ Room: Desk, audience: "desk", namespaces: ["desk"], shown: views({ desk: mine, ...part }), me });

const offered = stage({
  phase: "offered",
  seat: "IRN",
  entry: "e1",
  limit_ms: 300_000,
  offered_at: NOW,
  grace_until: NOW + 30_000,
});
const ADVISER = { person: "IRN.adviser", capacity: "adviser", seat: "IRN" };
const CAN = { may: true, why_not: "" };

describe("the offer of the floor", () => {
  it("fills the screen in words, counts, and begins in the chosen language by Enter", async () => {
    const mine = desk({ microphone: "offered", begin: CAN });
    const { asked } = await sitting(mine, { stage: offered });
    const screenful = await screen.findByRole("alertdialog", { name: "The Chair gives you the floor" });
    expect(screenful.textContent).toMatch(/The offer stands for \d+ more seconds/);
    expect(screenful.textContent).toContain("Nobody hears you until you press Begin");
    fireEvent.change(screen.getByLabelText("I shall speak in"), { target: { value: "fr" } });
    await presses("Begin");
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "TakeFloor", language: "fr" }]));
  });

  it("starts the recorded message where that is the form", async () => {
    const { asked } = await sitting(desk({ microphone: "offered" }), {
      stage: { ...offered, form: "recorded" },
    });
    await presses("Play your recorded message");
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "StartRecordedStatement", seat: "IRN" }]));
  });

  it("tells advisers, and lets them not begin", async () => {
    await sitting(desk({ microphone: "offered", begin: CAN }), { stage: offered }, ADVISER);
    expect(await screen.findByText(/gives your delegation the floor/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Begin" })).toBeNull();
  });
});

describe("objecting", () => {
  const put = { question: { question: question() } };

  async function confirming(): Promise<Staged> {
    const room = await sitting(desk({ object: CAN }), put);
    expect(await screen.findByText("Doing nothing means no objection.")).toBeTruthy();
    await presses("Object");
    return room;
  }

  it("takes a press, then a confirmation with words, and gives a receipt", async () => {
    const { asked } = await confirming();
    expect(asked).toEqual([]);
    fireEvent.change(screen.getByLabelText(/Your words/), { target: { value: "not agreed" } });
    await presses("Confirm the objection");
    const objection = { kind: "Object", question: "q1", words: "not agreed", proposed: "" };
    await vi.waitFor(() => expect(asked).toEqual([objection]));
    const receipt = (await screen.findByText(/Your objection is recorded/)).closest("p");
    expect(receipt?.textContent).toContain("7");
  });

  it("is left without a trace", async () => {
    const { asked } = await confirming();
    fireEvent.click(screen.getByRole("button", { name: "Do not object" }));
    expect(screen.queryByRole("button", { name: "Confirm the objection" })).toBeNull();
    expect(asked).toEqual([]);
  });

  it("shows an objection that stands, and lets it be withdrawn", async () => {
    const mine = { seat: "IRN", at: NOW, words: "", proposed: "", withdrawn: false };
    const objected = question({ phase: "objected", objections: [mine], standing: 1 });
    const { asked } = await sitting(desk({ objected: true }), { question: { question: objected } });
    await presses("Withdraw the objection");
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "WithdrawObjection", question: "q1" }]));
  });

  it("is for members and their heads only", async () => {
    const not = { may: false, why_not: "not_a_member" };
    const { show } = await sitting(desk({ object: not }), put);
    expect(await screen.findByText("Only members may object.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Object" })).toBeNull();
    await act(async () => show({ desk: desk({ object: CAN }) }));
    expect(await screen.findByRole("button", { name: "Object" })).toBeTruthy();
  });
});

describe("a ruling", () => {
  const point = {
    key: "p1",
    seat: "CUB",
    phase: "ruled" as const,
    raised_at: NOW,
    heard_at: NOW,
    begun_at: null,
    limit_s: 120,
    against: "",
    words: "",
    ruling: "upheld" as const,
    rule: "",
    ruling_words: "",
    appealed_by: "",
  };

  it("may be appealed for as long as the rules say, and no longer", async () => {
    const { asked, show } = await sitting(desk({ ruled: point, appeal: CAN }));
    await presses("Appeal against the ruling");
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "AppealRuling", point: "p1" }]));
    const offered = () => screen.queryByRole("button", { name: "Appeal against the ruling" });
    await act(async () => show({ desk: desk({ ruled: point }) }));
    await vi.waitFor(() => expect(offered()).toBeNull());
    await act(async () => show({ desk: desk({ ruled: point, appeal: CAN }) }));
    await vi.waitFor(() => expect(offered()).toBeTruthy());
    await act(async () => show({ desk: desk({ ruled: null, appeal: CAN }) }));
    await vi.waitFor(() => expect(offered()).toBeNull());
  });

  it("is appealed by the head, not by advisers", async () => {
    await sitting(desk({ ruled: point, appeal: CAN }), {}, ADVISER);
    await screen.findByText(/You see what your head of delegation sees/);
    expect(screen.queryByRole("button", { name: "Appeal against the ruling" })).toBeNull();
  });
});

describe("notes within the delegation", () => {
  it("are marked when new, opened by N, and sent once", async () => {
    sessionStorage.clear();
    const { noted } = await sitting(desk(), { notes: { last: 2 } }, ADVISER);
    expect((await screen.findByText("2 new notes")).getAttribute("role")).toBe("status");
    fireEvent.keyDown(document.body, { code: "KeyN", key: "n" });
    const field = await screen.findByLabelText("Your note");
    expect(screen.queryByText("2 new notes")).toBeNull();
    expect(screen.getByText(/Read by your delegation alone/)).toBeTruthy();
    fireEvent.change(field, { target: { value: " Object if 7 stays. " } });
    fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
    await vi.waitFor(() => expect(noted).toEqual([{ text: "Object if 7 stays." }]));
    await vi.waitFor(() => expect(field).toHaveProperty("value", ""));
  });

  it("that come while the fold is shut are said, and those seen are not new again", async () => {
    sessionStorage.clear();
    const { show } = await sitting(desk(), { notes: { last: 1 } });
    const fold = await screen.findByRole("button", { name: /Notes within your delegation/ });
    fireEvent.click(fold);
    await screen.findByLabelText("Your note");
    fireEvent.click(fold);
    expect(screen.queryByText("1 new note")).toBeNull();
    await act(async () => show({ notes: { last: 2 } }));
    expect(await screen.findByText("1 new note")).toBeTruthy();
  });
});

describe("a correction", () => {
  it("shows at the desk what became of it", async () => {
    const declined = {
      key: "c1",
      words: "Prime Minister",
      at: NOW,
      phase: "declined" as const,
      reason: "as notified",
    };
    await sitting(desk(), { correction: { correction: declined } });
    const sentence = /has not made the correction “Prime Minister”. Reason: as notified/;
    await vi.waitFor(() => expect(document.body.textContent).toMatch(sentence));
  });
});

describe("standing at the desk", () => {
  it("asks for the floor by F, and acknowledges it", async () => {
    const { asked } = await sitting(desk());
    const request = await screen.findByRole("button", { name: "Ask for the floor" });
    await vi.waitFor(() => expect(request.getAttribute("aria-disabled")).toBeNull(), { timeout: 4000 });
    fireEvent.keyDown(document.body, { code: "KeyF", key: "ا" });
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "RequestFloor", form: "live" }]));
    expect(await screen.findByText(/Your request is recorded/)).toBeTruthy();
  });

  it("leaves the list only when the time to think better of it has run out", async () => {
    const mine = desk({ request: { may: false, why_not: "already_on_list" }, withdraw: CAN, pending: "e9" });
    const { asked, show } = await sitting(mine);
    await presses("Withdraw from the list");
    expect(await screen.findByText(/Your place is still yours/)).toBeTruthy();
    await presses("Keep my place");
    expect(screen.queryByText(/Your place is still yours/)).toBeNull();
    await presses("Withdraw from the list");
    await act(async () =>
      show({ desk: desk({ ...mine, withdraw: { may: false, why_not: "entry_not_waiting" } }) }),
    );
    await vi.waitFor(() => expect(screen.queryByText(/Your place is still yours/)).toBeNull());
    expect(asked).toEqual([]);
  });

  it("gives advisers no controls", async () => {
    const { asked } = await sitting(desk(), {}, ADVISER);
    expect(await screen.findByText(/You see what your head of delegation sees/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Ask for the floor" })).toBeNull();
    fireEvent.keyDown(document.body, { code: "KeyF", key: "f" });
    expect(asked).toEqual([]);
  });

  it.each([
    ["not_given", "desk.mic_not_given"],
    ["offered", "desk.mic_offered"],
    ["held", "desk.mic_held_line"],
    ["interrupted", "desk.mic_interrupted"],
    ["frozen", "desk.mic_frozen"],
    ["open", "desk.mic_self_muted"],
    ["something new", "desk.mic_other"],
  ])("says why the microphone is as it is: %s", (microphone, words) => {
    expect(microphoneWords(desk({ microphone }), views(), true, "muted")).toBe(words);
  });

  it.each([
    ["open", "on", "desk.mic_open"],
    ["point", "on", "desk.mic_point"],
    ["not_given", "on", "desk.mic_open"],
    ["not_given", "elsewhere_on", "sound.elsewhere_on"],
    ["open", "no_line", "sound.no_line"],
    ["open", "silent", "sound.silent"],
    ["held", "no_line", "desk.mic_held_line"],
  ] as const)("says first what listeners hear: %s, %s", (microphone, onAir, words) => {
    expect(microphoneWords(desk({ microphone }), views(), true, onAir)).toBe(words);
  });

  it.each(["line", "hall", "chair"] as const)(
    "says whose doing it is that the floor is held: %s",
    (held_for) => {
      const shown = views({ stage: stage({ phase: "held", seat: "IRN", held_for }) });
      expect(microphoneWords(desk({ microphone: "held" }), shown, true, "muted")).toBe(
        `desk.mic_held_${held_for}`,
      );
    },
  );

  it("has one thing to do: end before request before withdraw", () => {
    expect(mainAct(desk({ end: CAN }))).toBe("end");
    expect(mainAct(desk())).toBe("request");
    expect(mainAct(desk({ request: { may: false, why_not: "already_on_list" }, withdraw: CAN }))).toBe(
      "withdraw",
    );
  });

  it("acts for the seat unless another person of the delegation does", () => {
    const admission = { key: "k", book: "b", body: "nam", room: "desk", name: {}, title: {}, seat: "IRN" };
    expect(actsForSeat({ ...admission, person: "IRN.head", capacity: "head" }, desk())).toBe(true);
    expect(
      actsForSeat({ ...admission, person: "IRN.head", capacity: "head" }, desk({ voice: "IRN.two" })),
    ).toBe(false);
    expect(actsForSeat({ ...admission, person: "IRN.adviser", capacity: "adviser" }, desk())).toBe(false);
  });
});
