/** This browser's own choice of keys: all off, or a letter changed for another (WCAG 2.1.4). */
import { useSyncExternalStore } from "react";

interface Choices {
  off: boolean;
  /** The key pressed, by the shortcut that it stands for; no key stands for two. */
  keys: Readonly<Record<string, string>>;
}

const STORE = "rostrum.keys";
const PLAIN: Choices = { off: false, keys: {} };
const listeners = new Set<() => void>();
let now: Choices | null = null;

function read(): Choices {
  try {
    return { ...PLAIN, ...(JSON.parse(localStorage.getItem(STORE) ?? "{}") as Partial<Choices>) };
  } catch {
    return PLAIN;
  }
}

function current(): Choices {
  now ??= read();
  return now;
}

function choose(choices: Choices): void {
  now = choices;
  try {
    localStorage.setItem(STORE, JSON.stringify(choices));
  } catch {
    // Kept for as long as the page is open.
  }
  for (const told of listeners) told();
}

export const isOff = (): boolean => current().off;
export const turnKeys = (on: boolean): void => choose({ ...current(), off: !on });
export const resetKeys = (): void => choose({ ...current(), keys: {} });

/** The key that stands for a shortcut. */
export const assigned = (shortcut: string): string => current().keys[shortcut] ?? shortcut;

/** The shortcut for which a key stands. */
export function meant(key: string): string {
  const found = Object.entries(current().keys).find(([, pressed]) => pressed === key);
  if (found) return found[0];
  return current().keys[key] === undefined ? key : "";
}

/** Gives a shortcut another key; the one that had it takes the key set free. */
export function assign(shortcut: string, key: string): void {
  const before = assigned(shortcut);
  const other = meant(key) || key;
  const keys = { ...current().keys, [other]: before, [shortcut]: key };
  choose({ ...current(), keys: Object.fromEntries(Object.entries(keys).filter(([of, to]) => of !== to)) });
}

function watch(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

/** Whether keys are on, and the key of each shortcut as it is to be shown; empty where none acts. */
export function useKeyChoices(): { on: boolean; shown: (shortcut: string) => string } {
  const { off } = useSyncExternalStore(watch, current);
  const shown = (shortcut: string) => {
    if ([...shortcut].length !== 1) return shortcut;
    return off ? "" : assigned(shortcut);
  };
  return { on: !off, shown };
}

/** For the tests: another browser. */
export function forgetKeys(): void {
  now = null;
}
