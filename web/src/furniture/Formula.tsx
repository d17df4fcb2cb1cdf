import { useEffect, useState } from "react";
import { choose, LANGUAGE_TAGS, LANGUAGES, type LanguageTag, useT, useTag } from "../i18n";
import { has, loadCatalogue, say } from "../i18n/catalogue";
import { number } from "../i18n/format";
import { Select } from "../primitives/Select";
import styles from "./furniture.module.css";
import { useRoom } from "./room";

export interface FormulaFacts {
  /** Key of the formula in the catalogue `formulas`: `views.podium.words`. */
  words: string;
  /** Seat that is called, or whose point is heard. */
  seat?: string;
  /** Seat that is thanked first; empty when none. */
  thanks?: string;
  /** Number of an item of the agenda. */
  item?: number | null;
  /** Title of the paper or text put, to be named. */
  texts?: Record<string, string> | null;
  /** An hour already in words, where the formula names one. */
  hour?: string;
}

export interface FormulaProps extends FormulaFacts {}

/** The formula in a language, names and titles filled in; null until that catalogue is here. */
export function useFormula(tag: LanguageTag): (facts: FormulaFacts) => string | null {
  const { views, seat } = useRoom();
  const [ready, setReady] = useState("");
  useEffect(() => {
    let away = false;
    void loadCatalogue(tag, "formulas").then(() => !away && setReady(tag));
    return () => {
      away = true;
    };
  }, [tag]);
  return (facts) => {
    if (ready !== tag) return null;
    const named = (key: string | undefined) => choose(key ? seat(key)?.name : null, tag).text;
    const titled = (key: string | undefined) => choose(key ? seat(key)?.title : null, tag).text;
    const line = views.agenda?.items.find((item) => item.number === facts.item);
    const key = `formulas.${facts.words}`;
    const values = {
      seat: named(facts.seat),
      title: titled(facts.seat),
      item: facts.item == null ? "" : number(tag, facts.item),
      subject: choose(facts.texts ?? line?.title, tag).text,
      hour: facts.hour ?? "",
      meeting: choose(views.meeting?.title, tag).text,
    };
    const main = has(tag, key) ? say(tag, key, values) : "";
    if (!facts.thanks) return main;
    const thanks = say(tag, "formulas.thanks", { seat: named(facts.thanks), title: titled(facts.thanks) });
    return `${thanks} ${main}`;
  };
}

const CHOICES = LANGUAGE_TAGS.map((tag) => ({ key: tag, label: LANGUAGES[tag].name, lang: tag }));

/** Words offered to the chair in the language she chooses; they are never spoken for her. */
export function Formula(facts: FormulaProps) {
  const t = useT();
  const own = useTag();
  const [chosen, setChosen] = useState<LanguageTag | null>(null);
  const tag = chosen ?? own;
  const text = useFormula(tag)(facts);
  if (!facts.words) return null;
  return (
    <figure className={styles.formula}>
      <blockquote lang={tag} dir={LANGUAGES[tag].dir}>
        {text ?? "…"}
      </blockquote>
      <figcaption>
        <Select
          label={t("common.formula_language")}
          quiet
          value={tag}
          choices={CHOICES}
          onChange={(key) => setChosen(key as LanguageTag)}
        />
      </figcaption>
    </figure>
  );
}
