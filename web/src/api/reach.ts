/** `fetch` that does not wait for ever: a line that is dead and does not say so is given up, and counts as no answer. */

import { ServerClock } from "./server-clock";

/** A good answer takes well under a second; three times a slow line's round trip fits. */
export const ANSWER_WITHIN_MS = 5000;
/** Files, sheets and letters are made before they are sent. */
export const MADE_WITHIN_MS = 60_000;

/** Set by the hour on each answer, which is in whole seconds: enough to tell what is past. */
const clock = new ServerClock();

/** The house's time, UTC ms, for pages that follow no stream; the visitor's own clock may say anything. */
export const houseNow = (): number => Math.round(performance.now() + clock.offset);

/** Rejects like a network failure when neither answer nor body came within `withinMs`. */
export async function reach(
  path: string,
  init: RequestInit = {},
  withinMs = ANSWER_WITHIN_MS,
): Promise<Response> {
  const limit = AbortSignal.timeout(withinMs);
  const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
  const answer = await fetch(path, { credentials: "same-origin", ...init, signal });
  const at = Date.parse(answer.headers?.get("date") ?? "");
  if (Number.isFinite(at)) clock.take(at);
  return answer;
}

/** Milliseconds until a small answer was here; null where none came. */
export async function roundTrip(withinMs: number): Promise<number | null> {
  const began = performance.now();
  const answer = await reach("/api/time", { cache: "no-store" }, withinMs).catch(() => null);
  await answer?.arrayBuffer().catch(() => null);
  return answer?.ok ? performance.now() - began : null;
}
