/**
 * Leaving the list is quiet and can be undone: nothing is sent until the time has run out, and until then the screen says
 * that the place is still there. It would be lost for good: whoever asks again stands at the end.
 */
import { useEffect, useState } from "react";
import type { DeskDoc } from "../../api/types";
import { useTick } from "../../furniture";
import type { Doing } from "./doing";
import { withdrawable } from "./standing";

export const LEAVE_MS = 8000;

export interface Withdrawing {
  /** Whole seconds until it is sent; null while nobody leaves. */
  seconds: number | null;
  leave: () => void;
  stay: () => void;
}

export function useWithdrawing(desk: DeskDoc, doing: Doing): Withdrawing {
  const [going, setGoing] = useState<{ entry: string; at: number } | null>(null);
  const entry = withdrawable(desk);
  // Called meanwhile, or moved to another place by another hand: then it was not this that was meant.
  const stands = going !== null && going.entry === entry && desk.withdraw.may;
  const { act } = doing;
  useEffect(() => {
    if (!going) return;
    if (!stands) return setGoing(null);
    const timer = setTimeout(
      () => {
        setGoing(null);
        void act({ kind: "WithdrawRequest", entry: going.entry });
      },
      Math.max(0, going.at - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [going, stands, act]);
  useTick(250);
  return {
    seconds: stands ? Math.max(0, Math.ceil((going.at - performance.now()) / 1000)) : null,
    leave: () => setGoing({ entry, at: performance.now() + LEAVE_MS }),
    stay: () => setGoing(null),
  };
}
