/** The microphones of this machine as this window follows them: one list for all its rooms. */
import { useSyncExternalStore } from "react";
import { type Choices, choose, readChoices } from "./choices";
import { looksLikeHeadset } from "./headset";
import {
  type Following,
  follow,
  given,
  type Microphone,
  microphonesOf,
  NOTHING_KNOWN,
  take,
  understood,
} from "./microphones";

let now: Following = NOTHING_KNOWN;
const listeners = new Set<() => void>();

const show = (next: Following): void => {
  if (next === now) return;
  now = next;
  for (const listener of listeners) listener();
};

/** Reads the list again: at every change of devices, after a permission, and when a track ended. */
export async function lookAgain(): Promise<void> {
  const listed = await navigator.mediaDevices?.enumerateDevices().catch(() => null);
  if (!listed) return;
  const present = microphonesOf(listed);
  // Before a permission the browser names nothing; then nothing can be said to have gone.
  if (present.length === 0 && now.present.length === 0) return;
  show(follow(now, present, readChoices().microphone));
}

const changed = () => void lookAgain();

function listen(listener: () => void): () => void {
  if (listeners.size === 0) {
    navigator.mediaDevices?.addEventListener("devicechange", changed);
    changed();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) navigator.mediaDevices?.removeEventListener("devicechange", changed);
  };
}

export const microphones = {
  read: (): Following => now,
  listen,
  /** The browser gave this one. */
  given: (actual: Microphone): string => {
    const real = actual.id === "default" ? usual(actual) : actual;
    show(given(now, real));
    return real.id;
  },
  /** The person takes this one, and it is remembered; empty is the system's own choice. */
  take: (id: string) => {
    const one = now.present.find((each) => each.id === id);
    choose({ microphone: id, microphoneLabel: one?.label ?? "", headset: null });
    show(take(now, id || (now.present[0]?.id ?? "")));
  },
  understood: () => show(understood(now)),
};

/** What Chrome calls `default` is the first of the real ones, where it can be told. */
const usual = (actual: Microphone): Microphone =>
  now.present.some((one) => one.id === "default") ? actual : (now.present[0] ?? actual);

export const useMicrophones = (): Following => useSyncExternalStore(listen, microphones.read);

/** The person's word counts for the microphone about which it was given; else its name decides. */
export function isHeadset(microphone: Microphone, choices: Choices): boolean {
  const said = choices.microphone === microphone.id || !choices.microphone;
  return (said ? choices.headset : null) ?? looksLikeHeadset(microphone.label);
}
