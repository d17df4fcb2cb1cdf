/** The addresses of the web and the one way to go to them. */
import { useMemo, useSyncExternalStore } from "react";

export const ROOMS = ["lobby", "podium", "desk", "secretariat", "gallery"] as const;
export type RoomName = (typeof ROOMS)[number];

export type Route =
  | { page: "welcome" }
  | { page: "meet"; book: string; room: RoomName; admission: string | null }
  | { page: "embed"; book: string }
  | { page: "body"; body: string }
  | { page: "compose"; body: string }
  | { page: "reply"; token: string }
  | { page: "unknown" };

const isRoom = (name: string | undefined): name is RoomName => ROOMS.some((room) => room === name);

export function parse(address: URL): Route {
  const [first, book, room] = address.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  if (!first) return { page: "welcome" };
  if (first === "embed" && book) return { page: "embed", book };
  if (first === "bodies" && book && !room) return { page: "body", body: book };
  if (first === "bodies" && book && room === "compose") return { page: "compose", body: book };
  if (first === "reply" && book) return { page: "reply", token: book };
  if (first === "meet" && book && isRoom(room)) {
    return { page: "meet", book, room, admission: address.searchParams.get("a") };
  }
  return { page: "unknown" };
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

const MOVED = "rostrum:moved";

export function go(address: string): void {
  history.pushState(null, "", address);
  window.dispatchEvent(new Event(MOVED));
  window.scrollTo(0, 0);
}

function listen(changed: () => void): () => void {
  window.addEventListener("popstate", changed);
  window.addEventListener(MOVED, changed);
  return () => {
    window.removeEventListener("popstate", changed);
    window.removeEventListener(MOVED, changed);
  };
}

export function useRoute(): Route {
  const href = useSyncExternalStore(listen, () => location.href);
  return useMemo(() => parse(new URL(href)), [href]);
}
