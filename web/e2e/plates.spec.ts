/**
 * At every turn of a sitting each nameplate is compared with who publishes the picture beside it, and who is heard; and
 * the public's page goes on where its browser takes the sound away or has no shared worker.
 */
import { expect, type Page, test } from "@playwright/test";
import { House } from "./house";
import { LONG, RESET } from "./patience";
import { Person } from "./person";
import { shown } from "./plate";

const CHAIR = "AZE.chair";
const HEAD = "IDN.head";
const ACTING = "AZE.acting";

let house: House;
let chair: Person;
let head: Person;
let public_: Person;
const keys = new Map<Person, string>();

test.beforeAll(async () => {
  house = await new House().start({ at: "speeches", seats: 8 });
  chair = await Person.arrives(house, 440);
  head = await Person.arrives(house, 700);
  public_ = await Person.arrives(house);
  keys.set(chair, await chair.enters(CHAIR, "podium"));
  keys.set(head, await head.enters(HEAD, "desk"));
  await public_.watches();
});

test.afterAll(async () => {
  await Promise.all([chair, head, public_].map((person) => person?.leaves()));
  await house?.stop();
});

const rooms = (): [string, Page][] => [
  ["podium", chair.page],
  ["desk", head.page],
  ["gallery", public_.page],
];

async function post(who: Person, data: Record<string, unknown>): Promise<void> {
  const headers = { "Rostrum-Admission": keys.get(who) ?? "", "Idempotency-Key": crypto.randomUUID() };
  const send = () =>
    who.context.request.post(`/api/books/${house.book}/intents`, { ...RESET, headers, data });
  // A connection that was kept may have been closed meanwhile; the key makes asking again harmless.
  const answer = await send().catch(send);
  expect(answer.status(), `${data.kind}: ${await answer.text()}`).toBe(200);
}

/** In every room the stage is this person's, with these words on the plate, and no plate anywhere is another's. */
async function expectOnStage(person: string | RegExp, words: RegExp, presiding = CHAIR): Promise<void> {
  for (const [room, page] of rooms()) {
    await expect(async () => {
      const seen = await shown(page);
      expect(seen.plate, room).toMatch(typeof person === "string" ? new RegExp(`^${person}$`) : person);
      expect(seen.words, room).toMatch(words);
      expect(seen.pairs[0], `${room}: the stage has a picture`).toEqual({
        publisher: seen.plate,
        plate: seen.plate,
      });
      for (const { publisher, plate } of seen.pairs) expect(plate, room).toBe(publisher);
      for (const voice of seen.heard) expect([presiding, seen.plate], room).toContain(voice);
    }).toPass({ timeout: LONG });
  }
}

/** The podium and the gallery say so beside the plate. */
async function alsoSays(text: string | RegExp): Promise<void> {
  for (const page of [chair.page, public_.page]) await expect(page.getByText(text).first()).toBeVisible();
}

const PRESIDING = /Presiding officer[\s\S]*Azerbaijan/;
const HAS_FLOOR = /Has the floor/;

test("each picture stands over the name of who is in it, at every state of a sitting", async () => {
  await post(chair, { kind: "TakeBackFloor", reason: "test" }).catch(() => undefined);
  await test.step("nobody has the floor: she is seen presiding", () => expectOnStage(CHAIR, PRESIDING));

  await post(chair, { kind: "OfferFloor", seat: "IDN" });
  await test.step("offered", async () => {
    await expectOnStage(CHAIR, PRESIDING);
    await alsoSays("The floor is offered: Indonesia");
  });
  await post(head, { kind: "TakeFloor", language: "en" });
  await test.step("speaking", () => expectOnStage(HEAD, /Has the floor\s*Indonesia/));
  await post(chair, { kind: "HoldFloor", cause: "chair" });
  await test.step("held", () => expectOnStage(HEAD, /Held by the Chair[\s\S]*Indonesia/));
  await post(chair, { kind: "TakeBackFloor", reason: "test" });
});

