import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { catalogues } from "./build/catalogues.ts";
import { livekit } from "./build/livekit.ts";

const SERVER = process.env.ROSTRUM_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [catalogues(), livekit(), react({ jsxImportSource: "#whole" })],
  build: {
    outDir: "dist",
    target: "es2022",
    manifest: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "livekit", test: /node_modules[\\/](livekit-client|@livekit)[\\/]/ },
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    // The words of sheets stand beside the server that prints them.
    fs: { allow: [".."] },
    proxy: {
      "/api": { target: SERVER },
      "/rtc": { target: SERVER, ws: true },
    },
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}", "build/**/*.test.ts"],
    restoreMocks: true,
    testTimeout: 60_000 * Number(process.env.ROSTRUM_PATIENCE || 1),
    // One document and one copy of every library for all files: two thirds of the processor time went into making
    // them anew. What a test leaves behind is swept away after it (src/swept.ts).
    environment: "jsdom",
    pool: "threads",
    isolate: false,
    maxWorkers: 1,
    setupFiles: ["src/swept.ts"],
  },
});
