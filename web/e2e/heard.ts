/** What a listener really hears: the decoded, mixed sound, read by an analyser in the page. */
import { expect, type Page } from "@playwright/test";
import { LONG } from "./patience";

/** A tone that is there stands far above the floor of the spectrum; one that is not lies in it. */
export const THERE_DB = -65;
export const ABSENT_DB = -85;

/** Level in dB of a tone at the page's mixed output; −Infinity while there is no sound at all. */
export async function level(page: Page, hertz: number): Promise<number> {
  return page.evaluate((hz) => window.__rostrumHall?.level(hz) ?? Number.NEGATIVE_INFINITY, hertz);
}

export async function hears(page: Page, hertz: number, within = LONG): Promise<void> {
  await expect
    .poll(() => level(page, hertz), { timeout: within, message: `${hertz} Hz heard` })
    .toBeGreaterThan(THERE_DB);
}

/** Silent within the time, and still silent a second later. */
export async function hearsNot(page: Page, hertz: number, within = LONG): Promise<void> {
  expect(await page.evaluate(() => window.__rostrumHall?.context.state)).toBe("running");
  const silent = () =>
    expect
      .poll(() => level(page, hertz), { timeout: within, message: `${hertz} Hz silent` })
      .toBeLessThan(ABSENT_DB);
  await silent();
  await page.waitForTimeout(1000);
  await silent();
}

/** The page's sound is running: the first touch of a page lets it. */
export async function listens(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => window.__rostrumHall?.state() ?? ""), { timeout: LONG })
    .toMatch(/good|weak/);
  const sound = page.getByRole("button", { name: "Turn the sound on" });
  if (await sound.isVisible()) await sound.click();
  else await page.mouse.click(5, 5);
}
