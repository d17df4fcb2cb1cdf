/** From the call of a meeting to its call to order, by pressing only (ADR 0040). */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { House } from "./house";
import { LONG } from "./patience";
import { Person } from "./person";

const ROOT = resolve(import.meta.dirname, "../..");
const SECRETARY = "Sit as: Secretary of the meeting";
const SEATS = 5;

let house: House;
let secretary: Person;
/** Reply pages of those invited, in the order of their letters. */
let replies: string[] = [];

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  house = await new House().start({ at: "lobby", seats: 0 });
  secretary = await Person.arrives(house, 0, { acceptDownloads: true });
});

test.afterAll(async () => {
  await secretary?.leaves();
  await house?.stop();
});

/** What is missing is answered for, with a reason, where anything is. */
async function answerFor(within: Locator, label: string): Promise<void> {
  const every = within.getByText(label, { exact: true });
  for (let n = await every.count(); n > 0; n--) await every.nth(n - 1).click();
  const reason = within.getByLabel("Reason, for the record");
  if (await reason.count()) await reason.fill("The Chair decided so.");
}

const beyond = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test("a meeting is called and composed", async () => {
  const { page } = secretary;
  await page.goto("/bodies/nam/compose");
  await page.getByRole("button", { name: SECRETARY }).click();
  await page.getByText("Call another meeting").click();
  const form = page.getByRole("form", { name: "Call the meeting" });
  await form.getByRole("textbox", { name: "Title (English)" }).fill("Contact Group on Recovery");
  for (const language of ["Français", "Español"])
    await form.getByRole("checkbox", { name: language }).uncheck();
  await form.getByText(/^In the other languages/).click();
  await form.getByRole("textbox", { name: "Title (العربية)" }).fill("مجموعة الاتصال المعنية بالتعافي");
  await form.getByRole("textbox", { name: "Place" }).fill("Kampala");
  await form
    .getByLabel("Sitting 1: begins, local time")
    .fill(`${new Date().getUTCFullYear() + 1}-05-04T15:00`);
  await form.getByRole("button", { name: "Look before calling" }).click();
  await answerFor(form, "Call it all the same");
  await form.getByRole("button", { name: "Call the meeting" }).click();
  await expect(form).toHaveCount(0);
  await page.getByRole("slider").fill(String(SEATS));
  await expect(page.locator(`main[data-total="${SEATS}"]`)).toBeVisible();
  await page.getByRole("button", { name: "Propose this composition" }).click();
  const proposed = page.locator('[data-composition="c2"]');
  await proposed.getByRole("button", { name: "Accept" }).click();
  await expect(proposed).toContainText("Accepted");
});

test("those who sit are invited, and three accept", async () => {
  const { page } = secretary;
  await page.getByLabel(/^Answer wanted by/).fill(`${new Date().getUTCFullYear() + 1}-01-04T12:00`);
  const form = page.getByRole("group", { name: "How the letters are written" });
  await form.getByRole("combobox", { name: "Form" }).selectOption("letter");
  await form.getByRole("textbox", { name: "Who signs" }).fill("Dr Amina Okello");
  await form.getByRole("button", { name: "Keep this form" }).click();
  await expect(form.getByRole("button", { name: "Keep this form" })).toBeDisabled();
  const languages = page.getByRole("group", { name: "Read first, in each language" }).getByRole("button");
  await expect(languages.first()).toBeVisible();
  for (let n = 0; n < (await languages.count()); n++) {
    await languages.nth(n).click();
    await page.getByText(/^I have read the letter in this language/).click();
    await expect(languages.nth(n)).toContainText("✓");
  }
  await answerFor(page.locator("#invite"), "Send all the same");
  await page.getByRole("button", { name: "Send the invitations" }).click();
  await expect(page.getByText(`Invited ${SEATS}`)).toBeVisible({ timeout: LONG });
  replies = await replyPages(secretary, SEATS);
  const delegate = await Person.arrives(house);
  try {
    for (const address of replies.slice(0, 3)) await accept(delegate.page, address);
  } finally {
    await delegate.leaves();
  }
  // The answers come by the stream; nobody reloads.
  await expect(page.locator('#invite tr[data-answer="accepted"]')).toHaveCount(3);
});

