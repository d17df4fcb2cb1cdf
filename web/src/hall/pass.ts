/** The pass into the hall: asked for anew at every joining, for it lives less than a minute. */

import { api } from "../api/client";
import type { HallPass } from "../api/types";
import type { LineState } from "./codes";

/** The pass, or what the line is without one: `lost` where asking again may help. */
export async function askForPass(book: string, admission: string | null): Promise<HallPass | LineState> {
  const answer = await api.hallPass(book, admission);
  return answer.ok ? answer.value : refused(answer.refusal.status, answer.refusal.code);
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
