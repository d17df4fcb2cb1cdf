/**
 * A whole meeting by hand, from the lobby to the closing gavel: the Chair at a laptop, a delegation at a telephone in
 * Arabic, the public at a screen of their own; simulated delegations, the real media server, which is killed with its
 * house twice. Only what a person can press or type; what is heard is measured at the listener, and at every station it
 * is read what the screens say.
 */
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { isBack, saysAway } from "./away";
import { hears, hearsNot, listens } from "./heard";
import { House } from "./house";
import { LONG } from "./patience";
import { Person } from "./person";
import { shown } from "./plate";
import { type Namespace, phrase, type Tag, words } from "./words";

const ROSTRUM = join(resolve(import.meta.dirname, "../.."), ".venv/bin/rostrum");
const CHAIR_HZ = 440;
const INDONESIA_HZ = 700;
/** Tones of simulated delegations, by their place in the scenario. */
const SECRETARY_GENERAL_HZ = 320;
const CUBA_HZ = 360;
/** The rulebook's time for objections. */
const WINDOW_MS = 10_000;
/** Offers, windows and short simulated speeches all end within this. */
const SOON = { timeout: LONG };

let house: House;
let chair: Person;
let indonesia: Person;
let listener: Person;

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: "ar" };

/** Indonesia, last in the scenario, has no understudy: nobody asks for the floor in its place. */
test.beforeAll(async () => {
  house = await new House().start({ scenario: "nam-2020-05-04-short", at: "lobby", seats: 6, pace: 28 });
  chair = await Person.arrives(house, CHAIR_HZ);
  indonesia = await Person.arrives(house, INDONESIA_HZ, PHONE);
  listener = await Person.arrives(house);
});

/** What each of them saw when it went wrong. */
test.afterEach(async ({ browserName: _ }, info) => {
  if (info.status === info.expectedStatus) return;
  for (const [name, person] of Object.entries({ chair, indonesia, listener })) {
    await person.page.screenshot({ path: info.outputPath(`${name}.png`), timeout: 5000 });
  }
});

test.afterAll(async () => {
  await Promise.all([chair, indonesia, listener].map((person) => person?.leaves()));
  await house?.stop();
});

/** From the first page to one's place: a card, the devices, ten seconds of line check, Enter. */
async function comesIn(page: Page, card: string, tag: Tag): Promise<void> {
  const said = (key: string) => words(tag, "lobby", key);
  await page.goto("/");
  await page.locator(`[data-person="${card}"]`).click();
  await page.getByRole("button", { name: said("turn_on") }).click();
  await expect(page.getByText(said("heard"))).toBeVisible();
  await page.getByRole("button", { name: said("check") }).click();
  await expect(page.getByText(said("verdict_good")).or(page.getByText(said("verdict_weak")))).toBeVisible(
    SOON,
  );
  await page.getByRole("button", { name: said("enter"), exact: true }).click();
}

/** What the telephone says, by its key. */
const onPhone = (namespace: Namespace, key: string): Locator =>
  indonesia.page
    .getByText(phrase("ar", namespace, key))
    .filter({ visible: true })
    .first();

/** Touches a button of the telephone. */
async function taps(key: string): Promise<void> {
  const button = indonesia.page.getByRole("button", { name: words("ar", "desk", key) }).first();
  await expect(button).toBeEnabled(SOON);
  await button.tap();
}

/** On every screen, whatever the station: no picture over another's name, no lamp lit that nobody hears. */
async function nothingUntrue(): Promise<void> {
  for (const person of [chair, indonesia, listener]) {
    await expect(async () => {
      for (const { publisher, plate } of (await shown(person.page)).pairs) expect(plate).toBe(publisher);
    }).toPass(SOON);
  }
  if (await indonesia.page.locator('[data-on-air="on"]').count()) await hears(listener.page, INDONESIA_HZ);
}

