/** From the first page into a room. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { remember } from "../admission";
import type { Admission, SessionBody } from "../api/types";
import { bodyAddress, go, type RoomName, roomAddress } from "../routes";

/** Those who speak pass through the lobby; the others go straight in. A post in a body leads to the body's page. */
export function wayIn(admission: Pick<Admission, "book" | "key" | "room">): string {
  if (admission.room === "body") {
    const [kind, key] = admission.book.split(".", 2);
    return kind === "body" && key ? bodyAddress(key) : "/bodies";
  }
  const through = admission.room === "podium" || admission.room === "desk";
  return roomAddress(admission.book, through ? "lobby" : (admission.room as RoomName), admission.key);
}

/** Goes in under an admission just given: the session that was fetched before it learns of it, or the room would
 * hold the person for a stranger. */
export function useGoIn(): (admission: Admission) => void {
  const client = useQueryClient();
  return useCallback(
    (admission) => {
      client.setQueryData<SessionBody>(
        ["session"],
        (known) => known && { ...known, admissions: [...known.admissions, admission] },
      );
      void client.invalidateQueries({ queryKey: ["books"] });
      remember(admission.book, admission.key);
      go(wayIn(admission));
    },
    [client],
  );
}
