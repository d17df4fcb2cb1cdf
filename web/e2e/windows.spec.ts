/**
 * One person, two windows, and headsets that come and go: the lamp is what a listener hears. What is heard is measured
 * at the listener; lamps are read as the person reads them, in English and in Arabic.
 */
import { expect, type Page, test } from "@playwright/test";
import { hears, hearsNot, listens } from "./heard";
import { House } from "./house";
import { Person } from "./person";
import { BUILT_IN_HZ, HEADSET_HZ, installPlugs } from "./plugs";
import { freesTheFloor, takesBack } from "./podium";

const INDONESIA_HZ = 700;
const LAMP = "[data-on-air]";

let house: House;
let chair: Person;
let indonesia: Person;
let listener: Person;
let key: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  house = await new House().start({ at: "speeches", seats: 3 });
  chair = await Person.arrives(house, 440);
  indonesia = await Person.arrives(house, INDONESIA_HZ);
  listener = await Person.arrives(house);
  await chair.enters("AZE.chair", "podium");
  key = await indonesia.enters("IDN.head", "desk");
  await listener.watches();
  await listens(listener.page);
  await speaks();
});

test.afterEach(async ({ browserName: _ }, info) => {
  if (info.status === info.expectedStatus) return;
  const pages = [...(indonesia?.context.pages() ?? []), listener?.page, chair?.page];
  for (const [n, page] of pages.entries()) {
    await page?.screenshot({ path: info.outputPath(`${n}.png`), timeout: 5000 });
  }
});

test.afterAll(async () => {
  await Promise.all([chair, indonesia, listener].map((person) => person?.leaves()));
  await house?.stop();
});

/** The floor is freed and given to Indonesia, who begins. */
async function speaks(): Promise<void> {
  const column = chair.page.getByRole("region", { name: "Speakers" });
  await freesTheFloor(chair);
  await column.getByRole("button", { name: /Indonesia/ }).click();
  await column.getByRole("button", { name: "Give the floor" }).click();
  await indonesia.page.getByRole("button", { name: /^Begin/ }).click();
  await hears(listener.page, INDONESIA_HZ);
}

/** The lamp's state; it says the same in words, and is lit only in the two states in which somebody is heard. */
async function lamp(page: Page, state: string): Promise<void> {
  const found = page.locator(LAMP);
  await expect(found).toHaveAttribute("data-on-air", state, { timeout: 60_000 });
  if (state === "on" || state === "elsewhere_on") await expect(found).toHaveAttribute("data-open", "true");
  else await expect(found).not.toHaveAttribute("data-open");
}

async function secondWindow(language: string): Promise<Page> {
  const page = await indonesia.context.newPage();
  await page.goto(`/meet/${house.book}/desk?a=${key}&lang=${language}`);
  return page;
}

test("a second window leaves the line where it is, and its lamp says where one is heard", async () => {
  await lamp(indonesia.page, "on");
  const arabic = await secondWindow("ar");
  await lamp(arabic, "elsewhere_on");
  await expect(arabic.locator(LAMP)).toContainText("مفتوح في نافذة أخرى أو جهاز آخر لكم: تُسمعون من هناك.");
  await lamp(indonesia.page, "on");
  await hears(listener.page, INDONESIA_HZ);
});

test("muting in the window without the line silences the one that has it, and both say so", async () => {
  const [first, arabic] = indonesia.context.pages() as [Page, Page];
  await arabic.getByRole("button", { name: "إغلاقه هناك" }).click();
  await hearsNot(listener.page, INDONESIA_HZ, 3000);
  await lamp(first, "muted");
  await lamp(arabic, "elsewhere_off");
  await first.getByRole("button", { name: "Open my microphone" }).click();
  await hears(listener.page, INDONESIA_HZ);
  await lamp(arabic, "elsewhere_on");
});

test("one press takes the line over, and the older window says that it is elsewhere", async () => {
  const [first, arabic] = indonesia.context.pages() as [Page, Page];
  await arabic.getByRole("button", { name: "استخدام هذه النافذة" }).click();
  await lamp(arabic, "on");
  await hears(listener.page, INDONESIA_HZ);
  await lamp(first, "elsewhere_on");
  await first.bringToFront();
  await first.keyboard.press("m");
  await hearsNot(listener.page, INDONESIA_HZ, 3000);
  await lamp(arabic, "muted");
  await lamp(first, "elsewhere_off");
  await arabic.keyboard.press("m");
  await hears(listener.page, INDONESIA_HZ);
});

test("when the window with the line is closed, the one in sight takes it", async () => {
  const [first, arabic] = indonesia.context.pages() as [Page, Page];
  await arabic.close();
  await first.bringToFront();
  await lamp(first, "on");
  await hears(listener.page, INDONESIA_HZ);
});

