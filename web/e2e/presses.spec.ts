/**
 * Nothing binding by accident, nothing binding out of reach: one meeting before four browsers, at every size of screen.
 * What leads from one state to the next is asked at the door; what is tried is pressed.
 */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { House } from "./house";
import { EXPECTED } from "./patience";
import { Person } from "./person";
import { type Tag, words } from "./words";

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
  const answer = await person.context.request.post(`/api/books/${house.book}/intents`, { headers, data });
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
      await expect(async () => expect(await hit(control), where).toBe("itself")).toPass({ timeout: 5000 });
    }
    for (const one of more ?? []) {
      await one.scrollIntoViewIfNeeded();
      expect(await hit(one), `${width}×${height}`).toBe("itself");
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
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

const button = (person: Person, tag: Tag, room: "desk" | "podium", key: string): Locator =>
  person.page.getByRole("button", { name: words(tag, room, key) }).first();
const next = (key: string): Locator => button(chair, "en", "podium", key);

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
    await expect(next("next_Gavel")).toBeEnabled(SOON);
    await next("next_Gavel").click();
  });

  await test.step("the floor is offered: Begin", async () => {
    for (const number of [2, 3, 4]) await asks(chair, "CallItem", { number, leave_open: number > 2 });
    await asks(chair, "OpenList", {}, "list_already_open");
    await asks(indonesia, "RequestFloor");
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
