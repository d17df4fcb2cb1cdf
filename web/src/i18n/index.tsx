/** What rooms use of languages: `useT`, `<T>`, `useTexts`, `<TextOf>`, `useFormat`. */
import { type ReactNode, useMemo } from "react";
import type { Texts } from "../api/types";
import { has, say } from "./catalogue";
import * as format from "./format";
import type { Key, Values } from "./keys";
import { useLanguage } from "./language";
import type { LanguageTag } from "./languages";

export type { Key, Namespace, Values } from "./keys";
export { chooseLanguage, useLanguage } from "./language";
export { LANGUAGE_TAGS, LANGUAGES, type LanguageTag, languageName } from "./languages";

export type Translate = (key: Key, values?: Values) => string;

export const useTag = (): LanguageTag => useLanguage((state) => state.tag);

/** `t("common.close", {…})`: the message in the reader's language. */
export function useT(): Translate {
  const tag = useTag();
  return useMemo(() => (key, values) => say(tag, key, values), [tag]);
}

/** For codes from the wire: the message under `prefix` + code, else the one under `otherwise`. */
export function useCoded(): (prefix: string, code: string, otherwise: Key, values?: Values) => string {
  const tag = useTag();
  return useMemo(
    () => (prefix, code, otherwise, values) => {
      const key = `${prefix}${code}`;
      return say(tag, has(tag, key) ? key : otherwise, values);
    },
    [tag],
  );
}

/** Stands for an element while the message is formatted; private-use characters occur in no catalogue. */
const SLOT = /\uE000(\d+)\uE001/;

/**
 * A message with elements as values: `<T k="common.speaks" values={{name: <SeatName seat="CUB" />}} />`. The words
 * stand in elements of their own: bare text that something outside has replaced is lost to React (ADR 0017).
 */
export function T({ k, values }: { k: Key; values: Record<string, ReactNode> }): ReactNode {
  const t = useT();
  const names = Object.keys(values);
  const flat = names.map((name, i) => {
    const value = values[name];
    return [name, typeof value === "number" ? value : `\uE000${i}\uE001`] as const;
  });
  const parts = t(k, Object.fromEntries(flat)).split(SLOT);
  return parts.map((part, i) => {
    const place = `${k}.${i}`;
    if (i % 2 === 0) return part && <span key={place}>{part}</span>;
    return <bdi key={place}>{values[names[Number(part)] ?? ""]}</bdi>;
  });
}

export interface Chosen {
  text: string;
  lang: string;
}

/** The reader's language, else English, else whichever there is. */
export function choose(texts: Texts | null | undefined, tag: string): Chosen {
  const all = texts ?? {};
  const lang = [tag, "en", ...Object.keys(all)].find((one) => all[one]) ?? tag;
  return { text: all[lang] ?? "", lang };
}

/** `text(texts)` as plain string, for attributes and values of messages. */
export function useTexts(): (texts: Texts | null | undefined) => string {
  const tag = useTag();
  return useMemo(() => (texts) => choose(texts, tag).text, [tag]);
}

/** A text in the reader's language (or `tag`), isolated and marked with the language that it is in. */
export function TextOf({ of, tag }: { of: Texts | null | undefined; tag?: string }): ReactNode {
  const own = useTag();
  const { text, lang } = choose(of, tag ?? own);
  return <bdi lang={lang}>{text}</bdi>;
}

/** Intl in the reader's language: `hour`, `day`, `dayAndHour`, `number`, `figures`, `duration`, `place`. */
export function useFormat() {
  const tag = useTag();
  return useMemo(
    () => ({
      hour: (at: number, zone: string) => format.hour(tag, at, zone),
      day: (at: number, zone: string) => format.day(tag, at, zone),
      dayAndHour: (at: number, zone: string) => format.dayAndHour(tag, at, zone),
      number: (value: number) => format.number(tag, value),
      size: (bytes: number) => format.size(tag, bytes),
      figures: (ms: number) => format.figures(tag, ms),
      duration: (ms: number) => format.duration(tag, ms),
      place: (zone: string) => format.place(zone, tag),
    }),
    [tag],
  );
}