/** The addresses of reply pages in the letters that the demonstration's catcher holds. */
async function replyPages(person: Person, most: number): Promise<string[]> {
  const { request } = person.context;
  const found: string[] = [];
  await expect(async () => {
    const mails: { id: string }[] = await (await request.get("/api/demo/mail")).json();
    found.splice(0);
    for (const { id } of mails) {
      const { text } = await (await request.get(`/api/demo/mail/${encodeURIComponent(id)}`)).json();
      expect(text).toContain("Dr Amina Okello");
      const address = /\/reply\/[\w-]+/.exec(text)?.[0];
      if (address) found.push(address);
    }
    expect(found).toHaveLength(most);
  }).toPass({ timeout: LONG });
  return found;
}

async function accept(page: Page, address: string): Promise<void> {
  await page.goto(`${address}?lang=en`);
  await page.getByRole("combobox", { name: "Level of the head of delegation" }).selectOption("head_of_state");
  await page.getByRole("textbox", { name: "Name and title" }).fill("Her Excellency the President");
  await page.locator('input[value="live"]').check();
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("heading", { name: /has accepted/ })).toBeVisible();
}

const part = (name: RegExp) => secretary.page.getByRole("region", { name });
const missing = () => secretary.page.getByRole("complementary");

async function save(within: Locator): Promise<void> {
  await within.getByRole("button", { name: "Save" }).click();
  await expect(within.getByRole("button", { name: "Save" })).toHaveCount(0);
}

test("the meeting is prepared, and what is missing is said as it grows", async () => {
  const { page } = secretary;
  await page.getByRole("link", { name: "Prepare the meeting" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Contact Group on Recovery");
  await expect(part(/^Delegations/).locator("tr[data-seat]")).toHaveCount(3);
  const convene = page.getByRole("button", { name: "Convene the meeting" });
  await expect(convene).toBeDisabled();
  await expect(missing()).toContainText("There is no agenda.");
  await missing().locator('[data-lack="agenda_missing"]').getByRole("button", { name: "Go there" }).click();
  await expect(page.locator("#agenda")).toBeFocused();
  const agenda = part(/^Agenda/);
  await agenda.getByRole("button", { name: "Begin with the usual order of work" }).click();
  await agenda.getByRole("button", { name: "Item 4: remove" }).click();
  await save(agenda);
  await expect(missing()).not.toContainText("There is no agenda.");
  await name(1);
  await save(part(/^Presiding officers/));
  await expect(missing()).not.toContainText("Nobody is named to preside.");
  const rules = part(/^Rules/);
  await rules.getByText(/^Figures and limits/).click();
  await rules.getByRole("spinbutton", { name: "Time to object before the gavel" }).fill("12");
  await save(rules);
  await expect(rules.getByText(/changed for this meeting: 1/)).toBeVisible();
  await expect(missing().locator("li[data-stops]")).toHaveCount(0);
  expect(await axe(page)).toEqual([]);
  await page.screenshot({ path: "test-results/preparing-en.png", fullPage: true });
});

/** Read by no printer; known for a PDF by its first bytes. */
const PDF = Buffer.from(
  "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n",
);
const IN_ARABIC = Buffer.concat([PDF, Buffer.from("% بالعربية\n")]);

test("papers are files, chosen or dropped, refused in words, taken out and put back", async () => {
  const { page } = secretary;
  const papers = part(/^Papers/);
  await papers.getByRole("button", { name: "Add a paper" }).click();
  await papers.getByRole("textbox", { name: "Symbol" }).fill("NAM/CG/1");
  await papers.getByRole("textbox", { name: "Title (English)" }).fill("Report on needs");
  await papers
    .getByText(/^In the other languages/)
    .first()
    .click();
  await papers.getByRole("textbox", { name: "Title (العربية)" }).fill("تقرير عن الاحتياجات");
  const row = (tag: string) => papers.locator(`[data-language="${tag}"]`);
  const chooser = row("en").locator('input[type="file"]');
  await chooser.setInputFiles({
    name: "report.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("<html>"),
  });
  await expect(row("en").getByRole("alert")).toContainText("no PDF, DOCX, ODT or plain text");
  await chooser.setInputFiles({ name: "Report on needs.pdf", mimeType: "application/pdf", buffer: PDF });
  await expect(row("en")).toContainText("Report on needs.pdf");
  await expect(row("en").getByRole("alert")).toHaveCount(0);
  const dropped = await page.evaluateHandle(
    (bytes) => {
      const carried = new DataTransfer();
      carried.items.add(new File([new Uint8Array(bytes)], "تقرير.pdf", { type: "application/pdf" }));
      return carried;
    },
    [...IN_ARABIC],
  );
  await row("ar").dispatchEvent("drop", { dataTransfer: dropped });
  await expect(row("ar")).toContainText("تقرير.pdf");
  await row("ar")
    .getByRole("button", { name: /^Remove/ })
    .click();
  await expect(row("ar")).not.toContainText("تقرير.pdf");
  await row("ar").getByRole("button", { name: "Undo" }).click();
  await expect(row("ar")).toContainText("تقرير.pdf");
  await page.screenshot({ path: "test-results/papers-en.png", fullPage: true });
  await save(papers);
  await page.reload();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    row("ar").getByRole("link", { name: "تقرير.pdf" }).click(),
  ]);
  expect(Buffer.concat(await (await file.createReadStream()).toArray())).toEqual(IN_ARABIC);
  expect(await axe(page)).toEqual([]);
});

