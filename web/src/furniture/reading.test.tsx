/** After the closing, and the texts that are opened, in English and in Arabic. */
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DecisionDoc } from "../api/types";
import { useLanguage } from "../i18n";
import { need } from "../i18n/catalogue";
import Gallery from "../rooms/gallery";
import { meeting, NOW, staged, views } from "./staged";

beforeEach(() => vi.stubGlobal("CSS", { escape: (text: string) => text }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  useLanguage.setState({ tag: "en" });
});

const DECISION: DecisionDoc = {
  key: "d1",
  paper: "decl",
  about: "paper",
  item: 5,
  text: { en: "We are united.\nWe act together.", ar: "نحن متحدون." },
  symbol: "NAM 2020/CG/Doc.1",
  title: { en: "Declaration", ar: "إعلان" },
  sha256: { en: "e".repeat(64), ar: "a".repeat(64) },
  at: NOW,
  prior: {},
  present: 4,
  offline: [],
  positions: [],
};

const closed = () =>
  staged({
    Room: Gallery,
    audience: "gallery",
    namespaces: ["gallery"],
    shown: views({
      meeting: meeting({ phase: "closed", closed_at: NOW }),
      decisions: { decisions: [DECISION] },
    }),
  });

describe("a meeting that is closed", () => {
  it.each([
    ["en", "The meeting is closed. Thank you for taking part.", "Read the text", "We act together.", "e"],
    ["ar", "اختُتم الاجتماع. شكرا لمشاركتكم.", "قراءة النص", "نحن متحدون.", "a"],
  ] as const)(
    "gives thanks and opens the text adopted, with its hash: %s",
    async (tag, thanks, read, line, hash) => {
      await need(tag, ["common", "gallery", "reading", "announcements"]);
      await closed();
      useLanguage.setState({ tag });
      expect(await screen.findByText(thanks)).toBeTruthy();
      fireEvent.click(await screen.findByRole("button", { name: read }));
      const dialog = within(await screen.findByRole("dialog"));
      expect(await dialog.findByText(line)).toBeTruthy();
      expect(dialog.getByText(hash.repeat(64))).toBeTruthy();
      expect(dialog.getByText("NAM 2020/CG/Doc.1")).toBeTruthy();
    },
  );

  it("that is cancelled says so with its reason, and the way to the meetings", async () => {
    const phase = "cancelled";
    const shown = views({ meeting: meeting({ phase, reason: "The host cannot receive us." }) });
    await staged({ Room: Gallery, audience: "gallery", namespaces: ["gallery"], shown });
    expect(await screen.findByRole("heading", { name: "The meeting has been cancelled" })).toBeTruthy();
    expect(screen.getByText("The host cannot receive us.", { exact: false })).toBeTruthy();
    expect(screen.getByRole("link", { name: "To the meetings" })).toBeTruthy();
  });
});
