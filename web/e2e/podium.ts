/** What a chair presses at the podium, where it takes more than one press. */
import { expect } from "@playwright/test";
import { LONG } from "./patience";
import type { Person } from "./person";

/** The reason is chosen, seen, and then the floor is taken back for it. */
export async function takesBack(chair: Person, timeout = LONG): Promise<void> {
  const press = (name: string) => chair.page.getByRole("button", { name });
  await press("Take back the floor").first().click({ timeout });
  await press("Time is over").first().click({ timeout });
  await chair.page.locator("form").getByRole("button", { name: "Take back the floor" }).click({ timeout });
}

/** Whatever goes on is ended, so that the floor is free. */
export async function freesTheFloor(chair: Person): Promise<void> {
  const column = chair.page.getByRole("region", { name: "Speakers" });
  await expect(async () => {
    if (await column.getByText(/Called|Has the floor/).isHidden()) return;
    await chair.page.keyboard.press("Escape"); // a form that an earlier try left open, for a speech that is over
    await takesBack(chair, 4000);
    await expect(column.getByText(/Called|Has the floor/)).toBeHidden({ timeout: 4000 });
  }).toPass({ timeout: LONG });
}
