import { afterEach, describe, expect, it, vi } from "vitest";
import { EventReader } from "./events";
import { BookStream, mergeViews, offsetFrom, type Snapshot, streamUrl } from "./stream";
import type { Views } from "./types";

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
  it("is taken from the sample that was least delayed", () =>
    expect(offsetFrom([900, 1000, 640])).toBe(1000));
  it("is this machine's own before the first event", () => expect(offsetFrom([])).toBe(0));
});

describe("event text", () => {
  it("is read in whatever pieces it comes, and heartbeats give nothing", () => {
    const reader = new EventReader();
    const text = ': heartbeat\n\nevent: views\nid: 7\ndata: {"a":\ndata: 1}\n\n';
    const found = [...text].flatMap((letter) => reader.push(letter));
    expect(found).toEqual([{ event: "views", id: "7", data: '{"a":\n1}' }]);
  });

  it("accepts the line ends of either kind", () => {
    expect(new EventReader().push("event: views\r\ndata: {}\r\n\r\n")).toHaveLength(1);
  });
});

it("asks as the audience and the person of this window", () => {
  expect(streamUrl("nam 1", "desk", "k/1")).toBe("/api/books/nam%201/stream?as=desk&a=k%2F1");
  expect(streamUrl("nam", "gallery", null)).toBe("/api/books/nam/stream?as=gallery");
});

/** A server of event streams for this page: each connection gets the next script, then ends or stays. */
function serve(connections: (() => Response)[]) {
  const left = [...connections];
  vi.stubGlobal("fetch", async () => (left.shift() ?? (() => new Response(null, { status: 503 })))());
}

const sends = (version: number, views: Views, stays: boolean) => () => {
  const text = `event: views\nid: ${version}\ndata: ${JSON.stringify({ version, at: Date.now() + 5000, views })}\n\n`;
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      if (!stays) controller.close();
    },
  });
  return new Response(body, { status: 200 });
};

describe("a stream", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("comes back by itself and goes on from what it knew", async () => {
    serve([sends(1, { seats }, false), sends(2, { decisions }, true)]);
    const seen: Snapshot[] = [];
    const stream = new BookStream("/stream", (snapshot) => seen.push(snapshot));
    stream.open();
    await vi.waitFor(() => expect(seen.at(-1)?.version).toBe(2), 3000);
    stream.close();
    expect(seen.map((snapshot) => snapshot.connection.state)).toContain("lost");
    expect(seen.at(-1)?.connection.state).toBe("live");
    expect(seen.at(-1)?.views).toMatchObject({ seats, decisions });
    expect(seen.at(-1)?.offset).toBeGreaterThan(4000);
  });

  it("does not knock again at a door that refused", async () => {
    const knocks: number[] = [];
    vi.stubGlobal("fetch", async () => {
      knocks.push(Date.now());
      return new Response(JSON.stringify({ code: "not_seated", rule: "", facts: {} }), { status: 403 });
    });
    const seen: Snapshot[] = [];
    const stream = new BookStream("/stream", (snapshot) => seen.push(snapshot));
    stream.open();
    await vi.waitFor(() => expect(seen.at(-1)?.refusal?.code).toBe("not_seated"));
    await new Promise((resolve) => setTimeout(resolve, 600));
    stream.close();
    expect(knocks).toHaveLength(1);
  });
});
