/** A grave act asks for a second press of the same control; the button settles between the two. */
import { useCallback, useEffect, useRef, useState } from "react";

export const SECOND_PRESS_MS = 5000;

export interface PressTwice {
  /** True between the first press and the second. */
  armed: boolean;
  press: () => void;
}

/** `about` names what is being bound: when it changes, the first press is forgotten. */
export function usePressTwice(about: string, binds: boolean, act: () => void): PressTwice {
  const [armedFor, setArmedFor] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const armed = binds && armedFor === about;
  const press = useCallback(() => {
    clearTimeout(timer.current);
    if (!binds || armed) {
      setArmedFor(null);
      act();
      return;
    }
    setArmedFor(about);
    timer.current = setTimeout(() => setArmedFor(null), SECOND_PRESS_MS);
  }, [about, armed, binds, act]);
  return { armed, press };
}
