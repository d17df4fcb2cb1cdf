import { readFileSync } from "node:fs";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { LANGUAGE_TAGS } from "../../i18n";
import { need } from "../../i18n/catalogue";
import PreparingRoom from "./index";
import { moved, numbered, type Preparation, partOf } from "./preparation";
import { neededOf, shareIn, withShare } from "./Quorums";
import { changed } from "./Rules";

const lack = (code: string, stops = false, language = "", codes: string[] = []) => ({
  key: language ? `${code}:${language}` : code,
  code,
  stops,
  language,
  codes,
});

const SEAT = {
  kind: "member",
  level: "minister",
  title: { en: "Minister of Foreign Affairs" },
  region: "africa",
  rank: 3,
  answer: "accepted",
} as const;

const RULE = { yes_or_no: false, unlimited: true, least: 3, most: 600, source: "Rostrum" };

const PREPARATION: Preparation = {
  meeting: "trial",
  version: 41,
  book: "",
  title: { en: "Contact Group", ar: "مجموعة الاتصال" },
  theme: {},
  place: "Kampala",
  zone: "Africa/Kampala",
  opens: Date.UTC(2027, 4, 4, 12),
  languages: ["en", "ar"],
  private: false,
  agenda: [],
  papers: [],
  officers: [],
  rulebook: "nam",
  rulebooks: ["nam", "un-ga"],
  changes: {},
  rules: [
    { field: "objection_window_s", value: 10, usual: 10, ...RULE },
    { field: "limits.minister", value: null, usual: null, ...RULE },
  ],
  quorums: [
    {
      field: "quorum_to_open",
      value: { numerator: 1, denominator: 3, more_than: false },
      usual: { numerator: 1, denominator: 3, more_than: false },
      ...{ needed: 1, members: 2, source: "UNGA rule 67" },
    },
  ],
  seats: [
    { ...SEAT, seat: "UGA", name: { en: "Uganda" } },
    { ...SEAT, seat: "CUB", name: { en: "Cuba" } },
  ],
  silent: ["IRN"],
  declined: [],
  kept: [],
  lacks: [lack("agenda_missing", true), lack("chair_missing", true), lack("silent", false, "", ["IRN"])],
};

const LINE = { meeting: "trial", title: PREPARATION.title, languages: ["en", "ar"], past: false };
const TERM = {
  office: "chair",
  running: true,
  holder: "UGA",
  holder_name: {},
  title: { en: "Chair of the Movement" },
};
const BODY = {
  ...{ key: "nam", version: 41, may_change: true, name: { en: "NAM" }, accent: "", languages: ["en"] },
  ...{
    meetings: [LINE],
    terms: [TERM],
    members: [],
    observers: [],
    former: [],
    schemes: [],
    compositions: [],
  },
};
const SECRETARY = {
  key: "me",
  book: "nam-2020",
  body: "nam",
  person: "s",
  capacity: "secretary",
  room: "secretariat",
};

interface Sent {
  path: string;
  body: Record<string, unknown>;
  headers: Record<string, string>;
}

/** The room before a door that takes what it is sent, and shows what `stands` says. */
async function opened(stands: Preparation, refused?: { status: number; code: string }) {
  const sent: Sent[] = [];
  let shown = stands;
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    if (path.startsWith("/api/streams")) return new Response(new ReadableStream());
    if (init?.method === "POST") {
      sent.push({
        path,
        body: JSON.parse(String(init.body)),
        headers: init.headers as Record<string, string>,
      });
      if (refused) return new Response(JSON.stringify({ ...refused, rule: "", facts: {} }), refused);
      return new Response(JSON.stringify({ version: 42, book: "nam-2027" }));
    }
    const known: Record<string, unknown> = {
      "/api/session": { demo: false, admissions: [{ ...SECRETARY, seat: null, name: {}, title: {} }] },
      "/api/books?": [],
      "/api/books": [{ book: "nam-2020", body: "nam" }],
      "/api/bodies/nam": BODY,
      "/api/bodies/nam/meetings/trial/preparation": shown,
      "/api/bodies/nam/meetings/trial/convening/readiness": { lacks: shown.lacks },
      "/api/bodies/nam/meetings/trial/persons": [
        { person: "UGA.head", capacity: "head", seat: "UGA", booth: "", post: "", present: false },
        { person: "staff.1", capacity: "secretary", seat: "", booth: "", post: "", present: false },
      ],
    };
    return new Response(JSON.stringify(known[path] ?? []));
  });
  await need("en", ["common", "body", "composition", "preparing", "refusals"]);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <PreparingRoom />
    </QueryClientProvider>,
  );
  await screen.findByRole("heading", { level: 1, name: "Contact Group" });
  return { sent, becomes: (now: Preparation) => (shown = now) };
}