/** Names so many officers, each with its office in the languages of the meeting. */
async function name(officers: number): Promise<void> {
  const section = part(/^Presiding officers/);
  for (let n = 0; n < officers; n++) {
    await section.getByRole("button", { name: "Name an officer" }).click();
    const fields = section.getByRole("listitem").nth(n);
    await fields.getByRole("textbox", { name: "Office (English)" }).fill("Chair");
    await fields.getByText(/^In the other languages/).click();
    await fields.getByRole("textbox", { name: "Office (العربية)" }).fill("الرئيس");
  }
}

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

test("on a telephone in Arabic nothing stands beside the page", async () => {
  const { page } = secretary;
  const here = page.url();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${here}?lang=ar`);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("مجموعة الاتصال المعنية بالتعافي");
  await page.locator("#agenda details").first().locator("summary").click();
  await page.locator("#rules summary").click();
  expect(await beyond(page)).toBe(0);
  expect(await axe(page)).toEqual([]);
  await page.screenshot({ path: "test-results/preparing-ar.png", fullPage: true });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${here}?lang=en`);
});

test("convened by one press, it has ways in and entry codes", async () => {
  const { page } = secretary;
  const section = part(/^Convene/);
  await expect(section).toContainText("Delegations: 3");
  await answerFor(section, "Convene all the same");
  await section.getByRole("button", { name: "Convene the meeting" }).click();
  await expect(page.getByRole("link", { name: "To the lobby" })).toBeVisible();
  await expect(page.locator("li[data-person]").first()).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await page.screenshot({ path: "test-results/convened-en.png", fullPage: true });
  await page.goto("/bodies/nam");
  const line = page.getByRole("region", { name: "Convened and under way" }).getByRole("listitem").first();
  await expect(line).toContainText("Contact Group on Recovery");
  await line.getByRole("link", { name: "Persons and entry codes" }).click();
});

test("a delegation that accepts late has its seat at once, and goes in by its letter", async () => {
  const late = await Person.arrives(house);
  try {
    await accept(late.page, replies[3] ?? "");
    await expect(part(/^Delegations/).locator("tr[data-seat]")).toHaveCount(4);
    await expect(secretary.page.locator('li[data-capacity="head"]')).toHaveCount(4);
    await late.page.reload();
    await late.page.getByRole("button", { name: "Go to the meeting" }).click();
    await expect(late.page.getByRole("button", { name: /^Enter/ })).toBeVisible();
  } finally {
    await late.leaves();
  }
});

