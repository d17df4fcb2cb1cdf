/** The six UN languages, in the alphabetical order of their English names, as on the UN's own pages. */
export interface Language {
  /** Its name in the language itself. */
  name: string;
  dir: "ltr" | "rtl";
  /** Locale for Intl: Arabic figures in Arabic, as in UN documents. */
  locale: string;
}

export const LANGUAGES = {
  ar: { name: "العربية", dir: "rtl", locale: "ar-u-nu-arab" },
  zh: { name: "中文", dir: "ltr", locale: "zh-Hans" },
  en: { name: "English", dir: "ltr", locale: "en-GB" },
  fr: { name: "Français", dir: "ltr", locale: "fr" },
  ru: { name: "Русский", dir: "ltr", locale: "ru" },
  es: { name: "Español", dir: "ltr", locale: "es" },
} as const satisfies Record<string, Language>;

export type LanguageTag = keyof typeof LANGUAGES;

export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as LanguageTag[];

export const isLanguage = (tag: unknown): tag is LanguageTag => typeof tag === "string" && tag in LANGUAGES;

/** The name of any language in itself: ours from the table, others from CLDR. */
export function languageName(tag: string): string {
  if (isLanguage(tag)) return LANGUAGES[tag].name;
  return new Intl.DisplayNames([tag], { type: "language", fallback: "code" }).of(tag) ?? tag;
}

/** First of the reader's preferences that is one of the six; else English. */
export function preferred(tags: readonly string[]): LanguageTag {
  return tags.map((tag) => tag.split("-")[0]).find(isLanguage) ?? "en";
}
