/** Ticks for what is drawn from the time: one timer for the whole window, stopped while nothing needs it. */
import { useSyncExternalStore } from "react";
import { isAway } from "../api/stream";
import { useRoom } from "./room";

const EVERY_MS = 250;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function listen(changed: () => void): () => void {
  listeners.add(changed);
  timer ??= setInterval(() => {
    for (const listener of listeners) listener();
  }, EVERY_MS);
  return () => {
    listeners.delete(changed);
    if (listeners.size) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** A clock that nobody can set, rounded down to `everyMs`, so that a part is drawn only when it would differ. */
export function useTick(everyMs: number): number {
  return useSyncExternalStore(listen, () => Math.floor(performance.now() / everyMs) * everyMs);
}

/** Whether the house cannot be reached: nothing on the screen is known to be so any more. */
export function useAway(): boolean {
  const { connection } = useRoom();
  return useSyncExternalStore(listen, () => isAway(connection));
}

/** Whether sound and picture have failed for everybody, as the state has it. */
export function useHallAway(): boolean {
  return useRoom().views.meeting?.hall_away ?? false;
}

/** The server's time, drawn anew every `everyMs` (a quarter of a second at the finest); it stands still while the
 * house is away, for nobody knows what it says now. */
export function useNow(everyMs = 1000): number {
  const { offset, connection } = useRoom();
  return useSyncExternalStore(listen, () => {
    const at = isAway(connection) ? connection.since : performance.now();
    return Math.floor((at + offset) / everyMs) * everyMs;
  });
}
