/** What is seen at first sight: the three ways in above the fold, a picture without bars, nothing too small to read. */
import { expect, type Page, test } from "@playwright/test";
import { House } from "./house";
import { LONG } from "./patience";
import { Person } from "./person";
import { freesTheFloor } from "./podium";

const LEAST_PX = 11;
const CHAIR = "AZE.chair";

let house: House;

test.beforeAll(async () => {
  house = await new House().start({ at: "speeches", seats: 12 });
});
test.afterAll(async () => house?.stop());

/** Text whose letters are smaller than may be, as the browser has computed it; SVG counts as it is scaled. */
const tooSmall = (page: Page) =>
  page.evaluate((least) => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const holder = node.parentElement;
      if (!node.textContent?.trim() || !holder?.checkVisibility()) continue;
      const drawn = holder instanceof SVGGraphicsElement ? (holder.getScreenCTM()?.a ?? 1) : 1;
      const size = Number.parseFloat(getComputedStyle(holder).fontSize) * drawn;
      if (size < least) found.push(`${size}px: ${node.textContent.trim().slice(0, 40)}`);
    }
    return found;
  }, LEAST_PX);

const within = async (page: Page, what: ReturnType<Page["locator"]>) => {
  const box = await what.boundingBox();
  const size = page.viewportSize();
  return Boolean(box && size && box.y >= 0 && box.y + box.height <= size.height);
};

for (const language of ["en", "ar", "fr", "ru"]) {
  test(`the Chair, a delegation and the gallery are in sight beside the stage: ${language}`, async () => {
    const visitor = await Person.arrives(house, 0, { locale: language });
    const { page } = visitor;
    for (const size of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      await page.goto("/");
      const ways = [
        page.locator(`nav [data-person="${CHAIR}"]`),
        page.locator('nav a[href="#delegations"]'),
        page.locator('nav a[href$="/gallery"]'),
      ];
      for (const way of ways) {
        await expect(way).toBeVisible();
        expect(await within(page, way), `${size.width}: ${await way.innerText()}`).toBe(true);
      }
    }
    await visitor.leaves();
  });
}

test("delegations stand by formal place, the bureau first, one card each", async () => {
  const visitor = await Person.arrives(house, 0, { locale: "ar" });
  await visitor.page.goto("/");
  const places = visitor.page.locator("#delegations h3");
  await expect(places.first()).toHaveText("الرئاسة وهيئة المكتب");
  expect(await places.allInnerTexts()).toContain("رؤساء الدول");
  const heads = visitor.page.locator('#delegations [data-room="desk"]');
  const seats = await heads.evaluateAll((all) =>
    all.map((one) => (one as HTMLElement).dataset.person?.split(".")[0]),
  );
  expect(seats.length).toBeGreaterThan(30);
  expect(new Set(seats).size).toBe(seats.length);
  expect(seats[0]).toBe(CHAIR.split(".")[0]);
  await visitor.leaves();
});

test("the picture fills its place, and the podium its screen", async () => {
  const chair = await Person.arrives(house, 440);
  await chair.enters(CHAIR, "podium");
  const { page } = chair;
  await expect(page.getByRole("region", { name: "Speakers" })).toBeVisible();
  await freesTheFloor(chair);
  await expect(page.getByRole("button", { name: /Give the floor/ }).first()).toBeVisible();
  const over = () =>
    page.evaluate(() => [
      document.documentElement.scrollHeight - innerHeight,
      document.documentElement.scrollWidth - innerWidth,
    ]);
  expect(await over()).toEqual([0, 0]);
  const agenda = page.getByRole("list", { name: "Agenda" });
  await expect(agenda).toContainText("Statements by members");
  await expect(agenda).toContainText("Adoption of the declaration");
  await expect(page.getByText("4. Statements by members").last()).toBeVisible();
  const video = page.locator("main section video").first();
  await page
    .getByRole("button", { name: /Line good/ })
    .first()
    .click();
  await page
    .getByRole("region", { name: "Speakers" })
    .getByRole("button", { name: "Give the floor" })
    .click();
  await expect(page.locator("[data-shown=speaker] video")).toBeVisible({ timeout: LONG });
  const fit = await video.evaluate((element) => {
    const [own, place] = [element, element.closest("section")?.firstElementChild as Element];
    const [a, b] = [own.getBoundingClientRect(), place.getBoundingClientRect()];
    return { fit: getComputedStyle(own).objectFit, wide: b.width - a.width, high: b.height - a.height };
  });
  expect(fit).toEqual({ fit: "cover", wide: 0, high: 0 });
  expect(await over()).toEqual([0, 0]);
  await chair.leaves();
});

test("nothing is too small to read, in any room", async () => {
  const secretary = await Person.arrives(house);
  const { page } = secretary;
  await page.goto("/");
  await expect(page.locator(`[data-person="${CHAIR}"]`)).toBeVisible();
  expect(await tooSmall(page), "welcome").toEqual([]);
  await secretary.enters("secretary", "secretariat");
  await expect(page.getByRole("table").first()).toBeVisible();
  await expect(page.locator("main section[data-phase]")).toBeVisible();
  expect(await tooSmall(page), "secretariat").toEqual([]);
  await page.goto("/bodies/nam/compose");
  await expect(page.locator("main[data-total]")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Order of work" }).getByRole("link")).toHaveCount(4);
  await expect(page.getByTestId("verdict")).not.toBeEmpty(); // the page keeps a stream open, so the line is never idle
  expect(await tooSmall(page), "composition").toEqual([]);
  await page.goto("/bodies/nam");
  await expect(page.getByRole("heading").first()).toBeVisible();
  expect(await tooSmall(page), "body").toEqual([]);
  for (const [who, room] of [
    [CHAIR, "podium"],
    ["IDN.head", "desk"],
    ["CUB.head", "lobby"],
    ["", "gallery"],
  ] as const) {
    if (who) await secretary.enters(who, room);
    else await secretary.watches();
    await expect(page.locator("main")).toContainText(/\p{L}{3}/u);
    expect(await tooSmall(page), room).toEqual([]);
  }
  await secretary.leaves();
});
