import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { CorrectionLine, Views } from "../../api/types";
import { line, meeting, row, SEATS, staged, step, views } from "../../furniture/staged";
import Secretariat from ".";
import { beforeFor, keeps, pressed, sorted } from "./rows";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const NAMES = new Map(SEATS.map((seat) => [seat.key, seat.name.en ?? ""]));
const nameOf = (key: string) => NAMES.get(key) ?? key;
const ROWS = [
  row("LBN", { place: 2, presence: "lost", level: "minister" }),
  row("IRN", { place: 1, spoken_ms: 5000 }),
  row("CUB", { presence: "absent", check: "bad" }),
];
const keys = (rows: { seat: string }[]) => rows.map((one) => one.seat);

describe("the table's rows", () => {
  it.each([
    ["delegation", ["CUB", "IRN", "LBN"]],
    ["level", ["CUB", "IRN", "LBN"]],
    ["presence", ["IRN", "LBN", "CUB"]],
    ["check", ["CUB", "IRN", "LBN"]],
    ["place", ["IRN", "LBN", "CUB"]],
    ["spoken", ["CUB", "LBN", "IRN"]],
  ] as const)("sort by %s, then by name", (column, order) => {
    expect(keys(sorted(ROWS, { column, down: false }, nameOf, "en"))).toEqual(order);
  });

  it("turn round when a column is pressed again", () => {
    const once = pressed({ column: "delegation", down: false }, "place");
    expect(once).toEqual({ column: "place", down: false });
    expect(keys(sorted(ROWS, pressed(once, "place"), nameOf, "en"))).toEqual(["CUB", "LBN", "IRN"]);
  });

  it("are kept by name without accents, by person and by presence", () => {
    const all = "all" as const;
    expect(keeps(row("CIV"), "Côte d’Ivoire", { text: "cote", presence: all })).toBe(true);
    expect(keeps(row("IRN"), "Iran", { text: "irn.head", presence: all })).toBe(true);
    expect(keeps(row("IRN"), "Iran", { text: "cuba", presence: all })).toBe(false);
    expect(keeps(row("IRN"), "Iran", { text: "", presence: "lost" })).toBe(false);
  });
});

describe("a place on the list", () => {
  const order = [{ entry: "a" }, { entry: "b" }, { entry: "c" }];

  it.each([
    ["a", 1, "c"],
    ["a", 2, ""],
    ["c", 0, "a"],
    ["b", 0, "a"],
    ["a", 9, ""],
    ["a", 0, null],
    ["x", 0, null],
  ])("moving %s to %i puts it before %s", (entry, to, before) => {
    expect(beforeFor(order, entry, to)).toBe(before);
  });
});

const order = [line("e1", "IRN"), line("e2", "LBN")];
const open = (
  corrections: CorrectionLine[] = [],
  sitting: Parameters<typeof meeting>[0] = {},
  more: Partial<Views> = {},
) =>
  staged({
    Room: Secretariat,
    audience: "secretariat",
    namespaces: ["secretariat", "formulas", "order"],
    me: { person: "secretary", capacity: "secretary", seat: null },
    shown: views({
      meeting: meeting(sitting),
      speakers: {
        phase: "open",
        item: 4,
        as_of: 0,
        closes_at: null,
        order,
        done: [],
        next: "",
        ends_in_ms: null,
      },
      secretariat: {
        rows: ROWS,
        requests: [],
        corrections,
        next: step(""),
        quorum_to_open: 3,
        members_present: 1,
      },
      ...more,
    }),
  });

const shownNames = () => {
  const body = screen.getByRole("table").querySelector("tbody") as HTMLElement;
  return within(body)
    .queryAllByRole("rowheader")
    .map((head) => head.textContent);
};

