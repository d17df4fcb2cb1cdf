/** What only a person with a seat needs of the hall: their camera and microphone, and the hold on their line. */
import type { LocalTrackPublication, Room } from "livekit-client";
import type { LiveKit } from "./capture";
import { readChoices } from "./choices";
import { isHeadset, lookAgain, microphones } from "./device-watch";
import { Publisher } from "./publisher";

export { Hold } from "./hold";

/** Whether a source is wanted at all, and whether it may be seen or heard now. */
export interface Wanted {
  wanted: boolean;
  open: boolean;
}

export interface OwnOrders {
  camera: Wanted;
  microphone: Wanted;
  /** The camera that this person chose. */
  cameraChosen: string;
}

export class Own {
  readonly camera: Publisher;
  readonly microphone: Publisher;
  private orders: OwnOrders | null = null;
  private readonly forget: () => void;

  constructor(kit: LiveKit, room: Room, changed: () => void) {
    const devices = { given: microphones.given, lookAgain };
    const any = { given: () => "", lookAgain: async () => undefined };
    this.camera = new Publisher(kit, room, "camera", any, changed);
    this.microphone = new Publisher(kit, room, "microphone", devices, changed);
    const unlisten = microphones.listen(() => this.follow());
    document.addEventListener("visibilitychange", this.seen);
    this.forget = () => {
      unlisten();
      document.removeEventListener("visibilitychange", this.seen);
    };
  }

  order(orders: OwnOrders): void {
    this.orders = orders;
    const device = orders.cameraChosen;
    this.camera.wish({ ...orders.camera, device, label: "", isHeadset: () => false });
    this.follow();
  }

  /** The media server has taken a track of ours, also one that the SDK sent again after the line was mended. */
  taken(publication: LocalTrackPublication): void {
    void this.microphone.agree(publication);
  }

  settle(): void {
    void this.camera.settle();
    void this.microphone.settle();
  }

  close(): void {
    this.forget();
    void this.camera.close();
    void this.microphone.close();
  }

  /** The microphone that is used now, with the echo cancelling that it needs. */
  private readonly follow = (): void => {
    if (!this.orders) return;
    const choices = readChoices();
    const { used } = microphones.read();
    this.microphone.wish({
      ...this.orders.microphone,
      device: used?.id ?? choices.microphone,
      label: used?.label ?? choices.microphoneLabel,
      isHeadset: (one) => isHeadset(one, choices),
    });
  };

  /** After a call some telephones keep the microphone until it is asked for again. */
  private readonly seen = (): void => {
    if (!document.hidden && this.microphone.state.interrupted) void this.microphone.retake();
  };
}
