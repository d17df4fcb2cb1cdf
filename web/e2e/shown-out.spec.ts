/** A person is shown out from the secretariat's screen, is told so, hears nothing more, and is let in again. */
import { expect, test } from "@playwright/test";
import { level, listens, THERE_DB } from "./heard";
import { House } from "./house";
import { EXPECTED, LONG } from "./patience";
import { Person } from "./person";

const SOON = { timeout: EXPECTED };
const SEAT = "CUB";
const REASON = "The person is not who they were accredited as";

test("who is shown out reads why and is out of the hall, until let in again", async () => {
  const house = await new House().start({ at: "speeches", seats: 8, pace: 1 });
  const [secretary, desk] = [await Person.arrives(house), await Person.arrives(house, 700)];
  try {
    await desk.enters(`${SEAT}.head`, "desk");
    await listens(desk.page);
    await secretary.enters("secretary", "secretariat");
    const { page } = secretary;
    await page.getByRole("button", { name: "Cuba", exact: true }).click();
    await page.getByRole("button", { name: "Show a person out" }).click();
    await expect(page.getByLabel("Who")).toContainText(`${SEAT}.head`, { timeout: LONG });
    await page.getByLabel("Who").selectOption(`${SEAT}.head`);
    await page.getByRole("button", { name: REASON }).click();
    const act = page.getByRole("button", { name: "Show out", exact: true });
    await expect(act).not.toHaveAttribute("aria-disabled", "true");
    await act.click();
    const again = page.getByRole("button", { name: /^Press again: Cuba/ });
    await expect(again).not.toHaveAttribute("aria-disabled", "true");
    await again.click();
    await expect(page.getByRole("region", { name: "Shown out" })).toContainText(REASON, SOON);

    await expect(desk.page.getByText("You have been shown out of this meeting").first()).toBeVisible(SOON);
    await expect(desk.page.getByText(REASON)).toBeVisible();
    expect(await level(desk.page, 300).catch(() => Number.NEGATIVE_INFINITY)).toBeLessThan(THERE_DB);
    await desk.page.reload();
    await expect(desk.page.getByText(REASON)).toBeVisible();

    await page.getByRole("button", { name: "Let in again" }).click();
    await expect(page.getByRole("region", { name: "Shown out" })).toHaveCount(0, SOON);
    await desk.page.reload();
    await expect(desk.page.getByRole("button", { name: /camera/ })).toBeVisible({ timeout: LONG });
  } finally {
    await Promise.all([secretary, desk].map((person) => person.leaves()));
    await house.stop();
  }
});
