/** In Arabic, by keyboard alone, and without serious findings of an accessibility audit. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { BOOK, House } from "./house";
import { LONG } from "./patience";
import { Person } from "./person";

let house: House;

test.afterEach(async () => house?.stop());

/** A phrase of the catalogue, as the page shows it. */
function phrase(language: string, room: string, key: string): string {
  const file = join(import.meta.dirname, `../src/i18n/locales/${language}/${room}.json`);
  return JSON.parse(readFileSync(file, "utf8"))[key];
}

async function kinds(): Promise<string[]> {
  const answer = await fetch(`${house.url}/api/books/${BOOK}/entries?after=0&limit=1000`);
  return (await answer.json()).map((entry: { kind: string }) => entry.kind);
}

async function happened(kind: string): Promise<void> {
  await expect.poll(kinds, { timeout: LONG, message: kind }).toContain(kind);
}

async function inLanguage(person: Person, tag: string): Promise<void> {
  await person.context.addInitScript((kept) => localStorage.setItem("rostrum.language", kept), tag);
}

test("a sitting is opened and its agenda adopted in Arabic, right to left", async () => {
  house = await new House().start({ at: "lobby", seats: 0 });
  const chair = await Person.arrives(house, 440, { locale: "ar" });
  await inLanguage(chair, "ar");
  await chair.enters("AZE.chair", "podium");
  const { page } = chair;
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await page.getByRole("button", { name: phrase("ar", "podium", "next_CallToOrder") }).click();
  await happened("SittingOpened");
  await page.getByRole("button", { name: phrase("ar", "podium", "next_PutQuestion_agenda") }).click();
  await happened("QuestionPut");
  const gavel = page.getByRole("button", { name: phrase("ar", "podium", "next_Gavel") });
  await expect(gavel).toBeDisabled();
  await expect(gavel).toBeEnabled({ timeout: LONG });
  await gavel.click();
  await happened("AgendaAdopted");
  const arabic = await page.locator("main, body").first().innerText();
  expect(arabic).toMatch(/[\u0600-\u06FF]/);
  expect(await sidewaysScroll(page)).toBe(0);
  await chair.leaves();
});

test("by keyboard alone the chair conducts, and a delegation raises a point of order", async () => {
  house = await new House().start({ at: "lobby", seats: 0 });
  const chair = await Person.arrives(house, 440);
  const nepal = await Person.arrives(house, 1000);
  await chair.enters("AZE.chair", "podium");
  await nepal.enters("NPL.head", "desk");
  await expect(nepal.page.getByText("Nepal").first()).toBeVisible();
  await expect(chair.page.getByRole("region", { name: "The Chair" })).toBeVisible();
  const press = async (kind: string) => {
    await expect(async () => {
      if (!(await kinds()).includes(kind)) await chair.page.keyboard.press("Enter");
      expect(await kinds()).toContain(kind);
    }).toPass({ timeout: LONG, intervals: [700] });
  };
  await press("SittingOpened");
  await press("QuestionPut");
  await press("AgendaAdopted");
  await press("FloorOffered");
  await nepal.page.keyboard.press("Shift+Slash");
  await expect(nepal.page.getByRole("dialog")).toBeVisible();
  await nepal.page.keyboard.press("Escape");
  await press("FloorTaken");
  await nepal.page.keyboard.press("p");
  await happened("PointRaised");
  await press("PointHeard");
  await nepal.page.keyboard.press("Tab");
  expect(await nepal.page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  await chair.leaves();
  await nepal.leaves();
});

const ROOMS = [
  ["podium", "AZE.chair"],
  ["desk", "IDN.head"],
  ["secretariat", "secretary"],
  ["gallery", ""],
  ["lobby", "IDN.head"],
] as const;

test("refused devices are said plainly, and one still takes part", async () => {
  house = await new House().start({ at: "lobby", seats: 0 });
  const chair = await Person.arrives(house, 440);
  const nepal = await Person.arrives(house, -1);
  await chair.enters("AZE.chair", "podium");
  await nepal.enters("NPL.head", "lobby");
  const said = (key: string) => nepal.page.getByText(phrase("en", "lobby", key));
  await nepal.page.getByRole("button", { name: phrase("en", "lobby", "turn_on") }).click();
  await expect(said("refused").or(said("not_found")).first()).toBeVisible();
  await nepal.page.getByRole("button", { name: phrase("en", "lobby", "enter_without") }).click();
  await expect(nepal.page.getByRole("complementary")).toBeVisible();
  await chair.page.getByRole("button", { name: phrase("en", "podium", "next_CallToOrder") }).click();
  await happened("SittingOpened");
  await expect(nepal.page.getByRole("button", { name: phrase("en", "desk", "point") })).toBeEnabled();
  await nepal.page.keyboard.press("p");
  await happened("PointRaised");
  await chair.leaves();
  await nepal.leaves();
});

/** Serious findings of one room as it is looked at, and whether it is wider than its window. */
async function findings(page: Page, room: string, rules: string[] = []): Promise<string[]> {
  const audit = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
  const report = await (rules.length ? audit.withRules(rules) : audit).analyze();
  const serious = report.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const found = serious.map(({ id, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => node.target.join(" "));
    return `${room}: ${id}: ${where.join(" | ")}`;
  });
  if (await sidewaysScroll(page)) found.push(`${room}: scrolls sideways`);
  return found;
}

async function look(person: Person, room: string, who: string): Promise<void> {
  if (who) await person.enters(who, room);
  else await person.watches();
  await expect(person.page.locator("h1, h2").first()).toBeVisible();
  await person.page.waitForTimeout(1500);
}

/** A theme changes colours and nothing else: of the second in a language only the contrast is new. */
const CONTRAST = ["color-contrast"];

test("an audit of every room finds nothing serious, in two languages, dark and light", async () => {
  house = await new House().start({ at: "speeches", seats: 3 });
  const found: string[] = [];
  for (const [language, theme, rules] of [
    ["en", "dark", []],
    ["ar", "light", []],
    ["en", "light", CONTRAST],
    ["ar", "dark", CONTRAST],
  ] as const) {
    const person = await Person.arrives(house, 440, { locale: language });
    await inLanguage(person, language);
    await person.context.addInitScript((kept) => localStorage.setItem("rostrum.theme", kept), theme);
    for (const [room, who] of ROOMS) {
      await look(person, room, who);
      found.push(...(await findings(person.page, `${room} ${language} ${theme}`, [...rules])));
    }
    await person.leaves();
  }
  expect(found).toEqual([]);
});

test("desk, gallery and lobby fit a phone", async () => {
  house = await new House().start({ at: "speeches", seats: 3 });
  const person = await Person.arrives(house, 440, { viewport: { width: 390, height: 844 } });
  for (const [room, who] of ROOMS.filter(([name]) => ["desk", "gallery", "lobby"].includes(name))) {
    await look(person, room, who);
    expect(await sidewaysScroll(person.page), room).toBe(0);
  }
  await person.leaves();
});

/** Pixels by which the page is wider than its window. */
async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  );
}
