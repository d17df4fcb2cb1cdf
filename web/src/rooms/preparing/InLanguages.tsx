/** One text in each language of the meeting: the reader's in sight, the others behind a fold that says how many are written. */
import type { Texts } from "../../api/types";
import type { Names } from "../../body/names";
import { languageName, useTag } from "../../i18n";
import { TextField } from "../../primitives/TextField";
import styles from "./preparing.module.css";

interface Props {
  names: Names;
  languages: readonly string[];
  /** What is written, e.g. "Title": the language is added. */
  label: string;
  texts: Texts;
  onChange: (texts: Texts) => void;
  /** Beginning of the key of the lack that a text written here would mend: `agenda_untranslated`. */
  mends: string;
  lines?: number;
  most?: number;
}

export function InLanguages({ names, languages, label, texts, onChange, mends, lines, most = 300 }: Props) {
  const own = useTag();
  const first = languages.includes(own) ? own : (languages[0] ?? own);
  const others = languages.filter((tag) => tag !== first);
  const written = others.filter((tag) => texts[tag]?.trim()).length;
  const field = (tag: string) => (
    <div
      key={tag}
      lang={tag}
      data-mends={texts[tag]?.trim() ? undefined : `${mends}:${tag}`}
      className={styles.inLanguage}
    >
      <TextField
        label={names.t("preparing.in_language", { what: label, language: languageName(tag) })}
        value={texts[tag] ?? ""}
        maxLength={most}
        {...(lines ? { lines } : {})}
        onChange={(text) => onChange({ ...texts, [tag]: text })}
      />
    </div>
  );
  return (
    <div className={styles.texts}>
      {field(first)}
      {others.length > 0 && (
        <details>
          <summary>{names.t("preparing.other_languages", { n: written, of: others.length })}</summary>
          <div className={styles.texts}>{others.map(field)}</div>
        </details>
      )}
    </div>
  );
}
