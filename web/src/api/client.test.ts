import { afterEach, describe, expect, it, vi } from "vitest";
import { api, whole } from "./client";
import { UNREACHABLE } from "./http";

afterEach(() => vi.unstubAllGlobals());

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

/** Answers in turn; keeps the idempotency key of every try. */
function answer(turns: (() => Response)[], shown: (string | null)[] = []): string[] {
  const keys: string[] = [];
  const left = [...turns];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get("Idempotency-Key") ?? "");
    shown.push(new Headers(init.headers).get("If-Match"));
    return (left.shift() ?? (() => json({ version: 0 })))();
  });
  return keys;
}

const lost = () => {
  throw new TypeError("Failed to fetch");
};

describe("an intent", () => {
  it("is tried again under the same key when the network fails", async () => {
    const keys = answer([lost, () => new Response(null, { status: 503 }), () => json({ version: 8 })]);
    const settled = await api.intent("nam", "k", { kind: "RaisePoint" }, 3);
    expect(settled).toEqual({ ok: true, value: { version: 8 } });
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("gives a refusal back as a value, and does not try again", async () => {
    const refusal = { code: "floor_busy", rule: "UNGA rule 68", facts: { seat: "CUB" } };
    const keys = answer([() => json(refusal, 409)]);
    const settled = await api.intent("nam", "k", { kind: "RaisePoint" }, 3);
    expect(settled).toEqual({ ok: false, refusal: { status: 409, ...refusal } });
    expect(keys).toHaveLength(1);
  });

  it("carries the version that was shown when it was pressed, in every try", async () => {
    const shown: (string | null)[] = [];
    answer([lost, () => json({ version: 42 })], shown);
    await api.intent("nam", "k", { kind: "RaisePoint" }, 41);
    expect(shown).toEqual(["41", "41"]);
  });

  it("has a new key each time it is asked", async () => {
    const keys = answer([]);
    await api.intent("nam", "k", { kind: "RaisePoint" }, 3);
    await api.intent("nam", "k", { kind: "RaisePoint" }, 3);
    expect(new Set(keys).size).toBe(2);
  });
});

it("signs out by the key in the address, where the door reads it", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return new Response(null, { status: 204 });
  });
  expect(await api.signOut("k&1")).toEqual({ ok: true, value: undefined });
  expect(asked).toEqual(["/api/sign-out?key=k%261"]);
});

describe("a list", () => {
  const lines = Array.from({ length: 450 }, (_, n) => ({ key: `k ${n}` }));
  const read = async (path: string) => {
    const after = new URL(path, "http://here").searchParams.get("after");
    const from = after ? lines.findIndex((line) => line.key === after) + 1 : 0;
    return { ok: true as const, value: lines.slice(from, from + 200) };
  };

  it.each(["/list", "/list?of=it"])("is read to its end, page after page: %s", async (path) => {
    expect(await whole(read, path, (line) => line.key)).toEqual({ ok: true, value: lines });
  });

  it("is not shown in part: a page that does not come refuses the whole", async () => {
    const refused = { ok: false as const, refusal: UNREACHABLE };
    const lost = (path: string) => (path.includes("after") ? Promise.resolve(refused) : read(path));
    expect(await whole(lost, "/list", (line) => line.key)).toEqual(refused);
  });
});
