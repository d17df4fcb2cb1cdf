/** A meeting before it is called: what the form holds, what is wrong with it, and the intent it comes to. */
import type { Texts } from "../../../api/types";
import type { BodyPage } from "../../../body/types";
import { LANGUAGE_TAGS, type LanguageTag } from "../../../i18n";
import { instantsOf, isZone, wallText } from "../../../i18n/wallclock";

export const FORMATS = ["contact_group", "ordinary", "extraordinary", "ministerial"] as const;
export type Format = (typeof FORMATS)[number];

const MINUTE = 60_000;
export const LEAST_MINUTES = 15;
/** A sitting's end is written as an hour of the day: it lasts less than a day. */
export const MOST_MINUTES = 12 * 60;
const USUAL_MINUTES = 180;

export interface Sitting {
  /** Local date and time in the meeting's zone, `2026-06-15T15:00`. */
  begins: string;
  minutes: number;
  /** Where the clocks show that hour twice: the second time. */
  second: boolean;
}

export interface Calling {
  title: Texts;
  theme: Texts;
  languages: LanguageTag[];
  format: Format;
  byVideo: boolean;
  /** For the bureau and those invited alone, until it is convened publicly. */
  isPrivate: boolean;
  place: string;
  zone: string;
  sittings: Sitting[];
}

/** The capital of whoever holds the chair is taken for the host's. */
export function hostZone(body: BodyPage): string {
  const chair = body.terms.find((term) => term.office === "chair" && term.running)?.holder;
  return body.members.find((member) => member.code === chair)?.zone || "UTC";
}

export function newCalling(body: BodyPage): Calling {
  const languages = LANGUAGE_TAGS.filter((tag) => body.languages.includes(tag));
  return {
    title: {},
    theme: {},
    languages: languages.length ? languages : ["en"],
    format: "contact_group",
    byVideo: true,
    isPrivate: true,
    place: "",
    zone: hostZone(body),
    sittings: [{ begins: "", minutes: USUAL_MINUTES, second: false }],
  };
}

/** When a sitting begins; null where its zone has no such hour. */
export function instantOf(sitting: Sitting, zone: string): number | null {
  const found = isZone(zone) ? instantsOf(sitting.begins, zone) : [];
  return found[sitting.second ? found.length - 1 : 0] ?? null;
}

export const isTwice = (sitting: Sitting, zone: string): boolean =>
  isZone(zone) && instantsOf(sitting.begins, zone).length > 1;

export type Fault =
  | "title_needed"
  | "language_needed"
  | "place_needed"
  | "zone_unknown"
  | "time_needed"
  | "time_skipped"
  | "length_out"
  | "sitting_overlaps"
  | "in_the_past";

export interface Faults {
  title?: Fault;
  languages?: Fault;
  place?: Fault;
  zone?: Fault;
  sittings: (Fault | undefined)[];
}

function sittingFault(calling: Calling, index: number, now: number): Fault | undefined {
  const { sittings, zone } = calling;
  const sitting = sittings[index];
  if (!sitting?.begins) return "time_needed";
  if (!isZone(zone)) return undefined;
  const at = instantOf(sitting, zone);
  if (at === null) return "time_skipped";
  if (!(sitting.minutes >= LEAST_MINUTES && sitting.minutes <= MOST_MINUTES)) return "length_out";
  const before = sittings[index - 1];
  const began = before && instantOf(before, zone);
  if (before && began != null && at < began + before.minutes * MINUTE) return "sitting_overlaps";
  return at <= now ? "in_the_past" : undefined;
}

const said = (texts: Texts, languages: readonly string[]): Texts =>
  Object.fromEntries(
    languages.map((tag) => [tag, texts[tag]?.trim() ?? ""] as const).filter(([, text]) => text),
  );

export function faultsOf(calling: Calling, now: number): Faults {
  const faults: Faults = { sittings: calling.sittings.map((_, index) => sittingFault(calling, index, now)) };
  if (!calling.languages.length) faults.languages = "language_needed";
  if (!Object.keys(said(calling.title, calling.languages)).length) faults.title = "title_needed";
  if (!calling.byVideo && !calling.place.trim()) faults.place = "place_needed";
  if (!isZone(calling.zone)) faults.zone = "zone_unknown";
  return faults;
}

export const isFaultless = ({ sittings, ...fields }: Faults): boolean =>
  !Object.values(fields).some(Boolean) && !sittings.some(Boolean);

/** A key that no meeting of the body has: format and day, numbered where that is taken. */
function keyFor(calling: Calling, day: string, taken: readonly string[]): string {
  const stem = `${calling.format.replaceAll("_", "-")}-${day}`;
  const free = [stem, ...Array.from(taken, (_, n) => `${stem}-${n + 2}`)];
  return free.find((key) => !taken.includes(key)) ?? stem;
}

/** The intent of a faultless form. */
export function intentOf(calling: Calling, taken: readonly string[]) {
  const { zone, languages } = calling;
  const programme = calling.sittings.map((sitting) => {
    const at = instantOf(sitting, zone) ?? 0;
    const [date = "", begins = ""] = wallText(at, zone).split("T");
    const [, ends = ""] = wallText(at + sitting.minutes * MINUTE, zone).split("T");
    return { date, begins, ends, title: {} };
  });
  const [first] = calling.sittings;
  return {
    kind: "CallMeeting",
    meeting: keyFor(calling, programme[0]?.date ?? "", taken),
    format: calling.format,
    title: said(calling.title, languages),
    theme: said(calling.theme, languages),
    place: calling.place.trim(),
    zone,
    opens: first ? instantOf(first, zone) : null,
    languages,
    programme,
    by_video: calling.byVideo,
    private: calling.isPrivate,
  };
}
