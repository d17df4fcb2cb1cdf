/** From a step of the dragged size to the frame in which the seats have changed, in a real browser. */
import { writeFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { BOOK, House } from "../e2e/house";
import { Person } from "../e2e/person";

/** Past the size at which the room opens, so that every size is asked for the first time. */
const FROM = 46;
const STEPS = 40;
const WARM_UP_MS = 10_000;
/** Between two steps of an unhurried hand. Nothing is asked of the page meanwhile: a test that looks whether
 * something is visible yet has the page laid out anew, and measures itself. */
const PAUSE_MS = 350;

declare global {
  interface Window {
    steps: number[];
  }
}

/** For every input of the slider: until the first frame after which the page shows the seats of its value. */
async function watchSteps(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.steps = [];
    const main = document.querySelector("main");
    const slider = document.querySelector<HTMLInputElement>('input[type="range"]');
    if (!main || !slider) throw new Error("no slider");
    let began = 0;
    let wanted = "";
    slider.addEventListener("input", (event) => {
      began = event.timeStamp;
      wanted = slider.value;
    });
    // The frame callback runs before the paint; the task posted in it, once the frame has been handed over.
    const painted = (then: () => void) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = then;
        channel.port2.postMessage(null);
      });
    new MutationObserver(() => {
      if (main.dataset.total !== wanted) return;
      wanted = "";
      painted(() => window.steps.push(performance.now() - began));
    }).observe(main, { attributes: true, attributeFilter: ["data-total"] });
  });
}

/** Signs in as the secretary and opens the composition room at a first size. */
async function composes(person: Person): Promise<void> {
  const { request } = person.context;
  const cards: { person: string; capacity: string }[] = await (
    await request.get(`/api/demo/cards?book=${BOOK}`)
  ).json();
  const card = cards.find((one) => one.capacity === "secretary");
  const answer = await request.post("/api/demo/sign-in", { data: { book: BOOK, person: card?.person } });
  expect(answer.ok()).toBe(true);
  await person.page.goto("/bodies/nam/compose");
  await person.page.getByRole("slider").fill(String(FROM));
  await expect(person.page.locator(`main[data-total="${FROM}"]`)).toBeVisible();
}

test("the size is dragged step by step", async () => {
  const house = await new House().start({ at: "lobby", seats: 0, tones: false });
  const secretary = await Person.arrives(house);
  const { page } = secretary;
  await composes(secretary);
  await page.waitForTimeout(WARM_UP_MS);
  await watchSteps(page);
  const slider = page.getByRole("slider");
  const box = await slider.boundingBox();
  if (!box) throw new Error("no slider");
  const most = Number(await slider.getAttribute("max"));
  const handle = 16;
  const across = (size: number) => box.x + handle / 2 + ((box.width - handle) * (size - 1)) / (most - 1);
  const middle = box.y + box.height / 2;
  await page.mouse.move(across(FROM), middle);
  await page.mouse.down();
  for (let size = FROM + 1; size <= FROM + STEPS; size++) {
    await page.mouse.move(across(size), middle);
    await page.waitForTimeout(PAUSE_MS);
  }
  await expect(page.locator(`main[data-total="${FROM + STEPS}"]`)).toBeVisible();
  await page.mouse.up();
  const steps = await page.evaluate(() => window.steps);
  expect(steps.length).toBe(STEPS);
  writeFileSync(process.env.ROSTRUM_FIGURES ?? "/dev/stdout", JSON.stringify({ steps }));
  await secretary.leaves();
  await house.stop();
});
