/**
 * A whole meeting by hand, from the lobby to the closing gavel: three people before their own browsers, simulated
 * delegations, the real media server. Only what a person can press or type; what is heard is measured at the listener.
 */
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { hears, hearsNot, listens } from "./heard";
import { House } from "./house";
import { LONG } from "./patience";
import { Person } from "./person";

const ROSTRUM = join(resolve(import.meta.dirname, "../.."), ".venv/bin/rostrum");
const CHAIR_HZ = 440;
const INDONESIA_HZ = 700;
/** Tones of simulated delegations, by their place in the scenario. */
const SECRETARY_GENERAL_HZ = 320;
const CUBA_HZ = 360;
/** Offers, windows and short simulated speeches all end within this. */
const SOON = { timeout: LONG };

let house: House;
let chair: Person;
let indonesia: Person;
let listener: Person;

/** Indonesia, last in the scenario, has no understudy: nobody asks for the floor in its place. */
test.beforeAll(async () => {
  house = await new House().start({ scenario: "nam-2020-05-04-short", at: "lobby", seats: 6, pace: 28 });
  chair = await Person.arrives(house, CHAIR_HZ);
  indonesia = await Person.arrives(house, INDONESIA_HZ);
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
async function comesIn(page: Page, card: string): Promise<void> {
  await page.goto("/");
  await page.locator(`[data-person="${card}"]`).click();
  await page.getByRole("button", { name: "Turn on camera and microphone" }).click();
  await expect(page.getByText("Your microphone is heard.")).toBeVisible();
  await page.getByRole("button", { name: /^Check the line/ }).click();
  await expect(page.getByText(/Your line is (good|weak)/)).toBeVisible(SOON);
  await page.getByRole("button", { name: "Enter" }).click();
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
async function decidedByConsent(): Promise<void> {
  await expect(indonesia.page.getByText("Doing nothing means no objection.")).toBeVisible();
  await expect(next("It is so decided")).toBeDisabled();
  await chairPresses("It is so decided");
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
      comesIn(chair.page, "AZE.chair"),
      comesIn(indonesia.page, "IDN.head"),
      listener.watches().then(() => listens(listener.page)),
    ]);
    await expect(listener.page.getByText("The Chair is about to open the meeting.")).toBeVisible();
    // The rulebook decides with all members, so nothing may be put before everybody has come.
    await expect(listener.page.getByText("7 of 7 in the hall").first()).toBeVisible(SOON);
  });

  await test.step("called to order; the closing of the list announced; the agenda is put and adopted", async () => {
    await chairPresses("Call the meeting to order");
    await expect(next("Put the agenda")).toBeVisible();
    await chair.page.keyboard.press("l");
    await chair.page.getByRole("button", { name: /in 1 minute/ }).click();
    await chairPresses("Put the agenda");
    await decidedByConsent();
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
  });

  await test.step("a delegation asks for the floor, is given it, and it alone is heard", async () => {
    await indonesia.page.getByRole("button", { name: "Ask for the floor" }).click();
    await expect(indonesia.page.getByText(/^You are (next|\d)/)).toBeVisible();
    await chairPresses(/^Call item 4/);
    const column = chair.page.getByRole("region", { name: "Speakers" });
    await column.getByRole("button", { name: /Indonesia/ }).click();
    await column.getByRole("button", { name: "Give the floor" }).click();
    await indonesia.page.getByRole("button", { name: /^Begin/ }).click();
    await hears(listener.page, INDONESIA_HZ);
    await hearsNot(listener.page, CUBA_HZ);
    await hearsNot(listener.page, CHAIR_HZ);
    await indonesia.page.getByRole("button", { name: /^Conclude/ }).click();
  });

  await test.step("a point of order interrupts a statement, is heard and ruled", async () => {
    await chairPresses(/^Give the floor: Cuba/);
    await hears(listener.page, CUBA_HZ);
    await indonesia.page.getByRole("button", { name: /^Point of order/ }).click();
    await chairPresses(/^Hear the point of order: Indonesia/);
    await indonesia.page.getByRole("button", { name: /^Begin/ }).click();
    await hears(listener.page, INDONESIA_HZ);
    await hearsNot(listener.page, CUBA_HZ);
    await indonesia.page.getByRole("textbox").fill("The statement is not on the item.");
    await indonesia.page.getByRole("button", { name: "I have stated it" }).click();
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
    await decidedByConsent();
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
  });

  await test.step("the Chair closes", async () => {
    await chairPresses(/^Call item 6/);
    await chairSpeaks();
    await chairPresses("Close the meeting");
    await chairPresses("Press again to confirm");
    await expect(listener.page.getByText("The meeting is closed.").first()).toBeVisible();
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