test("the presiding officer comes in by the code and calls the meeting to order", async () => {
  const { page } = secretary;
  const chair = await Person.arrives(house);
  const heads = await Person.arrives(house);
  try {
    const row = page.locator('li[data-capacity="chair"]').first();
    await row.getByRole("button", { name: /^Entry code/ }).click();
    const code = (await row.locator("output bdi").innerText()).trim();
    await page.getByRole("button", { name: /^Go in: Secretary/ }).click();
    await page.getByRole("button", { name: "Open the lobby" }).click();
    for (const address of replies.slice(0, 4)) await goesIn(await heads.context.newPage(), address);
    await chair.page.goto("/");
    await chair.page.getByRole("textbox", { name: "Code" }).fill(code);
    await chair.page.getByRole("button", { name: "Sign in" }).click();
    await chair.page.getByRole("button", { name: /^Enter/ }).click();
    await chair.page.getByRole("button", { name: "Call the meeting to order" }).click();
    await expect(chair.page.getByRole("button", { name: "Call the meeting to order" })).toHaveCount(0);
    await expect(chair.page.getByText("Adoption of the agenda").first()).toBeVisible();
  } finally {
    await chair.leaves();
    await heads.leaves();
  }
});

test("a delegate finds the paper and takes it along, its own language first", async () => {
  const delegate = await Person.arrives(house, 0, { acceptDownloads: true });
  try {
    const { page } = delegate;
    await goesIn(page, replies[0] ?? "");
    await page.getByText("Provisional agenda and papers").click();
    const further = page.getByRole("listitem").filter({ hasText: "Report on needs" });
    await further.getByRole("button").click();
    const files = page.getByRole("dialog").getByRole("region", { name: "Files" });
    await expect(files.getByRole("listitem").first()).toContainText("Report on needs.pdf");
    await page.screenshot({ path: "test-results/paper-en.png" });
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      files.getByRole("link", { name: /Report on needs/ }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("Report on needs.pdf");
    expect(Buffer.concat(await (await file.createReadStream()).toArray())).toEqual(PDF);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${new URL(page.url()).pathname}?lang=ar`);
    await page.locator("summary").filter({ hasText: "جدول الأعمال" }).click();
    await page.getByRole("listitem").filter({ hasText: "تقرير" }).getByRole("button").click();
    await expect(page.getByRole("dialog").getByRole("listitem").first()).toContainText("تقرير.pdf");
    await page.screenshot({ path: "test-results/paper-ar.png" });
    expect(await axe(page)).toEqual([]);
  } finally {
    await delegate.leaves();
  }
});

test("an address that is forgotten is said to be, and nothing of it is left", async () => {
  const { page } = secretary;
  const person = (...words: string[]) =>
    promisify(execFile)(
      join(ROOT, ".venv/bin/python"),
      ["-m", "rostrum", "person", ...words, "--data", house.data],
      {
        cwd: ROOT,
      },
    );
  const { stdout } = await person("list", "body.nam");
  const [, key = "", address = ""] = /^(m-\w+) {2}(\S+@\S+)$/m.exec(stdout) ?? [];
  expect(address).toMatch(/^[a-z]{3}@missions\.example$/);
  await person("erase", "body.nam", key);
  const row = page.locator(`#invite tr[data-code="${address.slice(0, 3).toUpperCase()}"]`);
  for (const [language, words, width, title] of [
    ["ar", "نُسي العنوان ومُحي", 390, "مجموعة الاتصال المعنية بالتعافي"],
    ["en", "The address was forgotten.", 1280, "Contact Group on Recovery"],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`/bodies/nam/compose?lang=${language}`);
    // The meeting is convened: its invitations are folded away.
    await page.locator("#invite summary").filter({ hasText: title }).click();
    await expect(row).toContainText(words);
    await row.scrollIntoViewIfNeeded();
    await page.screenshot({ path: `test-results/forgotten-${language}.png` });
  }
  expect((await person("list", "body.nam")).stdout).not.toContain(address);
  const bundle = join(house.folder, "body.rostrum");
  const rostrum = ["-m", "rostrum", "export", "body.nam", "--out", bundle, "--data", house.data];
  await promisify(execFile)(join(ROOT, ".venv/bin/python"), rostrum, { cwd: ROOT });
  expect(readFileSync(bundle, "utf8")).not.toContain("@missions.example");
});

test("the list of participants is read, and taken along in two forms", async () => {
  const { page } = secretary;
  await page.goto("/bodies/nam");
  await page.getByRole("link", { name: "List of participants" }).first().click();
  await expect(page.locator("li[data-seat]")).toHaveCount(4);
  await page.getByRole("combobox", { name: "Language of the list" }).selectOption("ar");
  await expect(page.locator('main [lang="ar"][dir="rtl"]')).toContainText("أوغندا");
  expect(await axe(page)).toEqual([]);
  for (const [form, head] of [
    ["Download as PDF", "%PDF"],
    ["Download as a table (XLSX)", "PK"],
  ] as const) {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: form }).click(),
    ]);
    const content = Buffer.concat(await (await file.createReadStream()).toArray());
    expect(content.subarray(0, head.length).toString()).toBe(head);
  }
  await page.screenshot({ path: "test-results/participants-en.png", fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await beyond(page)).toBe(0);
});

