/** A room staged for tests: the true room, stream and client, before a door that answers from fixtures. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import type { ComponentType } from "react";
import { vi } from "vitest";
import type {
  Audience,
  DelegationRow,
  DeskDoc,
  Intent,
  MeetingDoc,
  QuestionDoc,
  SeatCard,
  SpeakerLine,
  StageDoc,
  StepDoc,
  Views,
} from "../api/types";
import { need } from "../i18n/catalogue";
import type { Namespace } from "../i18n/keys";
import { RoomProvider } from "./room";

export const BOOK = "test-summit";
export const NOW = Date.now();
let began = performance.now();
/** The time of the house that is staged: `NOW` when the room is drawn, however long the tests before it took. */
const houseNow = (): number => NOW + performance.now() - began;

const seat = (key: string, name: string): SeatCard => ({
  key,
  kind: "member",
  name: { en: name },
  title: { en: "President" },
  style: {},
  person: {},
  level: "head_of_state",
  region: "Asia",
});

export const SEATS = [
  seat("AZE", "Azerbaijan"),
  seat("CUB", "Cuba"),
  seat("IRN", "Iran"),
  seat("LBN", "Lebanon"),
];

export const meeting = (part: Partial<MeetingDoc> = {}): MeetingDoc => ({
  book: BOOK,
  body: "nam",
  title: { en: "Online Summit" },
  theme: { en: "Together" },
  format: "contact_group",
  zone: "Asia/Baku",
  opens: NOW,
  notice: 1,
  languages: ["en", "fr", "ar"],
  rulebook: "nam",
  accent: "#1d5f8a",
  phase: "open",
  sitting: 1,
  opened_at: NOW,
  closed_at: null,
  adjourned_to: null,
  reason: "",
  suspension: null,
  presiding: { person: "AZE.chair", seat: "AZE", title: { en: "Chair" }, presence: "present" },
  acting: false,
  chair_line_lost: false,
  frozen: "",
  hall_away: false,
  private: false,
  ...part,
});

export const stage = (part: Partial<StageDoc> = {}): StageDoc => ({
  phase: "idle",
  seat: "",
  entry: "",
  form: "live",
  language: "",
  limit_ms: null,
  used_ms: 0,
  running_since: null,
  offered_at: null,
  grace_until: null,
  held_since: null,
  held_for: "",
  credited_ms: 0,
  awaited: "chair",
  item: 4,
  item_kind: "statements",
  spoken: 1,
  to_come: 2,
  point: null,
  ...part,
});

export const line = (entry: string, of: string, part: Partial<SpeakerLine> = {}): SpeakerLine => ({
  entry,
  seat: of,
  item: 4,
  segment: "members",
  phase: "inscribed",
  form: "live",
  level: "head_of_state",
  presence: "present",
  wait_ms: 60_000,
  reason: "",
  ...part,
});

export const step = (kind: string, part: Partial<StepDoc> = {}): StepDoc => ({
  kind,
  intent: kind ? { kind } : null,
  ready_at: null,
  waiting_for: "",
  seat: "",
  item: null,
  ...part,
});

export const question = (part: Partial<QuestionDoc> = {}): QuestionDoc => ({
  key: "q1",
  about: "agenda",
  item: 1,
  text: {},
  paper: null,
  phase: "put",
  put_at: NOW,
  closes_at: NOW + 10_000,
  objections: [],
  standing: 0,
  connected: 3,
  not_connected: [],
  waits_for: [],
  waits_until: null,
  ...part,
});

const CAN = { may: true, why_not: "" };
const CANNOT = { may: false, why_not: "wrong_phase" };

export const desk = (part: Partial<DeskDoc> = {}): DeskDoc => ({
  seat: "IRN",
  voice: "IRN.head",
  people: { "IRN.head": "present" },
  simulated: false,
  level: "head_of_state",
  title: { en: "President" },
  entry: null,
  place: 0,
  pending: "",
  swap_offers: [],
  microphone: "not_given",
  my_point: null,
  ruled: null,
  objected: false,
  request: CAN,
  withdraw: CANNOT,
  point: CAN,
  object: CANNOT,
  begin: CANNOT,
  end: CANNOT,
  appeal: CANNOT,
  ...part,
});

export const row = (key: string, part: Partial<DelegationRow> = {}): DelegationRow => ({
  seat: key,
  kind: "member",
  region: "Asia",
  level: "head_of_state",
  presence: "present",
  voice: `${key}.head`,
  people: { [`${key}.head`]: "present" },
  simulated: false,
  check: "good",
  place: 0,
  entry: "",
  phase: null,
  form: "live",
  spoken_ms: 0,
  ...part,
});

/** What every room is sent; a test replaces what it is about. */
export const views = (part: Views = {}): Views => ({
  meeting: meeting(),
  seats: { seats: SEATS },
  stage: stage(),
  agenda: {
    items: [
      {
        number: 4,
        kind: "statements",
        title: { en: "General statements" },
        phase: "current",
        paper: "",
        symbol: "",
      },
    ],
    current: 4,
    further: [],
    adopted: true,
  },
  speakers: {
    phase: "open",
    item: 4,
    as_of: NOW,
    closes_at: null,
    order: [],
    done: [],
    next: "",
    ends_in_ms: null,
  },
  question: { question: null },
  decisions: { decisions: [] },
  chamber: { lines: [], present: 4, members_present: 4 },
  air: { heard: [], ready: [], seen: [], stage: null },
  ...part,
});

