/** This window's line into the hall: joined, and joined again for ever, and made to match what the plan says. */
import type { RemoteTrackPublication, Room, RoomConnectOptions, RoomOptions } from "livekit-client";
import type { Air, HallPass } from "../api/types";
import { MENDING_MS, pauseMs } from "./backoff";
import { type LiveKit, livekit } from "./capture";
import type { LineState, Quality } from "./codes";
import type { Hold } from "./hold";
import { Mixer } from "./mixer";
import type { Other } from "./on-air";
import type { Own, OwnOrders } from "./own";
import { askForPass, signallingUrl } from "./pass";
import { NOT_THERE, type OwnSource } from "./sources";
import { changes, type Offered, type Wish } from "./subscriptions";

export interface Orders extends OwnOrders {
  air: Air | null;
  tiles: readonly string[];
  pictures: boolean;
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
  /** While the line is elsewhere: what the hall receives from there. */
  other: Other;
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
  other: "unknown",
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
  private own: Own | null = null;
  private hold: Hold | null = null;
  /** False while the person's line is in another window and this one only watches. */
  private seated = true;
  /** Ends the present stay in the hall. */
  private end: ((state: LineState) => void) | null = null;
  private waiting = new AbortController();
  private orders: Orders | null = null;
  private closed = false;
  private failures = 0;
  private wakeUp: (() => void) | null = null;
  private readonly taken = new WeakMap<RemoteTrackPublication, Wish>();

  constructor(
    private readonly book: string,
    private readonly admission: string | null,
    private readonly changed: () => void,
    /** Another window of this person closed this one's microphone. */
    private readonly muted: () => void,
  ) {
    this.mixer = new Mixer((soundBlocked) => this.show({ soundBlocked }));
    window.addEventListener("online", this.hurry);
    void this.keepJoined();
  }

  order(orders: Orders): void {
    const before = this.orders;
    this.orders = orders;
    this.mixer.hear(this.heard(orders));
    if (before?.volume !== orders.volume) this.mixer.volume(orders.volume);
    if ((before?.loudspeaker ?? "") !== orders.loudspeaker) {
      this.mixer.output(orders.loudspeaker).catch(() => undefined);
    }
    this.match();
    this.own?.order(orders);
  }

  /** Nobody hears themselves, nor twice what another window of theirs plays. */
  private heard(orders: Orders): string[] {
    if (!this.seated) return [];
    return orders.air?.heard.filter((person) => person !== this.snapshot.identity) ?? [];
  }

  /** Take the hall into this window after it was opened elsewhere. */
  readonly takeBack = (): void => {
    if (this.snapshot.state !== "elsewhere" || this.waiting.signal.aborted) return;
    this.waiting.abort();
    void this.leave().then(() => this.keepJoined(true));
  };

  /** Mute the window that has the line; where none in this browser answers, take the line over, muted. */
  readonly muteOther = async (): Promise<void> => {
    if (await this.hold?.muteOther()) return;
    this.mute();
    this.takeBack();
  };

  private readonly mute = (): void => {
    const { orders } = this;
    if (orders) this.order({ ...orders, microphone: { ...orders.microphone, open: false } });
    this.muted();
  };

  /** Take the microphone anew after the machine took it away. */
  readonly retake = (): void => void this.own?.microphone.retake();

  async close(): Promise<void> {
    this.closed = true;
    this.waiting.abort();
    this.hold?.close();
    window.removeEventListener("online", this.hurry);
    this.hurry();
    await this.leave();
    await this.mixer.close();
  }

  /** The browser says that the network is back: do not wait for the pause to end. */
  private readonly hurry = () => this.wakeUp?.();

  /** Join, stay until the SDK gives up, and join again with a fresh pass. */
  private async keepJoined(over = false): Promise<void> {
    this.failures = 0;
    this.seated = true;
    while (!this.closed) {
      this.become(this.failures === 0 ? "connecting" : "lost");
      const end = await this.joinOnce(over && this.failures === 0).catch((): LineState => "lost");
      await this.leave();
      if (this.closed) return;
      this.become(end);
      if (end === "elsewhere") return this.watch();
      if (end !== "lost") return;
      await this.pause(pauseMs(this.failures++, Math.random()));
    }
  }

  /** One stay in the hall, from the pass to its end: what the line is after it. */
  private async joinOnce(over: boolean): Promise<LineState> {
    const pass = await askForPass(this.book, this.admission);
    if (typeof pass === "string") return pass;
    if (!pass.url) return "silent";
    if (this.admission) {
      this.show({ identity: pass.identity });
      if (!(await this.holds(pass.identity, over))) return "elsewhere";
    }
    return this.enter(pass);
  }

