/**
 * The house goes away and comes back: every screen says so within five seconds, nothing is lost by it, and nobody
 * need do anything. And what keeps a screen true while the house is there: one connection for all tabs, a clock that
 * the visitor's own does not move, a page that is not secure.
 */
import { expect, type Page, test } from "@playwright/test";
import { House } from "./house";
import { FACTOR, LONG } from "./patience";
import { Person } from "./person";

let house: House;
let chair: Person;
let indonesia: Person;

/** Indonesia has no understudy in the scenario, and nothing is decided without all members. */
test.beforeAll(async () => {
  house = await new House().start({ scenario: "nam-2020-05-04-short", at: "lobby", seats: 6, pace: 28 });
  chair = await Person.arrives(house);
  indonesia = await Person.arrives(house);
  await indonesia.enters("IDN.head", "desk");
});

test.afterAll(async () => {
  await Promise.all([chair, indonesia].map((person) => person?.leaves()));
  await house?.stop();
});

const SOON = { timeout: LONG };
/** Five seconds, and what a busy machine needs to draw. */
const WITHIN_5S = { timeout: 8_000 * FACTOR };

const primary = (page: Page, words: string | RegExp) =>
  page.getByRole("region", { name: "The Chair" }).getByRole("button", { name: words }).first();
const mark = (page: Page) => page.locator('[role="status"][data-state]').first();

async function saysAway(page: Page): Promise<void> {
  await expect(mark(page)).toHaveAttribute("data-state", "lost", WITHIN_5S);
  await expect(page.getByText("The meeting cannot be reached.", { exact: false }).first()).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-house", "away");
}

async function isBack(page: Page): Promise<void> {
  await expect(mark(page)).toHaveAttribute("data-state", "live", SOON);
  await expect(page.locator("html")).toHaveAttribute("data-house", "here");
}

test("eight tabs of several rooms share one line, and an act is answered", async () => {
  await chair.enters("AZE.chair", "podium");
  const others: Page[] = [];
  for (let n = 0; n < 7; n++) {
    const page = await chair.context.newPage();
    await page.goto(`/meet/${house.book}/${n % 2 ? "gallery" : "lobby"}`);
    others.push(page);
  }
  for (const page of others) await expect(page.locator("html")).toHaveAttribute("data-house", "here", SOON);
  await chair.page.bringToFront();
  await expect(chair.page.getByText("7 of 7 in the hall").first()).toBeVisible(SOON);
  await expect(primary(chair.page, "Call the meeting to order")).toBeEnabled(SOON);
  await primary(chair.page, "Call the meeting to order").click();
  await expect(primary(chair.page, "Put the agenda")).toBeVisible();
  for (const page of others) await page.close();
});

test("a house that hangs is said to be away, its buttons are dead, and all comes back by itself", async () => {
  const { page } = chair;
  await expect(primary(page, "Put the agenda")).toBeEnabled(SOON);
  house.freeze();
  try {
    await saysAway(page);
    await expect(primary(page, "Put the agenda")).toHaveAttribute("aria-disabled", "true");
    await expect(primary(page, "Put the agenda")).toHaveAttribute("title", /cannot be reached/);
  } finally {
    house.thaw();
  }
  await isBack(page);
});

test("killed after a question was put and away for longer than its window: the gavel waits", async () => {
  const { page } = chair;
  await primary(page, "Put the agenda").click();
  await expect(primary(page, "It is so decided")).toBeVisible();
  await house.kill();
  await saysAway(page);
  await page.waitForTimeout(10_000); // the window itself
  await house.restart();
  await isBack(page);
  await expect(primary(page, "It is so decided")).toBeDisabled();
  await expect(primary(page, "It is so decided")).toBeEnabled(SOON);
  await primary(page, "It is so decided").click();
  await expect(primary(page, /^Call item 2/)).toBeVisible(SOON);
});

test("the visitor's clock, set while the page is open, moves no clock of the meeting", async () => {
  const { page } = chair;
  await primary(page, /^Call item 2/).click();
  await primary(page, /^Give the floor: Azerbaijan/).click(SOON);
  await primary(page, "Begin your statement").click(SOON);
  await expect(primary(page, "Conclude your statement")).toBeVisible(SOON); // no longer the time left to begin
  const clock = page.getByRole("timer").first();
  await expect(clock).toBeVisible();
  const shown = async () => {
    const [, minutes, seconds] = /(\d+):(\d\d)/.exec(await clock.innerText()) ?? [];
    return Number(minutes) * 60 + Number(seconds);
  };
  const began = await shown();
  for (const by of [90_000, -180_000]) {
    await page.evaluate((ms) => {
      const real = Date.now.bind(Date);
      Date.now = () => real() + ms;
    }, by);
    await expect.poll(shown).toBeGreaterThan(began + 1);
    expect(await shown()).toBeLessThan(began + 60);
  }
});

test("on a page that is not secure everything works but camera and microphone, and that is said", async () => {
  const port = new URL(house.url).port;
  const guest = await Person.arrives(house, 0, { baseURL: `http://house:${port}` }, [
    "--host-resolver-rules=MAP house 127.0.0.1",
  ]);
  try {
    const { page } = guest;
    await page.goto("/");
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    await expect(page.getByText("This address is not secure", { exact: false })).toBeVisible(SOON);
    await page.locator('[data-person="IDN.head"]').click();
    await expect(page.getByText("This address is not secure", { exact: false })).toBeVisible(SOON);
    await page.getByRole("button", { name: "Enter" }).click();
    await page.getByRole("button", { name: "Ask for the floor" }).click(SOON);
    await expect(page.getByText(/^You are (next|\d)/)).toBeVisible();
  } finally {
    await guest.leaves();
  }
});
