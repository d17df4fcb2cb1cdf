/** A Contact Group from the first drag to the third answer, and the same room in Arabic. */
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { BOOK, House } from "./house";
import { Person } from "./person";

const ROOT = resolve(import.meta.dirname, "../..");
const ROOM = "/bodies/nam/compose";
/** What a dragged control may take on an idle machine; measured here beside a browser and a server on two cores. */
const ANSWERED_WITHIN_MS = 600;

let house: House;
let secretary: Person;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  house = await new House().start({ at: "lobby", seats: 0 });
  secretary = await Person.arrives(house, 0, { acceptDownloads: true });
  await callMeeting(secretary, await sitDown(secretary));
});

test.afterAll(async () => {
  await secretary?.leaves();
  await house?.stop();
});

/** Signs in with the secretary's card of the demonstration. */
async function sitDown(person: Person): Promise<string> {
  const { request } = person.context;
  const cards: { person: string; capacity: string }[] = await (
    await request.get(`/api/demo/cards?book=${BOOK}`)
  ).json();
  const card = cards.find((one) => one.capacity === "secretary");
  const answer = await request.post("/api/demo/sign-in", { data: { book: BOOK, person: card?.person } });
  expect(answer.ok()).toBe(true);
  return (await answer.json()).key;
}

/** The meeting that the group is for: a Contact Group by video, later than any other that is called. */
async function callMeeting(person: Person, admission: string): Promise<void> {
  const answer = await person.context.request.post("/api/bodies/nam/intents", {
    headers: { "Rostrum-Admission": admission, "Idempotency-Key": crypto.randomUUID() },
    data: {
      kind: "CallMeeting",
      meeting: "contact-group-trial",
      format: "contact_group",
      title: { en: "Contact Group on recovery", ar: "مجموعة الاتصال المعنية بالتعافي" },
      theme: {},
      place: "Kampala",
      zone: "Africa/Kampala",
      opens: Date.now() + 400 * 86_400_000,
      languages: ["en", "fr", "es", "ar"],
    },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

const composed = (page: Page, size: number) =>
  expect(page.locator(`main[data-total="${size}"]`)).toBeVisible();

/** Presses the handle of the slider and moves until it stands at a size. */
async function drag(page: Page, to: number): Promise<void> {
  const slider = page.getByRole("slider");
  const box = await slider.boundingBox();
  if (!box) throw new Error("no slider");
  const most = Number(await slider.getAttribute("max"));
  const handle = 16;
  const at = (size: number) => box.x + handle / 2 + ((box.width - handle) * (size - 1)) / (most - 1);
  const middle = box.y + box.height / 2;
  await page.mouse.move(at(Number(await slider.inputValue())), middle);
  await page.mouse.down();
  await page.mouse.move(at(to), middle, { steps: 4 });
  await page.mouse.up();
}

test("a size is dragged, and the dispute vanishes", async () => {
  const { page } = secretary;
  await page.goto(ROOM);
  await composed(page, 45);
  const verdict = page.getByTestId("verdict");
  await expect(verdict).toContainText("exact tie under D’Hondt");
  await expect(page.locator('[data-method="dhondt"]')).toContainText("tie");
  await drag(page, 46);
  await composed(page, 46);
  await expect(verdict).toContainText("the main methods agree");
  await expect(page.locator('[data-method="dhondt"]')).not.toContainText("tie");
  await expect(page.getByTestId("change")).toContainText("Enter: 1");
  expect(Number(await page.locator("main").getAttribute("data-took-ms"))).toBeLessThan(ANSWERED_WITHIN_MS);
});

test("a refusal names the wishes in the way, and one press takes one back", async () => {
  const { page } = secretary;
  await page.getByRole("button", { name: "Belarus", exact: true }).click();
  const card = page.getByTestId("state-card");
  await expect(card).toContainText("Belarus");
  await card.getByRole("combobox").selectOption("declined");
  await expect(page.locator('tr[data-code="BLR"]')).toContainText("declined the invitation");
  await card.getByRole("button", { name: "Must sit…" }).click();
  await card.getByRole("textbox").fill("Decision of the Bureau");
  await card.getByRole("button", { name: "Do so" }).click();
  const refused = page.locator('[data-code="must_have_declined"]');
  await expect(refused).toContainText("Belarus");
  await refused.getByRole("button", { name: "Belarus must sit" }).click();
  await expect(refused).toHaveCount(0);
  await page.getByRole("button", { name: "Take back: Belarus declined" }).click();
  await expect(page.locator('tr[data-code="BLR"]')).not.toContainText("declined the invitation");
});

test("proposed, overridden with a reason, accepted, printed, and checked elsewhere", async () => {
  const { page } = secretary;
  const propose = page.getByRole("button", { name: "Propose this composition" });
  await expect(propose).toBeEnabled();
  await propose.click();
  const side = page.locator('[data-composition="c1"]');
  await side.getByText("Change a seat by the Chair").click();
  await side.getByRole("combobox").last().selectOption("BLR");
  await side.getByRole("textbox").fill("Agreed with the region");
  await side.getByRole("button", { name: "Do so" }).click();
  await expect(side).toContainText("Belarus — seated by the Chair");
  await expect(side).toContainText("Agreed with the region");
  await side.getByRole("button", { name: "Accept" }).click();
  await expect(side).toContainText("Accepted");
  const [sheet] = await Promise.all([page.waitForEvent("download"), side.getByText("Sheet, JSON").click()]);
  const file = join(house.folder, "sheet.json");
  await sheet.saveAs(file);
  const said = execFileSync(join(ROOT, ".venv/bin/rostrum"), ["compose", "--check", file], {
    encoding: "utf8",
  });
  expect(said).toContain("Verified");
  for (const [form, head] of [
    ["PDF", "%PDF"],
    ["CSV", ""],
  ] as const) {
    const [copy] = await Promise.all([
      page.waitForEvent("download"),
      side.getByText(`Sheet, ${form}`).click(),
    ]);
    const content = await (await copy.createReadStream()).toArray();
    expect(Buffer.concat(content).subarray(0, head.length).toString()).toBe(head);
    expect(Buffer.concat(content).length).toBeGreaterThan(1000);
  }
});

/** The addresses of reply pages in the letters that the demonstration's catcher holds. */
async function replyAddresses(person: Person, most: number): Promise<string[]> {
  const { request } = person.context;
  const found: string[] = [];
  await expect(async () => {
    const mails: { id: string }[] = await (await request.get("/api/demo/mail")).json();
    expect(mails.length).toBeGreaterThanOrEqual(most);
    found.splice(0);
    for (const { id } of mails.slice(0, most)) {
      const { text } = await (await request.get(`/api/demo/mail/${encodeURIComponent(id)}`)).json();
      const address = /\/reply\/[\w-]+/.exec(text)?.[0];
      if (address) found.push(address);
    }
    expect(found).toHaveLength(most);
  }).toPass({ timeout: 60_000 });
  return found;
}

test("invited, and three delegations answer", async () => {
  const { page } = secretary;
  const letter = page.getByRole("article", { name: "What the letter says" });
  await expect(letter).toContainText("46 States");
  await page.getByRole("button", { name: "Send the invitations" }).click();
  await expect(page.getByText("Invited 46")).toBeVisible();
  const [first = "", second = "", third = ""] = await replyAddresses(secretary, 3);
  const delegate = await Person.arrives(house);
  try {
    await accept(delegate.page, first, "head_of_state", "live");
    await accept(delegate.page, second, "minister", "recorded");
    await delegate.page.goto(`${third}?lang=en`);
    await delegate.page.getByRole("button", { name: "Decline" }).click();
    await expect(delegate.page.getByRole("heading", { name: /has declined/ })).toBeVisible();
    await delegate.page.getByRole("button", { name: "Change the answer" }).click();
    await expect(delegate.page.getByRole("button", { name: "Accept" })).toBeVisible();
  } finally {
    await delegate.leaves();
  }
  await expect(page.locator('tr[data-answer="accepted"]')).toHaveCount(2);
  await expect(page.locator('tr[data-answer="declined"]')).toHaveCount(1);
  await expect(page.locator('tr[data-answer="none"]')).toHaveCount(43);
  await page.getByRole("button", { name: "Remind those without answer (43)" }).click();
  await expect(page.getByText("Letters under way: 43")).toBeVisible();
});

async function accept(page: Page, address: string, level: string, form: string): Promise<void> {
  await page.goto(`${address}?lang=en`);
  await expect(page.getByRole("button", { name: "Accept" })).toBeDisabled();
  await page.getByRole("combobox", { name: "Level of the head of delegation" }).selectOption(level);
  await page.getByRole("textbox", { name: "Name and title" }).fill("Her Excellency the Head of delegation");
  await page.locator(`input[value="${form}"]`).check();
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("heading", { name: /has accepted/ })).toBeVisible();
}

test("in Arabic, by keyboard, without serious findings", async () => {
  const { page } = secretary;
  await page.goto(`${ROOM}?lang=ar`);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await composed(page, 45);
  await page.getByRole("slider").focus();
  await page.keyboard.press("ArrowUp");
  await composed(page, 46);
  await page.getByRole("button", { name: "أذربيجان" }).first().focus();
  await expect(page.getByTestId("state-card")).toContainText("أذربيجان");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("state-card")).not.toContainText("أذربيجان");
  const words = await page.locator("main").innerText();
  expect(words).not.toMatch(/Not seated|Seated:|Would enter/);
  const found = await new AxeBuilder({ page }).analyze();
  const serious = found.violations.filter((one) => one.impact === "serious" || one.impact === "critical");
  expect(serious.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
});
