/** The sentence of an announcement, in parts: what happened, then its ground, words, rule, hour and what follows. */
import type { AnnouncementDoc } from "../api/types";
import { type Key, useCoded, useFormat, useT, useTexts } from "../i18n";
import { useRoom } from "./room";

export interface Part {
  text: string;
  /** As said or written by whoever acted, in their own language. */
  words?: boolean;
}

/** A name keeps to itself whichever way the sentence runs (Unicode isolates, as `<bdi>` would). */
const isolated = (name: string) => `\u2068${name}\u2069`;

const SPOKEN = new Set(["called_to_order", "ruled", "objection"]);
/** Kinds whose hour is of another day. */
const HOURS: Record<string, Key> = {
  suspended: "announcements.resumes",
  adjourned: "announcements.to",
  list_closing: "announcements.closes",
  notice_amended: "announcements.new_hour",
};
const OF_A_DAY = new Set(["adjourned", "notice_amended"]);

export function useAnnouncement(): (told: AnnouncementDoc) => Part[] {
  const t = useT();
  const coded = useCoded();
  const texts = useTexts();
  const { views, seatName } = useRoom();
  const format = useFormat();

  const about = (told: AnnouncementDoc) => {
    const decision = views.decisions?.decisions.find((one) => one.key === told.about);
    return texts(decision?.title) || coded("common.about_", told.code, "common.about_paper");
  };

  const happened = (told: AnnouncementDoc): string => {
    const seat = told.seat ? isolated(seatName(told.seat)) : "";
    const values = { seat, time: format.duration(told.seconds * 1000), title: isolated(about(told)) };
    const plain = `announcements.${told.kind}` as Key;
    const own = told.mine ? `${told.kind}_mine` : told.kind;
    return coded("announcements.", own, plain, values);
  };

  const hour = (told: AnnouncementDoc): string => {
    const key = HOURS[told.kind];
    if (!key || told.until === null) return "";
    const zone = views.meeting?.zone ?? "UTC";
    const day = OF_A_DAY.has(told.kind);
    const at = day ? format.dayAndHour(told.until, zone) : format.hour(told.until, zone);
    return t(key, { hour: isolated(`${at} (${format.place(zone)})`) });
  };

  const may = (told: AnnouncementDoc): string => {
    const what = told.may.map((intent) => t(`announcements.may_${intent}` as Key));
    return what.length ? t("announcements.may", { what: what.join(", ") }) : "";
  };

  return (told) => {
    const words =
      told.words &&
      t(SPOKEN.has(told.kind) ? "announcements.words" : "announcements.reason", {
        words: isolated(told.words),
      });
    const code =
      told.code && told.kind !== "decided" ? coded("announcements.", `${told.kind}_${told.code}`, NONE) : "";
    return [
      { text: happened(told) },
      { text: code === t(NONE) ? "" : code },
      { text: words, words: true },
      { text: told.rule && t("announcements.rule", { rule: isolated(told.rule) }) },
      { text: hour(told) },
      { text: may(told) },
      { text: told.next && t("announcements.next", { seat: isolated(seatName(told.next)) }) },
    ].filter((part) => part.text);
  };
}

/** Stands for a code without a sentence of its own. */
const NONE: Key = "announcements.history";