describe("the secretariat", () => {
  it("filters by text and by presence, sorts by a column's head", async () => {
    await open();
    expect(shownNames()).toEqual(["Cuba", "Iran", "Lebanon"]);
    fireEvent.click(screen.getByRole("button", { name: /^Place/ }));
    expect(shownNames()).toEqual(["Iran", "Lebanon", "Cuba"]);
    expect(screen.getByRole("columnheader", { name: /Place/ }).getAttribute("aria-sort")).toBe("ascending");
    fireEvent.change(screen.getByLabelText("Filter by name or person"), { target: { value: "leb" } });
    await vi.waitFor(() => expect(shownNames()).toEqual(["Lebanon"]));
    await act(async () => {
      fireEvent.change(screen.getByLabelText("Presence"), { target: { value: "absent" } });
    });
    await vi.waitFor(() => expect(shownNames()).toEqual([]));
    expect(screen.getByText("No delegation matches the filter.")).toBeTruthy();
  });

  it("says of each delegation whether it is there, in words: nobody's key is on the screen", async () => {
    await open();
    const said = screen.getByRole("table").textContent ?? "";
    expect(said).toContain("present");
    expect(said).not.toMatch(/[A-Z]{2,}\.[a-z]+/);
  });

  it("says how many members the quorum still lacks", async () => {
    await open();
    expect(screen.getByText("Quorum to open: 3, 2 missing")).toBeTruthy();
  });

  describe("the roll", () => {
    const roll = {
      people: [
        {
          person: "p1",
          capacity: "head",
          seat: "IRN",
          booth: "",
          post: "",
          ground: "invitation",
          presence: "present",
        },
        {
          person: "p2",
          capacity: "interpreter",
          seat: "",
          booth: "fr",
          post: "",
          ground: "appointment",
          presence: "absent",
        },
      ],
      may: ["chair", "head", "adviser", "interpreter", "press"],
    };
    const opened = async () => {
      const { asked } = await open([], {}, { roll: structuredClone(roll) as NonNullable<Views["roll"]> });
      fireEvent.click(screen.getByText("Persons accredited: 2"));
      await screen.findByLabelText("Find a person");
      return asked;
    };

    it("says who is accredited for whom, and finds them", async () => {
      await opened();
      const lines = () => [...document.querySelectorAll("li[data-person]")].map((one) => one.textContent);
      expect(lines()[0]).toContain("Head of delegation – Iran");
      expect(lines()[1]).toContain("Interpreter – Français");
      fireEvent.change(screen.getByLabelText("Find a person"), { target: { value: "inter" } });
      await vi.waitFor(() => expect(lines()).toHaveLength(1));
    });

    it("accredits an adviser to a delegation, whose voice they never are", async () => {
      const asked = await opened();
      fireEvent.click(screen.getByRole("button", { name: "Accredit a person" }));
      const press = screen.getByRole("button", { name: "Accredit" });
      expect(press.getAttribute("aria-disabled") ?? press.getAttribute("disabled")).not.toBeNull();
      fireEvent.change(screen.getByLabelText("Delegation"), { target: { value: "IRN" } });
      fireEvent.click(press);
      await vi.waitFor(() => expect(asked).toHaveLength(1));
      expect(asked[0]).toMatchObject({
        kind: "Accredit",
        accreditation: { capacity: "adviser", seat: "IRN", speaks: false, booth: "" },
      });
    });

    it("withdraws with a reason", async () => {
      const asked = await opened();
      const heads = screen.getByRole("button", {
        name: "Withdraw the accreditation: Head of delegation – Iran",
      });
      fireEvent.click(heads);
      fireEvent.change(screen.getByLabelText(/^Reason/), { target: { value: "Recalled." } });
      const press = screen.getAllByRole("button", { name: "Withdraw" }).at(-1) as HTMLElement;
      await vi.waitFor(() => expect(press.hasAttribute("data-settling")).toBe(false));
      fireEvent.click(press);
      await vi.waitFor(() =>
        expect(asked).toEqual([{ kind: "WithdrawAccreditation", person: "p1", reason: "Recalled." }]),
      );
    });
  });

  describe("of a private meeting", () => {
    const notice = "Only the accredited can tell that this meeting exists.";

    it("sees that it is private, and convenes it publicly", async () => {
      const { asked } = await open([], { private: true, phase: "lobby", opened_at: null });
      expect(screen.getByText("Private meeting")).toBeTruthy();
      fireEvent.click(screen.getByText(notice));
      const button = screen.getByRole("button", { name: "Convene publicly" });
      await vi.waitFor(() => expect(button.hasAttribute("data-settling")).toBe(false));
      fireEvent.click(button);
      await vi.waitFor(() => expect(asked).toEqual([{ kind: "ConvenePublicly" }]));
    });

    it("does not publish what was said in private", async () => {
      await open([], { private: true });
      expect(screen.getByText(notice)).toBeTruthy();
      expect(screen.queryByRole("button", { name: "Convene publicly" })).toBeNull();
    });

    it("is told nothing of it where the meeting is public", async () => {
      await open();
      expect(screen.queryByText(notice)).toBeNull();
      expect(screen.queryByText("Private meeting")).toBeNull();
    });
  });

  describe("a correction asked for", () => {
    const correction = { key: "c1", seat: "LBN", person: "LBN.adviser", words: "Prime Minister", at: 0 };

    it("is made with the change that it asks for", async () => {
      const { asked } = await open([correction]);
      const requests = screen.getByRole("region", { name: "Requests to decide" });
      expect(within(requests).getByText("Name or title is to read: “Prime Minister”")).toBeTruthy();
      fireEvent.click(within(requests).getByRole("button", { name: "Correct …" }));
      expect(screen.getByLabelText("Title, as it will be announced")).toHaveProperty(
        "value",
        "Prime Minister",
      );
      fireEvent.change(screen.getByLabelText("Title, as it will be announced"), {
        target: { value: "Prime Minister" },
      });
      fireEvent.click(screen.getByRole("button", { name: "Record" }));
      await vi.waitFor(() =>
        expect(asked).toEqual([
          {
            kind: "ChangeLevel",
            seat: "LBN",
            level: "minister",
            correction: "c1",
            title: { en: "Prime Minister" },
            style: {},
            person: {},
            reason: "Correction asked for by the delegation",
          },
        ]),
      );
    });

    it("is declined with a reason", async () => {
      const { asked } = await open([correction]);
      fireEvent.click(screen.getByRole("button", { name: "Decline" }));
      const field = screen.getByLabelText("Reason for declining");
      fireEvent.change(field, { target: { value: " as notified " } });
      fireEvent.submit(field.closest("form") as HTMLFormElement);
      const declined = { kind: "DeclineCorrection", correction: "c1", reason: "as notified" };
      await vi.waitFor(() => expect(asked).toEqual([declined]));
    });
  });

  it("moves a speaker by Alt and arrow, and asks for the reason once", async () => {
    const { asked } = await open();
    const list = screen.getByRole("region", { name: "Speakers’ list" });
    const lebanon = within(list).getByRole("button", { name: /Lebanon/ });
    fireEvent.keyDown(lebanon, { key: "ArrowUp", altKey: true });
    fireEvent.change(await screen.findByLabelText(/Reason for moving/), { target: { value: "agreed" } });
    fireEvent.click(screen.getByRole("button", { name: "Move" }));
    const move = { kind: "MoveSpeaker", entry: "e2", before: "e1", reason: "agreed" };
    await vi.waitFor(() => expect(asked).toEqual([move]));
    fireEvent.keyDown(lebanon, { key: "ArrowUp", altKey: true });
    await vi.waitFor(() => expect(asked).toEqual([move, move]));
  });
});