test("a point of order, a recorded statement, a question, a freeze, a suspension, another officer", async () => {
  await test.step("a point of order interrupts a speaker, whose plate goes with the picture", async () => {
    await post(chair, { kind: "InscribeSpeaker", seat: "DZA", reason: "test" });
    await post(chair, { kind: "OfferFloor", seat: "DZA" });
    await expectOnStage(/^DZA\./, HAS_FLOOR);
    await post(head, { kind: "RaisePoint" });
    await expectOnStage(/^DZA\./, /Algeria/);
    await post(chair, { kind: "HearPoint", point: "p1" });
    await post(head, { kind: "BeginPoint", point: "p1" });
    await expectOnStage(HEAD, /Point of order\s*Indonesia/);
    await alsoSays(/Interrupted by a point of order: Algeria/);
    await post(head, { kind: "StatePoint", point: "p1", words: "test" });
    const ruling = { ruling: "not_upheld", rule: "", words: "" };
    await post(chair, { kind: "RulePoint", point: "p1", ...ruling });
    await expectOnStage(/^DZA\./, HAS_FLOOR);
    await post(chair, { kind: "TakeBackFloor", reason: "test" });
  });

  await test.step("a recorded statement", async () => {
    await post(chair, { kind: "InscribeSpeaker", seat: "DZA", form: "recorded", reason: "test" });
    await post(chair, { kind: "OfferFloor", seat: "DZA" });
    await post(chair, { kind: "StartRecordedStatement", seat: "DZA" }).catch(() => undefined); // or it began itself
    await expectOnStage(/^DZA\./, /Recorded statement[\s\S]*Algeria/);
    await post(chair, { kind: "TakeBackFloor", reason: "test" });
  });

  await test.step("she puts a question, and is seen putting it", async () => {
    const text = { en: "Shall we sit until six?" };
    await post(chair, { kind: "PutQuestion", about: "organisation_of_work", paper: "", text });
    await expectOnStage(CHAIR, PRESIDING);
    await alsoSays("Question before the meeting");
    await post(chair, { kind: "WithdrawQuestion", question: "q2", reason: "test" });
  });

  await test.step("frozen", async () => {
    await post(chair, { kind: "Freeze", reason: "test" });
    await expectOnStage(CHAIR, PRESIDING);
    await alsoSays("The chamber is frozen.");
    await post(chair, { kind: "Unfreeze" });
  });

  await test.step("suspended", async () => {
    await post(chair, { kind: "Suspend", reason: "test", resumes_at: null });
    await expectOnStage(CHAIR, PRESIDING);
    await alsoSays("The sitting is suspended.");
    await post(chair, { kind: "Resume" });
  });

  await test.step("another officer presides, and is the one who is seen", async () => {
    const acting = await Person.arrives(house, 500);
    try {
      await acting.enters(ACTING, "podium");
      const hand = () => post(chair, { kind: "HandOverChair", to: ACTING });
      await expect(hand).toPass({ timeout: LONG });
      await expectOnStage(ACTING, PRESIDING, ACTING);
      await expect(chair.page.getByText(/You do not preside now/)).toBeVisible();
      await post(chair, { kind: "ReturnToChair" });
      await expectOnStage(CHAIR, PRESIDING);
    } finally {
      await acting.leaves();
    }
  });
});

test("sound that the machine took away comes back by itself, and sound held back by one press", async () => {
  const { page } = public_;
  const state = () => page.evaluate(() => window.__rostrumHall?.context.state);
  const on = page.getByRole("button", { name: "Turn the sound on" });
  await page.evaluate(() => window.__rostrumHall?.context.suspend());
  await expect(on).toBeVisible();
  await on.click();
  await expect.poll(state).toBe("running");
  await expect(on).toBeHidden();

  // As for a telephone call on iOS: the context is interrupted, and says so; nobody touches the page.
  await page.evaluate(async () => {
    const context = window.__rostrumHall?.context as AudioContext;
    const resume = context.resume.bind(context);
    await context.suspend();
    Object.defineProperty(context, "state", { value: "interrupted", configurable: true });
    context.resume = async () => {
      delete (context as { state?: string }).state;
      await resume();
    };
    context.dispatchEvent(new Event("statechange"));
  });
  await expect(on).toBeVisible();
  await expect.poll(state).toBe("running");
  await expect(on).toBeHidden();
});

test("without a shared worker the tabs share one stream all the same, and the next takes it over", async () => {
  const context = await public_.browser.newContext({ baseURL: house.url, locale: "en" });
  await context.addInitScript(() => {
    Object.defineProperty(window, "SharedWorker", { value: undefined });
  });
  const streams = new Map<Page, number>();
  const opens = async () => {
    const page = await context.newPage();
    streams.set(page, 0);
    page.on("request", (asked) => {
      if (asked.url().includes("/api/streams")) streams.set(page, (streams.get(page) ?? 0) + 1);
    });
    await page.goto(`/meet/${house.book}/gallery`);
    await expect(page.locator("html")).toHaveAttribute("data-house", "here", { timeout: LONG });
    await expect(page.locator("[data-plate]").first()).toBeVisible({ timeout: LONG });
    return page;
  };
  const [first, second] = [await opens(), await opens()];
  expect(await first.evaluate(() => typeof SharedWorker)).toBe("undefined");
  expect(streams.get(first)).toBeGreaterThan(0);
  expect(streams.get(second)).toBe(0);
  await post(chair, { kind: "Freeze", reason: "test" });
  await expect(second.getByText("The chamber is frozen.").first()).toBeVisible();
  await first.close();
  await expect.poll(() => streams.get(second), { timeout: LONG }).toBeGreaterThan(0);
  await post(chair, { kind: "Unfreeze" });
  await expect(second.getByText("The chamber is frozen.").first()).toBeHidden();
  await context.close();
});