/** A door of files that answers so; gives the addresses to which files were sent. */
function takingFiles(answer: unknown, status = 200): string[] {
  const paths: string[] = [];
  class Request {
    upload: { onprogress?: (event: unknown) => void } = {};
    status = status;
    responseText = JSON.stringify(answer);
    onload = () => undefined;
    open = (_: string, path: string) => void paths.push(path);
    setRequestHeader = () => undefined;
    abort = () => undefined;
    send = () => {
      this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 2 });
      queueMicrotask(() => this.onload());
    };
  }
  vi.stubGlobal("XMLHttpRequest", Request);
  return paths;
}

function choose(papers: ReturnType<typeof within>, label: string, file: File): void {
  const input = papers.getByLabelText(label);
  fireEvent.change(input, { target: { files: [file] } });
}

beforeEach(() => history.replaceState(null, "", "/bodies/nam/meetings/trial/prepare"));

const part = (name: RegExp) => within(screen.getByRole("region", { name }));

describe("the preparation of a meeting", () => {
  it("says what is missing, and leads to the part that mends it", async () => {
    await opened(PREPARATION);
    const missing = within(screen.getByRole("complementary"));
    expect(missing.getByRole("status").textContent).toBe("Before it can be convened: 2");
    const agenda = missing.getByText("There is no agenda.").closest("li") as HTMLElement;
    Element.prototype.scrollIntoView = vi.fn();
    fireEvent.click(within(agenda).getByRole("button", { name: "Go there" }));
    expect(document.activeElement?.id).toBe("agenda");
  });

  it("begins with the usual order of work in the languages of the meeting, and keeps what was written", async () => {
    const { sent } = await opened(PREPARATION);
    const agenda = part(/^Agenda/);
    expect(agenda.queryByRole("button", { name: "Save" })).toBeNull();
    fireEvent.click(agenda.getByRole("button", { name: "Begin with the usual order of work" }));
    const save = await agenda.findByRole("button", { name: "Save" });
    fireEvent.click(agenda.getByRole("button", { name: "Item 2: remove" }));
    fireEvent.click(agenda.getByRole("button", { name: "Item 1: move down" }));
    fireEvent.click(save);
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    const [{ path, body }] = sent as [Sent];
    expect(path).toBe("/api/bodies/nam/intents");
    expect(body).toMatchObject({ kind: "PrepareAgenda", meeting: "trial" });
    const items = body.agenda as Preparation["agenda"];
    expect(items.map((item) => [item.number, item.kind])).toEqual([
      [1, "statements"],
      [2, "agenda"],
      [3, "adoption"],
      [4, "closing"],
    ]);
    expect(items.every((item) => item.title.en && item.title.ar && !item.title.fr)).toBe(true);
  });

  it("sends a chosen file, names it when the papers are kept, and puts back what was taken out", async () => {
    const { sent } = await opened(PREPARATION);
    const uploads = takingFiles({
      sha256: "ab".repeat(32),
      name: "Report.pdf",
      media: "application/pdf",
      size: 2_500_000,
    });
    const papers = part(/^Papers/);
    fireEvent.click(papers.getByRole("button", { name: "Add a paper" }));
    fireEvent.change(papers.getByLabelText("Title (English)"), { target: { value: "Report" } });
    choose(papers, "Choose a file English", new File(["%PDF-"], "Report.pdf", { type: "application/pdf" }));
    expect(await papers.findByText("Report.pdf")).toBeTruthy();
    expect(papers.getByText("· 2.5 MB")).toBeTruthy();
    expect(uploads).toEqual(["/api/bodies/nam/meetings/trial/files?name=Report.pdf"]);
    fireEvent.click(papers.getByRole("button", { name: /^Remove\s*English$/ }));
    expect(papers.queryByText("Report.pdf")).toBeNull();
    fireEvent.click(papers.getByRole("button", { name: "Undo" }));
    fireEvent.click(papers.getByRole("button", { name: "Save" }));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body.papers).toMatchObject([
      { title: { en: "Report" }, text: {}, files: { en: { sha256: "ab".repeat(32), name: "Report.pdf" } } },
    ]);
  });

  it("says in words what is refused, sends nothing too large, and reads plain text as the text", async () => {
    await opened(PREPARATION);
    const uploads = takingFiles({ code: "file_kind_unknown", rule: "", facts: {} }, 415);
    const papers = part(/^Papers/);
    fireEvent.click(papers.getByRole("button", { name: "Add a paper" }));
    const large = new File(["x"], "large.pdf");
    Object.defineProperty(large, "size", { value: 21 * 2 ** 20 });
    choose(papers, "Choose a file English", large);
    expect((await papers.findByRole("alert")).textContent).toBe(
      "This file is too large. A file may have 20 MB.",
    );
    expect(uploads).toEqual([]);
    choose(papers, "Choose a file English", new File(["<html>"], "page.pdf"));
    await vi.waitFor(() => expect(papers.getByRole("alert").textContent).toMatch(/^This is no PDF/));
    choose(
      papers,
      "Choose a file English",
      new File(["\uFEFFWe\r\nagree."], "draft.txt", { type: "text/plain" }),
    );
    await vi.waitFor(() =>
      expect(papers.getByLabelText<HTMLTextAreaElement>("Text (English)").value).toBe("We\nagree."),
    );
    expect(papers.queryByRole("alert")).toBeNull();
    expect(uploads).toHaveLength(1);
  });

  it("keeps no item without a title", async () => {
    await opened(PREPARATION);
    const agenda = part(/^Agenda/);
    fireEvent.click(agenda.getByRole("button", { name: "Add an item" }));
    const save = agenda.getByRole("button", { name: "Save" });
    expect(save.hasAttribute("disabled")).toBe(true);
    fireEvent.change(agenda.getByLabelText("Title (English)"), { target: { value: "Debate" } });
    expect(save.hasAttribute("disabled")).toBe(false);
  });

  it("names the holder of the Chair by one press", async () => {
    const { sent } = await opened(PREPARATION);
    const officers = part(/^Presiding officers/);
    fireEvent.click(officers.getByRole("button", { name: /^Name the holder of the Chair/ }));
    fireEvent.click(officers.getByRole("button", { name: "Save" }));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({
      kind: "NameOfficers",
      meeting: "trial",
      officers: [{ seat: "UGA", title: { en: "Chair of the Movement" } }],
    });
  });

  it("keeps a place for who has not answered", async () => {
    const { sent } = await opened(PREPARATION);
    fireEvent.click(screen.getByRole("switch", { name: "IRN" }));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({ kind: "KeepSeats", meeting: "trial", codes: ["IRN"] });
  });

  it("says what was refused, and loses nothing of what was typed", async () => {
    await opened(PREPARATION, { status: 409, code: "already_convened" });
    const agenda = part(/^Agenda/);
    fireEvent.click(agenda.getByRole("button", { name: "Add an item" }));
    const title = agenda.getByLabelText("Title (English)");
    fireEvent.change(title, { target: { value: "Debate" } });
    fireEvent.click(agenda.getByRole("button", { name: "Save" }));
    expect(await agenda.findByRole("alert")).toBeTruthy();
    expect((agenda.getByLabelText("Title (English)") as HTMLInputElement).value).toBe("Debate");
  });
});

