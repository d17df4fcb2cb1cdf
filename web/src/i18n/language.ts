/** Which language this reader has chosen; `lang` and `dir` of the page follow it. */
import { create } from "zustand";
import { needAll } from "./catalogue";
import { isLanguage, LANGUAGES, type LanguageTag, preferred } from "./languages";

const STORED = "rostrum.language";

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function first(): LanguageTag {
  const asked = new URLSearchParams(location.search).get("lang") ?? stored();
  return isLanguage(asked) ? asked : preferred(navigator.languages);
}

export const useLanguage = create<{ tag: LanguageTag }>(() => ({ tag: first() }));

export function showLanguage(tag: LanguageTag): void {
  document.documentElement.lang = tag;
  document.documentElement.dir = LANGUAGES[tag].dir;
}

/** Changes the language once its catalogues are here, so that no screen shows keys meanwhile. */
export async function chooseLanguage(tag: LanguageTag): Promise<void> {
  await needAll(tag);
  try {
    localStorage.setItem(STORED, tag);
  } catch {
    // A browser that keeps nothing still shows the language until it is closed.
  }
  useLanguage.setState({ tag });
  showLanguage(tag);
}
