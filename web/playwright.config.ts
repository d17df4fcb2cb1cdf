import { execFileSync } from "node:child_process";
import { defineConfig } from "@playwright/test";
import { EXPECTED, TEST } from "./e2e/patience";

/** Chromium of the machine: named by ROSTRUM_CHROMIUM, else the one on the path. */
export const chromium =
  process.env.ROSTRUM_CHROMIUM ??
  execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();

/** Two cores serve all browsers, the media server and the house: one test at a time. */
export default defineConfig({
  testDir: "./e2e",
  workers: 1,
  fullyParallel: false,
  timeout: TEST,
  expect: { timeout: EXPECTED },
  retries: 0,
  reporter: [["list"]],
  outputDir: "./test-results",
});