test("what is called in private is there for whoever runs the body, and for nobody else", async () => {
  const { page } = secretary;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/bodies/nam/compose?lang=en");
  await page.getByText("Call another meeting").click();
  const form = page.getByRole("form", { name: "Call the meeting" });
  await form.getByRole("textbox", { name: "Title (English)" }).fill("Consultation behind closed doors");
  for (const language of ["Français", "Español", "العربية"])
    await form.getByRole("checkbox", { name: language }).uncheck();
  await expect(form.getByRole("switch", { name: "Private until it is convened publicly" })).toBeChecked();
  await form
    .getByLabel("Sitting 1: begins, local time")
    .fill(`${new Date().getUTCFullYear() + 1}-06-08T15:00`);
  await form.getByRole("button", { name: "Look before calling" }).click();
  await answerFor(form, "Call it all the same");
  await form.getByRole("button", { name: "Call the meeting" }).click();
  await expect(form).toHaveCount(0);
  await page.goto("/bodies/nam");
  const line = page.getByRole("listitem").filter({ hasText: "Consultation behind closed doors" });
  await expect(line).toContainText("private");
  const stranger = await Person.arrives(house);
  try {
    await stranger.page.goto("/bodies/nam?lang=en");
    await expect(stranger.page.getByRole("heading", { name: "Meetings" }).first()).toBeVisible();
    await expect(stranger.page.getByText("Consultation behind closed doors")).toHaveCount(0);
    const there = (await line.getByRole("link").first().getAttribute("href")) ?? "";
    expect(there).toMatch(/^\/bodies\/nam\//);
    await stranger.page.goto(there);
    await expect(stranger.page.getByRole("main")).not.toContainText("Consultation behind closed doors");
  } finally {
    await stranger.leaves();
  }
});

test("a lot is announced before its source is known, and everybody reads it", async () => {
  const { page } = secretary;
  await page.goto("/bodies/nam/compose?lang=en");
  await page.getByText("Announce the source of a lot").first().click();
  await page.getByLabel("Source of the lot").fill("First draw of the state lottery of Uganda");
  await page.getByLabel("Known from (UTC)").fill(`${new Date().getUTCFullYear() + 1}-02-01T12:00`);
  await page.getByRole("button", { name: "Announce the source of a lot" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "state lottery of Uganda" })).toBeVisible();
  const { lots } = await (await fetch(`${house.url}/api/bodies/nam`)).json();
  expect(lots.map(({ source }: { source: string }) => source)).toEqual([
    "First draw of the state lottery of Uganda",
  ]);
});

/** From the letter into the hall, as the head of the delegation. */
async function goesIn(page: Page, address: string): Promise<void> {
  await page.goto(`${address}?lang=en`);
  await page.getByRole("button", { name: "Go to the meeting" }).click();
  await page.getByRole("button", { name: /^Enter/ }).click();
}
