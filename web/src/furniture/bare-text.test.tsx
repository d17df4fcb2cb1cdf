/**
 * A page translator replaces text nodes. Text that is the only child of its element is written anew by React when it
 * changes; a text node beside others is React's own node, and once replaced it is changed where nobody sees it, or
 * React fails. So no room has bare text beside elements (ADR 0017).
 */
import { act, cleanup, render, screen } from "@testing-library/react";
import type { ComponentType } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Audience, Views } from "../api/types";
import type { Namespace } from "../i18n/keys";
import Desk from "../rooms/desk";
import Gallery from "../rooms/gallery";
import Lobby from "../rooms/lobby";
import Podium from "../rooms/podium";
import { Sign } from "./Sign";
import { desk, line, meeting, NOW, question, stage, staged, step, views } from "./staged";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Text nodes that React keeps as nodes of its own, with the element in which they stand. */
function bareTexts(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owned = Object.keys(node).some((key) => key.startsWith("__reactFiber$"));
    if (owned) found.push(`“${node.nodeValue}” in ${node.parentElement?.outerHTML.slice(0, 160)}`);
  }
  return found;
}

/** As Chrome's translation does it: every text node is replaced by an element of fonts. */
function translate(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Node[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node);
  for (const text of texts) {
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.textContent = `«${text.nodeValue}»`;
    outer.append(inner);
    text.parentNode?.replaceChild(outer, text);
  }
}

const SPEAKERS = {
  phase: "open" as const,
  item: 4,
  as_of: NOW,
  closes_at: null,
  order: [line("e1", "IRN"), line("e2", "CUB"), line("e3", "LBN", { form: "recorded" })],
  done: [line("e0", "AZE", { phase: "spoken" })],
  next: "",
  ends_in_ms: 600_000,
};
const SPEAKING = stage({
  phase: "speaking",
  seat: "IRN",
  entry: "e1",
  limit_ms: 300_000,
  running_since: NOW - 5000,
});
const OFFERED = stage({
  phase: "offered",
  seat: "IRN",
  entry: "e1",
  limit_ms: 300_000,
  offered_at: NOW,
  grace_until: NOW + 30_000,
});
const NEXT = step("GiveFloor", { seat: "IRN" });
const PODIUM = { next: NEXT, words: "give_floor", words_facts: {}, alerts: [], points: [], requests: [] };
const STATES: [string, Views][] = [
  ["nobody speaks", {}],
  ["in the lobby", { meeting: meeting({ phase: "lobby" }) }],
  ["suspended", { meeting: meeting({ phase: "suspended" }) }],
  ["the floor is offered", { stage: OFFERED, speakers: SPEAKERS, desk: desk({ microphone: "offered" }) }],
  ["a speech", { stage: SPEAKING, speakers: SPEAKERS, desk: desk({ microphone: "open" }) }],
  [
    "a question",
    {
      question: { question: question({ waits_for: ["CUB", "LBN"] }) },
      desk: desk({ object: { may: true, why_not: "" } }),
    },
  ],
];
const ROOMS: [string, ComponentType, Audience, Namespace[]][] = [
  ["desk", Desk, "desk", ["desk"]],
  ["podium", Podium, "podium", ["podium", "formulas", "desk"]],
  ["gallery", Gallery, "gallery", ["gallery"]],
  ["lobby", Lobby, "lobby", ["lobby"]],
];

describe.each(ROOMS)("in the %s", (_, Room, audience, namespaces) => {
  it.each(STATES)("no text is bare: %s", async (_name, shown) => {
    const all = views({ desk: desk(), podium: PODIUM as unknown as Views["podium"], ...shown });
    await staged({ Room, audience, namespaces, shown: all });
    await act(async () => undefined);
    expect(bareTexts()).toEqual([]);
  });
});

describe("a sign", () => {
  it("says what it should after another hand has changed it, and follows what comes after", async () => {
    const { rerender } = render(<Sign>Open. You are heard.</Sign>);
    translate();
    await vi.waitFor(() => expect(document.querySelector("font")).toBeNull());
    expect(screen.getByText("Open. You are heard.")).toBeTruthy();
    translate();
    rerender(<Sign>Off</Sign>);
    expect(document.body.textContent).toBe("Off");
  });
});
