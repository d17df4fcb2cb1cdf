/** What was announced is drawn in each room, and read out there, in the reader's language. */
import { cleanup, screen } from "@testing-library/react";
import type { ComponentType } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AnnouncementDoc, Audience, Views } from "../api/types";
import { useLanguage } from "../i18n";
import { need } from "../i18n/catalogue";
import type { Namespace } from "../i18n/keys";
import Desk from "../rooms/desk";
import Gallery from "../rooms/gallery";
import Podium from "../rooms/podium";
import { desk, NOW, staged, step, views } from "./staged";

/** The line of a page outlives a room, and with it what it knows of the clock: no room staged later is ahead of this. */
const LOADED = performance.now();

beforeEach(() => {
  vi.stubGlobal("CSS", { escape: (text: string) => text });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  useLanguage.setState({ tag: "en" });
});

const told = (kind: string, part: Partial<AnnouncementDoc> = {}): AnnouncementDoc => ({
  key: kind,
  at: NOW - 1000,
  kind,
  mine: false,
  at_once: false,
  seat: "CUB",
  code: "",
  words: "",
  rule: "",
  about: "",
  next: "",
  until: null,
  seconds: 0,
  may: [],
  ...part,
});

const podium = {
  next: step("OfferFloor"),
  alerts: [],
  requests: [],
  officers: [],
  words: "",
  thanks: "",
  papers: [],
  automatic: false,
  may_play: false,
  closing_notice_s: 300,
  left: { unheard: 0, here: 0, requests: 0, items: [] },
  order: { people: [], out: [] },
};

const ROOMS: Record<
  string,
  { Room: ComponentType; audience: Audience; namespaces: Namespace[]; more: Views }
> = {
  gallery: { Room: Gallery, audience: "gallery", namespaces: ["gallery"], more: {} },
  desk: { Room: Desk, audience: "desk", namespaces: ["desk"], more: { desk: desk() } },
  podium: { Room: Podium, audience: "podium", namespaces: ["podium", "formulas"], more: { podium } },
};

async function shows(room: string, ...all: AnnouncementDoc[]) {
  const { Room, audience, namespaces, more } = ROOMS[room] as (typeof ROOMS)[string];
  const shown = views({ ...more, announcements: { told: all } });
  return staged({ Room, audience, namespaces, shown });
}

const plain = (text: string | null | undefined) => (text ?? "").replace(/[\u2066-\u2069]/g, "");
const readOut = (assertive: boolean) =>
  [...document.querySelectorAll("[data-announces]")]
    .filter((one) => one.getAttribute("aria-live") === (assertive ? "assertive" : "polite"))
    .map((one) => plain(one.textContent))
    .join("");

const BACK = { words: "The time is long over.", next: "IRN" };

describe.each(["gallery", "desk", "podium"])("in the %s", (room) => {
  it("a floor taken back is said with its reason and who is next, and read out politely", async () => {
    await shows(room, told("taken_back", BACK));
    await vi.waitFor(() =>
      expect(readOut(false)).toBe(
        "The Chair has taken back the floor: Cuba. Reason: The time is long over. Next: Iran.",
      ),
    );
    expect(readOut(true)).toBe("");
  });

  it("the same is said in Arabic", async () => {
    await need("ar", ["announcements", "common"]);
    await shows(room, told("taken_back", BACK));
    await screen.findAllByText("The Chair has taken back the floor", { exact: false });
    useLanguage.setState({ tag: "ar" });
    await vi.waitFor(() =>
      expect(readOut(false)).toBe("سحب الرئيس الكلمة: Cuba. السبب: The time is long over. التالي: Iran."),
    );
  });
});

describe("on the desk concerned", () => {
  it("is said to the delegation itself, and at once", async () => {
    const mine = { seat: "IRN", mine: true, at_once: true };
    await shows("desk", told("called_to_order", { ...mine, code: "relevance", words: "Keep to the item." }));
    await vi.waitFor(() =>
      expect(readOut(true)).toBe(
        "The Chair calls you to order. The statement is to keep to the item under discussion. “Keep to the item.”",
      ),
    );
  });

  it("an overrun is said when its instant comes, and not before", async () => {
    const mine = { seat: "IRN", mine: true, at_once: true };
    await shows("desk", told("overrun", { ...mine, at: NOW + performance.now() - LOADED + 900 }));
    expect(readOut(true)).toBe("");
    await vi.waitFor(() => expect(readOut(true)).toBe("Your time is over. Please conclude."), 8000);
  });
});

it("the podium is told of an overrun with what may be done", async () => {
  const may = ["CallSpeakerToOrder", "ExtendFloor", "TakeBackFloor"];
  await shows("podium", told("overrun", { at_once: true, may }));
  await vi.waitFor(() =>
    expect(readOut(true)).toBe(
      "Over time: Cuba. What may be done: call to order, more time, take back the floor.",
    ),
  );
});

it("what is long past is no longer said, and can be read by who came late", async () => {
  await shows("gallery", told("list_closed", { at: NOW - 3_600_000 }));
  expect(await screen.findByText("What was announced")).toBeTruthy();
  expect(readOut(false)).toBe("");
  expect(screen.getByText("The speakers’ list is closed.").closest("details")).toBeTruthy();
});
