/** This window's line into the hall: joined, and joined again for ever, and made to match what the plan says. */
import type { RemoteTrackPublication, Room, RoomConnectOptions, RoomOptions } from "livekit-client";
import type { Air, HallPass } from "../api/types";
import { MENDING_MS, pauseMs } from "./backoff";
import { type LiveKit, livekit } from "./capture";
import type { LineState, Quality } from "./codes";
import { Mixer } from "./mixer";
import { askForPass, signallingUrl } from "./pass";
import { NOT_THERE, type OwnSource, Publisher, type Wishes } from "./publisher";
import { changes, type Offered, type Wish } from "./subscriptions";

export interface Orders {
  air: Air | null;
  tiles: readonly string[];
  pictures: boolean;
  camera: Wishes;
  microphone: Wishes;
  loudspeaker: string;
  volume: number;
}

export interface Snapshot {
  state: LineState;
  /** Since when the line is in this state, as `Date.now()`. */
  since: number;
  identity: string;
  pictures: ReadonlyMap<string, MediaStreamTrack>;
  quality: ReadonlyMap<string, Quality>;
  soundBlocked: boolean;
  camera: OwnSource;
  microphone: OwnSource;
}

export const IDLE: Snapshot = {
  state: "off",
  since: 0,
  identity: "",
  pictures: new Map(),
  quality: new Map(),
  soundBlocked: false,
  camera: NOT_THERE,
  microphone: NOT_THERE,
};

const CONNECT: RoomConnectOptions = {
  autoSubscribe: false,
  peerConnectionTimeout: 8000,
  websocketTimeout: 5000,
};
/** After this a line that is being mended is called lost. */
const LOST_AFTER_MS = 6000;

interface Taken extends Offered {
  publication: RemoteTrackPublication;
}

export class Line {
  snapshot: Snapshot = IDLE;
  readonly mixer: Mixer;
  private kit: LiveKit | null = null;
  private room: Room | null = null;
  private camera: Publisher | null = null;
  private microphone: Publisher | null = null;
  private orders: Orders | null = null;
  private closed = false;
  private failures = 0;
  private wakeUp: (() => void) | null = null;
  private readonly taken = new WeakMap<RemoteTrackPublication, Wish>();

  constructor(
    private readonly book: string,
    private readonly admission: string | null,
    private readonly changed: () => void,
  ) {
    this.mixer = new Mixer((soundBlocked) => this.show({ soundBlocked }));
    window.addEventListener("online", this.hurry);
    void this.keepJoined();
  }

  order(orders: Orders): void {
    const before = this.orders;
    this.orders = orders;
    this.mixer.hear(orders.air?.heard.filter((person) => person !== this.snapshot.identity) ?? []);
    if (before?.volume !== orders.volume) this.mixer.volume(orders.volume);
    if ((before?.loudspeaker ?? "") !== orders.loudspeaker) {
      this.mixer.output(orders.loudspeaker).catch(() => undefined);
    }
    this.match();
    this.camera?.wish(orders.camera);
    this.microphone?.wish(orders.microphone);
  }

  /** Take the hall back into this window after it was opened elsewhere. */
  readonly takeBack = (): void => {
    if (this.snapshot.state === "elsewhere") void this.keepJoined();
  };

  async close(): Promise<void> {
    this.closed = true;
    window.removeEventListener("online", this.hurry);
    this.hurry();
    await this.leave();
    await this.mixer.close();
  }

  /** The browser says that the network is back: do not wait for the pause to end. */
  private readonly hurry = () => this.wakeUp?.();

  /** Join, stay until the SDK gives up, and join again with a fresh pass. */
  private async keepJoined(): Promise<void> {
    this.failures = 0;
    while (!this.closed) {
      this.become(this.failures === 0 ? "connecting" : "lost");
      const end = await this.joinOnce().catch((): LineState => "lost");
      await this.leave();
      if (this.closed) return;
      this.become(end);
      if (end !== "lost") return;
      await this.pause(pauseMs(this.failures++, Math.random()));
    }
  }

  /** One stay in the hall, from the pass to its end: what the line is after it. */
  private async joinOnce(): Promise<LineState> {
    const answer = await askForPass(this.book, this.admission);
    if (typeof answer === "string") return answer;
    if (!answer.url) return "silent";
    this.kit ??= await livekit();
    const room = new this.kit.Room(roomOptions(this.kit));
    this.room = room;
    const ended = this.listen(this.kit, room);
    await room.connect(signallingUrl(answer), answer.token, CONNECT);
    if (this.closed) return "off";
    this.settleIn(this.kit, room, answer);
    return ended;
  }

  private settleIn(kit: LiveKit, room: Room, pass: HallPass): void {
    this.failures = 0;
    this.show({ identity: pass.identity });
    this.camera = new Publisher(kit, room, "camera", () => this.showOwn());
    this.microphone = new Publisher(kit, room, "microphone", () => this.showOwn());
    this.become("good");
    if (this.orders) this.order(this.orders);
  }

