/** How long to wait before joining again: the hall is tried for ever, not all at once. */

const FIRST_MS = 500;
const LONGEST_MS = 5000;
/** Share of a pause that is left to chance, so that a hundred browsers do not come back in one instant. */
const JITTER = 0.5;

/** `failures` tries failed before; `chance` is from 0 to below 1. */
export function pauseMs(failures: number, chance: number): number {
  const full = Math.min(FIRST_MS * 2 ** Math.min(failures, 10), LONGEST_MS);
  return Math.max(FIRST_MS, Math.round(full * (1 - JITTER * chance)));
}

/** Pauses of the SDK's own attempts to mend a line; after them we join anew, with a fresh pass. */
export const MENDING_MS = [0, 200, 500, 1000, 2000, 3000] as const;
