/** One source of one's own — camera or microphone — kept as the permission, the wish and the plan call for. */
import type { LocalTrackPublication, Room } from "livekit-client";
import {
  capture,
  type LiveKit,
  microphoneOf,
  type OwnTrack,
  picturePublishing,
  type SoundWish,
  soundPublishing,
} from "./capture";
import { type DeviceFault, faultOf } from "./codes";
import type { Microphone } from "./microphones";
import { Pulse } from "./pulse";
import { NOT_THERE, type OwnSource } from "./sources";
import type { Source } from "./subscriptions";

export interface Wishes extends SoundWish {
  /** The person wants this source to be used at all. */
  wanted: boolean;
  /** The source may be seen or heard now; a microphone is published before, muted. */
  open: boolean;
}

export interface Devices {
  /** The browser gave this one; the answer is its id as the wishes call it. */
  given: (device: Microphone) => string;
  /** What was in use ended: look what there is now. */
  lookAgain: () => Promise<void>;
}

/** Publishing that is not answered is given up and tried again with a new track object. */
const PUBLISH_WITHIN_MS = 8000;
/** A device that failed is asked for again at the next change, or after this. */
const AGAIN_AFTER_MS = 5000;

/** Whether the server holds a track of ours for muted that is open here. */
export const missed = (
  publication: Pick<LocalTrackPublication, "track" | "trackInfo">,
  track: Pick<OwnTrack, "isMuted">,
): boolean => publication.track === track && publication.trackInfo?.muted === true && !track.isMuted;

export class Publisher {
  state: OwnSource = NOT_THERE;
  private track: OwnTrack | null = null;
  private pulse: Pulse | null = null;
  /** Id of the device in use, and whether it was taken as a headset. */
  private taken = "";
  private asHeadset = false;
  private busy = false;
  private stale = false;
  private again: ReturnType<typeof setTimeout> | undefined;
  private wishes: Wishes = { wanted: false, open: false, device: "", label: "", isHeadset: () => false };

  constructor(
    private readonly kit: LiveKit,
    private readonly room: Room,
    private readonly source: Source,
    private readonly devices: Devices,
    private readonly changed: () => void,
  ) {}

  wish(wishes: Wishes): void {
    this.wishes = wishes;
    this.quicklyMute();
    void this.settle();
  }

  /** What the hall permits is read from the room whenever anything happens. */
  get permitted(): boolean {
    const said = this.room.localParticipant.permissions;
    const wire = this.source === "camera" ? 1 : 2; // TrackSource.CAMERA, MICROPHONE
    if (!said?.canPublish) return false;
    return said.canPublishSources.length === 0 || said.canPublishSources.includes(wire);
  }

  /** Bring about what is wished, one step after another; a wish that comes meanwhile is served after. */
  async settle(): Promise<void> {
    this.stale = true;
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.again);
    try {
      while (this.stale) {
        this.stale = false;
        await this.step();
        this.show();
      }
    } catch (error) {
      await this.drop();
      this.show(faultOf(error));
      this.again = setTimeout(() => void this.settle(), AGAIN_AFTER_MS);
    } finally {
      this.busy = false;
    }
  }

  /** Take the device anew: it was taken away by the machine, and does not come back by itself. */
  async retake(): Promise<void> {
    this.taken = "taken away";
    await this.settle();
  }

  /**
   * The server's word on our track that it has just taken. What was wished while that was asked for was said of a
   * track that had no name yet, and is lost: to be open is said once more. A muted track sends silence in any case.
   */
  async agree(publication: LocalTrackPublication): Promise<void> {
    const track = this.track;
    if (!track || !missed(publication, track)) return;
    await track.mute();
    if (this.wishes.open) await track.unmute();
  }

  async close(): Promise<void> {
    clearTimeout(this.again);
    this.wishes = { ...this.wishes, wanted: false };
    this.pulse?.stop();
    this.track?.stop();
    this.track = null;
  }

  private async step(): Promise<void> {
    // While the SDK mends the line it sends our tracks again by itself; what it missed is mended after.
    if (this.room.state !== this.kit.ConnectionState.Connected) return;
    const { wanted } = this.wishes;
    if (!wanted || !this.permitted || (this.track && !this.fits())) await this.drop();
    if (wanted && this.permitted && !this.track) await this.publish();
    await this.setOpen();
  }

  /** The track is published, lives, and is of the device that is wished. */
  private fits(): boolean {
    const { device, label, isHeadset } = this.wishes;
    const sound = this.source === "camera" || this.asHeadset === isHeadset({ id: device, label });
    return this.published() && this.taken === device && sound;
  }

  private async publish(): Promise<void> {
    const track = await capture(this.kit, this.source, this.wishes);
    this.track = track;
    this.watch(track, track.mediaStreamTrack);
    if (!this.wishes.open) await track.mute();
    if (!this.permitted) return this.drop();
    const options = this.source === "camera" ? picturePublishing(this.kit) : soundPublishing(this.kit);
    await within(this.room.localParticipant.publishTrack(track, options), PUBLISH_WITHIN_MS);
    if (this.source === "microphone" && track.sender) this.feel(track.sender);
  }

  /** The device may end, or be taken away by the machine for a while. */
  private watch(track: OwnTrack, media: MediaStreamTrack): void {
    const ours = () => this.track === track;
    media.addEventListener("mute", () => ours() && this.show());
    media.addEventListener("unmute", () => ours() && this.show());
    media.addEventListener("ended", () => {
      if (ours()) void this.devices.lookAgain().then(() => this.settle());
    });
    const actual = microphoneOf(media);
    this.taken = this.wishes.device;
    if (this.source === "camera" || !actual.id) return;
    this.asHeadset = this.wishes.isHeadset(actual);
    this.taken = this.devices.given(actual);
  }

  private feel(sender: RTCRtpSender): void {
    this.pulse?.stop();
    this.pulse = new Pulse(sender, () => this.show());
  }

  private async setOpen(): Promise<void> {
    const track = this.track;
    if (!track || track.isMuted === !this.wishes.open) return;
    await (this.wishes.open ? track.unmute() : track.mute());
  }

  /** Silence does not wait for whatever else is under way. */
  private quicklyMute(): void {
    const media = this.track?.mediaStreamTrack;
    if (media && !this.wishes.open) media.enabled = false;
  }

  private async drop(): Promise<void> {
    const track = this.track;
    this.track = null;
    this.pulse?.stop();
    this.pulse = null;
    if (!track) return;
    await this.room.localParticipant.unpublishTrack(track, true).catch(() => undefined);
    track.stop();
  }

  private published(): boolean {
    const media = this.track?.mediaStreamTrack;
    if (!media || media.readyState === "ended") return false;
    return [...this.room.localParticipant.trackPublications.values()].some((p) => p.track === this.track);
  }

  private show(fault: DeviceFault = ""): void {
    const published = this.track !== null;
    const media = this.track?.mediaStreamTrack ?? null;
    const processed = media?.getSettings().echoCancellation;
    this.state = {
      permitted: this.permitted,
      published,
      live: published && !this.track?.isMuted && media?.readyState === "live" && media.enabled,
      fault,
      track: media,
      interrupted: media?.muted ?? false,
      sending: this.pulse?.beating ?? false,
      label: media?.label ?? "",
      processed: processed === true,
    };
    this.changed();
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("not answered")), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
