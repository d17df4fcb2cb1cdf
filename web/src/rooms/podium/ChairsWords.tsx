import { useState } from "react";
import { useFormula, useNow, useRoom } from "../../furniture";
import { LANGUAGE_TAGS, LANGUAGES, type LanguageTag, useT, useTag } from "../../i18n";
import { hour } from "../../i18n/format";
import { useKeys } from "../../primitives/keys";
import { Select } from "../../primitives/Select";
import type { PanelName } from "./actions";
import styles from "./podium.module.css";
import { wordsOf } from "./words";

const CHOICES = LANGUAGE_TAGS.map((tag) => ({ key: tag, label: LANGUAGES[tag].name, lang: tag }));

/** Offered to be read out, in a language of their own; they never speak for her. */
export function ChairsWords({ panel }: { panel: PanelName | null }) {
  const t = useT();
  const own = useTag();
  const [chosen, choose] = useState<LanguageTag | null>(null);
  const tag = chosen ?? own;
  const said = useSaid(tag, panel);
  const next = LANGUAGE_TAGS[(LANGUAGE_TAGS.indexOf(tag) + 1) % LANGUAGE_TAGS.length] ?? tag;
  useKeys({ W: () => choose(next) });
  return (
    <figure className={styles.words} aria-label={t("podium.words")}>
      <figcaption>
        <span className={styles.soft}>{t("podium.words")}</span>
        <Select
          label={t("common.formula_language")}
          quiet
          value={tag}
          choices={CHOICES}
          onChange={(key) => choose(key as LanguageTag)}
        />
      </figcaption>
      {said ? (
        <blockquote lang={tag} dir={LANGUAGES[tag].dir}>
          {said}
        </blockquote>
      ) : (
        <p className={styles.soft}>{t("podium.words_none")}</p>
      )}
    </figure>
  );
}

function useSaid(tag: LanguageTag, panel: PanelName | null): string | null {
  const { views } = useRoom();
  const now = useNow(5000);
  const formula = useFormula(tag);
  const zone = views.meeting?.zone ?? "UTC";
  const facts = wordsOf(views, panel, now, (at) => hour(tag, at, zone));
  return facts.words ? formula(facts) : null;
}
