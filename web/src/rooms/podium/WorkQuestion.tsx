/** Questions on the organisation of work: the usual ones in six languages, or the chair's own words in any of them. */
import { useState } from "react";
import { useRoom } from "../../furniture";
import { LANGUAGE_TAGS, LANGUAGES, type LanguageTag, useT, useTag } from "../../i18n";
import { Select } from "../../primitives/Select";
import { SolemnButton } from "../../primitives/SolemnButton";
import { TextField } from "../../primitives/TextField";
import { inSix, USUAL, type Usual } from "./coded";
import type { Conduct } from "./conduct";
import styles from "./podium.module.css";

const OWN = "own";
const TAGS = LANGUAGE_TAGS.map((tag) => ({ key: tag, label: LANGUAGES[tag].name, lang: tag }));

export function WorkQuestion({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { views } = useRoom();
  const [kind, setKind] = useState<Usual | typeof OWN>(USUAL[0]);
  const [texts, setTexts] = useState<Partial<Record<LanguageTag, string>>>({});
  const own = Object.entries(texts).flatMap(([tag, text]) => (text.trim() ? [[tag, text.trim()]] : []));
  const put = async () => {
    const text = kind === OWN ? Object.fromEntries(own) : await inSix(`formulas.work_${kind}`);
    await conduct.act({ kind: "PutQuestion", about: "organisation_of_work", paper: "", text });
  };
  const usual = USUAL.map((key) => ({ key, label: t(`formulas.work_${key}`) }));
  return (
    <div className={styles.own}>
      <Select
        label={t("podium.about_organisation_of_work")}
        value={kind}
        choices={[...usual, { key: OWN, label: t("podium.reason_own") }]}
        onChange={(key) => setKind(key as Usual | typeof OWN)}
      />
      {kind === OWN && <OwnWords texts={texts} setTexts={setTexts} spoken={views.meeting?.languages ?? []} />}
      <SolemnButton about={kind} isDisabled={kind === OWN && !own.length} onPress={() => void put()}>
        {t("podium.put")}
      </SolemnButton>
    </div>
  );
}

interface OwnWordsProps {
  texts: Partial<Record<LanguageTag, string>>;
  setTexts: (texts: Partial<Record<LanguageTag, string>>) => void;
  /** Languages of the meeting; the others are offered after them. */
  spoken: readonly string[];
}

/** One field, and the language that it is in: what is written stays while another language is chosen. */
function OwnWords({ texts, setTexts, spoken }: OwnWordsProps) {
  const t = useT();
  const [tag, setTag] = useState<LanguageTag>(useTag());
  const first = TAGS.filter((one) => spoken.includes(one.key));
  const rest = TAGS.filter((one) => !spoken.includes(one.key));
  const choices = [...first, ...rest].map((one) =>
    texts[one.key] ? { ...one, label: `${one.label} ✓` } : one,
  );
  return (
    <>
      <Select
        label={t("common.text_language")}
        value={tag}
        choices={choices}
        onChange={(key) => setTag(key as LanguageTag)}
      />
      <TextField
        key={tag}
        label={t("podium.question_text")}
        value={texts[tag] ?? ""}
        onChange={(text) => setTexts({ ...texts, [tag]: text })}
        lines={2}
        maxLength={1000}
      />
    </>
  );
}
