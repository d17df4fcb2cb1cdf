/** This person's line into the hall: picture and sound both ways, by the plan. */
import { useCallback, useState } from "react";
import { forget } from "../admission";
import { api } from "../api/client";
import type { MeetingDoc, SessionBody } from "../api/types";
import { type DeviceFault, type LineState, type OnAir, type StagePicture, useHall } from "../hall";
import { useRoom } from "./room";

export interface Line {
  state: LineState;
  /** Picture of the person on the stage. */
  stage: StagePicture | null;
  /** One's own camera, whether others see it or not. */
  own: MediaStreamTrack | null;
  /** One's own switches, on unless the person turned them off. */
  microphone: boolean;
  camera: boolean;
  /** Others receive the picture now. */
  live: { camera: boolean };
  /** What listeners hear of this person: the only thing that lights the lamp. */
  onAir: OnAir;
  /** Name of the microphone in use, and whether its echo is being cancelled. */
  device: { label: string; amber: boolean };
  fault: { microphone: DeviceFault; camera: DeviceFault };
  toggleMicrophone: () => void;
  toggleCamera: () => void;
  soundBlocked: boolean;
  startSound: () => void;
  volume: number;
  setVolume: (volume: number) => void;
  /** Take the line over from the person's other window or device. */
  takeBack: () => void;
  /** Close the microphone of the other window. */
  muteOther: () => void;
  /** Take the microphone back from the machine. */
  retake: () => void;
}

const WITH_HALL: ReadonlySet<MeetingDoc["phase"]> = new Set(["lobby", "open", "suspended", "adjourned"]);

/** `open`: the plan lets this person's microphone be heard now. `starts`: the microphone's switch at first. */
export function useLine(open: boolean, starts = true): Line {
  const { book, admission, views } = useRoom();
  const [microphone, setMicrophone] = useState(starts);
  const [camera, setCamera] = useState(true);
  const [volume, setVolume] = useState(1);
  const hall = useHall({
    book,
    admission,
    air: views.air,
    enabled: WITH_HALL.has(views.meeting?.phase ?? "planned"),
    wants: { camera, microphone: true },
    microphoneOpen: open,
    switchedOff: !microphone,
    onMuted: useCallback(() => setMicrophone(false), []),
    volume,
  });
  return {
    state: hall.state,
    stage: hall.stage,
    own: hall.camera.track,
    microphone,
    camera,
    live: { camera: hall.camera.live },
    onAir: hall.onAir,
    device: { label: hall.microphone.label, amber: hall.microphone.amber },
    fault: { microphone: hall.microphone.fault, camera: hall.camera.fault },
    toggleMicrophone: useCallback(() => setMicrophone((on) => !on), []),
    toggleCamera: useCallback(() => setCamera((on) => !on), []),
    soundBlocked: hall.soundBlocked,
    startSound: () => void hall.startAudio(),
    volume,
    setVolume,
    takeBack: hall.takeBack,
    muteOther: hall.muteOther,
    retake: hall.microphone.retake,
  };
}

/** Leaves the seat; a delegation that was simulated before is so again. */
export async function leaveSeat(book: string, admission: string | null): Promise<void> {
  if (admission) await api.signOut(admission);
  forget(book);
  location.assign("/");
}

/** In a demonstration a seat that is left goes back to the simulated delegation. */
export const isHandedBack = (session: SessionBody | undefined): boolean => session?.demo ?? false;
