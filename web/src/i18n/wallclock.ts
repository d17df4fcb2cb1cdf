/** What the clocks of a zone show, and which instants they show it at: none where they leap, two where they repeat. */

const HOUR = 3_600_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-u-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  clocks.set(zone, made);
  return made;
}

export function isZone(zone: string): boolean {
  try {
    clock(zone);
    return true;
  } catch {
    return false;
  }
}

/** The date and time that a zone's clocks show at an instant, counted as if it were UTC, ms. */
function shown(at: number, zone: string): number {
  const found = Object.fromEntries(
    clock(zone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const { year, month, day, hour, minute, second } = found;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** `2026-03-29T03:30` on the clocks of a zone at an instant. */
export const wallText = (at: number, zone: string): string =>
  new Date(shown(at, zone)).toISOString().slice(0, 16);

/** How far the clocks of a zone are ahead of UTC at an instant, ms. */
export const ahead = (at: number, zone: string): number => shown(at, zone) - Math.floor(at / 1000) * 1000;

/** `UTC+05:45`. */
export function offsetText(at: number, zone: string): string {
  const minutes = Math.round(ahead(at, zone) / 60_000);
  const two = (n: number) => String(n).padStart(2, "0");
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? "−" : "+"}${two(hours)}:${two(rest)}`;
}

/** The instants at which the clocks of a zone show `2026-03-29T02:30`, the earlier first. */
export function instantsOf(wall: string, zone: string): number[] {
  const as = Date.parse(`${wall}Z`);
  if (Number.isNaN(as)) return [];
  // No zone has been further than 16 hours from UTC, and none changes twice in a day.
  const offsets = new Set([as - 16 * HOUR, as + 16 * HOUR].map((at) => ahead(at, zone)));
  return [...offsets]
    .map((offset) => as - offset)
    .filter((at) => shown(at, zone) === as)
    .sort((a, b) => a - b);
}
