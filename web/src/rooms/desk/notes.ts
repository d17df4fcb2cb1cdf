/** The delegation's own notes: asked for when the stream marks a new one, kept for this window. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../api/client";
import { valueFrom } from "../../api/http";
import { newKey } from "../../api/key";
import type { NoteLine } from "../../api/types";
import { useRoom } from "../../furniture";

/** As the server has it (`notes.MOST`). */
export const MOST = 2000;
/** Notes fetched at most at once: the latest. */
const LIMIT = 200;

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
      return [...known, ...(await valueFrom(api.notes(book, admission, after, LIMIT)))];
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
    const answer = await api.note(book, admission, text, key);
    if (!answer.ok) return false;
    setKey(newKey());
    return true;
  };
}
