/**
 * Who opens a demonstration alone, touching nothing, sees the sitting move. In how many seconds is printed: by the
 * script's own clock it is within ten (`tests/simulation/test_rehearsal.py`), by the wall's it is the machine's.
 */
import { test } from "@playwright/test";
import { House } from "./house";
import { LONG } from "./patience";
import { Person } from "./person";

/** As `make demo` serves it, but fewer delegations. */
const DEMO = { at: "opening", seats: 12, pace: 4, tones: false } as const;

let house: House;

test.beforeAll(async () => {
  house = await new House().start(DEMO);
});
test.afterAll(async () => house?.stop());

/**
 * From the request of the page to the first change that an onlooker sees: another speaker, other words, a clock
 * that runs, a picture that moves. The hour of the day, which runs anyhow, is not counted.
 */
async function firstChange(path: string, sitting: string): Promise<number> {
  const visitor = await Person.arrives(house);
  const asked = Date.now();
  await visitor.page.goto(path, { waitUntil: "commit" });
  await visitor.page.waitForFunction(
    (of) => {
      const room = document.querySelector(of);
      if (!room) return false;
      const copy = room.cloneNode(true) as HTMLElement;
      for (const hour of copy.querySelectorAll("time")) hour.remove();
      const moves = [...room.querySelectorAll("video")].map((video) => video.currentTime > 0.2);
      const seen = `${copy.textContent}${moves}`;
      const held = window as unknown as { firstSeen?: string };
      held.firstSeen ??= seen;
      return held.firstSeen !== seen;
    },
    sitting,
    { timeout: LONG, polling: 100 },
  );
  const took = Date.now() - asked;
  await visitor.leaves();
  return took;
}

/** On the first page the sitting is a part of it, with the stage inside. */
const STRIP = "main section:has(section)";

for (const [page, path, sitting] of [
  ["first page", "/", STRIP],
  ["gallery", "/meet/nam-2020-05-04/gallery", "main"],
  ["first page, a while later", "/", STRIP],
] as const) {
  test(`on the ${page} something happens by itself`, async () => {
    const took = await firstChange(path, sitting);
    console.info(`${page}: ${(took / 1000).toFixed(1)} s`);
  });
}
