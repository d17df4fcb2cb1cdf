/** Catalogues are fetched by language and namespace when a room first needs them. */
import { I18n } from "@lingui/core";
import type { Key, Namespace, Values } from "./keys";
import { LANGUAGES, type LanguageTag } from "./languages";

type Compiled = Record<string, string>;

const files = import.meta.glob<Compiled>("./locales/*/*.json", { import: "default" });
const readers = new Map<LanguageTag, I18n>();
const loading = new Map<string, Promise<void>>();
/** Catalogues whose sentences decline names; the public's rooms word theirs so that the bare name suffices. */
const NAMING: readonly Namespace[] = ["desk", "formulas", "podium", "refusals", "reply", "secretariat"];
let names: typeof import("./names") | undefined;
/** What rooms have asked for so far; a change of language fetches the same before it shows. */
const needed = new Set<Namespace>();

function reader(tag: LanguageTag): I18n {
  const known = readers.get(tag);
  if (known) return known;
  const made = new I18n({ locale: tag, locales: LANGUAGES[tag].locale, messages: { [tag]: {} } });
  readers.set(tag, made);
  return made;
}

async function fetchCatalogue(tag: LanguageTag, namespace: Namespace): Promise<void> {
  const file = files[`./locales/${tag}/${namespace}.json`];
  const naming = NAMING.includes(namespace) ? loadNames(tag) : undefined;
  if (!file) throw new Error(`No catalogue ${tag}/${namespace}`);
  const messages = Object.entries(await file()).map(([key, message]) => [`${namespace}.${key}`, message]);
  await naming;
  reader(tag).load(tag, Object.fromEntries(messages));
}

async function loadNames(tag: LanguageTag): Promise<void> {
  const ready = await import("./names");
  await ready.loadNames(tag);
  names = ready;
}

function load(tag: LanguageTag, namespace: Namespace): Promise<void> {
  const name = `${tag}/${namespace}`;
  const under = loading.get(name);
  if (under) return under;
  const started = fetchCatalogue(tag, namespace).catch((error: unknown) => {
    loading.delete(name);
    throw error;
  });
  loading.set(name, started);
  return started;
}

/** Makes namespaces ready in one language, and remembers that this window uses them. */
export async function need(tag: LanguageTag, namespaces: readonly Namespace[]): Promise<void> {
  for (const namespace of namespaces) needed.add(namespace);
  await Promise.all(namespaces.map((namespace) => load(tag, namespace)));
}

/** Makes ready in another language all that this window uses. */
export const needAll = (tag: LanguageTag): Promise<void> => need(tag, [...needed]);

/** Makes one namespace ready in a language other than the reader's, e.g. the chair's words. */
export const loadCatalogue = (tag: LanguageTag, namespace: Namespace): Promise<void> => load(tag, namespace);

export function say(tag: LanguageTag, key: Key, values?: Values): string {
  if (import.meta.env.DEV) whole(key, reader(tag).messages[key], values);
  return reader(tag)._(
    key,
    values && names ? names.withForms(tag, reader(tag).messages[key], values) : values,
  );
}

/** In development and in tests: a sentence with a gap where a value should be is a fault of whoever says it. */
function whole(key: Key, message: unknown, values: Values = {}): void {
  if (typeof message !== "string") return;
  for (const [, name = ""] of message.matchAll(/\{(\w+)[,}]/g)) {
    if (values[name.split("_")[0] ?? name] === undefined && values[name] === undefined) {
      throw new Error(`${key} is said without ${name}`);
    }
  }
}

/** "the President of Cuba" in a language whose formulas are here; null where it has no sentence for the office. */
export const officeIn = (tag: LanguageTag, title: string, name: string, form: "the" | "to"): string | null =>
  names?.officeOf(tag, title, name, form) ?? null;

/** True when a catalogue that is loaded has this key: for codes that come from the wire. */
export const has = (tag: LanguageTag, key: string): key is Key => key in reader(tag).messages;
