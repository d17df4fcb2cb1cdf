import { describe, expect, it } from "vitest";
import { pauseMs } from "./backoff";
import { soundCapture } from "./capture";
import { faultOf } from "./codes";
import { looksLikeHeadset } from "./headset";
import { levelOf } from "./level";
import { readStats } from "./line-check";
import { peaksOf } from "./mixer";
import { refused, signallingUrl } from "./pass";
import { missed } from "./publisher";
import { changes, type Offered, wishFor } from "./subscriptions";
import { median, verdictOf } from "./verdict";

const WANTED = {
  identity: "cu.head",
  stage: "gh.head",
  voices: ["gh.head", "eg.head", "cu.head"],
  tiles: ["ir.head", "gh.head"],
  pictures: true,
};

describe("subscriptions", () => {
  it.each([
    ["camera", "gh.head", "high"],
    ["camera", "ir.head", "low"],
    ["camera", "eg.head", "off"],
    ["microphone", "gh.head", "sound"],
    ["microphone", "eg.head", "sound"],
    ["microphone", "ir.head", "off"],
    ["microphone", "en.interpreter", "off"],
    ["camera", "cu.head", "off"],
    ["microphone", "cu.head", "off"],
  ] as const)("takes the %s of %s: %s", (source, person, wish) => {
    expect(wishFor({ source, person, readable: true }, WANTED)).toBe(wish);
  });

  it("takes no picture when pictures are off, and sound all the same", () => {
    const wanted = { ...WANTED, pictures: false };
    expect(wishFor({ source: "camera", person: "gh.head", readable: true }, wanted)).toBe("off");
    expect(wishFor({ source: "microphone", person: "gh.head", readable: true }, wanted)).toBe("sound");
  });

  it("takes nothing that is encrypted otherwise than the room: played, it would be noise at full level", () => {
    for (const source of ["camera", "microphone"] as const)
      expect(wishFor({ source, person: "gh.head", readable: false }, WANTED)).toBe("off");
  });

  it("changes only what is taken otherwise than wished", () => {
    const offered: Offered[] = [
      { person: "gh.head", source: "camera", readable: true, now: "low" },
      { person: "gh.head", source: "microphone", readable: true, now: "sound" },
      { person: "eg.head", source: "camera", readable: true, now: "high" },
      { person: "ir.head", source: "camera", readable: true, now: "low" },
    ];
    const said = changes(offered, WANTED).map(([track, wish]) => [track.person, track.source, wish]);
    expect(said).toEqual([
      ["gh.head", "camera", "high"],
      ["eg.head", "camera", "off"],
    ]);
  });
});

describe("back-off", () => {
  it("grows from half a second to five seconds, and never beyond", () => {
    expect([0, 1, 2, 3, 4, 50].map((n) => pauseMs(n, 0))).toEqual([500, 1000, 2000, 4000, 5000, 5000]);
  });

  it("leaves half of a pause to chance, and never hurries below half a second", () => {
    expect(pauseMs(4, 0.999)).toBeGreaterThanOrEqual(2500);
    expect(pauseMs(4, 0.999)).toBeLessThan(2510);
    expect(pauseMs(0, 0.999)).toBe(500);
  });
});

describe("verdict", () => {
  it.each([
    [40, 20, 0, "good"],
    [300, 20, 20, "good"],
    [301, 20, 0, "weak"],
    [40, 20, 21, "weak"],
    [801, 20, 0, "bad"],
    [40, 20, 101, "bad"],
    [null, 20, 0, "bad"],
    [40, null, 0, "bad"],
  ] as const)("media %s ms, requests %s ms, loss %s ‰: %s", (media, http, loss, verdict) => {
    const facts = { media_round_trip_ms: media, http_round_trip_ms: http, loss_per_mille: loss };
    expect(verdictOf(facts)).toBe(verdict);
  });

  it("takes the middle of the values", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([])).toBeNull();
  });

  it("reads the chosen pair and the packets from the browser's statistics", () => {
    const found = { trips: [], lost: 0, received: 0 };
    const entries = [
      { type: "candidate-pair", nominated: false, currentRoundTripTime: 9 },
      { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.05 },
      { type: "inbound-rtp", packetsLost: 3, packetsReceived: 200 },
    ];
    readStats(new Map(entries.map((entry, n) => [String(n), entry])) as unknown as RTCStatsReport, found);
    expect(found).toEqual({ trips: [50], lost: 3, received: 200 });
  });
});

describe("the door's answers", () => {
  it.each([
    [403, "shown_out", "expelled"],
    [403, "not_seated", "not_admitted"],
    [401, "", "not_admitted"],
    [503, "record_unavailable", "lost"],
    [404, "unknown_book", "lost"],
  ] as const)("%s %s: %s", (status, code, state) => expect(refused(status, code)).toBe(state));

  it("signals at the address of the page", () => {
    const pass = { url: "/hall", token: "", identity: "" };
    expect(signallingUrl(pass, { protocol: "https:", host: "summit.example" })).toBe(
      "wss://summit.example/hall",
    );
    expect(signallingUrl(pass, { protocol: "http:", host: "127.0.0.1:8080" })).toBe(
      "ws://127.0.0.1:8080/hall",
    );
  });
});

describe("sound", () => {
  it("is left as it is on a headset, and only cleared of echo without one", () => {
    const plain = { noiseSuppression: false, autoGainControl: false, voiceIsolation: false, channelCount: 1 };
    expect(soundCapture("", true)).toMatchObject({ ...plain, echoCancellation: false });
    expect(soundCapture("", false)).toMatchObject({ ...plain, echoCancellation: true });
  });

  it.each([
    ["Jabra EVOLVE 65 Headset", true],
    ["AirPods Pro", true],
    ["Гарнитура USB", true],
    ["سماعة رأس", true],
    ["MacBook Pro Microphone", false],
    ["", false],
  ])("knows a headset by its name: %s", (label, is) => expect(looksLikeHeadset(label)).toBe(is));

  it("finds the loudest frequencies", () => {
    const bins = new Float32Array(8).fill(-90);
    bins[2] = -30;
    bins[5] = -24;
    expect(peaksOf(bins, 100, 2)).toEqual([
      { hz: 500, db: -24 },
      { hz: 200, db: -30 },
    ]);
  });

  it("measures levels from silence to full scale", () => {
    expect(levelOf(new Float32Array(64))).toBe(0);
    expect(levelOf(new Float32Array(64).fill(1))).toBe(1);
    expect(levelOf(new Float32Array(64).fill(0.03162))).toBeCloseTo(0.5, 2);
  });
});

describe("device faults", () => {
  it.each([
    ["NotAllowedError", "refused"],
    ["NotFoundError", "not_found"],
    ["NotReadableError", "in_use"],
    ["TypeError", "failed"],
  ])("%s: %s", (name, code) => expect(faultOf(new DOMException("", name))).toBe(code));
});

describe("a track that the server has just taken", () => {
  it.each([
    ["open here, muted there", false, true, true],
    ["open in both", false, false, false],
    ["muted in both", true, true, false],
    ["muted here, open there: it sends silence", true, false, false],
  ])("%s", (_, isMuted, muted, again) => {
    const track = { isMuted } as never;
    expect(missed({ track, trackInfo: { muted } as never }, track)).toBe(again);
    expect(missed({ track: { isMuted } as never, trackInfo: { muted } as never }, track)).toBe(false);
  });
});
