/** The words in which the hall speaks to the rooms: codes, which catalogues turn into sentences. */

/**
 * `off`: not asked to join. `silent`: this Rostrum has no media. `elsewhere`: the same person came in from another
 * window, which now has the hall. `expelled`, `not_admitted`: the door refuses; nothing is tried any more.
 */
export type LineState =
  | "off"
  | "silent"
  | "connecting"
  | "good"
  | "weak"
  | "reconnecting"
  | "lost"
  | "elsewhere"
  | "expelled"
  | "not_admitted";

/** Why a device cannot be used; empty when it can. */
export type DeviceFault = "" | "refused" | "not_found" | "in_use" | "failed";

export type Quality = "excellent" | "good" | "poor" | "lost" | "unknown";

/** The browser's own names of failures. */
export function faultOf(error: unknown): DeviceFault {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "not_found";
  if (name === "NotReadableError" || name === "AbortError") return "in_use";
  return "failed";
}
