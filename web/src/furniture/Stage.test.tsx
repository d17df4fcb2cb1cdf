import { act, cleanup } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { OnStageDoc, StageDoc } from "../api/types";
import { chooseLanguage } from "../i18n";
import Desk from "../rooms/desk";
import { desk, NOW, stage, staged, views } from "./staged";

afterEach(async () => {
  await act(() => chooseLanguage("en"));
  cleanup();
  vi.unstubAllGlobals();
});

const PRESIDING: OnStageDoc = {
  person: "AZE.chair",
  seat: "AZE",
  role: "presiding",
  title: { en: "President, Chair of the Movement" },
};
const CALLED = stage({ phase: "offered", seat: "CUB", offered_at: NOW, grace_until: NOW + 30_000 });

const plate = () => document.querySelector<HTMLElement>("[data-plate]");

describe("the stage", () => {
  it("names who is seen, and announces who is called beside it with the clock that is theirs", async () => {
    const shown = views({
      desk: desk(),
      stage: CALLED,
      air: { heard: [], ready: [], seen: [], stage: PRESIDING },
    });
    await staged({ Room: Desk, audience: "desk", namespaces: ["desk", "podium"], shown });
    expect(plate()?.dataset.plate).toBe("AZE.chair");
    expect(plate()?.textContent).toContain("Presiding officer");
    expect(plate()?.textContent).not.toContain("Cuba");
    const called = document.querySelector("[data-plate] + [role=status]");
    expect(called?.textContent).toMatch(/The floor is offered: .*Cuba/);
    expect(called?.querySelector("[role=timer]")).toBeTruthy();
  });

  it("has no plate where nobody is shown", async () => {
    const shown = views({ desk: desk(), air: { heard: [], ready: [], seen: [], stage: null } });
    await staged({ Room: Desk, audience: "desk", namespaces: ["desk", "podium"], shown });
    expect(plate()).toBeNull();
  });

  const CUBA: OnStageDoc = { person: "CUB.head", seat: "CUB", role: "speaker", title: {} };
  const IRAN: OnStageDoc = { person: "IRN.head", seat: "IRN", role: "raiser", title: {} };
  const point = {
    key: "p1",
    seat: "IRN",
    against: "CUB",
    phase: "stating" as const,
    words: "",
    ruling: null,
    rule: "",
    ruling_words: "",
    appealed_by: "",
    raised_at: NOW,
    heard_at: NOW,
    begun_at: NOW,
    limit_s: 120,
  };
  const speaks = (part: Partial<StageDoc>) => stage({ seat: "CUB", limit_ms: 300_000, ...part });

  it.each<[string, OnStageDoc, StageDoc, RegExp, RegExp]>([
    ["offered", PRESIDING, CALLED, /^رئيس الجلسة.*Azerbaijan$/, /تُعرض الكلمة على وفد.*Cuba/],
    ["speaking", CUBA, speaks({ phase: "speaking", running_since: NOW }), /^الكلمة له.*Cuba/, /^$/],
    ["playing", CUBA, speaks({ phase: "playing", running_since: NOW }), /^بيان مسجّل.*Cuba/, /^$/],
    ["held", CUBA, speaks({ phase: "held", held_for: "chair" }), /^أوقفت الرئاسة الكلمة.*Cuba/, /^$/],
    [
      "interrupted",
      IRAN,
      speaks({ phase: "interrupted", point }),
      /^نقطة نظام.*Iran/,
      /قوطعت كلمة وفد.*Cuba.*بنقطة نظام/,
    ],
  ])("says in Arabic who is seen and who is called: %s", async (_, shown, doc, plateWords, calledWords) => {
    await staged({
      Room: Desk,
      audience: "desk",
      namespaces: ["desk", "podium"],
      shown: views({ desk: desk(), stage: doc, air: { heard: [], ready: [], seen: [], stage: shown } }),
    });
    await act(() => chooseLanguage("ar"));
    expect(plate()?.dataset.plate).toBe(shown.person);
    expect(plate()?.textContent).toMatch(plateWords);
    const called = document.querySelector("[data-plate] + [role=status]");
    expect(called?.textContent ?? "").toMatch(calledWords);
  });
});
