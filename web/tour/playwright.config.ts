import { defineConfig } from "@playwright/test";

/** Pictures of every room in every state, to be looked at by people; no part of the tests. `npm run tour`. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.tour.ts",
  workers: 1,
  timeout: 900_000,
  reporter: [["list"]],
  outputDir: "../test-results/tour-run",
});
