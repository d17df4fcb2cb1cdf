/** Every code that the server can put on a screen has words in six languages, and none is shown bare. */
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { ruleOf } from "../furniture/rules";
import { need, say } from "./catalogue";
import type { Key, Namespace, Values } from "./keys";
import { LANGUAGE_TAGS, type LanguageTag } from "./languages";

const RULES = "../rostrum/procedure";
const VIEWS = "../rostrum/views";
const read = (path: string): string => readFileSync(path, "utf8");
const all = (text: string, what: RegExp): string[] => [...text.matchAll(what)].map((found) => found[1] ?? "");
const catalogue = (tag: string, namespace: string) =>
  JSON.parse(read(`src/i18n/locales/${tag}/${namespace}.json`)) as Record<string, string>;

/** Classes of `procedure/words.py`: name → values. */
function enumerations(): Map<string, string[]> {
  const parts = read(`${RULES}/words.py`)
    .split(/^class (\w+)\(StrEnum\):$/m)
    .slice(1);
  const found = new Map<string, string[]>();
  for (let i = 0; i < parts.length; i += 2)
    found.set(parts[i] ?? "", all(parts[i + 1] ?? "", /^ {4}[A-Z_]+ = "(\w+)"$/gm));
  return found;
}

/** Where the words of each enumeration stand: keys that begin so. */
const SHOWN: Record<string, string[]> = {
  SeatKind: ["common.kind_"],
  Level: ["common.level_", "common.sign_"],
  Capacity: ["common.capacity_"],
  Visibility: ["secretariat.seen_"],
  SittingPhase: ["common.phase_"],
  ListPhase: ["podium.list_"],
  EntryPhase: ["common.entry_"],
  StatementForm: ["common.form_"],
  Ruling: ["podium.ruling_", "secretariat.ruling_"],
  QuestionAbout: ["common.about_", "secretariat.about_"],
  CorrectionPhase: ["desk.correction_", "lobby.correction_"],
  ItemPhase: ["common.item_"],
  Presence: ["common.presence_"],
  LetterForm: ["composition.letter_form_"],
};

/** Enumerations that choose what is shown and are themselves on no screen. */
const UNSEEN = new Set([
  "FloorPhase",
  "FloorEnd",
  "Segment",
  "TieRule",
  "PointPhase",
  "QuestionPhase",
  "ItemKind",
  "StageRole",
]);

