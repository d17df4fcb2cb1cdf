/** A whole Rostrum for a test: `rostrum demo` in a process of its own, on a port of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LONG } from "./patience";

export const BOOK = "nam-2020-05-04";
const ROOT = resolve(import.meta.dirname, "../..");

export interface Wish {
  scenario?: string;
  at?: "lobby" | "opening" | "speeches" | "decision" | "closed";
  seats?: number;
  pace?: number;
  tones?: boolean;
}

async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? found(address.port) : failed()));
    });
  });
}

export class House {
  readonly folder = mkdtempSync(join(tmpdir(), "rostrum-e2e-"));
  readonly data = join(this.folder, "data");
  private process: ChildProcess | null = null;
  private words: string[] = [];
  url = "";
  book = BOOK;

  async start({
    scenario = BOOK,
    at = "speeches",
    seats = 6,
    pace = 1,
    tones = true,
  }: Wish = {}): Promise<this> {
    this.book = scenario;
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    const words = ["-m", "rostrum", "demo", scenario, "--port", `${port}`, "--data", this.data];
    words.push("--at", at, "--seats", `${seats}`, "--pace", `${pace}`);
    if (tones) words.push("--tones");
    this.words = words;
    return this.run(words);
  }

  private async run(words: string[]): Promise<this> {
    this.process = spawn(join(ROOT, ".venv/bin/python"), words, { cwd: ROOT, stdio: "pipe" });
    const said: string[] = [];
    this.process.stdout?.on("data", (text) => said.push(String(text)));
    this.process.stderr?.on("data", (text) => said.push(String(text)));
    await this.answers(said);
    return this;
  }

  private async answers(said: string[]): Promise<void> {
    const until = Date.now() + LONG;
    while (Date.now() < until) {
      if (this.process?.exitCode != null) break;
      const found = await fetch(`${this.url}/api/books`).catch(() => null);
      if (found?.ok && (await found.json()).length > 0) return;
      await new Promise((next) => setTimeout(next, 100));
    }
    throw new Error(`the house did not open:\n${said.join("")}`);
  }

  /** As when its machine fails: at once, its children with it. */
  async kill(): Promise<void> {
    const child = this.process;
    if (!child?.pid) throw new Error("the house is not open");
    const ended = new Promise((next) => child.once("exit", next));
    const children = this.children();
    child.kill("SIGKILL");
    for (const pid of children) process.kill(pid, "SIGKILL");
    await ended;
  }

  /** Opens again on the same record and at the same address, after `kill`. */
  async restart(): Promise<void> {
    await this.run([...this.words, "--resume"]);
  }

  /** Stops it where it stands, as a machine that hangs: its connections stay open and say nothing. */
  freeze(): void {
    this.process?.kill("SIGSTOP");
  }

  thaw(): void {
    this.process?.kill("SIGCONT");
  }

  private children(): number[] {
    const ours = this.process?.pid;
    const listed = readFileSync(`/proc/${ours}/task/${ours}/children`, "utf8").trim();
    return listed ? listed.split(/\s+/).map(Number) : [];
  }

  /** Process id of the media server, as the hall's own log tells. */
  mediaServer(): number {
    const ours = this.process?.pid;
    const children = readFileSync(`/proc/${ours}/task/${ours}/children`, "utf8").trim().split(/\s+/);
    const found = children.find((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("livekit-server"),
    );
    if (!found) throw new Error("no media server among the children");
    return Number(found);
  }

  async stop(): Promise<void> {
    const child = this.process;
    if (child && child.exitCode == null) {
      const ended = new Promise((next) => child.once("exit", next));
      child.kill("SIGINT");
      await Promise.race([ended, new Promise((next) => setTimeout(next, LONG))]);
      if (child.exitCode == null) child.kill("SIGKILL");
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
