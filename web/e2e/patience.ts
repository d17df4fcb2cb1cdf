/**
 * How long the browser tests wait for what must come: one place, one scale (ADR 0013).
 *
 * How long a wait may last proves nothing: what is waited for comes, or the wait is ended. So waits are long; a
 * machine that is slow, or busy, makes a test slow and does not fail it. Speed is measured in `bench/`.
 */

/** How many times slower than usual this machine is; `make test` measures it. */
export const FACTOR = Number(process.env.ROSTRUM_PATIENCE || 1);

/** Milliseconds after which what should have come is not coming. */
export const LONG = 60_000 * FACTOR;

/** The same for what is expected on a screen that is there already. */
export const EXPECTED = 30_000 * FACTOR;

/** A whole test. */
export const TEST = 600_000 * FACTOR;

/** A line that the house had closed while it was idle is taken up anew; what goes twice has a key, or is read. */
export const RESET = { maxRetries: 3 } as const;
