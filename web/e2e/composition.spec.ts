/** A Contact Group from the first drag to the third answer, and the same room in Arabic. */
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { BOOK, House } from "./house";
import { LONG } from "./patience";
import { Person } from "./person";

const ROOT = resolve(import.meta.dirname, "../..");
const ROOM = "/bodies/nam/compose";

let house: House;
let secretary: Person;
let admission: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  house = await new House().start({ at: "lobby", seats: 0 });
  secretary = await Person.arrives(house, 0, { acceptDownloads: true });
  admission = await sitDown(secretary);
  await callMeeting(secretary, admission);
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
      accepted: ["title_untranslated:fr", "title_untranslated:es"],
      reason: "Translations follow.",
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

test("bounds of a region and a sub-region are asked, summed up, and taken back", async () => {
  const { page } = secretary;
  await page.getByText("Finer rules").click();
  await page.getByRole("spinbutton", { name: "At least: Asia" }).fill("16");
  await expect(page.locator("[data-region-seats='Asia-Pacific']")).toHaveText("16");
  await page
    .locator("[data-region='Asia-Pacific']")
    .getByText(/^Sub-regions/)
    .click();
  const south = page.getByRole("spinbutton", { name: "At most: South-eastern Asia" });
  await south.fill("2");
  await south.blur();
  const asked = page.getByRole("region", { name: "Asked beyond the rule" });
  await expect(asked).toContainText("At least 16: Asia");
  await expect(asked).toContainText("At most 2: South-eastern Asia");
  await expect(page.locator('tr[data-status="seated"]', { hasText: "South-eastern" })).toHaveCount(0);
  await asked.getByRole("button", { name: "Take back: At least 16: Asia" }).click();
  await asked.getByRole("button", { name: "Take back: At most 2: South-eastern Asia" }).click();
  await expect(page.locator("[data-region-seats='Asia-Pacific']")).toHaveText("15");
  await page.getByText("Finer rules").click();
});

test("another meeting is called from the page, with its sittings by the clocks of its zone", async () => {
  const { page } = secretary;
  await page.getByText("Call another meeting").click();
  const form = page.getByRole("form", { name: "Call the meeting" });
  const look = form.getByRole("button", { name: "Look before calling" });
  const call = form.getByRole("button", { name: "Call the meeting" });
  await look.click();
  await expect(form).toContainText("A title is needed in at least one language of the meeting.");
  await expect(form).toContainText("A date and an hour are needed.");
  await form.getByRole("textbox", { name: "Title (English)" }).fill("Ministerial Meeting");
  await form.getByText(/^In the other languages/).click();
  await form.getByRole("textbox", { name: "Title (Français)" }).fill("Réunion ministérielle");
  await form.getByRole("combobox", { name: "Format" }).selectOption("ministerial");
  await form.getByRole("textbox", { name: "Place" }).fill("Belgrade");
  const zone = form.getByRole("combobox", { name: "Time zone" });
  await zone.fill("europe belgr");
  await page.getByRole("option", { name: /Europe\/Belgrade/ }).click();
  const begins = form.getByLabel("Sitting 1: begins, local time");
  const year = new Date().getUTCFullYear() + 1;
  await begins.fill(`${year}-${lastSunday(year, 3)}T02:30`);
  await expect(form).toContainText("This hour does not exist there on that day");
  await begins.fill(`${year}-${lastSunday(year, 10)}T02:30`);
  const twice = form.getByRole("combobox", { name: /^The clocks show this hour twice/ });
  await expect(form).toContainText("00:30 UTC");
  await twice.selectOption("second");
  await expect(form).toContainText("01:30 UTC");
  await form.getByRole("button", { name: "Add a sitting" }).click();
  await look.click();
  const arabic = form.locator('[data-lack="title_untranslated:ar"]');
  await expect(arabic).toContainText("العربية");
  await expect(call).toBeDisabled();
  await form.getByRole("textbox", { name: "Title (العربية)" }).fill("الاجتماع الوزاري");
  await expect(arabic).toHaveCount(0);
  const reads = form.getByRole("region", { name: "How it will read" });
  await expect(reads.locator('div[dir="rtl"]')).toContainText("الاجتماع الوزاري");
  const lacking = form.getByText("Call it all the same");
  for (let n = 0; n < (await lacking.count()); n++) await lacking.nth(n).click();
  await form.getByLabel("Reason, for the record").fill("Translations follow.");
  await call.click();
  await expect(form).toHaveCount(0);
  const called = async (headers: Record<string, string>) => {
    const { meetings } = await (await secretary.context.request.get("/api/bodies/nam", { headers })).json();
    return meetings.find(
      (line: { format: string; past: boolean }) => line.format === "ministerial" && !line.past,
    );
  };
  expect(await called({}), "private until it is convened publicly").toBeUndefined();
  const made = await called({ "Rostrum-Admission": admission });
  expect(new Date(made.opens).toISOString()).toBe(`${year}-${lastSunday(year, 10)}T01:30:00.000Z`);
  expect(made.title).toEqual({
    ar: "الاجتماع الوزاري",
    en: "Ministerial Meeting",
    fr: "Réunion ministérielle",
  });
  expect(made.programme).toHaveLength(2);
  expect(made.zone).toBe("Europe/Belgrade");
});

