/** How a microphone and a camera are taken and sent (the sound table of the house). */
import type { LocalAudioTrack, LocalVideoTrack, TrackPublishOptions } from "livekit-client";
import type { Microphone } from "./microphones";

export type LiveKit = typeof import("./kit");
export const livekit = (): Promise<LiveKit> => import("./kit");

const SOUND_BITRATE = 64_000;

/**
 * On a headset nothing is processed: the browser's defaults cut all above 13 kHz and lift quiet speech by 15 dB.
 * Without one, echo must be cancelled, and the interpreters hear the difference: the rooms show it as amber.
 */
export function soundCapture(device: string, headset: boolean): MediaTrackConstraints {
  return {
    deviceId: device ? { ideal: device } : undefined,
    channelCount: 1,
    sampleRate: 48000,
    echoCancellation: !headset,
    noiseSuppression: false,
    autoGainControl: false,
    voiceIsolation: false,
  } as MediaTrackConstraints;
}

export function soundPublishing(kit: LiveKit): TrackPublishOptions {
  return {
    source: kit.Track.Source.Microphone,
    audioPreset: { maxBitrate: SOUND_BITRATE, priority: "high" },
    dtx: false,
    red: true,
    forceStereo: false,
    stopMicTrackOnMute: false,
  };
}

export function pictureCapture(kit: LiveKit, device: string): MediaTrackConstraints {
  const { width, height, frameRate } = kit.VideoPresets.h720.resolution;
  return { deviceId: device ? { ideal: device } : undefined, width, height, frameRate };
}

export function picturePublishing(kit: LiveKit): TrackPublishOptions {
  const { h180, h360, h720 } = kit.VideoPresets;
  return {
    source: kit.Track.Source.Camera,
    videoCodec: "vp8",
    simulcast: true,
    videoSimulcastLayers: [h180, h360],
    videoEncoding: h720.encoding,
    backupCodec: false,
  };
}

export type OwnTrack = LocalAudioTrack | LocalVideoTrack;

/** How one wishes a microphone: whether a headset is used depends on which one the browser gives. */
export interface SoundWish {
  device: string;
  isHeadset: (microphone: Microphone) => boolean;
  label: string;
}

/**
 * A new track object for every publishing: after a withdrawal the old one cannot be sent again. The media is ours and
 * not the SDK's, which would otherwise put a microphone of its own choice on air when this one is unplugged.
 */
export async function capture(
  kit: LiveKit,
  source: "camera" | "microphone",
  wish: SoundWish,
): Promise<OwnTrack> {
  if (source === "microphone") return new kit.LocalAudioTrack(await captureSound(wish), undefined, true);
  const video = pictureCapture(kit, wish.device);
  return new kit.LocalVideoTrack(only(await navigator.mediaDevices.getUserMedia({ video })), undefined, true);
}

/** Where the browser gives another microphone than was asked for, echo cancelling is decided anew for that one. */
export async function captureSound({ device, label, isHeadset }: SoundWish): Promise<MediaStreamTrack> {
  const guess = isHeadset({ id: device, label });
  return asItIs(await listen(soundCapture(device, guess)), guess, isHeadset);
}

/** The track, or one taken anew where it is of another kind of microphone than was guessed. */
export async function asItIs(
  track: MediaStreamTrack,
  guess: boolean,
  isHeadset: SoundWish["isHeadset"],
): Promise<MediaStreamTrack> {
  const real = isHeadset(microphoneOf(track));
  if (real === guess) return track;
  track.stop();
  return listen(soundCapture(microphoneOf(track).id, real));
}

const listen = async (audio: MediaTrackConstraints): Promise<MediaStreamTrack> =>
  only(await navigator.mediaDevices.getUserMedia({ audio }));

export const microphoneOf = (track: MediaStreamTrack): Microphone => ({
  id: track.getSettings().deviceId ?? "",
  label: track.label,
});

function only(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getTracks();
  if (!track) throw new DOMException("The browser gave nothing", "NotFoundError");
  return track;
}
