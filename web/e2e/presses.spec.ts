/**
 * Nothing binding by accident, nothing binding out of reach: one meeting before four browsers, at every size of screen.
 * What leads from one state to the next is asked at the door; what is tried is pressed.
 */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { House } from "./house";
import { EXPECTED, RESET } from "./patience";
import { Person } from "./person";
import { type Namespace, phrase, type Tag, words } from "./words";

const SIZES = [
  [390, 844],
  [844, 390],
  [640, 400],
  [1280, 800],
] as const;
const MOVE_REASON = "Reason for moving, for the record (asked once)";
const SOON = { timeout: EXPECTED };

let house: House;
let chair: Person;
let indonesia: Person;
let egypt: Person;
const keys = new Map<Person, string>();
let count = 0;

test.beforeAll(async () => {
  house = await new House().start({ scenario: "nam-2020-05-04-short", at: "lobby", seats: 6, pace: 28 });
  [chair, indonesia, egypt] = await Promise.all([
    Person.arrives(house),
    Person.arrives(house),
    Person.arrives(house, 0, { locale: "ar" }),
  ]);
  keys.set(chair, await chair.enters("AZE.chair", "podium"));
  keys.set(indonesia, await indonesia.enters("IDN.head", "desk"));
  keys.set(egypt, await egypt.enters("EGY.head", "desk"));
});

test.afterEach(async ({ browserName: _ }, info) => {
  if (info.status === info.expectedStatus) return;
  for (const [name, person] of Object.entries({ chair, indonesia, egypt })) {
    await person.page.screenshot({ path: info.outputPath(`${name}.png`), timeout: 5000 });
  }
});

test.afterAll(async () => {
  await Promise.all([chair, indonesia, egypt].map((person) => person?.leaves()));
  await house?.stop();
});

/** Asked at the door, as a script would: without a screen; `unless` is the refusal of what has happened already. */
async function asks(person: Person, kind: string, facts: object = {}, unless = ""): Promise<void> {
  const headers = { "Rostrum-Admission": keys.get(person) ?? "", "Idempotency-Key": `presses-${count++}` };
  const data = { kind, ...facts };
  const answer = await person.context.request.post(`/api/books/${house.book}/intents`, {
    ...RESET,
    headers,
    data,
  });
  const already = unless !== "" && (await answer.text()).includes(unless);
  expect(answer.ok() || already, `${kind}: ${await answer.text()}`).toBe(true);
}

/** How many acts of a kind are on the record. */
async function acts(kind: string): Promise<number> {
  const path = `/api/books/${house.book}/entries?limit=1000&a=${keys.get(chair)}`;
  const entries = (await (await chair.context.request.get(path)).json()) as { kind: string }[];
  return entries.filter((entry) => entry.kind === kind).length;
}

/** Whether a press in the middle of it is a press of it. */
const hit = (control: Locator): Promise<string> =>
  control.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const found = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (found && element.contains(found)) return "itself";
    return `${found?.tagName ?? "nothing"} ${found?.className ?? ""} at ${JSON.stringify(box)}`;
  });

/** In reach on every screen, wherever the page is scrolled to. */
async function inReach(page: Page, control: Locator, more?: Locator[]): Promise<void> {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const end of [0, 100_000]) {
      await page.evaluate((y) => window.scrollTo(0, y), end);
      const where = `${width}×${height}, scrolled to ${end}`;
      await expect(async () => expect(await hit(control), where).toBe("itself")).toPass({
        timeout: EXPECTED,
      });
    }
    for (const one of more ?? []) {
      await one.scrollIntoViewIfNeeded();
      expect(await hit(one), `${width}×${height}`).toBe("itself");
    }
  }
  await atTwiceTheSize(page, control);
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** As a browser at 200 % shows a screen of 1280×800: half the pixels, each twice as large. */
async function atTwiceTheSize(page: Page, control: Locator): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const screen = { width: 640, height: 400, deviceScaleFactor: 2, mobile: false };
  await browser.send("Emulation.setDeviceMetricsOverride", screen);
  expect(await page.evaluate(() => [innerWidth, devicePixelRatio])).toEqual([640, 2]);
  await expect(async () => expect(await hit(control), "at 200 %").toBe("itself")).toPass({
    timeout: EXPECTED,
  });
  await browser.send("Emulation.clearDeviceMetricsOverride");
  await browser.detach();
}

