// @vitest-environment node
/** Which way imports run in the web: rooms know no rooms, and what stands below a room knows none. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const HERE = import.meta.dirname;

/** Whom each floor may know besides itself; `.`: what belongs to all pages (addresses, theme, admissions). */
const KNOWS: Record<string, readonly string[]> = {
  api: [],
  i18n: ["api"],
  hall: ["api"],
  primitives: ["i18n"],
  furniture: ["api", "i18n", "hall", "primitives", "."],
  body: ["api", "i18n", "primitives", "furniture", "."],
  rooms: ["api", "i18n", "hall", "primitives", "furniture", "body", "."],
  whole: [],
};

/** Opens the pages, and is known to nobody. */
const ENTRANCE = ["App", "main"];

const sources = readdirSync(HERE, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.tsx?$/.test(file));

/** What a source imports of ours, by any kind of import, as a path from here. */
function importsOf(file: string, text: string): string[] {
  const names = ts.preProcessFile(text).importedFiles.map((found) => found.fileName);
  return names
    .filter((name) => name.startsWith("."))
    .map((name) => relative(HERE, resolve(HERE, dirname(file), name)).replaceAll("\\", "/"))
    .filter((path) => !path.startsWith(".."));
}

/** The first folder, also of an import that names the folder alone. */
const floorOf = (path: string): string => {
  const [first = ""] = path.split("/");
  return first in KNOWS || path.includes("/") ? first : ".";
};

/** A room, and the part of it where it has parts: `rooms/composition/calling/Sittings` → composition, calling. */
function placeOf(path: string): { room?: string; part?: string } {
  const [, room, part] = /^rooms\/(\w+)(?:\/(\w+)\/)?/.exec(path) ?? [];
  return { ...(room && { room }), ...(part && { part }) };
}

/** Why a file may not import another; nothing where it may. A test may stage a room to look at what stands below. */
function trespass(file: string, imported: string): string | undefined {
  const [mine, other] = [placeOf(file), placeOf(imported)];
  if (mine.room && other.room && mine.room !== other.room) return "rooms import no rooms";
  if (mine.part && other.part && mine.part !== other.part) return "parts of a room import no other part";
  const [floor, below] = [floorOf(file), floorOf(imported)];
  if (floor === "." || floor === below || (file.includes(".test.") && !mine.room)) return undefined;
  if (ENTRANCE.includes(imported)) return "nobody imports the entrance";
  return KNOWS[floor]?.includes(below) ? undefined : `${floor} knows no ${below}`;
}

const trespasses = (file: string, text: string): string[] =>
  importsOf(file, text).flatMap((imported) => {
    const why = trespass(file, imported);
    return why ? [`${file} imports ${imported}: ${why}`] : [];
  });

it("lets imports run one way", () => {
  expect(sources.length).toBeGreaterThan(300);
  const found = sources.flatMap((file) => trespasses(file, readFileSync(join(HERE, file), "utf8")));
  expect(found).toEqual([]);
});

/** The house is asked on one floor only, where every wait has its limit and every refusal its words. */
const ASKS = /\b(fetch|reach)\(|new (XMLHttpRequest|EventSource)\b/;

it("asks the house on the floor of its doors alone", () => {
  const own = sources.filter((file) => !file.startsWith("api/") && !file.includes(".test."));
  const found = own.filter(
    (file) => file !== "furniture/staged.tsx" && asks(readFileSync(join(HERE, file), "utf8")),
  );
  expect(found).toEqual([]);
  expect(asks('const answer = await fetch("/api/time");')).toBe(true);
  expect(asks("void refetch();")).toBe(false);
});

const asks = (text: string): boolean => ASKS.test(text);

it("knows every floor", () => {
  const floors = new Set(sources.map(floorOf).filter((floor) => floor !== "."));
  expect([...floors].sort()).toEqual(Object.keys(KNOWS).sort());
});

it.each([
  ["rooms/intake/index.tsx", 'import { Frame } from "../body/Frame";', "rooms import no rooms"],
  ["rooms/desk/Line.tsx", 'const Late = () => import("../podium");', "rooms import no rooms"],
  ["rooms/composition/calling/A.tsx", 'import { B } from "../inviting/B";', "parts of a room"],
  [
    "body/names.ts",
    'import type { Why } from "../rooms/composition/composing/sheet";',
    "body knows no rooms",
  ],
  ["body/Frame.tsx", 'export { Room } from "../rooms/desk";', "body knows no rooms"],
  ["furniture/Sign.tsx", 'import { useBody } from "../body/useBody";', "furniture knows no body"],
  ["api/client.ts", 'import { useT } from "../i18n";', "api knows no i18n"],
  ["rooms/desk/index.tsx", 'import { App } from "../../App";', "the entrance"],
])("names a trespass: %s", (file, text, why) => {
  expect(trespasses(file, text).join()).toContain(why);
});

it.each([
  ["rooms/intake/index.tsx", 'import { Frame } from "../../body/Frame";'],
  ["rooms/composition/index.tsx", 'import { Round } from "./inviting/Round";'],
  ["rooms/composition/calling/A.tsx", 'import { Z } from "../zone";'],
  ["rooms/desk/index.tsx", 'import { useTheme } from "../../theme";'],
  ["furniture/Stage.test.tsx", 'import Desk from "../rooms/desk";'],
  ["App.tsx", 'const Body = () => import("./rooms/body");'],
])("lets be what may be: %s", (file, text) => {
  expect(trespasses(file, text)).toEqual([]);
});
