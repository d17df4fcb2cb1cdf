/** A body in the query cache, and as whom this browser may act for it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { type Refusal, valueFrom } from "../api/http";
import { newKey } from "../api/key";
import { useBooks, useSession } from "../api/session";
import type { Admission } from "../api/types";
import { type Admitted, bodyDoors } from "./doors";
import type { BodyPage } from "./types";

const STAFF = ["secretary", "chair"];
const BUREAU = [...STAFF, "vice_chair", "group_chair", "documents", "protocol", "legal"];

export interface Standing {
  admission: Admitted;
  person: Admission | null;
  /** The same person's badge of the body itself, where it is not that one. */
  own: Admission | null;
  /** Books of this body's meetings: whose cards admit one in a demonstration. */
  books: string[];
  demo: boolean;
  /** False until the session is known. */
  known: boolean;
}

/** The admission that carries furthest for this body: secretary, then chair, then any. */
export function useStanding(key: string): Standing {
  const session = useSession();
  const books = useBooks();
  const mine = (books.data ?? []).filter((line) => line.body === key).map((line) => line.book);
  const admissions = (session.data?.admissions ?? []).filter((one) => one.body === key);
  /** Of one person's badges that of a meeting first: it has a room to go back to. */
  const rank = (one: Admission) =>
    (STAFF.includes(one.capacity) ? STAFF.indexOf(one.capacity) : STAFF.length) +
    (one.room === "body" ? 0.5 : 0);
  const person = [...admissions].sort((a, b) => rank(a) - rank(b))[0] ?? null;
  return {
    admission: person?.key ?? null,
    person,
    own:
      admissions.find(
        (one) => one.room === "body" && one.person === person?.person && BUREAU.includes(one.capacity),
      ) ?? null,
    books: mine,
    demo: session.data?.demo ?? false,
    known: !session.isPending && !books.isPending,
  };
}

export interface Asked {
  on?: string;
  scheme?: string;
}

export function useBody(key: string, admission: Admitted, asked: Asked = {}) {
  const words = new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString();
  return useQuery<BodyPage, Refusal>({
    queryKey: ["body", key, admission, words],
    queryFn: () =>
      valueFrom(bodyDoors.read<BodyPage>(`${bodyDoors.at(key)}${words && `?${words}`}`, admission)),
    placeholderData: (before) => (before?.key === key ? before : undefined),
  });
}

/** After an act on the body's book: its documents are fetched again. */
export function useRenewBody(key: string): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all(
      [
        "body",
        "invitations",
        "sheet",
        "slots",
        "readiness",
        "draft",
        "preparation",
        "persons",
        "participants",
      ].map((kind) => client.invalidateQueries({ queryKey: [kind, key] })),
    );
  }, [client, key]);
}

/** An intent of the body's book, under a key of its own. */
export const bodyIntent = (
  key: string,
  admission: Admitted,
  intent: { kind: string } & Record<string, unknown>,
) =>
  bodyDoors.send<{ version: number }>(`${bodyDoors.at(key)}/intents`, intent, admission, {
    "Idempotency-Key": newKey(),
  });
