/** From the chair's press to the sound of the new speaker at a listening browser, and from taking back to silence. */
import { writeFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { hears, listens } from "../e2e/heard";
import { BOOK, House } from "../e2e/house";
import { Person } from "../e2e/person";

const ROUNDS = 40;
const HERTZ = 700;
const WARM_UP_MS = 10_000;

declare global {
  interface Window {
    edges: { on: number[]; off: number[] };
  }
}

/** Notes the wall-clock instants at which sound begins and ends, by blocks of 128 samples. */
async function watchEdges(page: Page): Promise<void> {
  await page.evaluate(() => {
    const probe = window.__rostrumHall;
    if (!probe) throw new Error("no hall");
    const ear = probe.context.createAnalyser();
    ear.fftSize = 256;
    probe.analyser.connect(ear);
    const block = new Float32Array(ear.fftSize);
    window.edges = { on: [], off: [] };
    let loud = false;
    let last = 0;
    const listen = () => {
      ear.getFloatTimeDomainData(block);
      const now = performance.timeOrigin + performance.now();
      const peak = block.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      if (peak > 0.01) {
        if (!loud) window.edges.on.push(now);
        loud = true;
        last = now;
      } else if (loud && now - last > 150) {
        window.edges.off.push(last);
        loud = false;
      }
    };
    setInterval(listen, 4);
  });
}

/** Presses Begin in the very turn in which it appears: the microphone is ready, the speaker does not hesitate. */
async function beginsAtOnce(page: Page): Promise<void> {
  await page.evaluate(() => {
    const press = () => {
      const found = [...document.querySelectorAll("button")].find((button) =>
        button.textContent?.startsWith("Begin"),
      );
      found?.click();
    };
    new MutationObserver(press).observe(document.body, { childList: true, subtree: true });
    press();
  });
}

/** Posts the chair's intent from the chair's page; returns the instant before it left. */
async function chairActs(page: Page, admission: string, intent: object): Promise<number> {
  return page.evaluate(
    async ([book, key, body]) => {
      const began = performance.timeOrigin + performance.now();
      const answer = await fetch(`/api/books/${book}/intents`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "Rostrum-Admission": key as string,
          "Idempotency-Key": crypto.randomUUID(),
        },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(await answer.text());
      return began;
    },
    [BOOK, admission, intent] as const,
  );
}

const edges = (page: Page) => page.evaluate(() => window.edges);

test("the floor is given and taken back", async () => {
  const house = await new House().start({ at: "speeches", seats: 3 });
  const chair = await Person.arrives(house, 440);
  const speaker = await Person.arrives(house, HERTZ);
  const listener = await Person.arrives(house);
  const admission = await chair.enters("AZE.chair", "podium");
  await speaker.enters("EGY.head", "desk");
  await listener.watches();
  await listens(listener.page);
  await listens(speaker.page);
  await expect
    .poll(
      async () => {
        await chairActs(chair.page, admission, { kind: "TakeBackFloor", reason: "bench" }).catch(() => null);
        return chairActs(chair.page, admission, { kind: "OfferFloor", seat: "EGY" }).catch(() => 0);
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0);
  await beginsAtOnce(speaker.page);
  await hears(listener.page, HERTZ);
  await listener.page.waitForTimeout(WARM_UP_MS);
  await watchEdges(listener.page);
  const given: number[] = [];
  const silent: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = await edges(listener.page);
    const taken = await chairActs(chair.page, admission, { kind: "TakeBackFloor", reason: "bench" });
    await expect
      .poll(async () => (await edges(listener.page)).off.length, { timeout: 10_000 })
      .toBeGreaterThan(before.off.length);
    silent.push(((await edges(listener.page)).off.at(-1) ?? 0) - taken);
    // Next on the list: the microphone is made ready while others speak.
    await chairActs(chair.page, admission, { kind: "InscribeSpeaker", seat: "EGY", reason: "bench" });
    await listener.page.waitForTimeout(1200 + (round % 5) * 130);
    const offered = await chairActs(chair.page, admission, { kind: "OfferFloor", seat: "EGY" });
    await expect
      .poll(async () => (await edges(listener.page)).on.at(-1) ?? 0, { timeout: 10_000 })
      .toBeGreaterThan(offered);
    given.push(((await edges(listener.page)).on.at(-1) ?? 0) - offered);
    await listener.page.waitForTimeout(500);
  }
  writeFileSync(process.env.ROSTRUM_FIGURES ?? "/dev/stdout", JSON.stringify({ given, silent }));
  for (const person of [chair, speaker, listener]) await person.leaves();
  await house.stop();
});
