import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { recall } from "../../admission";
import type { RoleCard } from "../../api/types";
import { meeting, staged, views } from "../../furniture/staged";
import { need } from "../../i18n/catalogue";
import { LiveStrip } from "./LiveStrip";
import { Roles } from "./Roles";
import { byPlace } from "./Seats";
import { SignIn } from "./SignIn";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  sessionStorage.clear();
  history.replaceState(null, "", "/");
});

/** Answers every sign-in alike; keeps what was sent. */
function door(status: number, body: unknown): { path: string; sent: unknown }[] {
  const asked: { path: string; sent: unknown }[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ path, sent: JSON.parse(String(init.body)) });
    return new Response(JSON.stringify(body), { status });
  });
  return asked;
}

async function enter(code: string): Promise<QueryClient> {
  await need("en", ["common", "welcome", "refusals"]);
  const client = new QueryClient();
  client.setQueryData(["session"], { demo: false, admissions: [] });
  render(
    <QueryClientProvider client={client}>
      <SignIn />
    </QueryClientProvider>,
  );
  fireEvent.change(screen.getByLabelText("One-time code"), { target: { value: code } });
  fireEvent.click(screen.getByRole("button", { name: "Sign in" }));
  return client;
}

const ADMISSION = {
  key: "k 1",
  book: "nam",
  body: "nam",
  person: "sec",
  capacity: "secretary",
  seat: null,
  title: {},
};

describe("signing in with a code", () => {
  it("goes to the room of the admission and remembers it", async () => {
    const asked = door(200, { ...ADMISSION, room: "secretariat", name: {} });
    await enter(" ABCD EFGH ");
    await waitFor(() => expect(location.pathname + location.search).toBe("/meet/nam/secretariat?a=k%201"));
    expect(asked).toEqual([{ path: "/api/sign-in", sent: { code: "ABCD EFGH" } }]);
    expect(recall("nam", null)).toBe("k 1");
  });

  it("takes those who speak through the lobby", async () => {
    door(200, { ...ADMISSION, room: "desk", name: {} });
    await enter("ABCD");
    await waitFor(() => expect(location.pathname).toBe("/meet/nam/lobby"));
  });

  it("is known to the session at once: the room must not take the person for a stranger", async () => {
    door(200, { ...ADMISSION, room: "desk", name: {} });
    const client = await enter("ABCD");
    await waitFor(() => expect(location.pathname).toBe("/meet/nam/lobby"));
    expect(client.getQueryData(["session"])).toMatchObject({ admissions: [{ key: "k 1" }] });
  });

  it("says why a code was refused, stays, and asks once only", async () => {
    const asked = door(403, { code: "bad_code", rule: "Rostrum doors", facts: {} });
    await enter("WRONG");
    expect((await screen.findByRole("alert")).textContent).toContain("Ask for a new one");
    expect(location.pathname).toBe("/");
    expect(asked).toHaveLength(1);
    fireEvent.change(screen.getByLabelText("One-time code"), { target: { value: "OTHER" } });
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

it("lists delegations by formal place as they came, one card a delegation", () => {
  const card = (person: string, place: string) => ({ person, seat: person.slice(0, 3), place }) as RoleCard;
  const came = [
    card("AZE.head", "bureau"),
    card("AZE.adviser", "bureau"),
    card("UGA.head", "head_of_state"),
    card("CUB.head", "head_of_state"),
    card("IRN.head", "minister"),
  ];
  const people = byPlace(came).map(([place, seats]) => [
    place,
    seats.map((seat) => seat.map((one) => one.person)),
  ]);
  expect(people).toEqual([
    ["bureau", [["AZE.head", "AZE.adviser"]]],
    ["head_of_state", [["UGA.head"], ["CUB.head"]]],
    ["minister", [["IRN.head"]]],
  ]);
});

describe("in a demonstration", () => {
  const come = async (over: boolean) => {
    vi.stubGlobal("fetch", async () => new Response("[]"));
    await need("en", ["common", "welcome", "refusals"]);
    render(
      <QueryClientProvider client={new QueryClient()}>
        <Roles book="nam" over={over} />
      </QueryClientProvider>,
    );
    await screen.findByText("A delegation");
    return screen.queryByText(/^Try the Chair/);
  };

  it("the summit waits for a gavel while it is not over", async () => expect(await come(false)).toBeTruthy());
  it("and for none afterwards", async () => expect(await come(true)).toBeNull());
});

describe("the meeting shown first", () => {
  it.each([
    ["convened", "To come"],
    ["lobby", "Delegations are arriving"],
    ["suspended", "The sitting is suspended"],
    ["adjourned", "The sitting has been adjourned"],
    ["closed", "Concluded"],
    ["cancelled", "The meeting has been cancelled"],
  ] as const)("is said to stand as it stands: %s", async (phase, words) => {
    const shown = views({ meeting: meeting({ phase }) });
    await staged({ Room: LiveStrip, audience: "gallery", namespaces: ["welcome"], shown });
    expect(screen.getAllByText(words).length).toBeGreaterThan(0);
    expect(phase === "convened" ? null : screen.queryByText("To come")).toBeNull();
  });
});
