/** What a screen says, by its key, from the catalogues that the screens use. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Tag = "en" | "ar";
export type Namespace = "astray" | "common" | "desk" | "lobby" | "podium" | "reading" | "sound";

const read = new Map<string, Record<string, string>>();

function message(tag: Tag, namespace: Namespace, key: string): string {
  const path = join(import.meta.dirname, `../src/i18n/locales/${tag}/${namespace}.json`);
  if (!read.has(path)) read.set(path, JSON.parse(readFileSync(path, "utf8")));
  const found = read.get(path)?.[key];
  if (!found) throw new Error(`no words for ${namespace}.${key} in ${tag}`);
  return found;
}

/** What a message says up to the first name that is put into it. */
export const words = (tag: Tag, namespace: Namespace, key: string): string =>
  message(tag, namespace, key).split("{")[0]?.trim() ?? "";

/** The longest part of a message that is the same whatever is put into it; of no message with a plural. */
export const phrase = (tag: Tag, namespace: Namespace, key: string): string =>
  message(tag, namespace, key)
    .split(/\{\w+\}/)
    .map((part) => part.trim())
    .reduce((longest, part) => (part.length > longest.length ? part : longest), "");
