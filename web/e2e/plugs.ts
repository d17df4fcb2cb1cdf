/** A machine whose microphones a test plugs in and out: each hums a tone of its own. Runs in the page. */
export interface Plugs {
  plug: (id: string) => void;
  unplug: (id: string) => void;
  /** As a telephone call does: the track falls silent, and says so. */
  interrupt: (on: boolean) => void;
}

declare global {
  interface Window {
    plugs: Plugs;
  }
}

export const HEADSET_HZ = 900;
export const BUILT_IN_HZ = 1300;

/** For `addInitScript`: nothing outside this function is seen by it. */
export function installPlugs([headsetHz, builtInHz]: readonly [number, number]): void {
  const known = [
    { deviceId: "headset", label: "Jabra Headset", groupId: "1", hz: headsetHz },
    { deviceId: "built-in", label: "Built-in Microphone", groupId: "2", hz: builtInHz },
  ];
  let present = [...known];
  const live = new Map<MediaStreamTrack, string>();
  const { mediaDevices } = navigator;
  const realMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  const changed = () => mediaDevices.dispatchEvent(new Event("devicechange"));

  function hum(device: (typeof known)[number], wanted: MediaTrackConstraints): MediaStreamTrack {
    const context = new AudioContext();
    const tone = context.createOscillator();
    tone.frequency.value = device.hz;
    const level = context.createGain();
    level.gain.value = 0.3;
    const out = context.createMediaStreamDestination();
    tone.connect(level).connect(out);
    tone.start();
    const track = out.stream.getAudioTracks()[0] as MediaStreamTrack;
    const settings = { deviceId: device.deviceId, echoCancellation: wanted.echoCancellation === true };
    Object.defineProperty(track, "label", { value: device.label });
    Object.defineProperty(track, "getSettings", { value: () => settings });
    live.set(track, device.deviceId);
    return track;
  }

  mediaDevices.enumerateDevices = async () =>
    present.map(({ hz: _, ...device }) => ({ ...device, kind: "audioinput" }) as MediaDeviceInfo);
  mediaDevices.getUserMedia = async (wish = {}) => {
    if (!wish.audio) return realMedia(wish);
    const wanted = wish.audio as MediaTrackConstraints;
    const asked = (wanted.deviceId as { ideal?: string } | undefined)?.ideal;
    const device = present.find((one) => one.deviceId === asked) ?? present[0];
    if (!device) throw new DOMException("", "NotFoundError");
    const video = wish.video ? (await realMedia({ video: wish.video })).getVideoTracks() : [];
    return new MediaStream([hum(device, wanted), ...video]);
  };
  window.plugs = {
    plug: (id) => {
      present = known.filter((one) => one.deviceId === id || present.includes(one));
      changed();
    },
    unplug: (id) => {
      present = present.filter((one) => one.deviceId !== id);
      for (const [track, device] of live) {
        if (device !== id || track.readyState === "ended") continue;
        track.stop();
        track.dispatchEvent(new Event("ended"));
      }
      changed();
    },
    interrupt: (on) => {
      for (const track of live.keys()) {
        if (track.readyState === "ended") continue;
        Object.defineProperty(track, "muted", { value: on, configurable: true });
        track.dispatchEvent(new Event(on ? "mute" : "unmute"));
      }
    },
  };
}