/** The podium in Arabic while something is tried, and in English again. */
async function inArabic(tried: () => Promise<void>): Promise<void> {
  const language = chair.page.locator("header select").first();
  await language.selectOption("ar");
  await expect(chair.page.locator("html")).toHaveAttribute("dir", "rtl");
  await tried();
  await language.selectOption("en");
  await language.blur();
  await expect(chair.page.locator("html")).toHaveAttribute("dir", "ltr");
}

/**
 * A hand quicker than any eye, in waiting: Enter and a click in the very moment in which the button becomes another.
 * Waits for it to be in place, since a key may overtake a script; what it answers waits for the hand to have pressed.
 */
async function pressesAsSoonAsItChanges(page: Page): Promise<() => Promise<void>> {
  const pressed = await page.evaluateHandle(() => {
    const named = () => document.querySelector<HTMLElement>("button[data-awaited]");
    const before = named()?.textContent;
    const done = new Promise<void>((settle) => {
      const watch = new MutationObserver(() => {
        const now = named();
        if (!now || now.textContent === before) return;
        watch.disconnect();
        document.body.dispatchEvent(
          new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true }),
        );
        now.click();
        settle();
      });
      watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    return { done };
  });
  return () => pressed.evaluate(({ done }) => done);
}

const button = (person: Person, tag: Tag, room: Namespace, key: string): Locator =>
  person.page.getByRole("button", { name: words(tag, room, key) }).first();
const next = (key: string, tag: Tag = "en"): Locator => button(chair, tag, "podium", key);

test("two presses of Enter make one act; what the moment calls for is in reach at every size", async () => {
  await test.step("the meeting is opened, once", async () => {
    await expect(next("next_CallToOrder")).toBeEnabled(SOON);
    const second = await pressesAsSoonAsItChanges(chair.page);
    await chair.page.keyboard.press("Enter");
    await chair.page.keyboard.press("Enter");
    await second();
    await expect(next("next_PutQuestion_agenda")).toBeEnabled();
    expect([await acts("SittingOpened"), await acts("QuestionPut")]).toEqual([1, 0]);
  });

  await test.step("a question is put: Object, and the gavel", async () => {
    await next("next_PutQuestion_agenda").click();
    await inReach(indonesia.page, button(indonesia, "en", "desk", "object"));
    await inReach(egypt.page, button(egypt, "ar", "desk", "object"));
    await inReach(chair.page, next("next_Gavel"));
    await inArabic(() => inReach(chair.page, next("next_Gavel", "ar")));
    await expect(next("next_Gavel")).toBeEnabled(SOON);
    await next("next_Gavel").click();
  });

  await test.step("after the decision: what comes next", async () => {
    await expect(next("next_CallItem")).toBeVisible(SOON);
    await inReach(chair.page, next("next_CallItem"));
    await inArabic(() => inReach(chair.page, next("next_CallItem", "ar")));
  });

  await test.step("on a telephone the self-view is not below the foot of the page", selfViewInSight);

  await test.step("the floor is offered: Begin", async () => {
    for (const number of [2, 3, 4]) await asks(chair, "CallItem", { number, leave_open: number > 2 });
    await asks(chair, "OpenList", {}, "list_already_open");
    await inReach(egypt.page, button(egypt, "ar", "desk", "request"));
    await inReach(indonesia.page, button(indonesia, "en", "desk", "request"));
    await asks(indonesia, "RequestFloor");
    await leavesTheListAndStays();
    await asks(chair, "OfferFloor", { seat: "IDN" });
    await inReach(indonesia.page, button(indonesia, "en", "desk", "begin"));
    await button(indonesia, "en", "desk", "begin").click();
  });

  await test.step("speaking: Conclude, Point of order; and menus give the focus to what is awaited", async () => {
    await inReach(indonesia.page, button(indonesia, "en", "desk", "end"));
    await inReach(egypt.page, button(egypt, "ar", "desk", "point"));
    const more = button(chair, "en", "podium", "more");
    await more.focus();
    await chair.page.keyboard.press("Enter");
    await expect(chair.page.getByRole("menu")).toBeVisible();
    await chair.page.keyboard.press("Escape");
    await expect(more).not.toBeFocused();
    await chair.page.keyboard.press("Enter");
    await chair.page.keyboard.press("Enter");
    await expect(chair.page.getByRole("menu")).toHaveCount(0);
    await expect(chair.page.getByRole("region", { name: words("en", "podium", "adjourn") })).toHaveCount(0);
  });

  await test.step("a point of order: heard, and ruled only when the ruling is given", async () => {
    await button(egypt, "ar", "desk", "point").click();
    await inReach(chair.page, next("next_HearPoint"));
    await next("next_HearPoint").click();
    await asks(egypt, "StatePoint", { point: "p1", words: "x" });
    const choices = ["upheld", "not_upheld", "not_a_point_of_order"].map((key) => next(`ruling_${key}`));
    await inReach(chair.page, next("ruling_choose"), choices);
    await chair.page.keyboard.press("2");
    await expect(next("ruling_give")).toBeEnabled();
    expect(await acts("PointRuled")).toBe(0);
    await chair.page.keyboard.press("Enter");
    await expect(async () => expect(await acts("PointRuled")).toBe(1)).toPass();
    await inReach(indonesia.page, button(indonesia, "en", "desk", "appeal"));
    await inReach(egypt.page, button(egypt, "ar", "desk", "appeal"));
  });

  await test.step("the secretariat's move form opens where it is seen, at every size", movesInSight);
});