/** jsdom has no sound; the hall of these tests is silent, and its mixer mixes nothing. */
class NoSound {
  state = "running";
  currentTime = 0;
  destination = {};
  createGain = () => ({ gain: param(), connect: (to: unknown) => to });
  createAnalyser = () => ({ connect: () => undefined });
  createOscillator = () => ({ frequency: param(), connect: (to: unknown) => to, start() {}, stop() {} });
  addEventListener() {}
  removeEventListener() {}
  resume = async () => undefined;
  close = async () => undefined;
}

const param = () => ({
  value: 0,
  setValueAtTime() {},
  cancelScheduledValues() {},
  linearRampToValueAtTime() {},
  exponentialRampToValueAtTime() {},
});

export interface Staged {
  /** Intents that reached the door, oldest first. */
  asked: Intent[];
  /** Notes that reached the door. */
  noted: unknown[];
  /** Sends changed views, as the stream would. */
  show: (changed: Views) => void;
}

export interface Staging {
  Room: ComponentType;
  audience: Audience;
  namespaces: Namespace[];
  shown: Views;
  me?: { person: string; capacity: string; seat: string | null };
}

/** Draws the room and waits until its views are on the screen. */
export async function staged({ Room, audience, namespaces, shown, me }: Staging): Promise<Staged> {
  began = performance.now();
  const asked: Intent[] = [];
  const noted: unknown[] = [];
  const door = openDoor(
    asked,
    noted,
    shown,
    me ?? { person: "IRN.head", capacity: "head", seat: "IRN" },
    audience,
  );
  vi.stubGlobal("AudioContext", NoSound);
  vi.stubGlobal("fetch", door.answer);
  await import("../api/hub"); // loaded once, before anything is waited for
  await need("en", ["common", "refusals", ...namespaces]);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RoomProvider book={BOOK} audience={audience} admission="me">
        <Room />
      </RoomProvider>
    </QueryClientProvider>,
  );
  await screen.findByText("Online Summit", {}, { timeout: 10_000 });
  return { asked, noted, show: door.show };
}

/** Presses a button once it may be pressed: one that has just changed is dead for a moment (ADR 0018). */
export async function presses(name: string | RegExp | HTMLElement): Promise<void> {
  const button = name instanceof HTMLElement ? name : await screen.findByRole("button", { name });
  await vi.waitFor(
    () => {
      if (button.getAttribute("aria-disabled") || button.hasAttribute("disabled")) throw new Error("dead");
    },
    { timeout: 4000 },
  );
  fireEvent.click(button);
}

/** Presses the key of a button on the page, once the button may be pressed. */
export async function pressesKey(name: string | RegExp, key: Partial<KeyboardEvent>): Promise<void> {
  const button = await screen.findByRole("button", { name });
  await vi.waitFor(
    () => {
      if (button.getAttribute("aria-disabled") || button.hasAttribute("disabled")) throw new Error("dead");
    },
    { timeout: 4000 },
  );
  fireEvent.keyDown(document.body, key);
}

/** Presses Enter on the page, once what is awaited may be pressed. */
export async function pressesEnter(): Promise<void> {
  await vi.waitFor(
    () => {
      const awaited = document.querySelector("button[data-awaited]");
      if (!awaited || awaited.hasAttribute("aria-disabled") || awaited.hasAttribute("disabled"))
        throw new Error("dead");
    },
    { timeout: 4000 },
  );
  fireEvent.keyDown(document.body, { code: "Enter", key: "Enter" });
}

let beating: ReturnType<typeof setInterval> | undefined;

/** Signs of life as the server gives them; without them the line is taken for dead. */
function beat(send: (text: string) => void): void {
  clearInterval(beating);
  beating = setInterval(() => {
    try {
      send(`: ${houseNow()}\n\n`);
    } catch {
      clearInterval(beating); // nobody reads any more
    }
  }, 1000);
}

function openDoor(
  asked: Intent[],
  noted: unknown[],
  shown: Views,
  me: NonNullable<Staging["me"]>,
  room: string,
) {
  let send: (text: string) => void = () => undefined;
  const event = (changed: Views) =>
    `event: views\nid: 1\ndata: ${JSON.stringify({ version: 1, at: houseNow(), views: changed })}\n\n`;
  const stream = () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        send = (text) => controller.enqueue(new TextEncoder().encode(text));
        send(event(shown));
        beat(send);
      },
    });
  const json = (body: unknown) => new Response(JSON.stringify(body), { status: 200 });
  const answer = async (path: string, init?: RequestInit): Promise<Response> => {
    if (path.includes("/stream")) return new Response(stream());
    if (path.endsWith("/hall")) return json({ url: "", token: "", identity: me.person });
    if (path.endsWith("/session")) {
      const mine = { key: "me", book: BOOK, room, name: {}, title: {}, ...me };
      return json({ demo: true, now: houseNow(), admissions: [mine] });
    }
    if (path.endsWith("/intents")) {
      asked.push(JSON.parse(String(init?.body)) as Intent);
      return json({ version: 7 });
    }
    if (path.endsWith("/notes")) {
      noted.push(JSON.parse(String(init?.body)));
      return json({});
    }
    return json([]);
  };
  return { answer, show: (changed: Views) => send(event(changed)) };
}
