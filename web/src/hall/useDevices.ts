/** Camera, microphone and loudspeaker, for the lobby: choose them, see and hear oneself, check the line. */
import { useCallback, useEffect, useRef, useState } from "react";
import { looksLikeHeadset, soundCapture } from "./capture";
import { type Choices, useChoices } from "./choices";
import { type DeviceFault, faultOf } from "./codes";
import { watchLevel } from "./level";
import { playTestSound } from "./test-sound";

export interface Device {
  id: string;
  /** Empty until the browser was permitted to say. */
  label: string;
}

export interface Devices {
  cameras: Device[];
  microphones: Device[];
  /** Empty where the browser cannot choose a loudspeaker. */
  loudspeakers: Device[];
  choices: Choices;
  choose: (part: Partial<Choices>) => void;
  /** What is used: the person's word, else guessed from the microphone's name. */
  headset: boolean;
  /** `idle` before `turnOn`, `asking` while the browser asks. */
  state: "idle" | "asking" | "on";
  cameraFault: DeviceFault;
  microphoneFault: DeviceFault;
  /** What one would send: give its video track to an element, mirrored. */
  preview: MediaStream | null;
  turnOn: (wants?: { camera: boolean; microphone: boolean }) => Promise<void>;
  turnOff: () => void;
  /** Numbers from 0 to 1 at every frame while the microphone is on; returns what ends it. */
  onLevel: (listener: (level: number) => void) => () => void;
  /** Two seconds of a chime on the chosen loudspeaker. */
  testSound: () => Promise<void>;
}

const BOTH = { camera: true, microphone: true };

export function useDevices(): Devices {
  const [choices, choose] = useChoices();
  const lists = useLists();
  const { preview, state, faults, turnOn, turnOff } = usePreview(choices, lists.refresh);
  const choosing = useCallback(
    (part: Partial<Choices>) => choose(withLabel(part, lists.microphones)),
    [choose, lists.microphones],
  );
  return {
    cameras: lists.cameras,
    microphones: lists.microphones,
    loudspeakers: "setSinkId" in HTMLMediaElement.prototype ? lists.loudspeakers : [],
    choices,
    choose: choosing,
    headset: choices.headset ?? looksLikeHeadset(choices.microphoneLabel || usedLabel(preview)),
    state,
    cameraFault: faults.camera,
    microphoneFault: faults.microphone,
    preview,
    turnOn,
    turnOff,
    onLevel: useLevel(preview),
    testSound: useCallback(() => playTestSound(choices.loudspeaker), [choices.loudspeaker]),
  };
}

const usedLabel = (preview: MediaStream | null) => preview?.getAudioTracks()[0]?.label ?? "";

/** The name is remembered beside the id, for ids say nothing about headsets. */
function withLabel(part: Partial<Choices>, microphones: Device[]): Partial<Choices> {
  if (part.microphone === undefined) return part;
  const label = microphones.find((device) => device.id === part.microphone)?.label ?? "";
  return { microphoneLabel: label, headset: null, ...part };
}

function useLists() {
  const [all, setAll] = useState<MediaDeviceInfo[]>([]);
  const refresh = useCallback(async () => {
    const found = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
    setAll(found ?? []);
  }, []);
  useEffect(() => {
    void refresh();
    navigator.mediaDevices?.addEventListener("devicechange", refresh);
    return () => navigator.mediaDevices?.removeEventListener("devicechange", refresh);
  }, [refresh]);
  const of = (kind: MediaDeviceKind): Device[] =>
    all
      .filter((device) => device.kind === kind && device.deviceId)
      .map((d) => ({ id: d.deviceId, label: d.label }));
  return {
    cameras: of("videoinput"),
    microphones: of("audioinput"),
    loudspeakers: of("audiooutput"),
    refresh,
  };
}

interface Faults {
  camera: DeviceFault;
  microphone: DeviceFault;
}

const NO_FAULTS: Faults = { camera: "", microphone: "" };

function usePreview(choices: Choices, refresh: () => Promise<void>) {
  const [preview, setPreview] = useState<MediaStream | null>(null);
  const [state, setState] = useState<Devices["state"]>("idle");
  const [faults, setFaults] = useState<Faults>(NO_FAULTS);
  const held = useRef<MediaStream | null>(null);
  const wanted = useRef<typeof BOTH | null>(null);
  const show = useCallback((stream: MediaStream | null) => {
    for (const track of held.current?.getTracks() ?? []) track.stop();
    held.current = stream;
    setPreview(stream);
  }, []);
  const turnOn = useCallback(
    async (wants: { camera: boolean; microphone: boolean } = BOTH) => {
      wanted.current = wants;
      setState("asking");
      const found = await open(wants, choices);
      // Turned off, or asked anew, while the browser was asking.
      if (wanted.current !== wants) {
        for (const track of found.stream.getTracks()) track.stop();
        return;
      }
      show(found.stream.getTracks().length > 0 ? found.stream : null);
      setFaults(found.faults);
      setState("on");
      await refresh();
    },
    [choices, refresh, show],
  );
  const turnOff = useCallback(() => {
    wanted.current = null;
    show(null);
    setState("idle");
  }, [show]);
  const turnOnAgain = useRef(turnOn);
  turnOnAgain.current = turnOn;
  // Another device was chosen while the preview is on: the microphone's level and the picture follow.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the devices matter
  useEffect(() => {
    if (wanted.current) void turnOnAgain.current(wanted.current);
  }, [choices.camera, choices.microphone]);
  useEffect(
    () => () => {
      wanted.current = null;
      for (const track of held.current?.getTracks() ?? []) track.stop();
      held.current = null;
    },
    [],
  );
  return { preview, state, faults, turnOn, turnOff };
}

/** Both together, so that the browser asks once; where one fails, the other is still had. */
async function open(wants: typeof BOTH, choices: Choices): Promise<{ stream: MediaStream; faults: Faults }> {
  const video = wants.camera && {
    deviceId: choices.camera ? { ideal: choices.camera } : undefined,
    width: { ideal: 1280 },
    height: { ideal: 720 },
  };
  const audio =
    wants.microphone && (soundCapture(choices.microphone, choices.headset ?? false) as MediaTrackConstraints);
  if (video && audio) {
    const both = await take({ video, audio });
    if (both.stream) return { stream: both.stream, faults: NO_FAULTS };
  }
  const camera = video ? await take({ video }) : { fault: "" as const };
  const microphone = audio ? await take({ audio }) : { fault: "" as const };
  const tracks = [camera, microphone].flatMap((got) =>
    "stream" in got ? (got.stream?.getTracks() ?? []) : [],
  );
  return { stream: new MediaStream(tracks), faults: { camera: camera.fault, microphone: microphone.fault } };
}

async function take(wish: MediaStreamConstraints): Promise<{ stream?: MediaStream; fault: DeviceFault }> {
  // Without a secure address the browser offers no devices at all.
  if (!navigator.mediaDevices) return { fault: "refused" };
  try {
    return { stream: await navigator.mediaDevices.getUserMedia(wish), fault: "" };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

function useLevel(preview: MediaStream | null): Devices["onLevel"] {
  return useCallback(
    (listener) => {
      const track = preview?.getAudioTracks()[0];
      if (!track) return () => undefined;
      return watchLevel(track, listener);
    },
    [preview],
  );
}
