/** A file of members as the house reads it: what is sent with it, what was answered, and what may be taken. */
import { useQuery } from "@tanstack/react-query";
import { type Refusal, valueFrom } from "../../api/http";
import type { components } from "../../api/schema.gen";
import { type Admitted, bodyDoors } from "../../body/doors";

export type Preview = components["schemas"]["Preview"];
export type Asked = components["schemas"]["Asked"];
export type FileOfMembers = components["schemas"]["FileOfMembers"];

/** Bytes that a page may send (`doors/intake.py`). */
export const MOST = 180_000;
export const KEY = /^[a-z0-9][a-z0-9-]{0,39}$/;

export interface Answers {
  dates: "" | "day" | "month";
  states: Record<string, string>;
  groups: Record<string, Record<string, string>>;
}

export const UNANSWERED: Answers = { dates: "", states: {}, groups: {} };

/** A file's bytes as the door takes them. Rejects where the device does not give them. */
export async function asBase64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}

/** What one answer makes of those before it. */
export function answered(answers: Answers, asked: Asked, written: string, choice: string): Answers {
  switch (asked.about) {
    case "dates":
      return { ...answers, dates: choice === "day" || choice === "month" ? choice : "" };
    case "state":
      return { ...answers, states: { ...answers.states, [written]: choice } };
    case "groups": {
      const column = { ...answers.groups[asked.column], [written]: choice };
      return { ...answers, groups: { ...answers.groups, [asked.column]: column } };
    }
  }
}

/**
 * What the person chose for every spelling of a question about groups, made one answer: nothing is answered before
 * all are, for the question would be another one.
 */
export const settled = (asked: Asked, chosen: Record<string, string>): boolean =>
  asked.written.every((spelling) => chosen[spelling] !== undefined);

export const mayTake = (preview: Preview | undefined): boolean => Boolean(preview?.whole && !preview.exists);

export function usePreview(wanted: FileOfMembers | null, admission: Admitted) {
  return useQuery<Preview, Refusal>({
    queryKey: ["intake", wanted, admission],
    queryFn: () => valueFrom(bodyDoors.send<Preview>("/api/intake/preview", wanted, admission)),
    placeholderData: (before) => before,
    enabled: wanted !== null && KEY.test(wanted.key),
    gcTime: 0,
  });
}
