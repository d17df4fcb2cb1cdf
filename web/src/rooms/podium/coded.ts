/** Questions that have words in every language: what is put is put in all six, not in the chair's alone. */
import type { Texts } from "../../api/types";
import { choose, type Key, LANGUAGE_TAGS, type Values } from "../../i18n";
import { loadCatalogue, say } from "../../i18n/catalogue";

/** The usual questions on the organisation of work; their words are `formulas.work_…`. */
export const USUAL = [
  "three_minutes",
  "five_minutes",
  "one_statement",
  "reply_last",
  "in_writing",
  "no_break",
  "consultations",
] as const;

export type Usual = (typeof USUAL)[number];

/** One message of the formulas in six languages; `named` gives the values as each language has them. */
export async function inSix(key: Key, named: (tag: string) => Values = () => ({})): Promise<Texts> {
  await Promise.all(LANGUAGE_TAGS.map((tag) => loadCatalogue(tag, "formulas")));
  return Object.fromEntries(LANGUAGE_TAGS.map((tag) => [tag, say(tag, key, named(tag))]));
}

/** Who is put for the chair, named in each language. */
export const candidateIn = (name: Texts | undefined): Promise<Texts> =>
  inSix("formulas.candidate", (tag) => ({ seat: choose(name, tag).text }));
