/** Times, durations and numbers by Intl, in the reader's language. Instants are milliseconds UTC. */
import { cityOf } from "./cities";
import { LANGUAGES, type LanguageTag } from "./languages";

/** Each format once: to make one takes some two hundred times as long as to use it, and clocks ask several times a second. */
function kept<Options, Format>(make: (locale: string, options?: Options) => Format) {
  const formats = new Map<string, Format>();
  return (tag: LanguageTag, options?: Options): Format => {
    const name = tag + JSON.stringify(options);
    const known = formats.get(name);
    if (known) return known;
    const made = make(LANGUAGES[tag].locale, options);
    formats.set(name, made);
    return made;
  };
}

const format = kept(
  (locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
const numbers = kept((locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Hours and minutes on the 24-hour clock of a zone: no seconds except in clocks. */
export const hour = (tag: LanguageTag, at: number, zone: string): string =>
  format(tag, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(at);

export const day = (tag: LanguageTag, at: number, zone: string): string =>
  format(tag, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: zone }).format(at);

export const dayAndHour = (tag: LanguageTag, at: number, zone: string): string =>
  `${day(tag, at, zone)}, ${hour(tag, at, zone)}`;

/** True when both zones show the same hour at this instant. */
export const sameHour = (at: number, one: string, other: string): boolean =>
  hour("en", at, one) === hour("en", at, other);

export const number = (tag: LanguageTag, value: number): string => numbers(tag).format(value);

/** Of a file, in the reader's own figures and units. */
export function size(tag: LanguageTag, bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [Math.max(bytes / 1e3, 0.1), "kilobyte"] : [bytes / 1e6, "megabyte"];
  return numbers(tag, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

/** Figures of a clock, `m:ss` or `h:mm:ss`, from milliseconds; the sign is the caller's. */
export function figures(tag: LanguageTag, ms: number): string {
  const total = Math.floor(Math.abs(ms) / 1000);
  const two = numbers(tag, { minimumIntegerDigits: 2, useGrouping: false });
  const one = numbers(tag, { useGrouping: false });
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const tail = two.format(total % 60);
  return hours ? `${one.format(hours)}:${two.format(minutes)}:${tail}` : `${one.format(minutes)}:${tail}`;
}

/** A duration in words to the minute (or seconds under one): "12 minutes". */
export function duration(tag: LanguageTag, ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [value, unit] = seconds < 60 ? [seconds, "second"] : [Math.round(seconds / 60), "minute"];
  const options = { style: "unit", unit, unitDisplay: "long" } as const;
  return numbers(tag, options).format(value);
}

/** The place that a zone is named after, as it is written in a language. */
export const place = (zone: string, tag: LanguageTag = "en"): string => cityOf(tag, zone);