describe("the press that convenes", () => {
  const convene = () => screen.getByRole("button", { name: "Convene the meeting" });

  it("is dead while something stops it", async () => {
    await opened(PREPARATION);
    expect(convene().hasAttribute("disabled")).toBe(true);
    expect(screen.getByText("It cannot be convened yet: see what is missing.")).toBeTruthy();
  });

  it("answers for what is missing, with a reason, on the version that was read", async () => {
    const { sent, becomes } = await opened({ ...PREPARATION, lacks: [lack("silent", false, "", ["IRN"])] });
    expect(convene().hasAttribute("disabled")).toBe(true);
    fireEvent.click(screen.getByRole("switch", { name: "Convene all the same" }));
    fireEvent.change(screen.getByLabelText("Reason, for the record"), { target: { value: "They follow." } });
    becomes({ ...PREPARATION, book: "nam-2027" });
    fireEvent.click(convene());
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    const [{ path, body, headers }] = sent as [Sent];
    expect(path).toBe("/api/bodies/nam/meetings/trial/convening");
    expect(body).toEqual({ accepted: ["silent"], reason: "They follow." });
    expect(headers["If-Match"]).toBe("41");
    expect((await screen.findByRole("link", { name: "To the lobby" })).getAttribute("href")).toBe(
      "/meet/nam-2027/lobby",
    );
  });

  it("gives entry codes for the persons of the meeting, its staff first", async () => {
    await opened({ ...PREPARATION, book: "nam-2027" });
    const codes = await screen.findAllByRole("button", { name: /^Entry code: / });
    expect(codes.map((one) => one.getAttribute("aria-label"))).toEqual([
      "Entry code: Secretary of the meeting",
      "Entry code: Head of delegation – UGA",
    ]);
  });
});

