/** How a microphone and a camera are taken and sent (the sound table of the house). */
import type {
  AudioCaptureOptions,
  LocalAudioTrack,
  LocalVideoTrack,
  TrackPublishOptions,
  VideoCaptureOptions,
} from "livekit-client";

export type LiveKit = typeof import("./kit");
export const livekit = (): Promise<LiveKit> => import("./kit");

const SOUND_BITRATE = 64_000;

/**
 * On a headset nothing is processed: the browser's defaults cut all above 13 kHz and lift quiet speech by 15 dB.
 * Without one, echo must be cancelled, and the interpreters hear the difference: the rooms show it as amber.
 */
export function soundCapture(device: string, headset: boolean): AudioCaptureOptions {
  return {
    deviceId: device ? { ideal: device } : undefined,
    channelCount: 1,
    sampleRate: 48000,
    echoCancellation: !headset,
    noiseSuppression: false,
    autoGainControl: false,
    voiceIsolation: false,
  };
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

export function pictureCapture(kit: LiveKit, device: string): VideoCaptureOptions {
  return { deviceId: device ? { ideal: device } : undefined, resolution: kit.VideoPresets.h720.resolution };
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

/** A new track object for every publishing: after a withdrawal the old one cannot be sent again. */
export async function capture(
  kit: LiveKit,
  source: "camera" | "microphone",
  device: string,
  headset: boolean,
): Promise<OwnTrack> {
  return source === "microphone"
    ? kit.createLocalAudioTrack(soundCapture(device, headset))
    : kit.createLocalVideoTrack(pictureCapture(kit, device));
}

/** Many headsets say so in their names; the person may always say otherwise. */
export function looksLikeHeadset(label: string): boolean {
  return /head-?set|headphone|ear-?(phone|bud|pod)s?|airpods|hands-?free|casque|auricular|наушник|гарнитур|سماعة|耳机|耳麦/i.test(
    label,
  );
}
