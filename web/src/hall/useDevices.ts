/** Camera, microphone and loudspeaker, for the lobby: choose them, see and hear oneself, check the line. */
import { useCallback, useEffect, useRef, useState } from "react";
import { asItIs, microphoneOf, soundCapture } from "./capture";
import { type Choices, useChoices } from "./choices";
import { type DeviceFault, faultOf } from "./codes";
import { isHeadset, lookAgain, microphones, useMicrophones } from "./device-watch";
import { watchLevel } from "./level";
import type { Following } from "./microphones";
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
  /** The microphone in use, and what is to be told about headsets that come and go. */
  following: Following;
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
  const following = useMicrophones();
  const used = following.used?.id ?? choices.microphone;
  const { preview, state, faults, turnOn, turnOff } = usePreview(choices, used, lists.refresh);
  const choosing = useCallback(
    ({ microphone, ...part }: Partial<Choices>) => {
      if (microphone !== undefined) microphones.take(microphone);
      choose(part);
    },
    [choose],
  );
  return {
    cameras: lists.cameras,
    microphones: lists.microphones,
    loudspeakers: "setSinkId" in HTMLMediaElement.prototype ? lists.loudspeakers : [],
    choices: { ...choices, microphone: choices.microphone && used },
    choose: choosing,
    following,
    headset: isHeadset(following.used ?? { id: "", label: usedLabel(preview) }, choices),
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

function usePreview(choices: Choices, microphone: string, refresh: () => Promise<void>) {
  const [preview, setPreview] = useState<MediaStream | null>(null);
  const [state, setState] = useState<Devices["state"]>("idle");
  const [faults, setFaults] = useState<Faults>(NO_FAULTS);
  const held = useRef<MediaStream | null>(null);
  const camera = useRef(choices.camera);
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
      const found = await open(wants, choices, microphone);
      // Turned off, or asked anew, while the browser was asking.
      if (wanted.current !== wants) {
        for (const track of found.stream.getTracks()) track.stop();
        return;
      }
      show(found.stream.getTracks().length > 0 ? found.stream : null);
      setFaults(found.faults);
      setState("on");
      await Promise.all([refresh(), lookAgain()]);
      const track = found.stream.getAudioTracks()[0];
      if (track) microphones.given(microphoneOf(track));
      track?.addEventListener("ended", () => void lookAgain());
    },
    [choices, microphone, refresh, show],
  );
  const turnOff = useCallback(() => {
    wanted.current = null;
    show(null);
    setState("idle");
  }, [show]);
  const turnOnAgain = useRef(turnOn);
  turnOnAgain.current = turnOn;
  // Another device was chosen while the preview is on: the microphone's level and the picture follow.
  useEffect(() => {
    const sound = held.current?.getAudioTracks()[0];
    const asBefore = choices.camera === camera.current && sound && isOf(sound, microphone);
    camera.current = choices.camera;
    if (wanted.current && !asBefore) void turnOnAgain.current(wanted.current);
  }, [choices.camera, microphone]);
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

/** A living track of this microphone; what Chrome calls the default bears its name in its own. */
function isOf(track: MediaStreamTrack, microphone: string): boolean {
  const name = microphones.read().used?.label;
  const same = microphoneOf(track).id === microphone || (!!name && track.label.includes(name));
  return same && track.readyState === "live";
}

/** Both together, so that the browser asks once; where one fails, the other is still had. */
async function open(
  wants: typeof BOTH,
  choices: Choices,
  microphoneId: string,
): Promise<{ stream: MediaStream; faults: Faults }> {
  const video = wants.camera && {
    deviceId: choices.camera ? { ideal: choices.camera } : undefined,
    width: { ideal: 1280 },
    height: { ideal: 720 },
  };
  const headset = isHeadset(
    { id: microphoneId, label: microphones.read().used?.label ?? choices.microphoneLabel },
    choices,
  );
  const audio = wants.microphone && soundCapture(microphoneId, headset);
  if (video && audio) {
    const both = await take({ video, audio });
    if (both.stream) return { stream: await fitting(both.stream, headset, choices), faults: NO_FAULTS };
  }
  const camera = video ? await take({ video }) : { fault: "" as const };
  const microphone = audio ? await take({ audio }) : { fault: "" as const };
  const tracks = [camera, microphone].flatMap((got) =>
    "stream" in got ? (got.stream?.getTracks() ?? []) : [],
  );
  return { stream: new MediaStream(tracks), faults: { camera: camera.fault, microphone: microphone.fault } };
}

/** The same picture, with the sound taken anew where its microphone is no headset, or is one. */
async function fitting(stream: MediaStream, headset: boolean, choices: Choices): Promise<MediaStream> {
  const [sound] = stream.getAudioTracks();
  if (!sound) return stream;
  const fits = await asItIs(sound, headset, (one) => isHeadset(one, choices)).catch(() => sound);
  return new MediaStream([...stream.getVideoTracks(), fits]);
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
