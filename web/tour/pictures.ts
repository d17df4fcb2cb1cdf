/** Screens of one moment: each room in two languages, two themes, and on a phone; and a sheet of them all. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";

export const FOLDER = resolve(import.meta.dirname, "../test-results/tour");
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const ON_A_PHONE = new Set(["desk", "gallery", "lobby"]);
const SETTLES_MS = 250;

export type Rooms = Record<string, Page>;

/** ROSTRUM_TOUR_BRIEF: only English in the dark and Arabic in the light, which takes half the time. */
const LOOKS = process.env.ROSTRUM_TOUR_BRIEF
  ? ([
      ["en", "dark"],
      ["ar", "light"],
    ] as const)
  : ([
      ["en", "dark"],
      ["ar", "light"],
      ["en", "light"],
      ["ar", "dark"],
    ] as const);

/** Takes every picture of a state; the rooms are looked at in the order given. */
export async function pictures(state: string, rooms: Rooms): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const [language, theme] of LOOKS) {
    for (const [room, page] of Object.entries(rooms)) {
      await dress(page, language, theme);
      await picture(page, DESKTOP, `${state}-${room}-${language}-${theme}`);
      if (ON_A_PHONE.has(room)) {
        await picture(page, PHONE, `${state}-${room}-${language}-${theme}-phone`);
      }
    }
  }
}

/** Chooses as a reader does: the language by its list, the theme by its button. */
async function dress(page: Page, language: string, theme: string): Promise<void> {
  await page.setViewportSize(DESKTOP);
  const html = page.locator("html");
  const languages = page.locator("header").first().locator("select").last();
  if ((await languages.count()) === 0) return;
  if ((await html.getAttribute("lang")) !== language) await languages.selectOption(language);
  if ((await html.getAttribute("data-theme")) !== theme) {
    await page.locator("header").first().getByRole("button").last().dispatchEvent("click");
  }
}

async function picture(page: Page, size: typeof PHONE, name: string): Promise<void> {
  await page.setViewportSize(size);
  await page.waitForTimeout(SETTLES_MS);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

const STATE = /^(.*)-(podium|desk|gallery|secretariat|lobby)-/;

/** One page with all pictures taken, state by state. */
export function sheet(): string {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".png"));
  const states = new Set(files.map((file) => STATE.exec(file)?.[1] ?? ""));
  const figures = (state: string) =>
    files
      .filter((file) => file.startsWith(`${state}-`))
      .map((file) => `<figure><img src="${file}"><figcaption>${file}</figcaption></figure>`);
  const body = [...states].map((state) => `<h2>${state}</h2><div>${figures(state).join("")}</div>`).join("");
  const look =
    "body{font:14px sans-serif}div{display:flex;flex-wrap:wrap;gap:8px}img{height:300px}figure{margin:0}";
  const path = join(FOLDER, "index.html");
  writeFileSync(path, `<!doctype html><title>Tour</title><style>${look}</style>${body}`);
  return path;
}
