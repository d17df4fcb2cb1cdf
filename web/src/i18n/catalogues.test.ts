/** Every language says everything that English says, with the same values. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { describe, expect, it } from "vitest";
import { LANGUAGE_TAGS } from "./languages";

const LOCALES = "src/i18n/locales";
const REFUSALS = "../rostrum/procedure/meeting/refusals.py";

/** Words that the server prints too stand beside it, one file a language. */
const SHEET = "sheet";
const SHEET_WORDS = "../rostrum/printing/words";

const read = (tag: string, file: string): Record<string, string> =>
  JSON.parse(
    readFileSync(file === SHEET ? `${SHEET_WORDS}/${tag}.json` : `${LOCALES}/${tag}/${file}`, "utf8"),
  );
const catalogues = readdirSync(`${LOCALES}/en`).sort();
const files = [...catalogues, SHEET];

type Token = string | Token[] | Record<string, unknown>;

/** Names of the values that a message takes, plural branches included. */
function placeholders(tokens: unknown): Set<string> {
  const found = new Set<string>();
  for (const token of (Array.isArray(tokens) ? tokens : []) as Token[]) {
    if (!Array.isArray(token)) continue;
    found.add(String(token[0]));
    const branches = token[2];
    if (typeof branches !== "object" || Array.isArray(branches)) continue;
    for (const branch of Object.values(branches)) for (const name of placeholders(branch)) found.add(name);
  }
  return found;
}

/** What a message must be given; in which form a name stands is each language's own affair. */
const valuesOf = (message: string): string[] => {
  const names = [...placeholders(compileMessage(message))];
  return [...new Set(names.map((name) => name.replace(/_(?:the|of|to|delegation)$/i, "")))].sort();
};

/** Branches of a plural that this language's rules can never choose, or that it lacks. */
function missingPlurals(tokens: unknown, tag: string): string[] {
  const needs = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  const plurals = ((Array.isArray(tokens) ? tokens : []) as Token[]).filter(
    (token): token is Token[] => Array.isArray(token) && token[1] === "plural",
  );
  return plurals.flatMap(([, , branches]) =>
    needs
      .filter((category) => category !== "many" || ["ar", "ru"].includes(tag))
      .filter((c) => !(c in (branches as object))),
  );
}

describe("catalogues", () => {
  it("are the same files in all six languages", () => {
    for (const tag of LANGUAGE_TAGS) expect(readdirSync(`${LOCALES}/${tag}`).sort(), tag).toEqual(catalogues);
    expect(readdirSync(LOCALES).sort()).toEqual([...LANGUAGE_TAGS].sort());
    expect(readdirSync(SHEET_WORDS).sort()).toEqual([...LANGUAGE_TAGS].map((tag) => `${tag}.json`).sort());
  });

  describe.each(LANGUAGE_TAGS.filter((tag) => tag !== "en"))("%s", (tag) => {
    it.each(files)("%s says what English says, with the same values", (file) => {
      const english = read("en", file);
      const other = read(tag, file);
      expect(Object.keys(other).sort()).toEqual(Object.keys(english).sort());
      for (const [key, message] of Object.entries(english)) {
        expect(other[key]?.trim(), key).toBeTruthy();
        const mine = valuesOf(other[key] ?? "");
        expect(mine, key).toEqual(valuesOf(message));
      }
    });

    it.each(files)("%s has every plural form of its language", (file) => {
      for (const [key, message] of Object.entries(read(tag, file))) {
        expect(missingPlurals(compileMessage(message), tag), key).toEqual([]);
      }
    });
  });

  it("say no message twice, here and beside the server", () => {
    const shared = Object.keys(read("en", SHEET));
    expect(shared.filter((key) => key in read("en", "composition.json"))).toEqual([]);
  });

  it("sees a value that is missing", () => {
    const tokens = compileMessage("{n, plural, one {# of {name}} other {# of {name}}}");
    expect([...placeholders(tokens)].sort()).toEqual(["n", "name"]);
  });
});

describe("refusals", () => {
  const source = readFileSync(REFUSALS, "utf8");
  const codes = [...source.matchAll(/^\s{4}"([a-z_]+)": Ground\(/gm)].map((found) => found[1] ?? "");

  it("are read from the rules", () => expect(codes.length).toBeGreaterThan(60));

  it("have a sentence each", () => {
    const sentences = read("en", "refusals.json");
    expect(codes.filter((code) => !(code in sentences))).toEqual([]);
  });

  it("name only facts that the rules give", () => {
    const grounds = [...source.matchAll(/^\s{4}"([a-z_]+)": Ground\(\s*"[^"]*"(?:,\s*\(([^)]*)\))?/gm)];
    const sentences = read("en", "refusals.json");
    for (const [, code = "", facts = ""] of grounds) {
      const given = [...facts.matchAll(/"([a-z_]+)"/g)].map((found) => found[1]);
      const named = valuesOf(sentences[code] ?? "");
      expect(
        named.filter((name) => !given.includes(name)),
        code,
      ).toEqual([]);
    }
  });
});

/** Every code that a body's book, a composition or a door gives, by the source that gives it. */
function codesBeyondTheMeeting(): Set<string> {
  const rows = readFileSync("../rostrum/procedure/body/refusals.py", "utf8");
  const found = new Set([...rows.matchAll(/^ {4}"([a-z_]+)": \(/gm)].map((row) => row[1] ?? ""));
  const given =
    /(?:\bRefusal\(\s*\d+,|\bbody\(\d+,|\b40\d:|CompositionRefused\(|OutOfOrder\(|NotSeated\(|_refuse\(answer, \d+,)\s*"([a-z_-]+)"/g;
  for (const part of ["composition", "doors", "hall", "printing", "secretariat", "views"]) {
    for (const file of readdirSync(`../rostrum/${part}`).filter((name) => name.endsWith(".py"))) {
      const source = readFileSync(join("../rostrum", part, file), "utf8");
      for (const [, code = ""] of source.matchAll(given)) found.add(code.replaceAll("-", "_"));
    }
  }
  return found;
}

describe("refusals of bodies, compositions and doors", () => {
  const codes = codesBeyondTheMeeting();

  it("are read from their sources", () => {
    expect(codes.size).toBeGreaterThan(90);
    const oneOfEach = ["already_suspended", "wishes_conflict", "foreign_origin", "wrong_method", "shown_out"];
    for (const code of oneOfEach) expect([...codes]).toContain(code);
  });

  it("have a sentence each, in general or in the composition room", () => {
    const general = read("en", "refusals.json");
    const composing = read("en", "composition.json");
    const mute = [...codes].filter((code) => !(code in general) && !(`refused_${code}` in composing));
    expect(mute).toEqual([]);
  });
});
