/** A record that is for reading only is said to be so on top of every room, in the words of who reads it. */
import { cleanup, render, screen } from "@testing-library/react";
import type { ComponentType } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Audience } from "../api/types";
import { useLanguage } from "../i18n";
import { need } from "../i18n/catalogue";
import type { Namespace } from "../i18n/keys";
import Gallery from "../rooms/gallery";
import Secretariat from "../rooms/secretariat";
import { Examined } from "./RecordNotice";
import { staged, views } from "./staged";

const CUT_SHORT = { examined: "cut_short", sound: 1284 } as const;
const ROOMS = {
  gallery: { Room: Gallery, audience: "gallery", namespaces: ["gallery"] },
  secretariat: { Room: Secretariat, audience: "secretariat", namespaces: ["secretariat", "podium"] },
} as const satisfies Record<string, { Room: ComponentType; audience: Audience; namespaces: Namespace[] }>;

beforeEach(() => {
  vi.stubGlobal("CSS", { escape: (text: string) => text });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  useLanguage.setState({ tag: "en" });
});

const shows = (room: keyof typeof ROOMS, record: object) => {
  const { Room, audience, namespaces } = ROOMS[room];
  return staged({ Room, audience, namespaces: [...namespaces], shown: views({ record } as object) });
};
const notice = () => document.querySelector("header [data-record]");

it("the public reads that the record is under examination, and no reason", async () => {
  await shows("gallery", CUT_SHORT);
  await vi.waitFor(() =>
    expect(notice()?.textContent).toBe(
      "This record is under examination. What is shown here holds; nothing can be added.",
    ),
  );
});

it("the secretariat reads why and how far it holds, in Arabic too", async () => {
  await need("ar", ["common", "secretariat", "podium"]);
  await shows("secretariat", CUT_SHORT);
  await screen.findByText(/entries are missing that were signed or acknowledged/);
  expect(notice()?.textContent).toContain("first 1,284 entries hold");
  useLanguage.setState({ tag: "ar" });
  await vi.waitFor(() => expect(notice()?.textContent).toContain("تنقصه قيود سبق توقيعها أو تأكيدها"));
});

it("of a record that fits nothing is said", async () => {
  await shows("gallery", { examined: "", sound: 0 });
  expect(notice()).toBeNull();
});

it("a body's bureau reads why nothing can be called, and everybody else that it is under examination", async () => {
  await need("en", ["common"]);
  const { rerender } = render(<Examined record={CUT_SHORT} held="common.record_held_body" />);
  expect(screen.getByRole("status").textContent).toBe(
    "This record can only be read: entries are missing that were signed or acknowledged. Its first 1,284 entries hold and are shown. Nothing can be called, sent or convened for this body. The operator can bring it back from a backup.",
  );
  rerender(<Examined record={CUT_SHORT} held={null} />);
  expect(screen.getByRole("status").textContent).toMatch(/^This record is under examination/);
  rerender(<Examined record={{ examined: "", sound: 0 }} held="common.record_held_body" />);
  expect(screen.queryByRole("status")).toBeNull();
});
