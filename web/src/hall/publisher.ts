/** One source of one's own — camera or microphone — kept as the permission, the wish and the plan call for. */
import type { Room } from "livekit-client";
import { capture, type LiveKit, type OwnTrack, picturePublishing, soundPublishing } from "./capture";
import { type DeviceFault, faultOf } from "./codes";
import type { Source } from "./subscriptions";

export interface Wishes {
  /** The person wants this source to be used at all. */
  wanted: boolean;
  /** The source may be seen or heard now; a microphone is published before, muted. */
  open: boolean;
  device: string;
  headset: boolean;
}

export interface OwnSource {
  /** The hall permits publishing it. */
  permitted: boolean;
  /** It is published, open or muted. */
  published: boolean;
  /** Others receive it. */
  live: boolean;
  fault: DeviceFault;
  track: MediaStreamTrack | null;
}

export const NOT_THERE: OwnSource = {
  permitted: false,
  published: false,
  live: false,
  fault: "",
  track: null,
};
/** Publishing that is not answered is given up and tried again with a new track object. */
const PUBLISH_WITHIN_MS = 8000;
/** A device that failed is asked for again at the next change, or after this. */
const AGAIN_AFTER_MS = 5000;

export class Publisher {
  state: OwnSource = NOT_THERE;
  private track: OwnTrack | null = null;
  private taken = "";
  private busy = false;
  private stale = false;
  private again: ReturnType<typeof setTimeout> | undefined;
  private wishes: Wishes = { wanted: false, open: false, device: "", headset: false };

  constructor(
    private readonly kit: LiveKit,
    private readonly room: Room,
    private readonly source: Source,
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

  async close(): Promise<void> {
    clearTimeout(this.again);
    this.wishes = { ...this.wishes, wanted: false };
    this.track?.stop();
    this.track = null;
  }

  private async step(): Promise<void> {
    // While the SDK mends the line it sends our tracks again by itself; what it missed is mended after.
    if (this.room.state !== this.kit.ConnectionState.Connected) return;
    const { wanted, device, headset } = this.wishes;
    const as = `${device} ${this.source === "microphone" && headset}`;
    if (!wanted || !this.permitted || (this.track && (this.taken !== as || !this.published())))
      await this.drop();
    if (wanted && this.permitted && !this.track) await this.publish(as);
    await this.setOpen();
  }

  private async publish(as: string): Promise<void> {
    const track = await capture(this.kit, this.source, this.wishes.device, this.wishes.headset);
    this.track = track;
    this.taken = as;
    track.on(this.kit.TrackEvent.Ended, () => this.track === track && void this.settle());
    if (!this.wishes.open) await track.mute();
    if (!this.permitted) return this.drop();
    const options = this.source === "camera" ? picturePublishing(this.kit) : soundPublishing(this.kit);
    await within(this.room.localParticipant.publishTrack(track, options), PUBLISH_WITHIN_MS);
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
    this.state = {
      permitted: this.permitted,
      published,
      live: published && !this.track?.isMuted,
      fault,
      track: this.track?.mediaStreamTrack ?? null,
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