test("keys can be changed and turned off; closing says what stays undone; Back does not end her line", async () => {
  await test.step("the sheet of keys", keysAreTheirOwn);
  await test.step("closing", closingSaysWhatIsLeft);
  await test.step("Back", backAsksFirst);
});

/** Quiet and undone by one touch; what is not undone is sent once, and only after the eight seconds. */
async function leavesTheListAndStays(): Promise<void> {
  const { page } = egypt;
  await asks(egypt, "RequestFloor");
  await page.setViewportSize({ width: 390, height: 844 });
  const leave = button(egypt, "ar", "desk", "withdraw");
  await expect(leave).toBeEnabled(SOON);
  await leave.click();
  const stay = button(egypt, "ar", "desk", "stay");
  expect(await hit(stay)).toBe("itself");
  await stay.click();
  await expect(leave).toBeEnabled(SOON);
  const before = Date.now();
  await leave.click();
  await expect(stay).toBeVisible();
  expect(await acts("SpeakerWithdrawn")).toBe(0);
  await expect(button(egypt, "ar", "desk", "request")).toBeEnabled(SOON);
  expect(Date.now() - before).toBeGreaterThan(7500);
  expect(await acts("SpeakerWithdrawn")).toBe(1);
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function selfViewInSight(): Promise<void> {
  for (const [person, tag] of [
    [indonesia, "en"],
    [egypt, "ar"],
  ] as const) {
    await person.page.setViewportSize({ width: 390, height: 844 });
    await person.page.evaluate(() => window.scrollTo(0, 0));
    const view = person.page.getByRole("region", { name: words(tag, "desk", "you_see_yourself") });
    const [self, foot] = [await view.boundingBox(), await person.page.locator("main > footer").boundingBox()];
    expect((self?.y ?? 0) + (self?.height ?? 0)).toBeLessThanOrEqual(foot?.y ?? 0);
    expect(await hit(view)).toBe("itself");
    await person.page.setViewportSize({ width: 1280, height: 800 });
  }
}

async function keysAreTheirOwn(): Promise<void> {
  const { page } = chair;
  const { keyboard } = page;
  const list = page.getByRole("region", { name: words("en", "podium", "list"), exact: true });
  const sheet = page.getByRole("dialog", { name: words("en", "common", "keys") });
  const opener = page.getByRole("button", { name: words("en", "common", "keys"), exact: true });
  const all = sheet.getByRole("switch", { name: words("en", "common", "keys_on") });
  const shutsList = async () => {
    await expect(list).toBeVisible();
    await keyboard.press("Escape");
    await expect(list).toHaveCount(0);
  };
  const shutsSheet = async () => {
    await keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
  };
  await keyboard.press("l");
  await shutsList();

  await keyboard.press("?");
  await all.focus();
  await keyboard.press(" ");
  await expect(all).not.toBeChecked();
  await shutsSheet();
  await keyboard.press("l");
  await keyboard.press("?");
  await expect(list).toHaveCount(0);
  await expect(sheet).toHaveCount(0);

  await opener.click();
  await all.focus();
  await keyboard.press(" ");
  await expect(all).toBeChecked();
  const what = `${words("en", "common", "keys_change_of")} ${words("en", "podium", "list")}`;
  await sheet.getByRole("button", { name: what, exact: true }).click();
  await keyboard.press("y");
  await expect(sheet.locator("kbd").filter({ hasText: /^Y$/ })).toBeVisible();
  await shutsSheet();
  await keyboard.press("l");
  await expect(list).toHaveCount(0);
  await keyboard.press("y");
  await shutsList();
  await opener.click();
  await sheet.getByRole("button", { name: words("en", "common", "keys_reset") }).click();
  await shutsSheet();
  await keyboard.press("l");
  await shutsList();
}

/** The numbers are those of the list and of the agenda; one press closes nothing. */
async function closingSaysWhatIsLeft(): Promise<void> {
  await asks(egypt, "RequestFloor");
  await expect(chair.page.locator("button[data-entry]").first()).toBeVisible(SOON);
  await chair.page.keyboard.press("k");
  const panel = chair.page.getByRole("region", { name: words("en", "podium", "close"), exact: true });
  await expect(async () => {
    const waiting = await chair.page.locator("button[data-entry]").count();
    const said = await panel.locator("li").allInnerTexts();
    expect(said[0]).toMatch(new RegExp(`^${waiting} delegations? on the list ha`));
    expect(said.at(-1)).toMatch(/^Items \d.* are not concluded\.$/);
  }).toPass(SOON);
  const close = panel.getByRole("button", { name: words("en", "podium", "close") });
  await expect(close).toBeEnabled();
  await close.click();
  await expect(panel.getByRole("button", { name: words("en", "podium", "confirm_again") })).toBeVisible();
  await chair.page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  expect(await acts("SittingClosed")).toBe(0);
}

async function backAsksFirst(): Promise<void> {
  const { page } = chair;
  await asks(chair, "TakeBackFloor", { reason: "test" }, "floor");
  await asks(chair, "OfferFloor", { seat: "AZE" });
  await asks(chair, "TakeFloor", { language: "en" });
  await expect(next("next_EndStatement")).toBeEnabled(SOON);
  const here = page.url();
  await page.evaluate(() => history.pushState(null, "", location.href));
  await page.evaluate(() => history.back());
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText(phrase("en", "astray", "leave_heard"));
  await question.getByRole("button", { name: words("en", "astray", "leave_stay") }).click();
  await expect(question).toHaveCount(0);
  expect(page.url()).toBe(here);
  await expect(next("next_EndStatement")).toBeVisible();
}

async function movesInSight(): Promise<void> {
  const secretary = await Person.arrives(house);
  try {
    await secretary.enters("secretary", "secretariat");
    const first = secretary.page.locator("button[data-entry]").first();
    await expect(first).toBeVisible(SOON);
    for (const [width, height] of SIZES) {
      await secretary.page.setViewportSize({ width, height });
      await first.focus();
      await secretary.page.keyboard.press("Alt+ArrowDown");
      const field = secretary.page.getByLabel(MOVE_REASON);
      await expect(field).toBeFocused();
      await expect(field).toBeInViewport();
      expect(await hit(field)).toBe("itself");
      await secretary.page.getByRole("button", { name: "Not now", exact: true }).click();
    }
  } finally {
    await secretary.leaves();
  }
}