/** Seconds on a clock, in whichever figures. */
async function secondsOn(page: Page): Promise<number> {
  const text = await page.getByRole("timer").first().innerText();
  const latin = text.replace(/[\u0660-\u0669]/g, (figure) => String(figure.charCodeAt(0) - 0x0660));
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(latin) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/** The house dies and is opened again after so long; returns the instants of its death and of its return. */
async function interrupted(awayMs: number): Promise<{ died: number; back: number }> {
  await house.kill();
  const died = Date.now();
  await Promise.all([saysAway(chair.page), saysAway(indonesia.page, "ar"), saysAway(listener.page)]);
  await chair.page.waitForTimeout(Math.max(0, died + awayMs - Date.now()));
  await house.restart();
  for (const { page } of [chair, indonesia, listener]) await isBack(page);
  return { died, back: Date.now() };
}

/** The one big button of the podium, by what it says now. */
function next(words: string | RegExp): Locator {
  return chair.page.getByRole("region", { name: "The Chair" }).getByRole("button", { name: words }).first();
}

async function chairPresses(words: string | RegExp): Promise<void> {
  await expect(next(words)).toBeEnabled(SOON);
  await next(words).click();
}

/** A question is put; its window runs out with nobody objecting; the gavel falls. */
async function decidedByConsent(adopted: string): Promise<void> {
  await expect(onPhone("desk", "nothing_means")).toBeVisible();
  await expect(onPhone("common", "window_left")).toBeVisible();
  await expect(
    indonesia.page.getByRole("button", { name: words("ar", "desk", "object") }).first(),
  ).toBeVisible();
  await expect(next("It is so decided")).toBeDisabled();
  await chairPresses("It is so decided");
  await expect(onPhone("common", adopted)).toBeVisible();
  await nothingUntrue();
}

/** Killed with a question before the meeting, and away for longer than its window: nothing has been decided by that. */
async function theWindowBeginsAnew(): Promise<void> {
  await expect(onPhone("common", "window_left")).toBeVisible();
  await interrupted(WINDOW_MS + 1000);
  await expect(next("It is so decided")).toBeDisabled();
  await expect(onPhone("common", "window_left")).toBeVisible(SOON);
  await expect(onPhone("common", "window_over")).toBeHidden();
  await expect(
    indonesia.page.getByRole("button", { name: words("ar", "desk", "object") }).first(),
  ).toBeEnabled(SOON);
}

/** Killed while she speaks: she is heard again without a press, and charged for what was heard alone. */
async function theClockIsCredited(): Promise<void> {
  const before = await secondsOn(chair.page);
  const { back } = await interrupted(9000);
  await hears(listener.page, INDONESIA_HZ);
  await expect(onPhone("desk", "mic_open")).toBeVisible(SOON);
  const since = (Date.now() - back) / 1000;
  for (const { page } of [chair, indonesia]) {
    const charged = (await secondsOn(page)) - before;
    expect(charged, "seconds charged since before the outage").toBeLessThanOrEqual(since + 4);
    expect(charged).toBeGreaterThanOrEqual(0);
  }
}

/** The Chair speaks under an item of her own, and is heard. */
async function chairSpeaks(): Promise<void> {
  await chairPresses(/^Give the floor: Azerbaijan/);
  await chairPresses("Begin your statement");
  await chair.page.keyboard.press("m");
  await hears(listener.page, CHAIR_HZ);
  await chair.page.keyboard.press("m");
  await chairPresses("Conclude your statement");
}

test("from the lobby to the closing gavel, by hand", async () => {
  await test.step("people come in through the lobby; the listener needs nothing but the page", async () => {
    await Promise.all([
      comesIn(chair.page, "AZE.chair", "en"),
      comesIn(indonesia.page, "IDN.head", "ar"),
      listener.watches().then(() => listens(listener.page)),
    ]);
    await expect(listener.page.getByText("The Chair is about to open the meeting.")).toBeVisible();
    // The rulebook decides with all members, so nothing may be put before everybody has come.
    await expect(listener.page.getByText("7 of 7 in the hall").first()).toBeVisible(SOON);
    await expect(onPhone("common", "awaited_opening")).toBeVisible();
    await expect(onPhone("desk", "mic_not_open")).toBeVisible();
  });

  await test.step("called to order; the closing of the list announced; the agenda is put and adopted", async () => {
    await chairPresses("Call the meeting to order");
    await expect(next("Put the agenda")).toBeVisible();
    await chair.page.keyboard.press("l");
    await chair.page.getByRole("button", { name: /in 1 minute/ }).click();
    await expect(onPhone("common", "awaited_question")).toBeVisible();
    await chairPresses("Put the agenda");
    await theWindowBeginsAnew();
    await decidedByConsent("adopted_agenda");
    await expect(listener.page.getByText("Adoption of the agenda").first()).toBeVisible();
  });

  await test.step("the Chair opens; a guest speaks; the Secretary-General's recorded message plays", async () => {
    await chairPresses(/^Call item 2/);
    await chairSpeaks();
    await chairPresses(/^Call item 3/);
    await chairPresses(/^Give the floor: United Nations General Assembly/);
    await chairPresses(/^Play the recorded message: United Nations/);
    await expect(listener.page.getByText("Recorded statement").first()).toBeVisible(SOON);
    await hears(listener.page, SECRETARY_GENERAL_HZ);
    await expect(onPhone("common", "floor_recorded")).toBeVisible();
    await nothingUntrue();
  });

  await test.step("a delegation asks for the floor, is given it, and it alone is heard", async () => {
    await taps("request");
    await expect(onPhone("desk", "withdraw")).toBeVisible();
    await chairPresses(/^Call item 4/);
    const column = chair.page.getByRole("region", { name: "Speakers" });
    await column.getByRole("button", { name: /Indonesia/ }).click();
    await column.getByRole("button", { name: "Give the floor" }).click();
    await expect(onPhone("desk", "offer_title")).toBeVisible(SOON);
    await expect(listener.page.getByText("The floor is offered: Indonesia").first()).toBeVisible();
    await taps("begin");
    await hears(listener.page, INDONESIA_HZ);
    await hearsNot(listener.page, CUBA_HZ);
    await hearsNot(listener.page, CHAIR_HZ);
    await expect(onPhone("desk", "mic_open")).toBeVisible();
    await expect(onPhone("common", "floor_has")).toBeVisible();
    await expect(chair.page.getByText("Indonesia is speaking.").first()).toBeVisible();
    await theClockIsCredited();
    await nothingUntrue();
    await taps("end");
    await expect(onPhone("desk", "mic_not_given")).toBeVisible(SOON);
    await hearsNot(listener.page, INDONESIA_HZ);
  });

  await test.step("a point of order interrupts a statement, is heard and ruled", async () => {
    await chairPresses(/^Give the floor: Cuba/);
    await hears(listener.page, CUBA_HZ);
    await taps("point");
    await expect(onPhone("desk", "point_raised")).toBeVisible(SOON);
    await chairPresses(/^Hear the point of order: Indonesia/);
    await expect(onPhone("common", "called_interrupted")).toBeVisible(SOON);
    await taps("begin");
    await hears(listener.page, INDONESIA_HZ);
    await hearsNot(listener.page, CUBA_HZ);
    await expect(onPhone("desk", "mic_point")).toBeVisible();
    await nothingUntrue();
    await indonesia.page.getByRole("textbox").fill("The statement is not on the item.");
    await taps("point_done");
    await expect(indonesia.page.locator('[data-on-air="on"]')).toHaveCount(0);
    await expect(chair.page.getByText(/The statement is not on the item/)).toBeVisible();
    await chair.page.keyboard.press("2");
    await chairPresses("Give the ruling: Not upheld");
    await hears(listener.page, CUBA_HZ);
    await hearsNot(listener.page, INDONESIA_HZ);
  });

  await test.step("the list is closed with consent, and spoken to its end", async () => {
    await expect(next(/^Give the floor: Egypt/)).toBeEnabled(SOON);
    await chair.page.keyboard.press("l");
    await chair.page.getByRole("button", { name: /^Put the closing of the list/ }).click(SOON);
    await decidedByConsent("adopted_close_list");
    await expect(chair.page.getByText("List closed", { exact: false })).toBeVisible();
    await chairPresses(/^Give the floor: Egypt/);
    await chairPresses(/^Give the floor: Nepal/);
  });

  await test.step("the declaration, agreed before, is considered adopted", async () => {
    await chairPresses(/^Call item 5/);
    await chairPresses(/^Declare adopted, as already agreed/);
    await chairPresses("Press again to adopt");
    const moment = listener.page.getByRole("status").filter({ hasText: "Adopted" });
    await expect(moment).toContainText("agreed beforehand, considered adopted");
    await expect(onPhone("common", "adopted_agreed_before")).toBeVisible();
  });

  await test.step("the Chair closes", async () => {
    await chairPresses(/^Call item 6/);
    await chairSpeaks();
    await chairPresses("Close the meeting");
    await chairPresses("Press again to confirm");
    await expect(listener.page.getByText("The meeting is closed.").first()).toBeVisible();
    await expect(onPhone("common", "awaited_closed")).toBeVisible();
    await nothingUntrue();
  });

  await test.step("the record is exported and proves to be what the secretariat is shown", recordVerifies);
});

async function recordVerifies(): Promise<void> {
  const { page } = listener;
  await page.goto("/");
  await page.locator('[data-person="secretary"]').click();
  await expect(page.getByText(/The meeting was closed/).first()).toBeVisible();
  const shown = await page.locator("[data-head]").innerText();
  const [bundle] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export the record" }).click(),
  ]);
  const file = join(house.folder, "record.bundle");
  await bundle.saveAs(file);
  const said = execFileSync(ROSTRUM, ["verify", file], { encoding: "utf8" });
  expect(said).toContain(shown);
}
