/** One's own camera and microphone, as the rooms are shown them. */
import type { DeviceFault } from "./codes";

export interface OwnSource {
  /** The hall permits publishing it. */
  permitted: boolean;
  /** It is published, open or muted. */
  published: boolean;
  /** Others receive it. */
  live: boolean;
  fault: DeviceFault;
  track: MediaStreamTrack | null;
  /** The machine itself has taken the device away for a while: a telephone call, a lid that is shut. */
  interrupted: boolean;
  /** Packets leave, and the far end acknowledges them. */
  sending: boolean;
  /** Name of the device that is used. */
  label: string;
  /** Echo is being cancelled in what is sent. */
  processed: boolean;
}

export const NOT_THERE: OwnSource = {
  permitted: false,
  published: false,
  live: false,
  fault: "",
  track: null,
  interrupted: false,
  sending: false,
  label: "",
  processed: false,
};
