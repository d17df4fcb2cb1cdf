/** A button whose meaning changes must not be pressed for what it was: it is dead until it has been seen. */
import { useCallback, useEffect, useRef, useState } from "react";

/** Two presses of one hand fall within half a second; nobody reads a new label in less than this. */
export const SETTLE_MS = 800;

export interface Settling {
  /** True once what it does has stood for long enough, and the last press is as long ago. */
  settled: boolean;
  /** To be called by a press: nothing follows it at once. */
  pressed: () => void;
}

/** `what` names what the press does; each time that it changes, and when it first appears, the wait begins. */
export function useSettling(what: string): Settling {
  const [stood, setStood] = useState("");
  const [presses, setPresses] = useState(0);
  const token = `${presses}:${what}`;
  const pressed = useCallback(() => setPresses((n) => n + 1), []);
  useEffect(() => {
    const timer = setTimeout(() => setStood(token), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [token]);
  return { settled: stood === token, pressed };
}

/** A new name is said, and the first is not: nothing has changed when the page opens. */
export function useChangedName(name: string): string {
  const first = useRef(name);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (name !== first.current) setChanged(true);
  }, [name]);
  return changed ? name : "";
}
