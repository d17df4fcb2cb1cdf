/** All tests share one document (vite.config.ts): each leaves it as it found it. */
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

/** How long what must come is waited for: as in `e2e/patience.ts`, no proof of anything, so it is long. */
const LONG = 15_000 * Number(process.env.ROSTRUM_PATIENCE || 1);
configure({ asyncUtilTimeout: LONG });
const waitFor = vi.waitFor;
vi.waitFor = (told, options = {}) =>
  waitFor(told, { timeout: LONG, ...(typeof options === "number" ? { timeout: options } : options) });

afterEach(() => {
  if (typeof document === "undefined") return;
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.head.replaceChildren();
  document.body.replaceChildren();
  for (const { name } of [...document.documentElement.attributes])
    document.documentElement.removeAttribute(name);
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, "", "/");
});
