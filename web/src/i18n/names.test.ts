/** Every state and organisation in every sentence of every language that declines names. */
import { readdirSync, readFileSync } from "node:fs";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { beforeAll, describe, expect, it } from "vitest";
import { need, officeIn, say } from "./catalogue";
import type { Key, Namespace } from "./keys";
import { LANGUAGE_TAGS, type LanguageTag } from "./languages";
import { formsOf } from "./names";

const DATA = "../rostrum/data";
const LOCALES = "src/i18n/locales";

type Texts = Record<string, string>;
interface Row {
  iso3: string;
  names: Texts;
  former_names?: { names: Texts }[];
}

const json = <Read>(path: string): Read => JSON.parse(readFileSync(path, "utf8")) as Read;
const rows = json<{ states: Row[] }>(`${DATA}/states.json`).states;
const organisations = tables(readFileSync("../scenarios/organisations.toml", "utf8"));
const offices = tables(readFileSync("../scenarios/offices.toml", "utf8"));

/** `[key]` and `tag = "text"` lines of a table of names. */
function tables(toml: string): Texts[] {
  const parts = toml.split(/^\[.+\]$/m).slice(1);
  return parts.map((part) =>
    Object.fromEntries(
      [...part.matchAll(/^(\w+) = "(.*)"$/gm)].map(([, tag = "", text = ""]) => [tag, text]),
    ),
  );
}

const named = [
  ...rows.flatMap((row) => [row.names, ...(row.former_names ?? []).map((one) => one.names)]),
  ...organisations,
];
const namesIn = (tag: string): string[] => named.flatMap((texts) => texts[tag] ?? []);
const nameOf = (code: string, tag: string): string => rows.find((row) => row.iso3 === code)?.names[tag] ?? "";

const NAMING: Namespace[] = ["desk", "formulas", "podium", "refusals", "reply", "secretariat"];
const messages = (tag: string, namespace: string) => json<Texts>(`${LOCALES}/${tag}/${namespace}.json`);
const FORM = /\{[a-z]+_(?:the|of|to|delegation)\}/i;
const asking = (tag: string): [Key, string][] =>
  NAMING.flatMap((namespace) =>
    Object.entries(messages(tag, namespace))
      .filter(([, message]) => FORM.test(message))
      .map(([key, message]): [Key, string] => [`${namespace}.${key}` as Key, message]),
  );

/** Every value that a message names, said of one delegation. */
function valuesOf(message: string, name: string): Texts {
  const tokens = (compileMessage(message) as (string | string[])[]).filter((token) => Array.isArray(token));
  const names = tokens.map((token) => String(token[0]).replace(/_(?:the|of|to|delegation)$/i, ""));
  return Object.fromEntries(
    names.map((one) => [one, ["seat", "other", "yours", "holder", "name"].includes(one) ? name : "7"]),
  );
}

/** What no sentence of a language may hold, whichever the name. */
const NEVER: Partial<Record<LanguageTag, RegExp>> = {
  en: /\bthe the\b/i,
  fr: /\b(?:de|à) les?\s|\bde (?:l’)?(?:du|des)\b|\b(?:de|que|le|la) (?=[AEIOUÉÈÎ](?!l Salvador))(?!.*«)\p{L}/u,
  es: /\b(?:de|a) el (?!Salvador)|\b(?:del|al) (?:la|las|los)\b/,
  ru: /ё/,
};

beforeAll(async () => {
  for (const tag of LANGUAGE_TAGS) await need(tag, [...NAMING, "common"]);
});

describe.each(LANGUAGE_TAGS)("%s", (tag) => {
  it("has the forms of every state, renamed ones and organisations included", () => {
    expect(namesIn(tag).length).toBeGreaterThan(200);
    if (tag === "ar" || tag === "zh") return;
    const table = json<{ names: Record<string, Texts> }>(`${DATA}/names/${tag}.json`).names;
    expect(namesIn(tag).filter((name) => !(name in table))).toEqual([]);
    expect(Object.keys(table).filter((name) => !namesIn(tag).includes(name))).toEqual([]);
  });

  it("says each of its sentences of each of them", () => {
    const asked = asking(tag);
    if (tag !== "ar" && tag !== "zh") expect(asked.length).toBeGreaterThan(20);
    for (const [key, message] of asked) {
      for (const name of namesIn(tag)) {
        const said = say(tag, key, valuesOf(message, name));
        expect(said, `${key} of ${name}`).not.toMatch(/[{}]|undefined| {2}|^ | $/);
        if (NEVER[tag]) expect(said, `${key} of ${name}`).not.toMatch(NEVER[tag]);
      }
    }
  });

  it("calls every office of every state", () => {
    for (const office of offices.map((texts) => texts[tag] ?? "")) {
      for (const name of namesIn(tag)) {
        const words = officeIn(tag, office, name, "to");
        expect(words, `${office} of ${name}`).toBeTruthy();
        const said = say(tag, "formulas.give_floor_office", { office: words ?? "", seat: name });
        expect(said).not.toMatch(/[{}]|undefined| {2}/);
        if (NEVER[tag]) expect(said).not.toMatch(NEVER[tag]);
      }
    }
  });

  it("says its sentences of a body that nobody knows", () => {
    for (const [key, message] of asking(tag)) {
      const said = say(tag, key, valuesOf(message, "Nowhere"));
      expect(said, key).toContain("Nowhere");
      if (NEVER[tag]) expect(said, key).not.toMatch(NEVER[tag]);
    }
  });
});

