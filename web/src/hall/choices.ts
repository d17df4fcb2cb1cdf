/** Which camera, microphone and loudspeaker this person chose; remembered by the browser, shared by all its rooms. */
import { useSyncExternalStore } from "react";

export interface Choices {
  /** Device ids; empty: the system's own choice. */
  camera: string;
  microphone: string;
  loudspeaker: string;
  microphoneLabel: string;
  /** The person's word on whether a headset is used; null: guessed from the microphone's name. */
  headset: boolean | null;
}

const STORED = "rostrum.devices";
const USUAL: Choices = { camera: "", microphone: "", loudspeaker: "", microphoneLabel: "", headset: null };

let current: Choices | null = null;
const listeners = new Set<() => void>();

export function readChoices(): Choices {
  current ??= stored();
  return current;
}

function stored(): Choices {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(STORED) ?? "{}") as Partial<Choices>) };
  } catch {
    return USUAL;
  }
}

export function choose(part: Partial<Choices>): void {
  current = { ...readChoices(), ...part };
  try {
    localStorage.setItem(STORED, JSON.stringify(current));
  } catch {
    // Chosen for this page all the same.
  }
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useChoices(): [Choices, (part: Partial<Choices>) => void] {
  return [useSyncExternalStore(listen, readChoices), choose];
}
