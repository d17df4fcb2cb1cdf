/** The pass into the hall: asked for anew at every joining, for it lives less than a minute. */

import { reach } from "../api/reach";
import type { HallPass } from "../api/types";
import type { LineState } from "./codes";

const ANSWER_WITHIN_MS = 5000;

/** The pass, or what the line is without one: `lost` where asking again may help. */
export async function askForPass(book: string, admission: string | null): Promise<HallPass | LineState> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (admission) headers["rostrum-admission"] = admission;
  const response = await reach(`/api/books/${encodeURIComponent(book)}/hall`, {
    method: "POST",
    headers,
    body: "{}",
    credentials: "same-origin",
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (response.ok) return (await response.json()) as HallPass;
  const refusal: unknown = await response.json().catch(() => null);
  return refused(response.status, (refusal as { code?: string } | null)?.code ?? "");
}

/** The door's answers that no patience changes, and those that it may. */
export function refused(status: number, code: string): LineState {
  if (code === "shown_out") return "expelled";
  return status === 401 || status === 403 ? "not_admitted" : "lost";
}

/** The signalling address at our own door. */
export function signallingUrl(pass: HallPass, at: Pick<Location, "protocol" | "host"> = location): string {
  return `${at.protocol === "https:" ? "wss" : "ws"}://${at.host}${pass.url}`;
}
