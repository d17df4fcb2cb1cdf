/** A person before a browser of their own, with a microphone that plays one tone. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "@playwright/test";
import { chromium as executablePath } from "../playwright.config";
import type { House } from "./house";
import { LONG } from "./patience";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream=fps=5", // its usual 20 cost two thirds more processor time a page
  "--autoplay-policy=no-user-gesture-required",
  "--allow-loopback-in-peer-connection",
];
const RATE = 48_000;

/** A WAV of two seconds of a sine, mono, 16 bits; whole periods, so that it loops without a click. */
function tone(hertz: number): Buffer {
  const samples = RATE * 2;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let n = 0; n < samples; n++) {
    wav.writeInt16LE(Math.round(9000 * Math.sin((2 * Math.PI * hertz * n) / RATE)), 44 + n * 2);
  }
  return wav;
}

export class Person {
  private constructor(
    readonly house: House,
    readonly browser: Browser,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly folder: string,
  ) {}

  /** Opens a browser whose microphone hums at `hertz`; 0: one that only listens; below: one that refuses its devices. */
  static async arrives(
    house: House,
    hertz = 0,
    options: BrowserContextOptions = {},
    flags: string[] = [],
  ): Promise<Person> {
    const folder = mkdtempSync(join(tmpdir(), "rostrum-person-"));
    const file = join(folder, "tone.wav");
    if (hertz > 0) writeFileSync(file, tone(hertz));
    const base = hertz < 0 ? FLAGS.filter((flag) => !flag.startsWith("--use-fake-")) : FLAGS;
    const args = [...base, ...flags];
    if (hertz > 0) args.push(`--use-file-for-fake-audio-capture=${file}`);
    const browser = await chromium.launch({ executablePath, args, headless: true });
    const context = await browser.newContext({
      baseURL: house.url,
      viewport: { width: 1280, height: 800 },
      permissions: hertz > 0 ? ["microphone", "camera"] : [],
      locale: "en",
      ...options,
    });
    context.setDefaultTimeout(LONG);
    return new Person(house, browser, context, await context.newPage(), folder);
  }

  /** Signs in as an accredited person and goes straight to a room. */
  async enters(person: string, room: string): Promise<string> {
    const { book } = this.house;
    const answer = await this.context.request.post("/api/demo/sign-in", { data: { book, person } });
    if (!answer.ok()) throw new Error(await answer.text());
    const { key } = await answer.json();
    await this.page.goto(`/meet/${book}/${room}?a=${key}`);
    return key;
  }

  async watches(): Promise<void> {
    await this.page.goto(`/meet/${this.house.book}/gallery`);
  }

  async leaves(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
