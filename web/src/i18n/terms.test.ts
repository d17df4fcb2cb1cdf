/** Each language's own terms and spelling, over everything it says on a screen or on paper. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const LOCALES = "src/i18n/locales";
const LETTERS = "../rostrum/printing/letter_words.py";

type Said = [where: string, message: string][];

function catalogue(tag: string): Said {
  const files = readdirSync(`${LOCALES}/${tag}`).map((file) => `${LOCALES}/${tag}/${file}`);
  return [...files, `../rostrum/printing/words/${tag}.json`].flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>).map(
      ([key, message]): [string, string] => [`${file.split("/").at(-1)} ${key}`, message],
    ),
  );
}

const found = (said: Said, what: RegExp): string[] =>
  said.filter(([, message]) => what.test(message)).map(([where, message]) => `${where}: ${message}`);

/** Words that are not the field's own, by language; the rest of each line says why. */
const WRONG: [tag: string, what: RegExp, why: string][] = [
  ["en", /has the word\b|^Who is accredited|^Adopted: /, "the floor; anyone accredited"],
  ["zh", /宣布休会。会议将于|延期|提醒|提出问题/, "暂停 suspends, 休会 adjourns, 提请决定 puts"],
  [
    "es",
    /[Aa]plaz|[Oo]rden del d[ií]a|\bagenda\b|[Aa]siento \{|asiento del acta|: observación$|asesoría/,
    "levantar (rule 76); programa",
  ],
  ["en", /thank \{seat\}|declare it open: /, "the Bahamas; declare open the …"],
  [
    "en",
    /\b(?:to|of|by|for|thank) \{(?:seat|holder)\}/,
    "a form with its article, or a colon before the bare name",
  ],
  [
    "fr",
    /(?<!\p{L})(?:de|à|par|pour|remercie|inviter) \{(?:seat|holder)\}/u,
    "a form with its article: {seat_of}, {seat_to}",
  ],
  ["es", /(?<!\p{L})(?:a|de|por|para) \{(?:seat|holder)\}/u, "a form with its article: {seat_to}"],
  ["ar", /(?:لـ|من|على|إلى) ?\{(?:seat|yours|other)\}|(?:طلب|طعن|أثارها|أثار|طلبه) \{seat\}/, "وفد {seat}"],
  ["es", /(?:apelad[oa]|Apelar|apelar|apeló) (?:la|una) /, "apelar de la decisión"],
  ["fr", /[Pp]oser une question|procès-verbal|écriture|[Vv]estibule|Se passer des/, "soumettre; registre"],
  ["ru", /[Оо]тложен|[Оо]бжалов|аморо[зж]|Слова решения|[Сс]няться/, "закрыто (до …); опротестовано"],
  ["ru", /[Вв]опрос\S* по порядку ведения|[Сс]нять вопрос$/, "замечание; снять с рассмотрения"],
  ["ar", /إقفال/, "إغلاق is the one of the two"],
];

describe("terms", () => {
  it.each(WRONG)("%s does not say %s", (tag, what) => expect(found(catalogue(tag), what)).toEqual([]));
});

describe("spelling", () => {
  it("in Russian is with е, on screens and in letters", () => {
    expect(found(catalogue("ru"), /ё/i)).toEqual([]);
    expect(/ё/i.test(readFileSync(LETTERS, "utf8"))).toBe(false);
  });

  it("in French has a narrow no-break space before ; ! ? » and a no-break space before :", () => {
    const said = catalogue("fr");
    expect(found(said, /[^\u202f];|[^\u202f][!?»]|«[^\u202f]/)).toEqual([]);
    expect(found(said, /[^\u00a0\d]:(?!\/\/)/)).toEqual([]);
  });

  it("never doubles a space or puts one at an end", () => {
    for (const tag of ["ar", "en", "es", "fr", "ru", "zh"])
      expect(found(catalogue(tag), / {2}|^ | $/), tag).toEqual([]);
  });
});

it("no mark of punctuation is joined to a message outside the catalogues", () => {
  const rooms = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".tsx"));
  const joined = rooms.filter((file) =>
    /\bt\("[^"]+"[^)]*\)\}\s?[:;?!]/.test(readFileSync(`src/${file}`, "utf8")),
  );
  expect(joined).toEqual([]);
});