/** `03-28`: when the clocks change in Europe. */
function lastSunday(year: number, month: number): string {
  const last = new Date(Date.UTC(year, month, 0));
  last.setUTCDate(last.getUTCDate() - last.getUTCDay());
  return last.toISOString().slice(5, 10);
}

/** The finger goes down, something comes, the finger goes up: what was pressed is still there and takes the press. */
async function pressWhile(control: Locator, comes: () => Promise<void>): Promise<void> {
  await control.hover();
  const { mouse } = control.page();
  await mouse.down();
  await comes();
  await control.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 100))));
  await mouse.up();
}

test("proposed, overridden with a reason, accepted, printed, and checked elsewhere", async () => {
  const { page } = secretary;
  const propose = page.getByRole("button", { name: "Propose this composition" });
  await expect(propose).toBeEnabled();
  await propose.click();
  const side = page.locator('[data-composition="c2"]');
  let comes = () => {};
  const late = new Promise<void>((now) => {
    comes = now;
  });
  await page.route("**/compositions/c2*", async (route) => {
    await late; // the sheet is derived anew after the change, and on a slow machine that takes its time
    await route.continue();
  });
  await side.getByText("Change a seat by the Chair").click();
  await side.getByRole("combobox", { name: "State" }).selectOption("BLR");
  await side.getByRole("textbox").fill("Agreed with the region");
  await side.getByRole("button", { name: "Do so" }).click();
  await expect(side).toContainText("Belarus — seated by the Chair");
  await expect(side).toContainText("Agreed with the region");
  await side.getByRole("button", { name: "Accept" }).click();
  await expect(side).toContainText("Accepted");
  const [sheet] = await Promise.all([
    page.waitForEvent("download"),
    pressWhile(side.getByText("Sheet, JSON"), async () => {
      const answered = page.waitForResponse("**/compositions/c2*");
      comes();
      await answered;
    }),
  ]);
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
  }).toPass({ timeout: LONG });
  return found;
}

/** Nothing leaves unread: each language is read, a date is named, and what is missing is answered for. */
async function readAndAnsweredFor(page: Page): Promise<void> {
  const send = page.getByRole("button", { name: "Send the invitations" });
  await expect(send).toBeDisabled();
  const lack = (key: string) => page.locator(`[data-lack="${key}"]`);
  await expect(lack("title_untranslated:es")).toContainText("The title is not translated: Español");
  await expect(lack("title_untranslated:ar")).toHaveCount(0);
  await expect(lack("reply_date_missing")).toBeVisible();
  const by = page.getByLabel(/^Answer wanted by/);
  await by.fill("2020-01-01T12:00");
  await expect(lack("reply_date_past")).toContainText("The letters cannot leave so");
  await by.fill(`${new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)}T12:00`);
  await expect(lack("reply_date_past")).toHaveCount(0);
  await expect(page.getByRole("article", { name: "What the letter says" })).toContainText(
    /A reply is requested by|Réponse souhaitée|يرجى الرد/,
  );
  const languages = page.getByRole("group", { name: "Read first, in each language" }).getByRole("button");
  for (let n = 0; n < (await languages.count()); n++) {
    await languages.nth(n).click();
    const tick = page.getByText(/^I have read the letter in this language/);
    const language = (await languages.nth(n).innerText()).split(" ")[1]?.replace(/[,،]$/, "") ?? "";
    await expect(tick).toContainText(language);
    await tick.click();
    await expect(languages.nth(n)).toContainText("✓");
  }
  await expect(send).toBeDisabled();
  const missing = page.getByText("Send all the same");
  for (let n = 0; n < (await missing.count()); n++) await missing.nth(n).click();
  await expect(send).toBeDisabled();
  await page.getByLabel("Reason, for the record").fill("The Chair reads the title in English.");
  await expect(send).toBeEnabled();
}

