import { afterEach, describe, expect, it, vi } from "vitest";
import { EventReader } from "./events";
import { Hub, type Told } from "./hub";
import { newKey } from "./key";
import { mergeViews } from "./merge";
import { ServerClock } from "./server-clock";
import { BookStream, channelOf, isAway, type Snapshot } from "./stream";
import { trunkUrl } from "./trunk";
import type { Views } from "./types";

/** For a busy machine. */
const PATIENT = { timeout: 4000 };
const seats = { seats: [] };
const decisions = { decisions: [] };

describe("merging", () => {
  it("replaces what came and keeps the rest by identity", () => {
    const old: Views = { seats, decisions };
    const merged = mergeViews(old, { decisions: { decisions: [] } });
    expect(merged.seats).toBe(seats);
    expect(merged.decisions).not.toBe(decisions);
  });

  it("takes an absent document for unchanged, not for gone", () => {
    const old: Views = { seats };
    expect(mergeViews(old, { seats: null })).toBe(old);
  });
});

describe("the server's clock", () => {
  const clock = (...samples: number[]) => {
    const made = new ServerClock();
    for (const sample of samples) made.take(sample, 0);
    return made.offset;
  };

  it("is taken from the sample that was least delayed", () => expect(clock(900, 1000, 640)).toBe(1000));
  it("follows a server that was set forward at once", () => expect(clock(1000, 91_000)).toBe(91_000));
  it("follows one that was set back, but not one late sample", () => {
    expect(clock(91_000, 1000)).toBe(91_000);
    expect(clock(91_000, 1000, 1010, 1005)).toBe(1005);
  });
  it("forgets what was so long ago that the machines have drifted apart", () =>
    expect(clock(1500, ...Array.from({ length: 30 }, () => 1000))).toBe(1000));
  it("does not ask the visitor's own clock", () => {
    const made = new ServerClock();
    made.take(1_588_590_000_000, performance.now());
    vi.spyOn(Date, "now").mockReturnValue(0);
    expect(performance.now() + made.offset - 1_588_590_000_000).toBeLessThan(1000);
  });
});

describe("event text", () => {
  it("is read in whatever pieces it comes, and heartbeats give the server's clock", () => {
    const beats: number[] = [];
    const reader = new EventReader((at) => beats.push(at));
    const text = ': 1588590000000\n\nevent: views\nid: 7\ndata: {"a":\ndata: 1}\n\n: other\n\n';
    const found = [...text].flatMap((letter) => reader.push(letter));
    expect(found).toEqual([{ event: "views", id: "7", data: '{"a":\n1}' }]);
    expect(beats).toEqual([1_588_590_000_000]);
  });

  it("accepts the line ends of either kind", () => {
    expect(new EventReader().push("event: views\r\ndata: {}\r\n\r\n")).toHaveLength(1);
  });
});

it("asks for all that a browser reads at once, each as its audience and person", () => {
  const desk = channelOf("nam-1", "desk", "k1");
  const gallery = channelOf("nam-1", "gallery", null);
  expect(trunkUrl([desk, gallery])).toBe("/api/streams?on=nam-1%2Cdesk%2Ck1&on=nam-1%2Cgallery%2C");
});

it("makes keys where the page is not secure", () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newKey()).not.toBe(newKey());
  vi.unstubAllGlobals();
});

/** A server of event streams for this page: each connection gets the next script, then ends or stays. */
function serve(connections: (() => Response)[]): string[] {
  const left = [...connections];
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return (left.shift() ?? (() => new Response(null, { status: 503 })))();
  });
  return asked;
}

const line = (event: string, body: object) => `event: ${event}\ndata: ${JSON.stringify(body)}\n\n`;
const views = (channel: number, version: number, shown: Views) =>
  line("views", { channel, version, at: Date.now() + 5000, views: shown });

const sends = (text: string, stays: boolean) => () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      if (!stays) controller.close();
    },
  });
  return new Response(body, { status: 200 });
};

