/** The delegation's own notes: asked for when the stream marks a new one, kept for this window. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { newKey } from "../../api/key";
import { reach } from "../../api/reach";
import type { NoteLine } from "../../api/types";
import { useRoom } from "../../furniture";

/** As the server has it (`notes.MOST`). */
export const MOST = 2000;
/** Notes fetched at most at once: the latest. */
const LIMIT = 200;

const at = (book: string) => `/api/books/${encodeURIComponent(book)}/notes`;
const as = (admission: string | null) => ({ "Rostrum-Admission": admission ?? "" });

/** Oldest first; what is known is kept, and only what is new is fetched. */
export function useNotes(last: number): NoteLine[] {
  const { book, admission } = useRoom();
  const client = useQueryClient();
  const key = ["notes", book, admission];
  const { data, refetch } = useQuery<NoteLine[]>({
    queryKey: key,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const known = client.getQueryData<NoteLine[]>(key) ?? [];
      const after = known.at(-1)?.number ?? 0;
      const response = await reach(`${at(book)}?after=${after}&limit=${LIMIT}`, { headers: as(admission) });
      if (!response.ok) throw new Error(`notes: ${response.status}`);
      return [...known, ...((await response.json()) as NoteLine[])];
    },
  });
  const known = data?.at(-1)?.number ?? 0;
  useEffect(() => {
    if (last > known) void refetch();
  }, [last, known, refetch]);
  return data ?? [];
}

/** Sends under a key that stays until it was taken, so that a second press is the same note. */
export function useSending(): (text: string) => Promise<boolean> {
  const { book, admission } = useRoom();
  const [key, setKey] = useState(() => newKey());
  return async (text) => {
    const headers = { ...as(admission), "Idempotency-Key": key, "Content-Type": "application/json" };
    const body = JSON.stringify({ text });
    const answer = await reach(at(book), { method: "POST", headers, body }).catch(() => null);
    if (!answer?.ok) return false;
    setKey(newKey());
    return true;
  };
}