test("another device takes the line; the first says so, and mutes it by taking it back muted", async () => {
  const telephone = await Person.arrives(house, INDONESIA_HZ);
  await telephone.enters("IDN.head", "desk");
  await lamp(telephone.page, "on");
  await lamp(indonesia.page, "elsewhere_on");
  await hears(listener.page, INDONESIA_HZ);
  await indonesia.page.getByRole("button", { name: "Mute me there" }).click();
  await hearsNot(listener.page, INDONESIA_HZ, 5000);
  await lamp(indonesia.page, "muted");
  await lamp(telephone.page, "elsewhere_off");
  await telephone.leaves();
  await indonesia.page.keyboard.press("m");
  await lamp(indonesia.page, "on");
  await hears(listener.page, INDONESIA_HZ);
});

test("a headset pulled out while speaking: what is on air is what is shown, and one press takes it back", async () => {
  const worn = await Person.arrives(house, INDONESIA_HZ);
  const { page } = worn;
  await page.addInitScript(installPlugs, [HEADSET_HZ, BUILT_IN_HZ] as const);
  await worn.enters("IDN.head", "desk");
  const own = page.locator(LAMP);
  await lamp(page, "on");
  await hears(listener.page, HEADSET_HZ);
  await expect(own).toContainText("In use: Jabra Headset");
  await expect(own.locator("[data-amber]")).toHaveCount(0);
  await page.evaluate(() => window.plugs.unplug("headset"));
  await hears(listener.page, BUILT_IN_HZ);
  await hearsNot(listener.page, HEADSET_HZ);
  await expect(
    page.getByText("Jabra Headset is unplugged. Built-in Microphone is in use now."),
  ).toBeVisible();
  await lamp(page, "on");
  await expect(own.locator("[data-amber]")).toContainText("Echo is being cancelled");
  await page.evaluate(() => window.plugs.plug("headset"));
  await expect(page.getByText("Jabra Headset is plugged in again.")).toBeVisible();
  await hears(listener.page, BUILT_IN_HZ);
  await page.getByRole("button", { name: "Use it" }).click();
  await hears(listener.page, HEADSET_HZ);
  await hearsNot(listener.page, BUILT_IN_HZ);
  await expect(own.locator("[data-amber]")).toHaveCount(0);
  await page.getByRole("button", { name: "Back to Built-in Microphone" }).click();
  await hears(listener.page, BUILT_IN_HZ);
  await page.evaluate(() => window.plugs.interrupt(true));
  await lamp(page, "interrupted");
  await page.evaluate(() => window.plugs.interrupt(false));
  await lamp(page, "on");
  await page.evaluate(() => {
    window.plugs.unplug("headset");
    window.plugs.unplug("built-in");
  });
  await lamp(page, "no_microphone");
  await hearsNot(listener.page, BUILT_IN_HZ);
  await expect(page.getByText(/there is no other microphone: nobody hears you/)).toBeVisible();
  await page.evaluate(() => window.plugs.plug("headset"));
  await lamp(page, "on");
  await hears(listener.page, HEADSET_HZ);
  await worn.leaves();
});

/** As Chrome's translation does it, again and again: every text node is replaced by an element of fonts. */
async function translates(page: Page): Promise<void> {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement?.closest("font, script, style")) continue;
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    }
  });
}

for (const language of ["en", "ar"]) {
  test(`a translated page tells the truth about microphone and clock: ${language}`, async () => {
    const { page } = indonesia;
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(String(error)));
    await page.goto(`/meet/${house.book}/desk?a=${key}&lang=${language}`);
    const words =
      language === "en" ? ["Open. You are heard.", "Muted by yourself"] : ["مفتوح", "أغلقتموه أنتم"];
    await lamp(page, "on");
    for (let round = 0; round < 3; round++) {
      await translates(page);
      await expect(page.locator(LAMP)).toContainText(words[0] as string);
      const before = await page.locator("[role=timer]").first().innerText();
      await expect.poll(() => page.locator("[role=timer]").first().innerText()).not.toBe(before);
      await page.keyboard.press("m");
      await translates(page);
      await expect(page.locator(LAMP)).toContainText(words[1] as string);
      await expect(page.locator(LAMP)).not.toContainText(words[0] as string);
      await hearsNot(listener.page, INDONESIA_HZ, 3000);
      await translates(page);
      await page.keyboard.press("m");
      await hears(listener.page, INDONESIA_HZ);
    }
    expect(broken).toEqual([]);
  });
}

test("a translated gallery counts on, and does not fail", async () => {
  const { page } = listener;
  const broken: string[] = [];
  page.on("pageerror", (error) => broken.push(String(error)));
  await translates(page);
  await takesBack(chair);
  await translates(page);
  await expect(page.getByText(/spoken, \d+ to come/)).toBeVisible();
  await translates(page);
  expect(broken).toEqual([]);
});