function reads(channel: string) {
  const seen: Snapshot[] = [];
  const stream = new BookStream(channel, (snapshot) => seen.push(snapshot));
  stream.open();
  return { seen, stream };
}

describe("a stream", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("comes back by itself and goes on from what it knew", async () => {
    serve([sends(views(0, 1, { seats }), false), sends(views(0, 2, { decisions }), true)]);
    const { seen, stream } = reads("a,gallery,");
    await vi.waitFor(() => expect(seen.at(-1)?.version).toBe(2), PATIENT);
    stream.close();
    expect(seen.map((snapshot) => snapshot.connection.state)).toContain("lost");
    expect(seen.at(-1)?.connection.state).toBe("live");
    expect(seen.at(-1)?.views).toMatchObject({ seats, decisions });
    expect((seen.at(-1)?.offset ?? 0) + performance.now() - Date.now()).toBeGreaterThan(4000);
  });

  it("says that the address is full, and comes in once there is a place", async () => {
    vi.useFakeTimers();
    const full = () => new Response(JSON.stringify({ code: "too_many_streams" }), { status: 429 });
    const asked = serve([full, sends(views(0, 1, { seats }), true)]);
    const { seen, stream } = reads("full,gallery,");
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen.at(-1)?.connection).toMatchObject({ state: "lost", crowded: true });
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked, "not asked for again at once").toHaveLength(1);
    await vi.advanceTimersByTimeAsync(6000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(seen.at(-1)?.version).toBe(1), PATIENT);
    expect(seen.at(-1)?.connection.crowded).toBeUndefined();
    stream.close();
  });

  it("is one connection for however many read, and each is given its own", async () => {
    const asked = serve([sends(views(0, 1, { seats }) + views(1, 4, { decisions }), true)]);
    const one = reads("a,gallery,");
    const two = reads("b,desk,k");
    await vi.waitFor(() => expect(two.seen.at(-1)?.version).toBe(4), PATIENT);
    expect(one.seen.at(-1)?.views).toEqual({ seats });
    expect(two.seen.at(-1)?.views).toEqual({ decisions });
    expect(asked).toHaveLength(1);
    one.stream.close();
    two.stream.close();
  });

  it("gives a tab that comes later what is known, without asking again", async () => {
    const asked = serve([sends(views(0, 3, { seats }), true)]);
    const hub = new Hub();
    const told: Told[][] = [[], []];
    hub.want({ id: "1", channels: ["a,gallery,"] }, (one) => told[0]?.push(one));
    await vi.waitFor(() => expect(told[0]?.some((one) => one.kind === "views")).toBe(true), PATIENT);
    hub.want({ id: "2", channels: ["a,gallery,"] }, (one) => told[1]?.push(one));
    expect(told[1]).toMatchObject([{ kind: "views", event: { version: 3, views: { seats } } }]);
    expect(asked).toHaveLength(1);
    hub.close();
  });

  it("says why a door did not let it in, and the others read on", async () => {
    const shut = line("refused", { channel: 0, status: 403, code: "not_seated", rule: "", facts: {} });
    const asked = serve([sends(shut + views(1, 2, { seats }), true)]);
    const podium = reads("a,podium,");
    const gallery = reads("a,gallery,");
    await vi.waitFor(() => expect(podium.seen.at(-1)?.refusal?.code).toBe("not_seated"), PATIENT);
    expect(gallery.seen.at(-1)?.version).toBe(2);
    expect(asked).toHaveLength(1);
    podium.stream.close();
    gallery.stream.close();
  });

  it("is away once it was silent or gone for longer than anybody needs to be told", () => {
    const ago = (ms: number) => performance.now() - ms;
    expect(isAway({ state: "live", since: ago(60_000) })).toBe(false);
    expect(isAway({ state: "lost", since: ago(500) })).toBe(false);
    expect(isAway({ state: "lost", since: ago(1500) })).toBe(true);
    expect(isAway({ state: "connecting", since: ago(1500) })).toBe(true);
  });
});
