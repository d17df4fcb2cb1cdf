import { defineConfig } from "@playwright/test";

/** Measurements in browsers; `bench/browser.py` runs one and reads the file that ROSTRUM_FIGURES names. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.bench.ts",
  workers: 1,
  timeout: 240_000,
  reporter: [["line"]],
  outputDir: "../test-results/bench",
});
