/** Brings a demonstration into every state in which every screen must have been looked at, and takes pictures. */
import { type APIRequestContext, request as asked, expect, type Page, test } from "@playwright/test";
import { House, type Wish } from "../e2e/house";
import { Person } from "../e2e/person";
import { pictures, type Rooms, sheet } from "./pictures";

const CHAIR = "AZE.chair";
const HEAD = "IDN.head";
const OTHER = "CUB.head";
const SPEAKER = "EGY";

type Intent = Record<string, unknown> & { kind: string };

/** One house with a person in each room, and hands that post for anybody. */
class Stand {
  readonly people: Person[] = [];
  readonly rooms: Rooms = {};
  private readonly seated = new Map<string, { request: APIRequestContext; key: string }>();

  constructor(readonly house: House) {}

  async seat(room: string, who: string): Promise<Page> {
    const person = await Person.arrives(this.house, who && who !== "secretary" ? 440 : 0);
    this.people.push(person);
    person.page.setDefaultTimeout(15_000);
    if (who) {
      const key = await person.enters(who, room);
      this.seated.set(who, { request: person.context.request, key });
    } else await person.watches();
    this.rooms[room] = person.page;
    return person.page;
  }

  async post(who: string, data: Intent): Promise<void> {
    const { request, key } = this.seated.get(who) ?? (await this.admit(who));
    const headers = { "Rostrum-Admission": key, "Idempotency-Key": crypto.randomUUID() };
    const answer = await request.post(`/api/books/${this.house.book}/intents`, { headers, data });
    expect(answer.status(), `${data.kind} by ${who}: ${await answer.text()}`).toBe(200);
  }

