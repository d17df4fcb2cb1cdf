/** ISO 8601 dates as precise as their source, in the reader's language. */
import { LANGUAGES, type LanguageTag } from "../i18n";

const OPTIONS: Record<number, Intl.DateTimeFormatOptions> = {
  4: { year: "numeric" },
  7: { year: "numeric", month: "long" },
  10: { year: "numeric", month: "long", day: "numeric" },
};

/** `1961` → 1961, `2020-02` → February 2020, `2019-10-25` → 25 October 2019; what is no date stays as it is. */
export function partialDate(tag: LanguageTag, iso: string): string {
  const options = OPTIONS[iso.length];
  const at = Date.parse(iso);
  if (!options || Number.isNaN(at)) return iso;
  return new Intl.DateTimeFormat(LANGUAGES[tag].locale, { ...options, timeZone: "UTC" }).format(at);
}

/** A span of days; one date where both ends are the same. */
export function span(tag: LanguageTag, from: string, to: string): string {
  if (!to || from === to) return partialDate(tag, from);
  if (from.length !== 10 || to.length !== 10) return `${partialDate(tag, from)} – ${partialDate(tag, to)}`;
  const format = new Intl.DateTimeFormat(LANGUAGES[tag].locale, { ...OPTIONS[10], timeZone: "UTC" });
  return format.formatRange(Date.parse(from), Date.parse(to));
}

/** Years with a fraction, for drawing: 2019-10-25 → 2019.81…; NaN for what is no date. */
export function yearOf(iso: string): number {
  const at = new Date(iso);
  const year = at.getUTCFullYear();
  const [start, end] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
  return year + (at.getTime() - start) / (end - start);
}