  /** One window of a browser has the person's line; a later one asks before it takes it. */
  private async holds(identity: string, over: boolean): Promise<boolean> {
    const { Hold } = await import("./own");
    this.hold ??= new Hold(`rostrum.hall/${this.book}/${identity}`, {
      taken: () => this.end?.("elsewhere"),
      mute: this.mute,
    });
    if (!this.closed) return this.hold.take(over);
    this.hold.close();
    return false;
  }

  private async enter(pass: HallPass): Promise<LineState> {
    this.kit ??= await livekit();
    const room = new this.kit.Room(roomOptions(this.kit));
    this.room = room;
    const ended = this.listen(this.kit, room);
    await room.connect(signallingUrl(pass), pass.token, CONNECT);
    if (this.closed) return "off";
    await this.settleIn(this.kit, room, pass);
    return ended;
  }

  private async settleIn(kit: LiveKit, room: Room, pass: HallPass): Promise<void> {
    this.failures = 0;
    if (this.seated) {
      this.show({ identity: pass.identity });
      this.become("good");
    }
    if (this.seated && this.admission) {
      const { Own } = await import("./own");
      this.own = new Own(kit, room, () => this.showOwn());
    }
    if (this.orders) this.order(this.orders);
  }

  /**
   * The person's line is elsewhere. This window looks on unseen, as the public does, so that its lamp tells what the
   * hall receives from there; and it takes the line when no other window of this browser has it any more.
   */
  private async watch(): Promise<void> {
    this.seated = false;
    this.waiting = new AbortController();
    const { signal } = this.waiting;
    void this.whenFree(signal);
    for (let failures = 0; !signal.aborted && !this.closed; failures++) {
      const pass = await askForPass(this.book, null).catch((): LineState => "lost");
      if (signal.aborted) return;
      if (typeof pass !== "string" && pass.url) await this.enter(pass).catch(() => undefined);
      if (signal.aborted) return;
      this.show({ other: "unknown" });
      if (typeof pass === "string" && pass !== "lost") return;
      await this.pause(pauseMs(failures, Math.random()));
    }
  }

  /** Only in sight of the person: no microphone is taken by a window that is hidden. */
  private async whenFree(signal: AbortSignal): Promise<void> {
    // No window of this browser has it: another device does, and whoever came last keeps it.
    if (await this.hold?.take(false)) return this.hold?.release();
    await this.hold?.free(signal).catch(() => undefined);
    while (document.hidden && !signal.aborted) await seen(signal);
    if (signal.aborted) return;
    this.waiting.abort();
    await this.leave();
    return this.keepJoined();
  }

  /** Follow the room's events. The promise is what the line is once the room has ended. */
  private listen(kit: LiveKit, room: Room): Promise<LineState> {
    const { RoomEvent } = kit;
    const match = () => this.match();
    const own = () => this.own?.settle();
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
    room.on(RoomEvent.LocalTrackPublished, (taken) => this.own?.taken(taken));
    room.on(RoomEvent.ConnectionQualityChanged, () => this.weigh());
    room.on(RoomEvent.SignalReconnecting, () => this.seated && this.become("reconnecting"));
    room.on(RoomEvent.Reconnecting, () => this.seated && this.become("reconnecting"));
    room.on(RoomEvent.Reconnected, () => {
      if (this.seated) this.become("good");
      match();
      own();
    });
    return new Promise((resolve) => {
      this.end = resolve;
      room.on(RoomEvent.Disconnected, (reason) => {
        const taken = reason === kit.DisconnectReason.DUPLICATE_IDENTITY;
        // Another device has it: no window of this browser does.
        if (taken) this.hold?.release();
        resolve(taken ? "elsewhere" : "lost");
      });
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
      voices: this.seated ? [...(orders.air?.heard ?? []), ...(orders.air?.ready ?? [])] : [],
      tiles: orders.tiles,
      pictures: orders.pictures,
    };
    for (const [track, wish] of changes(offered, wanted)) this.take(kit, track.publication, wish);
    this.playAndShow(offered);
    if (!this.seated) this.lookAcross(room);
  }

  /** What the hall receives from the person's other window. */
  private lookAcross(room: Room): void {
    const there = room.remoteParticipants.get(this.snapshot.identity);
    const sound = [...(there?.trackPublications.values() ?? [])].find((p) => p.source === "microphone");
    const other = !there ? "gone" : sound && !sound.isMuted ? "open" : "muted";
    if (other !== this.snapshot.other) this.show({ other });
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
          readable: publication.isEncrypted === room.isE2EEEnabled,
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
      camera: this.own?.camera.state ?? NOT_THERE,
      microphone: this.own?.microphone.state ?? NOT_THERE,
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
    const { room, own } = this;
    this.room = this.own = this.end = null;
    own?.close();
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

/** Resolves when the page is seen again. */
function seen(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    document.addEventListener("visibilitychange", () => resolve(), { once: true, signal });
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
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
