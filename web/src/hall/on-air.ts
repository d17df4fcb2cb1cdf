/** What listeners hear of this person, as far as this window can know: the one state that lights its lamp. */
import type { LineState } from "./codes";
import type { OwnSource } from "./sources";

/**
 * `on`: listeners hear this window. `ready`: its microphone is open, but the plan lets nobody hear it. `muted`: closed
 * here. `opening`, `silent` (open, and nothing leaves), `interrupted` (the machine took the microphone away, as for a
 * call), `no_microphone`, `no_line`: nobody hears it. `elsewhere_…`: the person's line is in another window or device,
 * which is heard (`on`), is not heard (`off`), has gone (`gone`), or cannot be seen from here (`unknown`).
 */
export type OnAir =
  | "on"
  | "ready"
  | "muted"
  | "opening"
  | "silent"
  | "interrupted"
  | "no_microphone"
  | "no_line"
  | "elsewhere_on"
  | "elsewhere_off"
  | "elsewhere_gone"
  | "elsewhere_unknown";

/** The microphone of the same person's other window, as the hall shows it to everybody. */
export type Other = "open" | "muted" | "gone" | "unknown";

export interface Facts {
  state: LineState;
  other: Other;
  /** The plan lets this person be heard (`air.heard`). */
  heard: boolean;
  /** The microphone of this window is wished open: by the plan and by the person's own switch. */
  open: boolean;
  microphone: OwnSource;
}

const UP: ReadonlySet<LineState> = new Set(["good", "weak", "reconnecting"]);

export function onAir({ state, other, heard, open, microphone }: Facts): OnAir {
  if (state === "elsewhere") return elsewhere(other, heard);
  if (!UP.has(state)) return "no_line";
  if (microphone.fault && !microphone.published) return "no_microphone";
  if (!open) return "muted";
  if (!microphone.published || !microphone.live) return "opening";
  if (microphone.interrupted) return "interrupted";
  if (!microphone.sending) return "silent";
  return heard ? "on" : "ready";
}

function elsewhere(other: Other, heard: boolean): OnAir {
  if (other === "open") return heard ? "elsewhere_on" : "elsewhere_off";
  return other === "muted" ? "elsewhere_off" : `elsewhere_${other}`;
}
