/** REST in the query cache. */
import { useQuery } from "@tanstack/react-query";
import { api } from "./client";
import { type Refusal, valueFrom } from "./http";
import type { Admission, BodyLine, BookLine, RoleCard, SessionBody } from "./types";

export const useSession = () =>
  useQuery<SessionBody, Refusal>({ queryKey: ["session"], queryFn: () => valueFrom(api.session()) });

const EVERY_MS = 10_000;

export const useBooks = () =>
  useQuery<BookLine[], Refusal>({
    queryKey: ["books"],
    queryFn: () => valueFrom(api.books()),
    refetchInterval: EVERY_MS,
  });

/** Bodies change seldom: fetched once. */
export const useBodies = () =>
  useQuery<BodyLine[], Refusal>({ queryKey: ["bodies"], queryFn: () => valueFrom(api.bodies()) });

export const useCards = (book: string) =>
  useQuery<RoleCard[], Refusal>({
    queryKey: ["cards", book],
    queryFn: () => valueFrom(api.cards(book)),
    refetchInterval: EVERY_MS,
  });

/** The admission that this window sits under; undefined while it is fetched, null when there is none. */
export function useAdmission(key: string | null): Admission | null | undefined {
  const { data, isPending } = useSession();
  if (!key) return null;
  return isPending ? undefined : (data?.admissions.find((admission) => admission.key === key) ?? null);
}
