/** Each act of the record as a sentence in the reader's language. */
import { useMemo } from "react";
import type { EntryLine, Views } from "../../api/types";
import { useRoom } from "../../furniture";
import { type Key, languageName, useCoded, useFormat, useT, useTexts, type Values } from "../../i18n";

const SEATS = new Set(["seat"]);
const ENTRIES = new Set(["entry", "other"]);
const INSTANTS = new Set(["opens", "to", "closes_at", "resumes_at"]);
const CODED: Record<string, string> = {
  about: "secretariat.about_",
  ruling: "secretariat.ruling_",
  verdict: "secretariat.check_",
  level: "common.level_",
  reason: "secretariat.reason_",
  cause: "secretariat.cause_",
};

/** Which seat an entry of the list belongs to, from all that the views still show. */
function holders(views: Views): Map<string, string> {
  const { speakers, podium } = views;
  const lines = [...(speakers?.done ?? []), ...(speakers?.order ?? []), ...(podium?.requests ?? [])];
  return new Map(lines.map((line) => [line.entry, line.seat]));
}

/** `sentence(entry)` names seats, hours and officers as the reader knows them. */
export function useSentence(): (entry: EntryLine) => string {
  const coded = useCoded();
  const { dayAndHour, duration, number } = useFormat();
  const { views, seatName } = useRoom();
  const held = useMemo(() => holders(views), [views]);
  const zone = views.meeting?.zone ?? "UTC";
  const who = useWho();
  const word = (name: string, value: unknown): string | number => {
    if (Array.isArray(value)) return value.length;
    if (SEATS.has(name)) return seatName(String(value));
    if (ENTRIES.has(name)) return seatName(held.get(String(value)) ?? String(value));
    if (INSTANTS.has(name) && typeof value === "number") return dayAndHour(value, zone);
    if (name === "net_ms") return duration(Number(value));
    if (name === "language") return languageName(String(value));
    if (name === "incoming" || name === "outgoing") return who(String(value));
    const prefix = CODED[name];
    if (prefix) return coded(prefix, String(value), "secretariat.as_it_is", { words: String(value) });
    return typeof value === "number" ? number(value) : String(value ?? "—");
  };
  return (entry) => {
    const values = valuesOf(entry, word);
    return coded("secretariat.act_", entry.kind, "secretariat.act_other" satisfies Key, values);
  };
}

/** Who a person is, as the reader knows it: an officer by title, a delegation's person by the delegation. */
export function useWho(): (person: string) => string {
  const t = useT();
  const texts = useTexts();
  const { views, seatName } = useRoom();
  return (person) => {
    const officer = views.podium?.officers.find((one) => one.person === person);
    if (officer) return `${seatName(officer.seat)}, ${texts(officer.title)}`;
    const row = views.secretariat?.rows.find((one) => person in one.people);
    return row ? t("secretariat.person_of", { seat: seatName(row.seat) }) : t("secretariat.somebody");
  };
}

/** Every fact of the act by its name; an entry stands for its seat where the act names no other. */
function valuesOf(entry: EntryLine, word: (name: string, value: unknown) => string | number): Values {
  const facts = Object.entries(entry.act).map(([name, value]) => [name, word(name, value)]);
  const values: Values = Object.fromEntries(facts);
  const { seat } = entry;
  return {
    seat: values.entry ?? (seat ? word("seat", seat) : "—"),
    net: values.net_ms ?? "",
    ...values,
  };
}
