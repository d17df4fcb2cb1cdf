/**
 * Which microphone is used while headsets come and go. Pure: what is plugged in, what this person chose, what was
 * used before. The one in use is kept while it is there; when it goes, another takes its place and that is said; one
 * that comes back is offered and never taken by itself.
 */
import { looksLikeHeadset } from "./headset";

export interface Microphone {
  id: string;
  /** Empty until the browser was permitted to say. */
  label: string;
}

/**
 * What is to be told: `changed`: another microphone took the place of one that went. `none`: none is left. `back`:
 * the one that went is there again. `arrived`: a headset was plugged in. `taken`: the person took another one.
 */
export type News = "" | "changed" | "none" | "back" | "arrived" | "taken";

export interface Following {
  present: readonly Microphone[];
  used: Microphone | null;
  /** Was used, and went. */
  lost: Microphone | null;
  /** What one press takes: the one that is back, the one that arrived, or the one used before. */
  offered: Microphone | null;
  news: News;
}

export const NOTHING_KNOWN: Following = { present: [], used: null, lost: null, offered: null, news: "" };

const among = (present: readonly Microphone[], one: Microphone | null): Microphone | null =>
  present.find((each) => each.id === one?.id) ?? null;

/** The list as it is now; `chosen` is the id that this person once chose, empty for the system's own choice. */
export function follow(now: Following, present: readonly Microphone[], chosen: string): Following {
  const kept = among(present, now.used);
  if (kept) return noticed({ ...now, present, used: kept }, now.present);
  const lost = now.used ?? now.lost;
  const used = among(present, lost) ?? present.find((each) => each.id === chosen) ?? present[0] ?? null;
  if (!lost || used?.id === lost.id) return { present, used, lost: null, offered: null, news: "" };
  return { present, used, lost, offered: null, news: used ? "changed" : "none" };
}

function noticed(now: Following, before: readonly Microphone[]): Following {
  const back = among(now.present, now.lost);
  if (back) return { ...now, lost: null, offered: back, news: "back" };
  const arrived = now.present.find((one) => !among(before, one) && looksLikeHeadset(one.label));
  if (arrived && before.length > 0) return { ...now, offered: arrived, news: "arrived" };
  const stillOffered = now.offered && among(now.present, now.offered);
  return now.offered && !stillOffered ? { ...now, offered: null, news: "" } : now;
}

/** The person takes what is offered, or any other; the one used before is a press away. */
export function take(now: Following, id: string): Following {
  const used = now.present.find((one) => one.id === id);
  if (!used || used.id === now.used?.id) return { ...now, offered: null, news: "" };
  return { ...now, used, lost: null, offered: among(now.present, now.used), news: "taken" };
}

/** The browser gave this one, whatever it was asked for: what is used is what is shown. */
export function given(now: Following, actual: Microphone): Following {
  if (!actual.id || actual.id === now.used?.id) return now;
  if (!now.used) return { ...now, used: actual };
  return { ...now, used: actual, lost: now.used, offered: null, news: "changed" };
}

export const understood = (now: Following): Following => ({ ...now, offered: null, news: "" });

interface Listed {
  kind: string;
  deviceId: string;
  groupId: string;
  label: string;
}

/**
 * Real microphones, the system's own first. Chrome lists the system's choice once more as `default`, and again as
 * `communications`; a name of many things cannot be said to have been unplugged.
 */
export function microphonesOf(listed: readonly Listed[]): Microphone[] {
  const all = listed.filter((one) => one.kind === "audioinput" && one.deviceId);
  const real = all.filter((one) => !["default", "communications"].includes(one.deviceId));
  const usual = all.find((one) => one.deviceId === "default");
  const twin = usual && real.find((one) => one.groupId === usual.groupId && usual.label.includes(one.label));
  const ordered = twin ? [twin, ...real.filter((one) => one !== twin)] : real;
  const shown = usual && !twin ? [usual, ...ordered] : ordered;
  return shown.map((one) => ({ id: one.deviceId, label: one.label }));
}
