/** A meeting in preparation: what its door gives, and the drafts of who prepares it. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { type Refusal, valueFrom } from "../../api/http";
import type { components } from "../../api/schema.gen";
import { type Admitted, bodyDoors } from "../../body/doors";
import type { Lack } from "../../body/lacking";

type Schemas = components["schemas"];

export const ITEM_KINDS = ["agenda", "opening", "guests", "statements", "adoption", "closing"] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export const SEAT_KINDS = ["member", "observer_state", "organisation", "guest"] as const;

export type PreparationPage = Schemas["PreparationPage"];
export type Item = PreparationPage["agenda"][number];
export type Officer = PreparationPage["officers"][number];
export type SeatLine = PreparationPage["seats"][number];
export type RuleLine = PreparationPage["rules"][number];
export type QuorumLine = PreparationPage["quorums"][number];
export type Share = QuorumLine["value"];
/** Seconds; null where no limit is set; 0 and 1 for no and yes. */
export type RuleValue = RuleLine["value"];
export type PaperFile = PreparationPage["papers"][number]["files"][string];
/** A paper as it is written: its digests are the server's. */
export type DraftPaper = Omit<PreparationPage["papers"][number], "sha256">;

/** With what it lacks to be convened; nothing once it is. */
export interface Preparation extends PreparationPage {
  lacks: Lack[];
}

interface Found {
  preparation: Preparation | undefined;
  error: Refusal | null;
}

export function usePreparation(body: string, meeting: string, admission: Admitted): Found {
  const at = bodyDoors.meetingAt(body, meeting);
  const page = useQuery<PreparationPage, Refusal>({
    queryKey: ["preparation", body, meeting, admission],
    queryFn: () => valueFrom(bodyDoors.read<PreparationPage>(`${at}/preparation`, admission)),
  });
  const convened = page.data?.book !== "";
  const ready = useQuery<{ lacks: Lack[] }, Refusal>({
    queryKey: ["readiness", body, meeting, admission],
    queryFn: () => valueFrom(bodyDoors.read<{ lacks: Lack[] }>(`${at}/convening/readiness`, admission)),
    enabled: !convened,
  });
  const lacks = convened ? [] : ready.data?.lacks;
  const preparation = page.data && lacks && { ...page.data, lacks };
  return { preparation, error: page.error ?? (convened ? null : ready.error) };
}

export interface Draft<T> {
  value: T;
  /** Differs from what stands. */
  changed: boolean;
  /** What stands is no longer what the draft began from: somebody else has changed it. */
  overtaken: boolean;
  put: (value: T) => void;
  drop: () => void;
}

/** What is typed and not yet kept; what stands, while nothing is. */
export function useDraft<T>(standing: T): Draft<T> {
  const [draft, setDraft] = useState<{ value: T; from: string } | null>(null);
  const stands = JSON.stringify(standing);
  const put = useCallback((value: T) => setDraft((now) => ({ value, from: now?.from ?? stands })), [stands]);
  const drop = useCallback(() => setDraft(null), []);
  const changed = draft !== null && JSON.stringify(draft.value) !== stands;
  return {
    value: draft ? draft.value : standing,
    changed,
    overtaken: changed && draft.from !== stands,
    put,
    drop,
  };
}

/** A list with one of its lines moved up (-1) or down (1); itself where there is no way. */
export function moved<T>(list: readonly T[], index: number, by: number): T[] {
  const to = index + by;
  const one = list[index];
  if (one === undefined || to < 0 || to >= list.length) return [...list];
  const others = list.filter((_, at) => at !== index);
  return [...others.slice(0, to), one, ...others.slice(to)];
}

export const replaced = <T>(list: readonly T[], index: number, one: T): T[] =>
  list.map((other, at) => (at === index ? one : other));

export const without = <T>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index);

export const numbered = (agenda: readonly Item[]): Item[] =>
  agenda.map((item, index) => ({ ...item, number: index + 1 }));

/** Where on the page a lack is mended: the part, by the beginning of its code. */
const MENDED_IN = {
  agenda: "agenda",
  adoption: "agenda",
  paper: "papers",
  chair: "officers",
  officer: "officers",
  nobody: "seats",
  silent: "seats",
  head: "seats",
  reply: "seats",
  hour: "call",
  title: "call",
  theme: "call",
} as const;

export type Part = (typeof MENDED_IN)[keyof typeof MENDED_IN];

export function partOf({ code }: Pick<Lack, "code">): Part {
  const [first = ""] = code.split("_");
  return MENDED_IN[first as keyof typeof MENDED_IN] ?? "call";
}
