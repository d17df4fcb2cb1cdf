import { describe, expect, it, vi } from "vitest";
import type { Answer } from "../../../api/http";
import type { SheetDoc } from "./sheet";
import { Asker, type Live } from "./useSheet";
import { wishesFor } from "./wishes";

const at = (seats: number) => wishesFor("2020-05-04", "nam-region", seats);
const sheet = (total: number): Answer<SheetDoc> => ({ ok: true, value: { total } as SheetDoc });
const refused = (code: string, status = 409): Answer<SheetDoc> => ({
  ok: false,
  refusal: { status, code, rule: "", facts: {} },
});

/** A door whose answers come when told to. */
function door() {
  const asked: { seats: number; give: (answer: Answer<SheetDoc>) => void; signal: AbortSignal }[] = [];
  const shown: Live[] = [];
  let now = 0;
  const asker = new Asker(
    (request, signal) =>
      new Promise((give, fail) => {
        asked.push({ seats: (request as { seats: number }).seats, give, signal });
        signal.addEventListener("abort", () => fail(new DOMException("off", "AbortError")));
      }),
    (live) => shown.push(live),
    () => now,
  );
  const turn = async (answer?: Answer<SheetDoc>) => {
    if (answer) asked.at(-1)?.give(answer);
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  return { asker, asked, shown, turn, wait: (ms: number) => (now += ms) };
}

describe("a what-if", () => {
  it("asks one question at a time, and the newest next", async () => {
    const { asker, asked, shown, turn } = door();
    for (const seats of [45, 46, 47, 48]) asker.wish(at(seats));
    expect(asked.map((one) => one.seats)).toEqual([45]);
    await turn(sheet(45));
    expect(asked.map((one) => one.seats)).toEqual([45, 48]);
    expect(shown.at(-1)).toMatchObject({ sheet: { total: 45 }, asking: true });
    await turn(sheet(48));
    expect(shown.at(-1)).toMatchObject({ sheet: { total: 48 }, asking: false, refusal: null });
  });

  it("keeps the last sheet shown while it is refused, and says why", async () => {
    const { asker, shown, turn } = door();
    asker.wish(at(45));
    await turn(sheet(45));
    asker.wish(at(0));
    await turn(refused("no_seats"));
    expect(shown.at(-1)).toMatchObject({
      sheet: { total: 45 },
      refusal: { code: "no_seats" },
      asking: false,
    });
  });

  it("remembers answers, so that the way back is free", async () => {
    const { asker, asked, shown, turn } = door();
    asker.wish(at(45));
    await turn(sheet(45));
    asker.wish(at(46));
    await turn(sheet(46));
    asker.wish(at(45));
    expect(asked).toHaveLength(2);
    expect(shown.at(-1)).toMatchObject({ sheet: { total: 45 }, asking: false });
  });

  it("does not fall back to an older answer that comes after a later wish was met by memory", async () => {
    const { asker, shown, turn } = door();
    asker.wish(at(45));
    await turn(sheet(45));
    asker.wish(at(46));
    asker.wish(at(45));
    await turn(sheet(46));
    expect(shown.at(-1)).toMatchObject({ sheet: { total: 45 }, asking: false });
  });

  it("calls off a stale question that takes too long, and counts the time from the wish", async () => {
    const { asker, asked, shown, turn, wait } = door();
    asker.wish(at(45));
    wait(500);
    asker.wish(at(46));
    await turn();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(asked[1]?.seats).toBe(46);
    wait(120);
    await turn(sheet(46));
    expect(shown.at(-1)?.tookMs).toBe(120);
  });

  it("waits when questions come too fast, and asks again by itself", async () => {
    vi.useFakeTimers();
    const { asker, asked, shown, turn } = door();
    asker.wish(at(45));
    await turn(refused("rate_limited", 429));
    expect(shown.at(-1)?.refusal).toBeNull();
    vi.advanceTimersByTime(300);
    expect(asked.map((one) => one.seats)).toEqual([45, 45]);
    await turn(sheet(45));
    expect(shown.at(-1)).toMatchObject({ sheet: { total: 45 }, asking: false });
    vi.useRealTimers();
  });

  it("says nothing more once it is closed", async () => {
    const { asker, asked, shown, turn } = door();
    asker.wish(at(45));
    asker.close();
    const told = shown.length;
    await turn(sheet(45));
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(shown).toHaveLength(told);
  });
});

it("asks anew what was answered before the body changed, and shows the old sheet until then", async () => {
  const { asker, asked, shown, turn } = door();
  asker.wish(at(45));
  await turn(sheet(45));
  asker.wish(at(45));
  expect(asked).toHaveLength(1);
  asker.again(at(45));
  expect(asked).toHaveLength(2);
  expect(shown.at(-1)).toMatchObject({ sheet: { total: 45 }, asking: true });
  await turn(sheet(44));
  expect(shown.at(-1)).toMatchObject({ sheet: { total: 44 }, asking: false });
});
