/** The record as it grows: what is known is kept, and only what is new is fetched. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../api/client";
import { type Refusal, valueFrom } from "../../api/http";
import type { EntryLine, RefusalLine } from "../../api/types";
import { useRoom } from "../../furniture";

/** Entries fetched at first, and with each press for earlier ones. */
const PAGE = 60;
/** Most entries in one answer. */
const LIMIT = 500;

export interface RecordRead {
  /** Oldest first, without gaps. */
  entries: EntryLine[];
  failed: Refusal | null;
  again: () => void;
  /** Fetches earlier entries; null when the first is here. */
  earlier: (() => void) | null;
}

export function useRecord(): RecordRead {
  const { book, admission, version } = useRoom();
  const client = useQueryClient();
  const key = ["entries", book, admission];
  const { data, error, refetch } = useQuery<EntryLine[], Refusal>({
    queryKey: key,
    enabled: version > 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async () => {
      const known = client.getQueryData<EntryLine[]>(key) ?? [];
      const after = known.at(-1)?.version ?? Math.max(0, version - PAGE);
      const fresh = await valueFrom(api.entries(book, admission, after, LIMIT));
      return [...known, ...fresh.filter((entry) => entry.version > after)];
    },
  });
  useEffect(() => {
    if (version > 0) void refetch();
  }, [version, refetch]);
  const first = data?.[0]?.version ?? 1;
  const earlier = useCallback(async () => {
    const after = Math.max(0, first - 1 - PAGE);
    const answer = await api.entries(book, admission, after, first - 1 - after);
    if (!answer.ok) return;
    const older = answer.value;
    client.setQueryData<EntryLine[]>(["entries", book, admission], (known = []) => [
      ...older.filter((entry) => entry.version < (known[0]?.version ?? 0)),
      ...known,
    ]);
  }, [book, admission, first, client]);
  return {
    entries: data ?? [],
    failed: error,
    again: () => void refetch(),
    earlier: first > 1 ? () => void earlier() : null,
  };
}

/** Refusals are not acts and move no version, so they are asked for now and then. */
const REFUSALS_EVERY_MS = 5000;

/** As many as one answer holds. */
const REFUSALS_PAGE = 100;

export interface RefusalsRead {
  /** Newest first. */
  refusals: RefusalLine[];
  /** Fetches earlier ones; null when the first that is kept is here. */
  earlier: (() => void) | null;
}

export function useRefusals(): RefusalsRead {
  const { book, admission } = useRoom();
  const [older, setOlder] = useState<RefusalLine[]>([]);
  const [whole, setWhole] = useState(false);
  const { data = [] } = useQuery({
    queryKey: ["refusals", book, admission],
    queryFn: () => valueFrom(api.refusals(book, admission)),
    refetchInterval: REFUSALS_EVERY_MS,
    retry: false,
  });
  const known = [...new Map([...older, ...data].map((line) => [line.number, line])).values()];
  const refusals = known.sort((a, b) => b.number - a.number);
  const first = refusals.at(-1)?.number;
  const earlier = async () => {
    const answer = await api.refusals(book, admission, first);
    if (!answer.ok) return;
    setOlder([...refusals, ...answer.value]);
    setWhole(answer.value.length < REFUSALS_PAGE);
  };
  const more = !whole && refusals.length >= REFUSALS_PAGE;
  return { refusals, earlier: more ? () => void earlier() : null };
}
