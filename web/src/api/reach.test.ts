/** Pages that follow no stream take the hour from the house's answers and never from the visitor's clock. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";

const HOUSE = Date.UTC(2027, 5, 1, 12, 0, 0);

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

const answering = (headers: HeadersInit) =>
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("{}", { headers })));

it("the hour of an answer is the hour of the page, however the visitor's clock is set", async () => {
  const { houseNow, reach } = await import("./reach");
  expect(Math.abs(houseNow() - HOUSE)).toBeGreaterThan(1000);
  answering({ date: new Date(HOUSE).toUTCString() });
  await reach("/api/bodies/nam");
  expect(Math.abs(houseNow() - HOUSE)).toBeLessThan(1000);
});

it("an answer without an hour changes nothing", async () => {
  const { houseNow, reach } = await import("./reach");
  const before = houseNow() - performance.now();
  answering({});
  await reach("/api/bodies/nam");
  expect(Math.abs(houseNow() - performance.now() - before)).toBeLessThan(5);
});
