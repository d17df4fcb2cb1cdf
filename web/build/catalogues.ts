/** Compiles ICU messages when the web is built, so that browsers receive no parser. */
import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

const CATALOGUE = /\/i18n\/locales\/[a-z]{2}\/[a-z]+\.json$/;

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
      handler: (source) => ({ code: compileCatalogue(source), map: null }),
    },
  };
}