it("moves lines of a list, and numbers items as they stand", () => {
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  const item = { kind: "statements", title: {}, speakers: [], paper: "" } as const;
  const two = [5, 9].map((number) => ({ ...item, speakers: [...item.speakers], number }));
  expect(numbered(two).map((one) => one.number)).toEqual([1, 2]);
});

it("takes back a change that says what the rulebook says", () => {
  const rule = { field: "limits.minister", value: null, usual: 180, ...RULE };
  expect(changed({}, rule, 240)).toEqual({ "limits.minister": 240 });
  expect(changed({}, rule, null)).toEqual({ "limits.minister": null });
  expect(changed({ "limits.minister": 240 }, rule, 180)).toEqual({});
});

it("knows where each lack is mended, and has words for it in six languages", () => {
  const source = readFileSync("../rostrum/procedure/body/preparing.py", "utf8");
  const plain = [...source.matchAll(/code="(\w+)"/g)].map(([, code = ""]) => code);
  const codes = [
    ...plain,
    ...["title", "theme", "agenda", "officer", "paper"].map((of) => `${of}_untranslated`),
  ];
  expect(codes.length).toBeGreaterThan(8);
  for (const tag of LANGUAGE_TAGS) {
    const words = JSON.parse(readFileSync(`src/i18n/locales/${tag}/preparing.json`, "utf8"));
    expect(codes.filter((code) => !words[`lack_${code}`])).toEqual([]);
  }
  expect(partOf({ code: "paper_missing" })).toBe("papers");
  expect(partOf({ code: "hour_past" })).toBe("call");
});

describe("a quorum", () => {
  const usual = { numerator: 1, denominator: 3, more_than: false };
  const [line] = PREPARATION.quorums;
  const quorum = line as NonNullable<typeof line>;

  it("is changed part by part, and not any more where it is as usual", () => {
    const majority = { numerator: 1, denominator: 2, more_than: true };
    const changes = withShare({ reconnect_cap_s: 5 }, quorum, majority);
    expect(changes).toEqual({
      reconnect_cap_s: 5,
      "quorum_to_open.denominator": 2,
      "quorum_to_open.more_than": 1,
    });
    expect(shareIn(changes, quorum)).toEqual(majority);
    expect(withShare(changes, quorum, usual)).toEqual({ reconnect_cap_s: 5 });
  });

  it("comes to a number of members", () => {
    expect(neededOf(usual, 193)).toBe(65);
    expect(neededOf({ numerator: 1, denominator: 2, more_than: true }, 193)).toBe(97);
    expect(neededOf({ numerator: 0, denominator: 1, more_than: true }, 193)).toBe(0);
  });
});
