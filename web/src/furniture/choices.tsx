import { chooseLanguage, LANGUAGE_TAGS, LANGUAGES, type LanguageTag, useT, useTag } from "../i18n";
import { IconButton } from "../primitives/Button";
import { Select } from "../primitives/Select";
import { chooseTheme, useTheme } from "../theme";

const CHOICES = LANGUAGE_TAGS.map((tag) => ({ key: tag, label: LANGUAGES[tag].name, lang: tag }));

export function LanguageChoice() {
  const t = useT();
  const choose = (key: string) => void chooseLanguage(key as LanguageTag);
  return <Select label={t("common.language")} quiet value={useTag()} choices={CHOICES} onChange={choose} />;
}

export function ThemeChoice() {
  const t = useT();
  const dark = useTheme() === "dark";
  return (
    <IconButton
      label={t(dark ? "common.theme_to_light" : "common.theme_to_dark")}
      onPress={() => chooseTheme(dark ? "light" : "dark")}
    >
      <svg
        width="20"
        height="20"
        viewBox="0 0 20 20"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
      >
        <circle cx="10" cy="10" r="7.5" />
        <path d="M10 2.5a7.5 7.5 0 0 1 0 15z" fill="currentColor" />
      </svg>
    </IconButton>
  );
}
