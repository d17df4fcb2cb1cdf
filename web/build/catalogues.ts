/** Compiles ICU messages when the web is built, so that browsers receive no parser. */
import { readFileSync } from "node:fs";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

const CATALOGUE = /\/i18n\/locales\/([a-z]{2})\/([a-z]+)\.json$/;

/** Where the words of a composition's sheet stand, which the server prints too: they are kept once. */
export const sheetWords = (tag: string): URL =>
  new URL(`../../rostrum/printing/words/${tag}.json`, import.meta.url);

/** A catalogue with what it shares with the server. */
export function whole(id: string, source: string): string {
  const [, tag = "", namespace] = CATALOGUE.exec(id) ?? [];
  if (namespace !== "composition") return source;
  return JSON.stringify({ ...JSON.parse(source), ...JSON.parse(readFileSync(sheetWords(tag), "utf8")) });
}

/** `{key: "ICU text"}` → `{key: compiled tokens}`; a malformed message fails the build with its key. */
export function compileCatalogue(source: string): string {
  const messages = JSON.parse(source) as Record<string, string>;
  const compiled = Object.entries(messages).map(([key, message]) => [key, compileMessage(message)]);
  return JSON.stringify(Object.fromEntries(compiled));
}

export function catalogues(): Plugin {
  return {
    name: "rostrum:catalogues",
    enforce: "pre",
    transform: {
      filter: { id: CATALOGUE },
      handler(source, id) {
        this.addWatchFile?.(sheetWords(CATALOGUE.exec(id)?.[1] ?? "en").pathname);
        return { code: compileCatalogue(whole(id, source)), map: null };
      },
    },
  };
}
