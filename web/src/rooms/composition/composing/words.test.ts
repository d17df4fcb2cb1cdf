/** Every code that the composition gives has words in every language. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { namesOf, type Wording } from "../../../body/wording";
import { LANGUAGE_TAGS } from "../../../i18n/languages";
import { groundWords, reason } from "./reasons";
import { METHODS } from "./wishes";

const HOUSE = "../rostrum/composition";
const python = (file: string) => readFileSync(`${HOUSE}/${file}`, "utf8");
const read = (path: string): Record<string, string> => JSON.parse(readFileSync(path, "utf8"));
const catalogue = (tag: string) => ({
  ...read(`src/i18n/locales/${tag}/composition.json`),
  ...read(`../rostrum/printing/words/${tag}.json`),
});
const all = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((found) => found[1] ?? "")),
];

const english = python("english.py");
const [sentences = "", routes = ""] = english.split("def route(");
const whys = all(sentences, /case "([a-z-]+)":/g);
const kinds = all(routes.split("def _seats")[0] ?? "", /case "([a-z-]+)":/g);
const refusals = all(
  readdirSync(HOUSE)
    .filter((file) => file.endsWith(".py"))
    .map(python)
    .join(""),
  /CompositionRefused\(\s*"([a-z-]+)"/g,
);
/** What no press on this page can ask for: the command line's and the doors' own. */
const ELSEWHERE = [
  "overlapping-groups",
  "unknown-regions",
  "unknown-subregions",
  "unknown-method",
  "unknown-body",
  "unknown-availability",
  "negative-bound",
  "overridden-twice",
  "override-without-reason",
  "must-have-without-ground",
  "naive-instant",
  "bad-duration",
];

it("reads the codes from the rules", () => {
  expect(whys.length).toBeGreaterThanOrEqual(17);
  expect(kinds.length).toBeGreaterThanOrEqual(9);
  expect(refusals.length).toBeGreaterThan(20);
});

describe.each(LANGUAGE_TAGS)("in %s", (tag) => {
  const words = catalogue(tag);
  it.each([
    ["why_", whys],
    ["route_", kinds],
    ["method_", [...METHODS]],
    ["remark_", all(python("compose.py"), /"code": "([a-z-]+)"/g)],
    [
      "refused_",
      refusals.filter((code) => !ELSEWHERE.includes(code)).map((code) => code.replaceAll("-", "_")),
    ],
  ])("%s has words for every code", (prefix, codes) => {
    expect(codes.filter((code) => !words[prefix + code])).toEqual([]);
  });
});

describe("sentences", () => {
  const wording: Wording = {
    t: (key, values) => `${key}${values ? JSON.stringify(values) : ""}`,
    coded: (prefix, code, _, values) => `${prefix}${code}${JSON.stringify(values)}`,
    state: (code) => `<${code}>`,
    region: (key) => `[${key}]`,
    subregion: (key) => `(${key})`,
    classOf: (name) => name,
    list: (words) => words.join(", "),
    date: (iso) => `date ${iso}`,
    debt: (value) => value.toFixed(3),
  };
  const facts = {
    region: "Asia",
    seats: 14,
    debt: 0.321,
    place: 4,
    of: 38,
    subregion: "Southern Asia",
    alone: true,
  };

  it("carry the facts that decided", () => {
    const said = reason({ code: "spread", facts: { ...facts, ahead: ["SGP", "THA"] } }, wording);
    expect(said).toContain("composition.why_spread");
    expect(said).toContain('"region":"[Asia]"');
    expect(said).toContain("<SGP>, <THA>");
    expect(said).toContain('"place":4');
    expect(said).toContain("why_alone");
    expect(
      reason({ code: "declined", facts: { ...facts, place: null, alone: false } }, wording),
    ).not.toContain("standing");
  });

  it("name three states and count the rest", () => {
    expect(namesOf(["A", "B", "C"], wording)).toBe("<A>, <B>, <C>");
    expect(namesOf(["A", "B", "C", "D", "E"], wording)).toContain('and_more{"n":2}');
  });

  it("translate the grounds of offices, and leave a person's own words alone", () => {
    expect(groundWords("Chair since 2019-10-25", wording)).toBe(
      'composition.ground_chair{"since":"date 2019-10-25"}',
    );
    expect(groundWords("previous Chair (troika)", wording)).toContain("ground_troika");
    expect(groundWords("Chairs the working group", wording)).toBe("Chairs the working group");
  });
});
