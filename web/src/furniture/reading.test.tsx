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

const FILED = {
  key: "report",
  symbol: "NAM/CG/1",
  title: { en: "Report on needs", ar: "تقرير" },
  text: {},
  sha256: { en: "e".repeat(64), ar: "a".repeat(64) },
  agreed_by: {},
  files: {
    en: { name: "Report.pdf", media: "application/pdf", size: 1_500_000, sha256: "e".repeat(64) },
    ar: { name: "تقرير.pdf", media: "application/pdf", size: 900_000, sha256: "a".repeat(64) },
  },
};

describe("a paper that is a file", () => {
  const opened = async (tag: "en" | "ar", file: () => Response) => {
    await need(tag, ["common", "gallery", "reading", "announcements", "refusals"]);
    const further = [{ key: "report", symbol: "NAM/CG/1", title: FILED.title }];
    const shown = views({ agenda: { items: [], further, current: null, adopted: true } });
    await staged({ Room: Gallery, audience: "gallery", namespaces: ["gallery"], shown });
    useLanguage.setState({ tag });
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (path: string) => {
      asked.push(path);
      return path.includes("/files/") ? file() : new Response(JSON.stringify([FILED]));
    });
    const line = (await screen.findByText(FILED.title[tag])).closest("li") as HTMLElement;
    fireEvent.click(await within(line).findByRole("button"));
    const dialog = within(await screen.findByRole("dialog"));
    await dialog.findAllByRole("link");
    return { dialog, asked };
  };

  it.each(["en", "ar"] as const)(
    "shows the file in the reader's language first, with its hash: %s",
    async (tag) => {
      const { dialog } = await opened(tag, () => new Response());
      const [first, second] = dialog.getAllByRole("listitem");
      expect(first?.textContent).toContain(FILED.files[tag].name);
      expect(first?.textContent).toContain(FILED.files[tag].sha256);
      expect(second?.textContent).not.toContain(FILED.files[tag].name);
    },
  );

  it("hands the bytes to the browser, and says in words what is missing or altered", async () => {
    const taken: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      taken.push(this.download);
    });
    Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => undefined });
    let answer = () => new Response("%PDF-");
    const { dialog, asked } = await opened("en", () => answer());
    const link = dialog.getByRole("link", { name: /Report\.pdf/ });
    fireEvent.click(link);
    await vi.waitFor(() => expect(taken).toEqual(["Report.pdf"]));
    expect(asked.at(-1)).toMatch(/^\/api\/books\/[^/]+\/papers\/report\/files\/en$/);
    answer = () =>
      new Response(JSON.stringify({ code: "file_altered", rule: "", facts: {} }), { status: 503 });
    fireEvent.click(link);
    expect((await dialog.findByRole("alert")).textContent).toMatch(/not as it was tabled/);
    expect(taken).toHaveLength(1);
  });
});
