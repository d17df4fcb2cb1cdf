/** What a screen must say and do while the house is away, and when it is back. */
import { expect, type Page } from "@playwright/test";
import { FACTOR, LONG } from "./patience";
import { phrase, type Tag } from "./words";

/** Five seconds, and what a busy machine needs to draw. */
const WITHIN_5S = { timeout: 8_000 * FACTOR };

const mark = (page: Page) => page.locator('[role="status"][data-state]').first();
const clocks = (page: Page) => page.getByRole("timer").allInnerTexts();

/** It says so; nothing that binds can be pressed; no clock runs; no lamp says that anybody hears. */
export async function saysAway(page: Page, tag: Tag = "en"): Promise<void> {
  await expect(mark(page)).toHaveAttribute("data-state", "lost", WITHIN_5S);
  await expect(page.locator("html")).toHaveAttribute("data-house", "away", WITHIN_5S);
  await expect(page.getByText(phrase(tag, "common", "line_lost")).first()).toBeVisible(WITHIN_5S);
  for (const control of await page.locator("button[data-binds]:visible").all()) {
    await expect(control).toBeDisabled();
    if (!(await control.evaluate((one) => (one as HTMLButtonElement).disabled)))
      await expect(control).toHaveAttribute("title", phrase(tag, "common", "button_dead"));
  }
  await expect(page.locator('[data-on-air="on"]')).toHaveCount(0, WITHIN_5S);
  const stood = await clocks(page);
  await page.waitForTimeout(1500); // a clock that ran would show it
  expect(await clocks(page)).toEqual(stood);
}

export async function isBack(page: Page): Promise<void> {
  await expect(mark(page)).toHaveAttribute("data-state", "live", { timeout: LONG });
  await expect(page.locator("html")).toHaveAttribute("data-house", "here");
}
