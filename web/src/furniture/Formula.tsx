import { useEffect, useState } from "react";
import type { SeatCard } from "../api/types";
import { choose, LANGUAGE_TAGS, LANGUAGES, type LanguageTag, useT, useTag } from "../i18n";
import { has, loadCatalogue, officeIn, say } from "../i18n/catalogue";
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
    const line = views.agenda?.items.find((item) => item.number === facts.item);
    const called = calledIn(tag, facts.seat ? seat(facts.seat) : undefined);
    const key = `formulas.${facts.words === "give_floor" ? called.words : facts.words}`;
    const values = {
      ...called.values,
      address: addressOf(tag, views.seats?.seats ?? []),
      item: facts.item == null ? "" : number(tag, facts.item),
      subject: choose(facts.texts ?? line?.title, tag).text,
      hour: facts.hour ?? "",
      meeting: choose(views.meeting?.title, tag).text.replace(/^The /, ""),
    };
    const main = has(tag, key) ? say(tag, key, values) : "";
    const thanked = choose(facts.thanks ? seat(facts.thanks)?.name : null, tag).text;
    return thanked ? `${say(tag, "formulas.thanks", { seat: thanked })} ${main}` : main;
  };
}

/** Who is called, and the words that fit what is known: a person, a style, an office, a title or the name alone. */
function calledIn(tag: LanguageTag, card: SeatCard | undefined) {
  const [name, title, style, person] = [card?.name, card?.title, card?.style, card?.person].map(
    (texts) => choose(texts, tag).text,
  ) as [string, string, string, string];
  const values = { seat: name, title, style, person: [style, person].filter(Boolean).join(" ") };
  if (person) return { words: "give_floor_named", values };
  const office = officeIn(tag, title, name, style ? "the" : "to");
  if (office)
    return { words: style ? "give_floor_styled" : "give_floor_office", values: { ...values, office } };
  return { words: title ? "give_floor" : "give_floor_bare", values };
}

/** How the meeting is addressed by the highest level that sits in it: Majesties and Highnesses are not left out. */
function addressOf(tag: LanguageTag, seats: readonly SeatCard[]): string {
  const summit = seats.some((one) => one.level === "head_of_state");
  return say(tag, summit ? "formulas.address_head_of_state" : "formulas.address_other");
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