describe("names that are tried on everybody", () => {
  it.each([
    ["fr", "EGY", "Je remercie l’Égypte de cette déclaration.", "La ligne de l’Égypte"],
    ["fr", "BFA", "Je remercie le Burkina Faso de cette déclaration.", "La ligne du Burkina Faso"],
    ["fr", "BHS", "Je remercie les Bahamas de cette déclaration.", "La ligne des Bahamas"],
    ["fr", "CUB", "Je remercie Cuba de cette déclaration.", "La ligne de Cuba"],
    ["fr", "HTI", "Je remercie Haïti de cette déclaration.", "La ligne d’Haïti"],
    ["fr", "CIV", "Je remercie la Côte d'Ivoire de cette déclaration.", "La ligne de la Côte d'Ivoire"],
    ["fr", "YEM", "Je remercie le Yémen de cette déclaration.", "La ligne du Yémen"],
    ["fr", "COM", "Je remercie les Comores de cette déclaration.", "La ligne des Comores"],
    ["fr", "SLV", "Je remercie El Salvador de cette déclaration.", "La ligne d’El Salvador"],
    ["en", "BHS", "I thank the Bahamas for the statement.", "We have lost the line of the Bahamas."],
    ["en", "GMB", "I thank the Gambia for the statement.", "the line of the Gambia"],
    [
      "en",
      "NLD",
      "I thank the Kingdom of the Netherlands for the statement.",
      "the Kingdom of the Netherlands",
    ],
    ["en", "PHL", "I thank the Philippines for the statement.", "the line of the Philippines"],
    ["en", "USA", "I thank the United States of America for the statement.", "the United States of America"],
    ["en", "CUB", "I thank Cuba for the statement.", "the line of Cuba"],
    [
      "es",
      "ARE",
      "Doy las gracias a los Emiratos Árabes Unidos por",
      "La línea de los Emiratos Árabes Unidos",
    ],
    ["es", "ECU", "Doy las gracias al Ecuador por su intervención.", "la línea del Ecuador"],
    ["es", "SLV", "Doy las gracias a El Salvador por su intervención.", "la línea de El Salvador"],
    ["ru", "CUB", "Благодарю делегацию Кубы за выступление.", "с делегацией Кубы"],
    ["ru", "PER", "Благодарю делегацию Перу за выступление.", "с делегацией Перу"],
    ["ru", "USA", "Благодарю делегацию Соединенных Штатов Америки за", "Соединенных Штатов Америки"],
    ["ru", "ARE", "Благодарю делегацию Объединенных Арабских Эмиратов за", "Объединенных Арабских Эмиратов"],
    ["ru", "NIC", "Благодарю делегацию Никарагуа за выступление.", "с делегацией Никарагуа"],
    ["ar", "EGY", "أشكر وفد مصر على البيان.", "انقطع خط وفد مصر."],
    ["zh", "EGY", "感谢埃及的发言。", "埃及的线路中断"],
  ] as [LanguageTag, string, string, string][])("%s %s", (tag, code, thanks, line) => {
    const seat = nameOf(code, tag);
    expect(say(tag, "formulas.thanks", { seat })).toContain(thanks);
    expect(say(tag, "formulas.line_lost", { seat }).toLowerCase()).toContain(line.toLowerCase());
  });

  it.each([
    ["en", "I now give the floor to the President of Cuba."],
    ["fr", "Je donne maintenant la parole au Président de Cuba."],
    ["es", "Doy ahora la palabra al Presidente de Cuba."],
    ["ru", "Слово предоставляется Президенту Кубы."],
    ["ar", "أعطي الكلمة الآن إلى وفد كوبا: رئيس الجمهورية."],
    ["zh", "现在请古巴总统发言。"],
  ] as [LanguageTag, string][])("%s gives a president the floor", (tag, said) => {
    const office = officeIn(tag, offices[0]?.[tag] ?? "", nameOf("CUB", tag), "to") ?? "";
    expect(say(tag, "formulas.give_floor_office", { office, seat: "" })).toBe(said);
  });

  it("puts an unknown name behind the word delegation", () => {
    expect(formsOf("fr", "Nulle Part").to).toBe("à la délégation «\u202fNulle Part\u202f»");
    expect(formsOf("es", "Ningún Lugar").of).toBe("de la delegación «Ningún Lugar»");
    expect(formsOf("ru", "Нигде").of).toBe("«Нигде»");
    expect(formsOf("en", "Nowhere").the).toBe("the delegation of Nowhere");
  });
});

it("asks for forms only where the names are loaded", () => {
  const files = readdirSync(`${LOCALES}/en`).map((file) => file.replace(".json", ""));
  const bare = files.filter((namespace) => !NAMING.includes(namespace as Namespace));
  for (const tag of LANGUAGE_TAGS) {
    for (const namespace of bare) {
      const asked = Object.entries(messages(tag, namespace)).filter(([, message]) => FORM.test(message));
      expect(asked, `${tag}/${namespace}`).toEqual([]);
    }
  }
});
