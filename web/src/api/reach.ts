/** `fetch` that does not wait for ever: a line that is dead and does not say so is given up, and counts as no answer. */

/** A good answer takes well under a second; three times a slow line's round trip fits. */
export const ANSWER_WITHIN_MS = 5000;
/** Files, sheets and letters are made before they are sent. */
export const MADE_WITHIN_MS = 60_000;

/** Rejects like a network failure when neither answer nor body came within `withinMs`. */
export function reach(path: string, init: RequestInit = {}, withinMs = ANSWER_WITHIN_MS): Promise<Response> {
  const limit = AbortSignal.timeout(withinMs);
  const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
  return fetch(path, { credentials: "same-origin", ...init, signal });
}