/** Codes that are no enumeration: where they come from, and where their words stand. */
const OTHERS: [what: string, codes: string[], prefix: string][] = [
  ["acts", union(read(`${RULES}/meeting/acts.py`), "ACTS"), "secretariat.act_"],
  ["intents", union(read(`${RULES}/meeting/intents.py`), "INTENTS"), "secretariat.intent_"],
  ["alerts", all(read(`${VIEWS}/podium.py`), /Alert\(kind="(\w+)"/g), "podium.alert_"],
  [
    "what is awaited",
    all(read(`${VIEWS}/stage.py`), /^ {4}(?:SittingPhase\.\w+|"\w+"): "(\w+)",$/gm),
    "common.awaited_",
  ],
  [
    "what the chair waits for",
    all(read(`${RULES}/meeting/conduct.py`), /waiting_for="(\w+)"/g),
    "podium.waiting_",
  ],
  [
    "microphones",
    all(read(`${VIEWS}/desk.py`), /(?:FloorPhase\.\w+: |return )"(\w+)"/g).flatMap((code) =>
      code === "held" ? ["held_line", "held_hall", "held_chair"] : [code],
    ),
    "desk.mic_",
  ],
  [
    "formal places of members",
    [
      "bureau",
      ...(enumerations().get("Level") ?? []),
      ...(enumerations().get("SeatKind") ?? []).filter((kind) => kind !== "member"),
    ],
    "welcome.place_",
  ],
  ["who holds a floor", ["line", "hall", "chair"], "common.floor_held_"],
];

/** Names in the tuple that lists a book's acts or intents. */
function union(source: string, name: string): string[] {
  const list = source.slice(source.search(new RegExp(`^${name}\\b`, "m")));
  return all(list.slice(0, list.indexOf("fmt: skip")), /\b([A-Z][a-z]\w+)\b,/g).filter(
    (one) => !["Visibility", "SECRETARIAT"].includes(one),
  );
}

const holds = (tag: string, key: string): boolean => {
  const [namespace = "", ...rest] = key.split(".");
  return rest.join(".") in catalogue(tag, namespace);
};

describe("every enumeration", () => {
  const known = enumerations();

  it("is either shown in words or on no screen", () => {
    expect(known.size).toBeGreaterThan(15);
    expect([...known.keys()].sort()).toEqual([...Object.keys(SHOWN), ...UNSEEN].sort());
  });

  it.each(Object.keys(SHOWN))("%s has words in six languages", (name) => {
    const values = known.get(name) ?? [];
    expect(values.length).toBeGreaterThan(1);
    const keys = (SHOWN[name] ?? []).flatMap((prefix) => values.map((value) => prefix + value));
    for (const tag of LANGUAGE_TAGS)
      expect(
        keys.filter((key) => !holds(tag, key)),
        tag,
      ).toEqual([]);
  });

  it("marks no two levels alike in one language", () => {
    for (const tag of LANGUAGE_TAGS) {
      const signs = (known.get("Level") ?? []).map((level) => say(tag, `common.sign_${level}` as Key));
      expect(new Set(signs).size, tag).toBe(signs.length);
    }
  });
});

describe("every code", () => {
  it.each(OTHERS)("of %s has words", (what, codes, prefix) => {
    expect(codes.length, what).toBeGreaterThan(2);
    const keys = codes.map((code) => prefix + code);
    for (const tag of LANGUAGE_TAGS)
      expect(
        keys.filter((key) => !holds(tag, key)),
        tag,
      ).toEqual([]);
  });
});

/** Person keys, codes with underscores, numbers of our chapters, JSON and leftover places for values. */
const BARE = /[A-Z]{2,}\.\w|\b[a-z]+_[a-z_]+\b|\{"|[{}]|\bM\d+a?\b|\[object|undefined/;
const NAMESPACES = readdirSync("src/i18n/locales/en").map((file) => file.replace(".json", "") as Namespace);

beforeAll(async () => {
  for (const tag of LANGUAGE_TAGS) await need(tag, NAMESPACES);
});

const rules = ["meeting", "body"].flatMap((kind) =>
  all(read(`${RULES}/${kind}/refusals.py`), /^ {4}"\w+": (?:Ground)?\(\s*"([^"]+)"/gm),
);

describe.each(LANGUAGE_TAGS)("in %s", (tag) => {
  it("every rule that a refusal rests on is said in words", () => {
    expect(rules.length).toBeGreaterThan(100);
    for (const rule of rules) {
      const said = say(tag, ...ruleOf(rule, String));
      expect(said, rule).toBeTruthy();
      expect(said, rule).not.toMatch(BARE);
      if (tag !== "en") expect(said, rule).not.toContain(rule);
    }
  });

  it("no message shows a code, whatever it is given", () => {
    for (const namespace of NAMESPACES) {
      for (const key of Object.keys(catalogue(tag, namespace))) {
        const said = say(tag, `${namespace}.${key}` as Key, given(tag, namespace, key));
        expect(said, `${namespace}.${key}`).not.toMatch(BARE);
      }
    }
  });
});

/** A plain word or number for each value that a message names. */
function given(tag: LanguageTag, namespace: string, key: string): Values {
  const message = catalogue(tag, namespace)[key] ?? "";
  const names = all(message, /\{(\w+)/g).map((name) => name.replace(/_(?:the|of|to|delegation)$/i, ""));
  const counted = new Set(all(message, /\{(\w+), (?:plural|selectordinal|number)/g));
  return Object.fromEntries(names.map((name) => [name, counted.has(name) ? 3 : "—"]));
}

it("takes a code for what it is", () => {
  for (const code of ["(M1 sitting)", "by AZE.chair", 'facts {"seat": 1}', "not_on_list", "{seat}"])
    expect(code).toMatch(BARE);
  expect("Rule 71: the United States of America, 3:05").not.toMatch(BARE);
});
