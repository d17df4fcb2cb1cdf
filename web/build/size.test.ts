// @vitest-environment node
/** What a reader fetches before the gallery or the lobby works, gzipped: code, words and the media client. */
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { beforeAll, describe, expect, it, vi } from "vitest";

const MOST = 250_000;

let chunks: Rolldown.OutputChunk[];

beforeAll(async () => {
  vi.stubEnv("NODE_ENV", "production");
  const made = await build({ logLevel: "silent", build: { write: false } });
  vi.unstubAllEnvs();
  const output = (made as Rolldown.RolldownOutput).output;
  chunks = output.filter((part): part is Rolldown.OutputChunk => part.type === "chunk");
}, 60_000);

const holding = (part: string) => {
  const found = chunks.filter((chunk) => chunk.moduleIds.some((id) => id.includes(part)));
  if (!found.length) throw new Error(`No chunk holds ${part}`);
  return found;
};

/** These chunks and all that they import without being asked. */
function reachable(from: Rolldown.OutputChunk[]): Set<Rolldown.OutputChunk> {
  const seen = new Set<Rolldown.OutputChunk>();
  const open = [...from];
  for (let chunk = open.pop(); chunk; chunk = open.pop()) {
    if (seen.has(chunk)) continue;
    seen.add(chunk);
    for (const name of chunk.imports) open.push(...chunks.filter((other) => other.fileName === name));
  }
  return seen;
}

const gzipped = (chunk: Rolldown.OutputChunk) => gzipSync(chunk.code, { level: 9 }).length;

function firstLoad(room: string): number {
  const words = ["common", room].flatMap((name) => holding(`/locales/ar/${name}.json`));
  const code = ["/src/main.tsx", `/src/rooms/${room}/index.tsx`, "/livekit-client/"].flatMap(holding);
  return [...reachable([...code, ...words])].reduce((sum, chunk) => sum + gzipped(chunk), 0);
}

describe("first load", () => {
  it.each(["gallery", "lobby"])(
    "of the %s is within 250 kB, in the language with the longest words",
    (room) => {
      const size = firstLoad(room);
      console.info(`${room}: ${(size / 1000).toFixed(1)} kB`);
      expect(size).toBeLessThanOrEqual(MOST);
    },
  );

  it("counts the media client, which is the largest part", () => {
    const media = holding("/livekit-client/").reduce((sum, chunk) => sum + gzipped(chunk), 0);
    expect(media).toBeGreaterThan(80_000);
  });
});
