/** Whether the desk is one column, as its sheet of styles draws it (`desk.module.css`). */
import { useSyncExternalStore } from "react";

const NARROW = typeof matchMedia === "undefined" ? null : matchMedia("(max-width: 900px)");

function watch(told: () => void): () => void {
  NARROW?.addEventListener("change", told);
  return () => NARROW?.removeEventListener("change", told);
}

export const useNarrow = (): boolean => useSyncExternalStore(watch, () => NARROW?.matches ?? false);