  /** Somebody who acts and is in no room. */
  private async admit(who: string) {
    const request = await asked.newContext({ baseURL: this.house.url });
    const data = { book: this.house.book, person: who };
    const answer = await request.post("/api/demo/sign-in", { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    const seated = { request, key: (await answer.json()).key as string };
    this.seated.set(who, seated);
    return seated;
  }

  async look(state: string, rooms: Rooms = this.rooms): Promise<void> {
    await Object.values(rooms)[0]?.waitForTimeout(1200);
    await pictures(state, rooms);
  }

  async leave(): Promise<void> {
    await Promise.all(this.people.map((person) => person.leaves()));
    await this.house.stop();
  }
}

let opened: Stand | null = null;

async function stand(wish: Wish): Promise<Stand> {
  opened = new Stand(await new House().start({ tones: false, ...wish }));
  return opened;
}

async function everyRoom(here: Stand): Promise<void> {
  await here.seat("podium", CHAIR);
  await here.seat("desk", HEAD);
  await here.seat("gallery", "");
  await here.seat("secretariat", "secretary");
  await here.seat("lobby", OTHER);
}

/** Gives the floor to the speaker, who begins by himself within two seconds. */
async function speaks(here: Stand, seat: string, limit_s?: number): Promise<void> {
  await here.post(CHAIR, { kind: "OfferFloor", seat, limit_s });
  await expect(here.rooms.gallery?.getByText(/Has the floor|الكلمة له/).first() as never).toBeVisible({
    timeout: 20_000,
  });
}

const endFloor = (here: Stand) => here.post(CHAIR, { kind: "TakeBackFloor", reason: "tour" });

async function underWay(): Promise<void> {
  const here = await stand({ at: "speeches", seats: 20 });
  await everyRoom(here);
  await here.rooms.podium?.waitForTimeout(9000);
  await here.look("nobody");
  // What the lobby shows of a sitting under way does not change from here on.
  delete here.rooms.lobby;
  await here.post(CHAIR, { kind: "OfferFloor", seat: "IDN" });
  await here.look("offered");
  // Taking the pictures may have outlasted the offer.
  await here.post(CHAIR, { kind: "OfferFloor", seat: "IDN" }).catch(() => undefined);
  await here.post(HEAD, { kind: "TakeFloor", language: "en" });
  await here.look("speaking-own");
  await endFloor(here);
  await speaks(here, SPEAKER);
  await here.look("speaking");
  await here.post(CHAIR, { kind: "HoldFloor", cause: "line" });
  await here.look("line-lost");
  await here.post(CHAIR, { kind: "ResumeFloor" });
  await here.post(HEAD, { kind: "RaisePoint" });
  await here.look("point-raised");
  await here.post(CHAIR, { kind: "HearPoint", point: "p1" });
  await here.look("point-heard");
  await here.post(HEAD, { kind: "StatePoint", point: "p1", words: "The statement is not on the item." });
  await here.post(CHAIR, { kind: "RulePoint", point: "p1", ruling: "not_upheld", rule: "", words: "" });
  await endFloor(here);
  await speaks(here, "IRN", 50);
  await here.look("last-minute");
  await endFloor(here);
  await speaks(here, "MRT", 3);
  await here.rooms.podium?.waitForTimeout(4000);
  await here.look("overrun");
  await endFloor(here);
  await decisions(here);
}

const WORK = {
  en: "That statements by delegations be limited to three minutes from now on.",
  ar: "أن تقتصر بيانات الوفود على ثلاث دقائق من الآن فصاعداً.",
};

async function decisions(here: Stand): Promise<void> {
  await here.post(CHAIR, { kind: "PutQuestion", about: "organisation_of_work", text: WORK });
  await here.look("question");
  await here.rooms.podium?.waitForTimeout(10_000);
  await here.post(CHAIR, { kind: "WithdrawQuestion", question: "q2", reason: "tour" });
  await here.post(CHAIR, { kind: "PutQuestion", about: "organisation_of_work", text: WORK });
  await here.post("NIC.head", {
    kind: "Object",
    question: "q3",
    words: "Five minutes were agreed.",
    proposed: "",
  });
  await here.look("objection");
  await here.post(CHAIR, { kind: "WithdrawQuestion", question: "q3", reason: "tour" });
  await here.post(CHAIR, { kind: "Suspend", reason: "Consultations", resumes_at: soon(30) });
  await here.look("suspended");
  await here.post(CHAIR, { kind: "Resume" });
  await here.post(CHAIR, { kind: "CallItem", number: 5, leave_open: true });
  await here.post(CHAIR, { kind: "DeclareAdopted", paper: "declaration" });
  await here.look("adopted");
}

const soon = (minutes: number) => Math.ceil(Date.now() / 60_000 + minutes) * 60_000;

async function troubles(): Promise<void> {
  const here = await stand({ scenario: "nam-2020-05-04-short", at: "opening", seats: 6, pace: 1 });
  await everyRoom(here);
  await here.look("opening");
  await here.post(CHAIR, { kind: "CallToOrder" });
  await here.post(CHAIR, { kind: "PutQuestion", about: "agenda" });
  await here.rooms.podium?.waitForTimeout(11_000);
  await here.post(CHAIR, { kind: "Gavel", question: "q1" });
  await here.look("agenda-adopted");
  await here.post(CHAIR, { kind: "CallItem", number: 2 });
  await here.post(CHAIR, { kind: "CallItem", number: 3, leave_open: true });
  await here.post(CHAIR, { kind: "OfferFloor", seat: "UN" });
  await here.rooms.podium?.waitForTimeout(5000);
  await here.look("recorded");
  await endFloor(here);
  const acting = await Person.arrives(here.house, 440);
  here.people.push(acting);
  await acting.enters("AZE.acting", "podium");
  await acting.page.waitForTimeout(4000);
  await here.rooms.podium?.goto("about:blank");
  await expect(acting.page.getByText(/Acting chair/).first()).toBeVisible({ timeout: 90_000 });
  const { podium: chair, ...others } = here.rooms;
  await here.look("acting", { podium: acting.page, ...others });
  await here.rooms.desk?.context().setOffline(true);
  await here.rooms.gallery?.context().setOffline(true);
  await here.rooms.podium?.waitForTimeout(20_000);
  await here.look("own-line-lost", { desk: here.rooms.desk as Page, gallery: here.rooms.gallery as Page });
  await here.rooms.lobby?.goto(`/meet/${here.house.book}/podium`);
  await here.look("not-admitted", { lobby: here.rooms.lobby as Page });
  await chair?.close();
}

/** Before anybody has come, and after everybody has gone. */
async function emptyAndClosed(): Promise<void> {
  for (const [state, at] of [
    ["empty", "lobby"],
    ["closed", "closed"],
  ] as const) {
    const here = await stand({ at, seats: 0 });
    await everyRoom(here);
    await here.look(state);
    await here.leave();
    opened = null;
  }
}

async function plenary(): Promise<void> {
  const here = await stand({ scenario: "nam-plenary", at: "speeches", seats: 30 });
  await everyRoom(here);
  await here.rooms.podium?.waitForTimeout(9000);
  await speaks(here, SPEAKER);
  await here.look("delegations-120");
}

test.afterEach(async () => {
  await opened?.leave();
  opened = null;
});
test.afterAll(() => console.info(sheet()));
test("a sitting under way", underWay);
test("recorded, troubled, lost", troubles);
test("empty, and closed", emptyAndClosed);
test("a hundred and twenty delegations", plenary);