/** A title that a language lacks is written where it is missed, and the letter of that language has it. */
async function translated(page: Page, letter: Locator): Promise<void> {
  const lack = page.locator('[data-lack="title_untranslated:fr"]');
  await expect(lack).toContainText("The title is not translated: Français");
  await lack.getByRole("textbox", { name: "Translation (Français)" }).fill("Réunion d’essai du Groupe");
  await lack.getByRole("button", { name: "Add the translation" }).click();
  await expect(lack).toHaveCount(0);
  await expect(letter).toHaveAttribute("lang", "fr");
  await expect(letter).toContainText("Réunion d’essai du Groupe");
}

test("invited, and three delegations answer", async () => {
  const { page } = secretary;
  const letter = page.getByRole("article", { name: "What the letter says" });
  await expect(letter).toContainText("•");
  await page.getByRole("combobox", { name: "Delegation", exact: true }).selectOption("UGA");
  await page.getByRole("combobox", { name: "Language of the letter" }).selectOption("ar");
  await expect(letter).toHaveAttribute("dir", "rtl");
  await expect(letter).toContainText("أوغندا");
  await expect(page.getByText("Delegations with a language or address of their own: 1")).toBeVisible();
  const paper = await secretary.context.request.get(
    (await page.getByRole("link", { name: "Letter (PDF)" }).getAttribute("href")) ?? "",
  );
  expect((await paper.body()).subarray(0, 4).toString()).toBe("%PDF");
  await translated(page, letter);
  await readAndAnsweredFor(page);
  await page.getByRole("button", { name: "Send the invitations" }).click();
  await expect(page.getByText("Invited 46")).toBeVisible({ timeout: LONG });
  await expect(page.locator('#invite tr[data-code="UGA"]')).toContainText("العربية");
  const [first = "", second = "", third = ""] = await replyAddresses(secretary, 3);
  const delegate = await Person.arrives(house);
  try {
    await accept(delegate.page, first, "head_of_state", "live");
    await accept(delegate.page, second, "minister", "recorded");
    await delegate.page.setViewportSize({ width: 390, height: 844 });
    await delegate.page.goto(`${third}?lang=ar`);
    await expect(delegate.page.locator("html")).toHaveAttribute("dir", "rtl");
    const beyond = () => delegate.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await beyond()).toBe(0);
    await delegate.page.getByRole("button", { name: "اعتذار" }).click();
    await expect(delegate.page.getByRole("button", { name: "تغيير الرد" })).toBeVisible();
    expect(await beyond()).toBe(0);
    await delegate.page.getByRole("button", { name: "تغيير الرد" }).click();
    await expect(delegate.page.getByRole("button", { name: "قبول" })).toBeVisible();
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

/** Each letter is read in its language, and that is said; only then may what is awaited be pressed. */
async function readLetters(within: Locator, says: RegExp, awaited: Locator): Promise<void> {
  const read = within.getByRole("switch", { name: says });
  const languages = await read.count();
  expect(languages).toBeGreaterThan(2);
  for (let n = 0; n < languages; n++) {
    await expect(awaited).toBeDisabled();
    await read.first().press("Space"); // what was read folds up
    await expect(read).toHaveCount(languages - n - 1);
  }
  await expect(awaited).toBeEnabled();
}

test("a called meeting is changed when the letters about it have been read", async () => {
  const { page } = secretary;
  await page.getByText("Change or call off: Contact Group on recovery").click();
  const form = page.locator("form").filter({ hasText: "Nothing is changed yet." });
  const change = form.getByRole("button", { name: "Change, and write to those invited (46)" });
  await form.getByRole("textbox", { name: "Place" }).fill("Entebbe");
  const changing = page.locator("form").filter({ has: page.getByText("What those invited will read") });
  await expect(changing).toContainText(
    "Place: Entebbe, by videoconference (until now: Kampala, by videoconference)",
  );
  await expect(changing.locator('article[lang="en"]').getByText("(until now:")).toHaveCount(1);
  await changing.getByRole("textbox", { name: "Reason, for the record" }).fill("A flood.");
  const awaited = changing.getByRole("button", { name: "Change, and write to those invited (46)" });
  await readLetters(changing, /^I have read the letter/, awaited);
  await awaited.click();
  await expect(change).toHaveCount(0);
  await expect(page.getByText("The meeting is changed.").first()).toBeAttached();
  const mails: { subject: string }[] = await (await secretary.context.request.get("/api/demo/mail")).json();
  expect(mails.length).toBeGreaterThan(0);
});

test("a start is remembered, and who bore it is seen to have borne it", async () => {
  const { page } = secretary;
  const region = page.getByRole("region", { name: "When to meet" });
  await expect(region).toContainText("No burden has been remembered yet.");
  await region.getByRole("button", { name: /^15:00 UTC/ }).click();
  await expect(region.getByRole("status")).toContainText(/in the night \(\d+\): .+ 0[0-5]:\d\d/);
  await region.getByRole("combobox", { name: "For the meeting" }).selectOption("contact-group-trial");
  await region.getByRole("button", { name: "Remember this burden" }).click();
  await region.getByText(/^What each has borne so far/).click();
  const heaviest = region.locator("[data-borne]").first();
  await expect(heaviest).toContainText("Contact Group on recovery");
  await expect(heaviest).toContainText(/0[0-5]:00 ☾/);
});

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
  const accepted = page.locator('[data-composition="c2"]');
  const printed = async (form: string) => {
    const link = accepted.getByRole("link", { name: form });
    return (await secretary.context.request.get((await link.getAttribute("href")) ?? "")).body();
  };
  expect((await printed("CSV")).toString("utf8")).toContain("المنطقة,الرمز,الدولة");
  expect((await printed("PDF")).subarray(0, 4).toString()).toBe("%PDF");
  const words = await page.locator("main").innerText();
  expect(words).not.toMatch(/Not seated|Seated:|Would enter/);
  const found = await new AxeBuilder({ page }).analyze();
  const serious = found.violations.filter((one) => one.impact === "serious" || one.impact === "critical");
  expect(serious.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
});

test("a meeting is called off, on a telephone in Arabic, when the letters that say so have been read", async () => {
  const { page } = secretary;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${ROOM}?lang=ar`);
  await page.getByText("تعديل أو إلغاء: مجموعة الاتصال المعنية بالتعافي").click();
  await page.getByText("إلغاء الاجتماع").first().click();
  const part = page
    .locator("details")
    .filter({ has: page.getByRole("button", { name: "إلغاء الاجتماع" }) })
    .last();
  const awaited = part.getByRole("button", { name: "إلغاء الاجتماع" });
  await part.getByRole("textbox", { name: "السبب، للتدوين في السجل" }).fill("حرب");
  await expect(part.locator('article[lang="ar"]')).toContainText("إلغاء الاجتماع المذكور أعلاه");
  const stranger = await secretary.browser.newPage({ baseURL: house.url });
  await stranger.goto("/bodies/nam");
  const line = stranger.getByRole("listitem").filter({ hasText: "Contact Group on recovery" }).last();
  await expect(line.getByText("called", { exact: true })).toBeVisible();
  await page.screenshot({ path: "test-results/call-off-ar.png", fullPage: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await readLetters(part, /^قرأتُ الرسالة بهذه اللغة/, awaited);
  await awaited.click();
  // Another window is told by the body's stream; nothing there asks by itself.
  await expect(line.getByText("called off", { exact: true })).toBeVisible();
  await stranger.close();
  await expect(page.getByText("تعديل أو إلغاء: مجموعة الاتصال المعنية بالتعافي")).toHaveCount(0);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test("another body is taken from a file of its members, on a telephone, when what is in doubt was answered", async () => {
  const { page } = secretary;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/bodies?lang=ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await beyond()).toBe(0);
  await page.goto("/bodies?lang=en");
  const file =
    "Pays;Adhésion;Région\nAutriche;01/02/1999;Ouest\nNépal;03/04/2001;ouest\nCorée;05/06/2003;Ouest\n";
  await page.getByLabel("File (CSV or XLSX)").setInputFiles({
    name: "membres.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`\ufeff${file}`, "utf16le"),
  });
  await page.getByRole("textbox", { name: /^Key in addresses/ }).fill("club");
  await page.getByRole("textbox", { name: "Name of the body" }).fill("Club des Trois");
  await page.getByRole("combobox", { name: "Language of the file" }).selectOption("fr");
  await page.getByRole("combobox", { name: /the day or the month/ }).selectOption("day");
  await page.getByRole("combobox", { name: /Which State is meant by “Corée”/ }).selectOption("KOR");
  for (const spelling of [/^“Ouest” \(2\)/, /^“ouest” \(1\)/])
    await page.getByRole("combobox", { name: spelling }).selectOption("Ouest");
  await expect(page.locator('tr[data-code="KOR"]')).toContainText("2003-06-05");
  expect(await beyond()).toBe(0);
  await page.screenshot({ path: "test-results/intake.png", fullPage: true });
  await page.getByRole("button", { name: "Take the body" }).click();
  await expect(page.getByRole("heading", { name: "Club des Trois", level: 1 })).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
});
