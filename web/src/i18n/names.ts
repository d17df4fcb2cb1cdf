/**
 * Names of delegations, and offices, in the form that a sentence asks for: `{seat_of}` beside `{seat}`.
 *
 * The forms are data (`rostrum/data/names`), one file a language that needs them. A name that is not there, of an
 * imported body or as a secretary corrected it, is put behind the word delegation, where no language inflects it.
 */
import type { Values } from "./keys";
import type { LanguageTag } from "./languages";

type Forms = Record<string, string>;

interface Table {
  names: Record<string, Forms>;
  /** What is said of an office with its state: `the`, and `to` after a verb of giving. */
  offices: Record<string, Forms>;
}

const files = import.meta.glob<Table>("../../../rostrum/data/names/*.json", { import: "default" });
const tables = new Map<LanguageTag, Table>();
const NONE: Table = { names: {}, offices: {} };

/** Makes the names of a language ready; Arabic and Chinese have none to know. */
export async function loadNames(tag: LanguageTag): Promise<void> {
  const file = files[`../../../rostrum/data/names/${tag}.json`];
  if (file && !tables.has(tag)) tables.set(tag, await file());
}

/** `delegation` and what else this language's sentences use, of a name whose forms are known. */
const KNOWN: Record<LanguageTag, (name: string, forms: Forms) => Forms> = {
  en: (_, { the }) => ({ the: `${the}`, delegation: `the delegation of ${the}` }),
  fr: (_, forms) => ({ ...forms, delegation: `la délégation ${forms.of}` }),
  es: (_, forms) => ({ ...forms, delegation: `la delegación ${forms.of}` }),
  ru: (_, forms) => ({ ...forms, delegation: `делегация ${forms.of}` }),
  ar: (name) => ({ delegation: `وفد ${name}` }),
  zh: (name) => ({ delegation: `${name}代表团` }),
};

/** The same of a name of which nothing is known but itself. */
const UNKNOWN: Record<LanguageTag, (name: string) => Forms> = {
  en: (name) => same(["the", "delegation"], `the delegation of ${name}`),
  fr: (name) => behind("la délégation", `«\u202f${name}\u202f»`, { of: "de la", to: "à la" }),
  es: (name) => behind("la delegación", `«${name}»`, { of: "de la", to: "a la" }),
  ru: (name) => ({ of: `«${name}»`, delegation: `делегация «${name}»` }),
  ar: (name) => KNOWN.ar(name, {}),
  zh: (name) => KNOWN.zh(name, {}),
};

const same = (keys: string[], value: string): Forms => Object.fromEntries(keys.map((key) => [key, value]));

const behind = (word: string, name: string, { of, to }: { of: string; to: string }): Forms => ({
  ...same(["the", "delegation"], `${word} ${name}`),
  of: `${word.replace("la", of)} ${name}`,
  to: `${word.replace("la", to)} ${name}`,
});

/** All forms of a name in a language; `""` has none and stays empty. */
export function formsOf(tag: LanguageTag, name: string): Forms {
  const known = tables.get(tag)?.names[name];
  if (known || tag === "ar" || tag === "zh") return KNOWN[tag](name, known ?? {});
  return UNKNOWN[tag](name);
}

/** "the President of Cuba", where the title is an office that this language has a sentence for; else null. */
export function officeOf(tag: LanguageTag, title: string, name: string, form: "the" | "to"): string | null {
  if (!title || !name) return null;
  const { names, offices } = tables.get(tag) ?? NONE;
  const office = offices[title]?.[form] ?? UNINFLECTED[tag]?.[form].replace("{title}", title);
  const forms = tag === "ar" || tag === "zh" ? { name } : names[name];
  if (!office || !forms) return null;
  return office.replace(/\{(\w+)\}/g, (_, key: string) => (forms as Forms)[key] ?? "");
}

/** Where nothing is inflected, any title makes a sentence with any name. */
const UNINFLECTED: Partial<Record<LanguageTag, { the: string; to: string }>> = {
  ar: { the: "{title} ({name})", to: "وفد {name}: {title}" },
  zh: { the: "{name}{title}", to: "{name}{title}" },
};

/** Placeholders that ask for a form, in a message as written or as compiled; `_The` begins a sentence. */
const ASKED = /[{"]([a-z]+)_(the|of|to|delegation)\b/gi;

/** The values of a message and, beside each name, the forms of it that the message asks for. */
export function withForms(tag: LanguageTag, message: unknown, values: Values): Values {
  const said = typeof message === "string" ? message : JSON.stringify(message ?? "");
  const added = [...said.matchAll(ASKED)].map(([, name = "", form = ""]): [string, string] => {
    const bare = String(values[name] ?? "");
    const found = (bare && formsOf(tag, bare)[form.toLowerCase()]) || bare;
    return [`${name}_${form}`, form === form.toLowerCase() ? found : capital(found)];
  });
  return added.length ? { ...values, ...Object.fromEntries(added) } : values;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
