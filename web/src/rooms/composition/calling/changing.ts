/** A called meeting as the form holds it, and what it comes to when it is changed. */

import type { BodyMeetingLine } from "../../../body/types";
import { LANGUAGE_TAGS } from "../../../i18n";
import { instantsOf, wallText } from "../../../i18n/wallclock";
import { type Calling, FORMATS, intentOf, type Sitting } from "./calling";

const DAY_MINUTES = 24 * 60;
const USUAL_MINUTES = 180;

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
};

function sittingsOf(line: BodyMeetingLine): Sitting[] {
  const found = line.programme.map(({ date, begins, ends }): Sitting => {
    const minutes = (minutesOf(ends) - minutesOf(begins) + DAY_MINUTES) % DAY_MINUTES;
    return { begins: `${date}T${begins}`, minutes: minutes || USUAL_MINUTES, second: false };
  });
  const opens = line.opens ?? 0;
  const [first, ...others] = found;
  const begins = wallText(opens, line.zone);
  // Where the clocks show the opening twice, the second time is told by the instant alone.
  const second = instantsOf(begins, line.zone).indexOf(opens) > 0;
  return [{ begins, minutes: first?.minutes ?? USUAL_MINUTES, second }, ...others];
}

export function callingOf(line: BodyMeetingLine): Calling {
  return {
    title: line.title,
    theme: line.theme,
    languages: LANGUAGE_TAGS.filter((tag) => line.languages.includes(tag)),
    format: FORMATS.find((format) => format === line.format) ?? FORMATS[0],
    byVideo: line.by_video,
    isPrivate: line.private,
    place: line.place,
    zone: line.zone,
    sittings: sittingsOf(line),
  };
}

/** A meeting that was called without sittings has none while the form holds but its opening. */
const isWithoutProgramme = ({ sittings }: Calling, line: BodyMeetingLine): boolean =>
  !line.programme.length && sittings.length === 1 && sittings[0]?.minutes === USUAL_MINUTES;

/** All that letters say of the meeting, as a faultless form has it; sittings that stay keep their titles. */
export function particularsOf(calling: Calling, line: BodyMeetingLine, replyBy: number | null) {
  const { title, theme, place, zone, opens, programme, by_video } = intentOf(calling, []);
  const titled = (isWithoutProgramme(calling, line) ? [] : programme).map((one) => {
    const same = line.programme.find(({ date, begins }) => date === one.date && begins === one.begins);
    return { ...one, title: same?.title ?? {} };
  });
  return { title, theme, place, zone, opens, programme: titled, by_video, reply_by: replyBy };
}