  /** Follow the room's events. The promise is what the line is once the room has ended. */
  private listen(kit: LiveKit, room: Room): Promise<LineState> {
    const { RoomEvent } = kit;
    const match = () => this.match();
    const own = () => {
      void this.camera?.settle();
      void this.microphone?.settle();
    };
    room.on(RoomEvent.TrackPublished, match);
    room.on(RoomEvent.TrackUnpublished, match);
    room.on(RoomEvent.TrackSubscribed, match);
    room.on(RoomEvent.TrackUnsubscribed, match);
    room.on(RoomEvent.TrackMuted, match);
    room.on(RoomEvent.TrackUnmuted, match);
    room.on(RoomEvent.ParticipantConnected, match);
    room.on(RoomEvent.ParticipantDisconnected, match);
    room.on(RoomEvent.ParticipantPermissionsChanged, own);
    room.on(RoomEvent.LocalTrackUnpublished, own);
    room.on(RoomEvent.ConnectionQualityChanged, () => this.weigh());
    room.on(RoomEvent.SignalReconnecting, () => this.become("reconnecting"));
    room.on(RoomEvent.Reconnecting, () => this.become("reconnecting"));
    room.on(RoomEvent.Reconnected, () => {
      this.become("good");
      match();
      own();
    });
    return new Promise((resolve) => {
      room.on(RoomEvent.Disconnected, (reason) =>
        resolve(reason === kit.DisconnectReason.DUPLICATE_IDENTITY ? "elsewhere" : "lost"),
      );
    });
  }

  /** Take the tracks that the plan calls for, and hand sound to the mixer and pictures to the rooms. */
  private match(): void {
    const { room, orders, kit } = this;
    if (!room || !orders || !kit) return;
    const offered = this.offered(room);
    const identity = room.localParticipant.identity;
    const wanted = {
      identity,
      stage: orders.air?.stage?.person ?? "",
      tiles: orders.tiles,
      pictures: orders.pictures,
    };
    for (const [track, wish] of changes(offered, wanted)) this.take(kit, track.publication, wish);
    this.playAndShow(offered);
  }

  private offered(room: Room): Taken[] {
    const found: Taken[] = [];
    for (const participant of room.remoteParticipants.values()) {
      for (const publication of participant.trackPublications.values()) {
        const source = publication.source;
        if (source !== "camera" && source !== "microphone") continue;
        found.push({
          person: participant.identity,
          source,
          now: this.taken.get(publication) ?? "off",
          publication,
        });
      }
    }
    return found;
  }

  private take(kit: LiveKit, publication: RemoteTrackPublication, wish: Wish): void {
    this.taken.set(publication, wish);
    publication.setSubscribed(wish !== "off");
    if (wish === "high") publication.setVideoQuality(kit.VideoQuality.HIGH);
    if (wish === "low") publication.setVideoQuality(kit.VideoQuality.LOW);
  }

  private playAndShow(offered: readonly Taken[]): void {
    const pictures = new Map<string, MediaStreamTrack>();
    const voices = new Set<string>();
    for (const { person, source, publication } of offered) {
      const media = publication.isSubscribed ? publication.track?.mediaStreamTrack : undefined;
      if (!media) continue;
      if (source === "camera" && !publication.isMuted) pictures.set(person, media);
      if (source === "microphone") {
        voices.add(person);
        this.mixer.add(person, media);
      }
    }
    for (const { person } of this.mixer.mix) if (!voices.has(person)) this.mixer.remove(person);
    if (!same(pictures, this.snapshot.pictures)) this.show({ pictures });
  }

  private weigh(): void {
    const { room } = this;
    if (!room) return;
    const own = room.localParticipant;
    const everybody = [own, ...room.remoteParticipants.values()];
    const quality = new Map(everybody.map((who) => [who.identity, who.connectionQuality as Quality]));
    this.show({ quality });
    if (this.snapshot.state === "good" || this.snapshot.state === "weak") {
      this.become(own.connectionQuality === "poor" ? "weak" : "good");
    }
  }

  private showOwn(): void {
    this.show({
      camera: this.camera?.state ?? NOT_THERE,
      microphone: this.microphone?.state ?? NOT_THERE,
    });
  }

  private become(state: LineState): void {
    if (this.snapshot.state === state) return;
    this.show({ state, since: Date.now() });
    if (state === "reconnecting") setTimeout(() => this.giveUpHope(), LOST_AFTER_MS);
  }

  private giveUpHope(): void {
    const { state, since } = this.snapshot;
    if (state === "reconnecting" && Date.now() - since >= LOST_AFTER_MS - 50) this.become("lost");
  }

  private show(part: Partial<Snapshot>): void {
    this.snapshot = { ...this.snapshot, ...part };
    this.changed();
  }

  private async leave(): Promise<void> {
    const { room } = this;
    await Promise.all([this.camera?.close(), this.microphone?.close()]);
    this.room = this.camera = this.microphone = null;
    for (const { person } of this.mixer.mix) this.mixer.remove(person);
    this.show({ pictures: new Map(), quality: new Map(), camera: NOT_THERE, microphone: NOT_THERE });
    room?.removeAllListeners();
    await room?.disconnect(true).catch(() => undefined);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function roomOptions(kit: LiveKit): RoomOptions {
  return {
    adaptiveStream: false,
    dynacast: true,
    disconnectOnPageLeave: true,
    stopLocalTrackOnUnpublish: true,
    reconnectPolicy: new kit.DefaultReconnectPolicy([...MENDING_MS]),
  };
}

function same(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
