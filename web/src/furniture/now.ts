/** Ticks for what is drawn from the time: one timer for the whole window, stopped while nothing needs it. */
import { useSyncExternalStore } from "react";
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

/** The machine's clock, rounded down to `everyMs`, so that a part is drawn only when it would differ. */
export function useTick(everyMs: number): number {
  return useSyncExternalStore(listen, () => Math.floor(Date.now() / everyMs) * everyMs);
}

/** The server's time, drawn anew every `everyMs` (a quarter of a second at the finest). */
export function useNow(everyMs = 1000): number {
  const { offset } = useRoom();
  const at = useSyncExternalStore(listen, () => Math.floor((Date.now() + offset) / everyMs) * everyMs);
  return at;
}
