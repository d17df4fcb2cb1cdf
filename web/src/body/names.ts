/** Names and their order in the reader's language. */
import { useMemo } from "react";
import { LANGUAGES, type Translate, useCoded, useT, useTag, useTexts } from "../i18n";
import { partialDate } from "./dates";
import type { BodyPage } from "./types";
import type { Wording } from "./wording";

export interface Names extends Wording {
  /** Codes in the alphabetical order of their names, by the rules of the reader's language. */
  alphabetical: <T>(lines: readonly T[], codeOf: (line: T) => string) => T[];
  /** A number with a sign, so many decimals. */
  signed: (value: number, decimals: number) => string;
  decimal: (value: number, decimals: number) => string;
  scheme: (key: string) => string;
  /** True when a state's name or code holds what is sought, accents and case aside. */
  matches: (code: string, sought: string) => boolean;
  method: (key: string) => string;
  /** What stands between two of several things listed: `, ` or `، ` or `、`. */
  comma: string;
  /** An hour of the day as clocks show it, 05:00. */
  oclock: (hour: number, minute?: number) => string;
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

const slug = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, "_");

function subregionNamer(t: Translate, coded: ReturnType<typeof useCoded>, region: (key: string) => string) {
  const bare = (name: string) => coded("composition.sub_", slug(name), "composition.sub_other", { name });
  // A sub-region that crosses regions is split by the rule: "Asia-Pacific: Western Asia".
  return (name: string): string => {
    const [first, ...rest] = name.split(": ");
    if (!rest.length || !first) return bare(name);
    return t("composition.sub_within", { subregion: bare(rest.join(": ")), region: region(first) });
  };
}

export function useNames(body: BodyPage | undefined): Names {
  const t = useT();
  const coded = useCoded();
  const tag = useTag();
  const text = useTexts();
  return useMemo(() => {
    const { locale } = LANGUAGES[tag];
    const states = new Map<string, string>();
    for (const term of body?.terms ?? []) states.set(term.holder, text(term.holder_name) || term.holder);
    for (const line of [...(body?.observers ?? []), ...(body?.former ?? []), ...(body?.members ?? [])]) {
      states.set(line.code, text(line.name) || line.code);
    }
    const groups = new Map(
      (body?.schemes ?? []).flatMap((s) => s.groups.map((g) => [g.key, text(g.name) || g.key])),
    );
    const schemes = new Map((body?.schemes ?? []).map((s) => [s.key, text(s.name) || s.key]));
    const collator = new Intl.Collator(locale, { sensitivity: "base", numeric: true });
    const lists = new Intl.ListFormat(locale);
    const clock = new Intl.DateTimeFormat(locale, {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: "UTC",
    });
    const state = (code: string) => states.get(code) ?? code;
    const region = (key: string) => groups.get(key) ?? key;
    const decimal = (value: number, decimals: number, signDisplay?: "exceptZero") =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        ...(signDisplay ? { signDisplay } : {}),
      }).format(value);
    return {
      t,
      coded,
      state,
      region,
      subregion: subregionNamer(t, coded, region),
      list: (words) => lists.format(words),
      date: (iso) => partialDate(tag, iso),
      debt: (value) => decimal(value, 3, "exceptZero"),
      decimal: (value, decimals) => decimal(value, decimals),
      signed: (value, decimals) => decimal(value, decimals, "exceptZero"),
      scheme: (key) => schemes.get(key) ?? key,
      alphabetical: (lines, codeOf) =>
        [...lines].sort((a, b) => collator.compare(state(codeOf(a)), state(codeOf(b)))),
      matches: (code, sought) =>
        plain(state(code)).includes(plain(sought)) || code.toLowerCase() === sought.toLowerCase(),
      classOf: (name) => coded("composition.class_", name, "composition.class_other", { name }),
      comma: lists.formatToParts(["1", "2", "3"])[1]?.value ?? ", ",
      oclock: (hour, minute = 0) => clock.format(Date.UTC(2000, 0, 1, hour, minute)),
      method: (key) => coded("composition.method_", key, "composition.method_other", { method: key }),
    };
  }, [body, t, coded, tag, text]);
}
