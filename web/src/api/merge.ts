import type { Views } from "./types";

/** Views replace views of the same name; those an event does not carry stay as they were, by identity. */
export function mergeViews(old: Views, changed: Views): Views {
  const carried = Object.entries(changed).filter(([, document]) => document != null);
  return carried.length ? { ...old, ...Object.fromEntries(carried) } : old;
}
