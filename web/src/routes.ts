/** The addresses of the web and the one way to go to them. */
import { useMemo, useSyncExternalStore } from "react";

export const ROOMS = ["lobby", "podium", "desk", "secretariat", "gallery"] as const;
export type RoomName = (typeof ROOMS)[number];

/** Pages of one meeting of a body. */
export const MEETING_PAGES = ["prepare", "participants"] as const;
export type MeetingPage = (typeof MEETING_PAGES)[number];

export type Route =
  | { page: "welcome" }
  | { page: "meet"; book: string; room: RoomName; admission: string | null }
  | { page: "embed"; book: string }
  | { page: "intake" }
  | { page: "body"; body: string }
  | { page: "compose"; body: string }
  | { page: "prepare"; body: string; meeting: string }
  | { page: "participants"; body: string; meeting: string }
  | { page: "reply"; token: string }
  | { page: "unknown"; book: string | null; room: string | null };

export const isRoom = (name: string | undefined): name is RoomName => ROOMS.some((room) => room === name);

export function parse(address: URL): Route {
  const [first, book, room, more, last] = address.pathname.split("/").filter(Boolean).map(decoded);
  if (!first) return { page: "welcome" };
  if (first === "embed" && book) return { page: "embed", book };
  if (first === "bodies" && !book) return { page: "intake" };
  if (first === "bodies" && book && !room) return { page: "body", body: book };
  if (first === "bodies" && book && room === "compose") return { page: "compose", body: book };
  const page = MEETING_PAGES.find((one) => one === last);
  if (first === "bodies" && book && room === "meetings" && more && page) {
    return { page, body: book, meeting: more };
  }
  if (first === "reply" && book) return { page: "reply", token: book };
  if (first === "meet" && book && isRoom(room) && !more) {
    return { page: "meet", book, room, admission: address.searchParams.get("a") };
  }
  return { page: "unknown", book: (first === "meet" && book) || null, room: room ?? null };
}

/** A mistyped address may hold what is no code at all: it is then no page, and no fault of the programme. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `/meet/{book}/{room}?a={admission}` */
export function roomAddress(book: string, room: RoomName, admission?: string | null): string {
  const as = admission ? `?a=${encodeURIComponent(admission)}` : "";
  return `/meet/${encodeURIComponent(book)}/${room}${as}`;
}

/** `/bodies/{body}`, or its composition room, which knows by the session who is there. */
export function bodyAddress(body: string, page: "body" | "compose" = "body"): string {
  return `/bodies/${encodeURIComponent(body)}${page === "compose" ? "/compose" : ""}`;
}

/** `/bodies/{body}/meetings/{meeting}/prepare`, and the list of its participants. */
export const meetingAddress = (body: string, meeting: string, page: MeetingPage): string =>
  `${bodyAddress(body)}/meetings/${encodeURIComponent(meeting)}/${page}`;

const MOVED = "rostrum:moved";

export function go(address: string): void {
  history.pushState(null, "", address);
  window.dispatchEvent(new Event(MOVED));
  window.scrollTo(0, 0);
}

/** Asked before *Back* leaves a page; while it is set, the page stays and says what leaving would mean. */
let asked: (() => void) | null = null;
let here = typeof location === "undefined" ? "" : location.href;

/** Keeps the page under *Back* until what is returned is called: `ask` is called instead of leaving. */
export function stay(ask: () => void): () => void {
  asked = ask;
  here = location.href;
  return () => {
    if (asked === ask) asked = null;
  };
}

/** The person has been asked and goes: the next *Back* leaves. */
export function leaveNow(): void {
  asked = null;
}

function listen(changed: () => void): () => void {
  const back = () => {
    if (!asked) return changed();
    history.pushState(null, "", here);
    asked();
  };
  window.addEventListener("popstate", back);
  window.addEventListener(MOVED, changed);
  return () => {
    window.removeEventListener("popstate", back);
    window.removeEventListener(MOVED, changed);
  };
}

export function useRoute(): Route {
  const href = useSyncExternalStore(listen, () => location.href);
  return useMemo(() => parse(new URL(href)), [href]);
}
