/** What happens is told to whom it concerns, on the desk, the podium and in the gallery; and nobody stands before a wall. */
import { expect, type Page, test } from "@playwright/test";
import type { Intent, Views } from "../src/api/types";
import { House } from "./house";
import { EXPECTED, RESET } from "./patience";
import { Person } from "./person";

const SCENARIO = "nam-2020-05-04-short";
const SOON = { timeout: EXPECTED };
const PHONE = { width: 390, height: 844 };

/** Sends an intent as whoever sits there; the rooms are watched, not pressed. */
async function asks(person: Person, key: string, intent: Intent): Promise<void> {
  const headers = { "Rostrum-Admission": key, "Idempotency-Key": crypto.randomUUID() };
  const address = `/api/books/${person.house.book}/intents`;
  const answer = await person.context.request.post(address, { ...RESET, headers, data: intent });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** The documents of the gallery as they are now. */
const look = (page: Page, book: string): Promise<Views> =>
  page.evaluate(async (named) => {
    const stop = new AbortController();
    const answer = await fetch(`/api/books/${named}/stream?as=gallery`, { signal: stop.signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!/^data: .*\n\n/m.test(text)) text += (await reader?.read())?.value ?? "";
    stop.abort();
    return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? "{}").views;
  }, book);

const slip = (page: Page, kind: string) => page.locator(`p[data-kind="${kind}"]`);
const readOut = (page: Page, kind: string) => page.locator(`[data-announces="${kind}"]`);

/** Said to the speaker at once and in the second person; to everybody else politely. */
async function told(kind: string, mine: RegExp, others: RegExp): Promise<void> {
  await expect(slip(desk.page, kind)).toContainText(mine, SOON);
  await expect(readOut(desk.page, kind)).toContainText(mine);
  await expect(readOut(desk.page, kind)).toHaveAttribute("aria-live", "assertive");
  for (const { page } of [podium, gallery]) {
    await expect(slip(page, kind)).toContainText(others);
    await expect(readOut(page, kind)).toContainText(others);
    await expect(readOut(page, kind)).toHaveAttribute("aria-live", "polite");
  }
}

/** What a finger would hit at the middle of this control is the control. */
async function isOnTop(page: Page, name: RegExp): Promise<void> {
  const control = page.getByRole("button", { name }).first();
  await control.scrollIntoViewIfNeeded();
  const hit = await control.evaluate((button) => {
    const box = button.getBoundingClientRect();
    const found = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return found !== null && button.contains(found);
  });
  expect(hit, `${name} is what is hit`).toBe(true);
}

let house: House;
let podium: Person;
let desk: Person;
let gallery: Person;
let chair: string;
let speaker: string;
/** The last of the list, and its name. */
let seat: string;
let name: string;

test.describe("in the sitting", () => {
  test.describe.configure({ mode: "serial" });

  test.beforeAll(async () => {
    house = await new House().start({ at: "speeches", seats: 6, pace: 1 });
    podium = await Person.arrives(house);
    desk = await Person.arrives(house, 700);
    gallery = await Person.arrives(house);
    chair = await podium.enters("AZE.chair", "podium");
    await gallery.watches();
    const { speakers, seats } = await look(gallery.page, house.book);
    seat = speakers?.order.at(-1)?.seat ?? "";
    name = seats?.seats.find((card) => card.key === seat)?.name.en ?? "";
    speaker = await desk.enters(`${seat}.head`, "lobby");
    await desk.page.getByRole("button", { name: /^Enter/ }).click();
    await expect(desk.page).toHaveURL(/\/desk/);
    await expect(desk.page.getByRole("button", { name: /camera off/ })).toBeVisible(SOON);
  });

  test.afterEach(async ({ browserName: _ }, info) => {
    if (info.status === info.expectedStatus) return;
    for (const [name, person] of Object.entries({ podium, desk, gallery }))
      await person.page.screenshot({ path: info.outputPath(`${name}.png`), timeout: 5000 });
  });

  test.afterAll(async () => {
    await Promise.all([podium, desk, gallery].map((person) => person?.leaves()));
    await house?.stop();
  });

  test("an overrun is said to the speaker, and to the podium with what may be done", async () => {
    const now = await look(gallery.page, house.book);
    if (now.stage?.phase !== "idle")
      await asks(podium, chair, { kind: "TakeBackFloor", reason: "for the test" });
    await asks(podium, chair, { kind: "OfferFloor", seat, entry: "", limit_s: 3 });
    await desk.page.getByRole("button", { name: /^Begin/ }).click();
    await expect(slip(desk.page, "overrun")).toContainText("Your time is over. Please conclude.", SOON);
    await expect(readOut(podium.page, "overrun")).toContainText(new RegExp(`Over time: .*${name}`));
    await expect(slip(podium.page, "overrun")).toContainText("call to order, more time, take back the floor");
    await expect(slip(gallery.page, "overrun")).toHaveCount(0);
  });

  test("a call to order is told with its ground and its words", async () => {
    const words = "The other delegations wait.";
    await asks(podium, chair, { kind: "CallSpeakerToOrder", ground: "time", words });
    await told(
      "called_to_order",
      /The Chair calls you to order\..*wait/,
      new RegExp(`Called to order: .*${name}.*wait`),
    );
  });

  test("Back does not end the speech unasked, and the phone's controls can be hit", async () => {
    await desk.page.setViewportSize(PHONE);
    await isOnTop(desk.page, /^Conclude/);
    await isOnTop(desk.page, /camera off/);
    await desk.page.evaluate(() => history.back());
    const question = desk.page.getByRole("alertdialog");
    await expect(question).toContainText("the floor is held for you");
    await isOnTop(desk.page, /^Stay/);
    await question.getByRole("button", { name: "Stay and go on speaking" }).click();
    await expect(question).toHaveCount(0);
    await expect(desk.page).toHaveURL(/\/desk/);
    expect((await look(gallery.page, house.book)).stage?.seat).toBe(seat);
    await desk.page.setViewportSize({ width: 1280, height: 800 });
  });

  test("a floor taken back is told with its reason, and who comes late reads it", async () => {
    await asks(podium, chair, { kind: "TakeBackFloor", reason: "The time is long over." });
    await told(
      "taken_back",
      /taken back the floor\. .*long over/,
      new RegExp(`taken back the floor: .*${name}.*long over`),
    );
    await gallery.page.reload();
    await expect(slip(gallery.page, "taken_back")).toContainText("long over", SOON);
  });

  test("a ruling is told to whoever raised the point, with its rule and its words", async () => {
    await asks(desk, speaker, { kind: "RaisePoint" });
    await expect(gallery.page.getByText(/raises a point of order/).first()).toBeVisible(SOON);
    const point = (await look(gallery.page, house.book)).stage?.point?.key ?? "";
    await asks(podium, chair, { kind: "HearPoint", point });
    const ruling = { ruling: "not_upheld", rule: "Rule 71", words: "The list stands." } as const;
    await asks(podium, chair, { kind: "RulePoint", point, ...ruling });
    await told(
      "ruled",
      /The Chair has ruled.*Not upheld.*The list stands/,
      new RegExp(`Ruling.*${name}.*Not upheld.*Rule 71`),
    );
  });

  test("no address is a dead end", async () => {
    const { page } = gallery;
    const onward = page.getByRole("navigation", { name: "Where you may go" });
    await page.goto("/meet/no-such-meeting/gallery");
    await expect(page.getByText("There is no meeting at this address")).toBeVisible();
    await expect(onward.getByRole("link")).toHaveText(["To the meetings"]);
    await page.goto(`/meet/${house.book}/cellar`);
    await expect(page.getByText("This meeting has no such room")).toBeVisible();
    await expect(onward.getByRole("link", { name: "To the public gallery" })).toBeVisible();
    await page.goto(`/meet/${house.book}/desk`);
    await expect(page.getByText("Sign in to enter: the desk of a delegation")).toBeVisible();
    await desk.page.goto(`/meet/${house.book}/podium?a=${speaker}`);
    await expect(desk.page.getByText("This room is not open to you: the podium")).toBeVisible();
    await desk.page.getByRole("link", { name: "Go to the desk of a delegation" }).click();
    await expect(desk.page).toHaveURL(/\/desk/);
  });

  test("who has signed out is told so, and where to sign in again", async () => {
    const left = await desk.context.request.post(`/api/sign-out?key=${speaker}`, {
      headers: { "Rostrum-Admission": speaker },
    });
    expect(left.status()).toBe(204);
    await desk.page.goto(`/meet/${house.book}/desk?a=${speaker}`);
    await expect(desk.page.getByText("You are no longer signed in")).toBeVisible();
    await desk.page.getByRole("link", { name: "To the meetings" }).click();
    await expect(desk.page.locator("[data-person]").first()).toBeVisible(SOON);
  });
});

test("after the closing there are thanks, the texts adopted, and the record with its check", async () => {
  const closed = await new House().start({ scenario: SCENARIO, at: "closed", seats: 6, pace: 1 });
  const visitor = await Person.arrives(closed, 0, { viewport: PHONE });
  try {
    const { page } = visitor;
    await visitor.watches();
    const after = page.getByRole("region", { name: "After the meeting" });
    await expect(after).toContainText("Thank you for taking part", SOON);
    const head = await (await visitor.context.request.get(`/api/books/${closed.book}/record`)).json();
    await expect(after.locator("code[data-head]")).toHaveText(head.head);
    await isOnTop(page, /^Read the text/);
    await after.getByRole("button", { name: "Read the text" }).first().click();
    const text = page.getByRole("dialog");
    await expect(text.locator("article p").first()).not.toBeEmpty();
    await expect(text.locator("code")).toHaveText(/^[0-9a-f]{64}$/);
    await expect(text.getByRole("button", { name: "Print" })).toBeEnabled();
    await text.getByRole("button", { name: "Close" }).click();
    await expect(after.getByRole("link", { name: "To the meetings" })).toBeVisible();
  } finally {
    await visitor.leaves();
    await closed.stop();
  }
});
