import { describe, expect, it } from "vitest";
import { question, stage, step, views } from "../../furniture/staged";
import { type Names, primaryOf, secondsUntil } from "./step";

const NAMES: Names = { seat: (key) => key, item: (n) => `item ${n}`, paper: (key) => key };

describe("the primary button", () => {
  it.each([
    ["OpenLobby", "podium.next_OpenLobby"],
    ["CallToOrder", "podium.next_CallToOrder"],
    ["CallItem", "podium.next_CallItem"],
    ["OpenList", "podium.next_OpenList"],
    ["OfferFloor", "podium.next_OfferFloor"],
    ["LapseOffer", "podium.next_LapseOffer"],
    ["TakeFloor", "podium.next_TakeFloor"],
    ["StartRecordedStatement", "podium.next_StartRecordedStatement"],
    ["EndStatement", "podium.next_EndStatement"],
    ["PassOver", "podium.next_PassOver"],
    ["HearPoint", "podium.next_HearPoint"],
    ["Gavel", "podium.next_Gavel"],
    ["DeclareAdopted", "podium.next_DeclareAdopted"],
    ["GoToConsultation", "podium.next_GoToConsultation"],
    ["Resume", "podium.next_Resume"],
    ["Close", "podium.next_Close"],
    ["Unfreeze", "podium.next_Unfreeze"],
  ])("is named after the step %s", (kind, label) => {
    expect(primaryOf(step(kind), views(), NAMES).label).toBe(label);
  });

  it.each(["agenda", "paper", "close_list", "organisation_of_work"])("names what is put: %s", (about) => {
    const put = step("PutQuestion", { intent: { kind: "PutQuestion", about } });
    expect(primaryOf(put, views(), NAMES).label).toBe(`podium.next_PutQuestion_${about}`);
  });

  it("is absent while nothing is the chair's to do, and says what is awaited", () => {
    const found = primaryOf(step("", { waiting_for: "speaker", seat: "CUB" }), views(), NAMES);
    expect(found).toMatchObject({ label: null, waiting: "podium.waiting_speaker", values: { seat: "CUB" } });
  });

  it.each(["RulePoint", "DecideAppeal"])(
    "leaves %s to the panel of the point, where its words are",
    (kind) => {
      expect(primaryOf(step(kind, { intent: null, waiting_for: "ruling" }), views(), NAMES).label).toBeNull();
    },
  );

  it("awaits the end of consultations and offers nothing to press", () => {
    const found = primaryOf(step("", { waiting_for: "consultation" }), views(), NAMES);
    expect(found).toMatchObject({ label: null, waiting: "podium.waiting_consultation" });
  });

  it("names the raiser of the point where the step has no seat", () => {
    const point = { key: "p1", seat: "LBN", phase: "raised" } as const;
    const shown = views({ stage: stage({ point: { ...POINT, ...point } }) });
    expect(primaryOf(step("HearPoint"), shown, NAMES).values.seat).toBe("LBN");
  });

  it("binds twice only where a text is adopted", () => {
    const agenda = views({ question: { question: question() } });
    const paper = views({ question: { question: question({ about: "paper" }) } });
    expect(primaryOf(step("Gavel"), agenda, NAMES).binds).toBe(false);
    expect(primaryOf(step("Gavel"), paper, NAMES).binds).toBe(true);
    expect(primaryOf(step("DeclareAdopted"), views(), NAMES).binds).toBe(true);
  });

  it("counts whole seconds, upwards rounded, down to none", () => {
    expect(secondsUntil(10_400, 1000)).toBe(10);
    expect(secondsUntil(10_400, 10_400)).toBe(0);
    expect(secondsUntil(null, 0)).toBe(0);
  });
});

const POINT = {
  raised_at: 0,
  heard_at: null,
  begun_at: null,
  limit_s: 120,
  against: "",
  words: "",
  ruling: null,
  rule: "",
  ruling_words: "",
  appealed_by: "",
};
