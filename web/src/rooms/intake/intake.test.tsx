import { readFileSync } from "node:fs";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { need } from "../../i18n/catalogue";
import { LANGUAGE_TAGS } from "../../i18n/languages";
import Intake from ".";
import { type Asked, answered, asBase64, MOST, mayTake, type Preview, settled, UNANSWERED } from "./reading";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  history.replaceState(null, "", "/");
});

const asked = (part: Partial<Asked>): Asked => ({
  about: "groups",
  line: 2,
  column: "region",
  written: ["West", "west"],
  options: ["West", "west"],
  counts: [2, 1],
  unseen: false,
  names: {},
  ...part,
});
const PREVIEW: Preview = {
  form: "CSV",
  encoding: "UTF-8",
  members: [
    { line: 2, code: "AUT", name: { en: "Austria" }, joined: "1999-02-01", groups: { region: "West" } },
  ],
  schemes: { region: { West: 1 } },
  questions: [],
  errors: [],
  whole: true,
  exists: false,
};

describe("answers", () => {
  it("are kept by what was asked", () => {
    const dates = answered(UNANSWERED, asked({ about: "dates" }), "01/02/1999", "day");
    const state = answered(dates, asked({ about: "state" }), "Congo", "COG");
    const first = answered(state, asked({}), "West", "West");
    const groups = { region: { West: "West", west: "West" } };
    expect(answered(first, asked({}), "west", "West")).toEqual({
      dates: "day",
      states: { Congo: "COG" },
      groups,
    });
  });

  it("about groups are whole or none: half an answer is another question", () => {
    expect(settled(asked({}), { West: "West" })).toBe(false);
    expect(settled(asked({}), { West: "West", west: "West" })).toBe(true);
  });

  it("let a body be taken that is whole and not on record", () => {
    expect(mayTake(PREVIEW)).toBe(true);
    expect(mayTake({ ...PREVIEW, exists: true })).toBe(false);
    expect(mayTake({ ...PREVIEW, whole: false })).toBe(false);
    expect(mayTake(undefined)).toBe(false);
  });
});

it("sends the bytes of a file as they are", async () => {
  expect(await asBase64(new Blob([new Uint8Array([0, 255, 59])]))).toBe("AP87");
});

it("has words in six languages for every reason that the house gives", () => {
  const source = readFileSync("../rostrum/secretariat/intake/cells.py", "utf8");
  const table = source.slice(source.indexOf("REASONS"), source.indexOf("class BadCell"));
  const codes = [...table.matchAll(/^ {4}"(\w+)": "/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(30);
  for (const tag of LANGUAGE_TAGS) {
    const words = JSON.parse(readFileSync(`src/i18n/locales/${tag}/intake.json`, "utf8"));
    expect(codes.filter((code) => !words[`wrong_${code}`])).toEqual([]);
  }
});

const SECRETARY = {
  key: "me",
  book: "nam",
  person: "secretary",
  capacity: "administrator",
  room: "secretariat",
};

async function comes(
  preview: Preview,
  admissions: unknown[] = [{ ...SECRETARY, seat: null, name: {}, title: {} }],
) {
  const sent: { path: string; body: Record<string, unknown> }[] = [];
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    if (init?.method === "POST") sent.push({ path, body: JSON.parse(String(init.body)) });
    const known: Record<string, unknown> = {
      "/api/session": { demo: false, admissions },
      "/api/books": [],
      "/api/intake/preview": preview,
      "/api/intake": { version: 9, members: 1 },
    };
    return new Response(JSON.stringify(known[path] ?? []), { status: 200 });
  });
  await need("en", ["common", "body", "intake", "refusals"]);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Intake />
    </QueryClientProvider>,
  );
  return sent;
}

const choose = (file: File) =>
  fireEvent.change(screen.getByLabelText("File (CSV or XLSX)"), { target: { files: [file] } });

describe("a file of members", () => {
  it("is seen as it is read, asked back about, and taken by one press", async () => {
    const sent = await comes({ ...PREVIEW, questions: [asked({})] });
    fireEvent.change(await screen.findByLabelText(/^Key in addresses/), { target: { value: "club" } });
    expect(screen.getByText(/^Choose a file and a key/)).toBeTruthy();
    choose(new File(["code,region\nAUT,West\n"], "club.csv"));
    expect(await screen.findByText("CSV UTF-8: 1 member")).toBeTruthy();
    for (const label of [/“West” \(2\)/, /“west” \(1\)/])
      fireEvent.change(screen.getByLabelText(label), { target: { value: "West" } });
    const groups = { region: { West: "West", west: "West" } };
    await vi.waitFor(() => expect(sent.at(-1)?.body.groups).toEqual(groups));
    const take = screen.getByRole("button", { name: "Take the body" });
    await vi.waitFor(() => expect(take.hasAttribute("disabled")).toBe(false));
    fireEvent.click(take);
    await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ path: "/api/intake", body: { key: "club" } }));
    await vi.waitFor(() => expect(location.pathname).toBe("/bodies/club"));
  });

  it("says what is wrong, line by line, and cannot be taken then", async () => {
    const errors = [{ line: 3, column: "region", code: "member_twice", value: "AUT", about: "2" }];
    await comes({ ...PREVIEW, errors, whole: false });
    fireEvent.change(await screen.findByLabelText(/^Key in addresses/), { target: { value: "club" } });
    choose(new File(["x"], "club.csv"));
    expect(await screen.findByText(/The same member as in line 2/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Take the body" }).hasAttribute("disabled")).toBe(true);
  });

  it("that is too large is not sent", async () => {
    const sent = await comes(PREVIEW);
    fireEvent.change(await screen.findByLabelText(/^Key in addresses/), { target: { value: "club" } });
    choose(new File([new Uint8Array(MOST + 1)], "club.xlsx"));
    expect(await screen.findByText(/larger than 180 kB/)).toBeTruthy();
    expect(sent).toEqual([]);
  });

  it("is the administrator's affair", async () => {
    await comes(PREVIEW, []);
    expect(await screen.findByText(/^For whoever administers/)).toBeTruthy();
    expect(screen.queryByLabelText("File (CSV or XLSX)")).toBeNull();
  });
});
