/** A wall clock's reading in a named zone, as an instant: for forms in which people write the venue's time. */

/** Milliseconds by which the zone is ahead of UTC at an instant. */
function ahead(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(
    read("year"),
    read("month") - 1,
    read("day"),
    read("hour"),
    read("minute"),
    read("second"),
  );
  return shown - Math.floor(at / 1000) * 1000;
}

/** `2026-05-05T15:00` read in `zone`; null when it is no such reading. */
export function instantIn(zone: string, reading: string): number | null {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(reading) ? Date.parse(`${reading}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  const first = asUtc - ahead(zone, asUtc);
  return asUtc - ahead(zone, first);
}

/** The reading of `zone` at an instant, for `datetime-local`. */
export function readingIn(zone: string, at: number): string {
  return new Date(at + ahead(zone, at)).toISOString().slice(0, 16);
}
