/** What a line check means, in one word. */

export type Verdict = "good" | "weak" | "bad";

export interface LineFacts {
  /** Median round trip to the media server, ms; null where no line to it could be made. */
  media_round_trip_ms: number | null;
  /** Median round trip of requests, ms; null where none was answered. */
  http_round_trip_ms: number | null;
  /** Packets or requests lost, of a thousand. */
  loss_per_mille: number;
}

/** Interactive speech: up to 150 ms one way is good, beyond 400 ms it is not (ITU-T G.114). */
const WEAK_ROUND_TRIP_MS = 300;
const BAD_ROUND_TRIP_MS = 800;
/** Opus with redundancy hides a few lost packets in a hundred; beyond that, words go. */
const WEAK_LOSS = 20;
const BAD_LOSS = 100;

/** A line that carries requests but no media is bad: this network blocks sound and picture. */
export function verdictOf(facts: LineFacts): Verdict {
  const round = facts.media_round_trip_ms;
  if (round === null || facts.http_round_trip_ms === null) return "bad";
  if (round > BAD_ROUND_TRIP_MS || facts.loss_per_mille > BAD_LOSS) return "bad";
  return round > WEAK_ROUND_TRIP_MS || facts.loss_per_mille > WEAK_LOSS ? "weak" : "good";
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
