/** The stream in the query cache, shared by whoever shows the same book to the same audience. */
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "./client";
import { type Answer, type Refusal, UNREACHABLE } from "./http";
import { away, BookStream, channelOf, firstSnapshot, type Snapshot } from "./stream";
import type { Accepted, Audience, BodyAudience, Intent, IntentKind } from "./types";

const open = new Map<string, { stream: BookStream; readers: number }>();
const STARTING = firstSnapshot();

function enter(client: QueryClient, channel: string): () => void {
  const shared = open.get(channel) ?? start(client, channel);
  shared.readers += 1;
  return () => {
    shared.readers -= 1;
    if (shared.readers > 0) return;
    shared.stream.close();
    open.delete(channel);
    client.removeQueries({ queryKey: ["views", channel] });
  };
}

function start(client: QueryClient, channel: string) {
  const stream = new BookStream(channel, (snapshot) => client.setQueryData(["views", channel], snapshot));
  const shared = { stream, readers: 0 };
  open.set(channel, shared);
  stream.open();
  return shared;
}

export interface BookViews extends Snapshot {
  /** The server's clock now, ms UTC. */
  now: () => number;
}

/** The merged views of a book as one audience is shown them, and the server's clock. */
export function useViews(
  book: string,
  audience: Audience | BodyAudience,
  admission: string | null,
): BookViews {
  const client = useQueryClient();
  const channel = channelOf(book, audience, admission);
  useEffect(() => enter(client, channel), [client, channel]);
  const { data } = useQuery<Snapshot>({
    queryKey: ["views", channel],
    queryFn: () => STARTING,
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  const snapshot = data ?? STARTING;
  const { offset } = snapshot;
  const now = useCallback(() => performance.now() + offset, [offset]);
  return { ...snapshot, now };
}

export interface Asking {
  ask: (intent: Intent) => Promise<Answer<Accepted>>;
  /** The kind of intent that is under way, for the control that sent it. */
  busy: IntentKind | null;
  refusal: Refusal | null;
  dismiss: () => void;
}

/**
 * Posts intents as the person of this window and keeps the last refusal for `RefusalMessage`. Each says which version
 * of the book was on the screen when it was pressed: a press is on what is shown (ADR 0018).
 */
export function useIntents(book: string, admission: string | null, version: number): Asking {
  const shown = useRef(version);
  shown.current = version;
  const [busy, setBusy] = useState<IntentKind | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const ask = useCallback(
    async (intent: Intent) => {
      if (away()) {
        setRefusal(UNREACHABLE);
        return { ok: false as const, refusal: UNREACHABLE };
      }
      setBusy(intent.kind);
      setRefusal(null);
      const answer = await api.intent(book, admission, intent, shown.current);
      setBusy(null);
      if (!answer.ok) setRefusal(answer.refusal);
      return answer;
    },
    [book, admission],
  );
  const dismiss = useCallback(() => setRefusal(null), []);
  return { ask, busy, refusal, dismiss };
}
