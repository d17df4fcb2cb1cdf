/** Hands what the trunk brings to the tabs of this browser. Lives in a worker that they share, or in one of them. */
import { mergeViews } from "./merge";
import { ServerClock } from "./server-clock";
import { type Channel, Trunk } from "./trunk";
import type { Refused, StreamEvent } from "./types";

/** What a tab is told. */
export type Told =
  | { kind: "views"; channel: Channel; event: StreamEvent }
  | { kind: "refused"; channel: Channel; refusal: Refused }
  | { kind: "beat"; at: number }
  | { kind: "lost"; silent: boolean; crowded: boolean };

/** What a tab says: all that it reads from now on, again every some seconds; nothing: it is gone. */
export interface Want {
  id: string;
  channels: Channel[];
}

interface Tab {
  channels: Channel[];
  tell: (told: Told) => void;
  heard: number;
}

/** Hidden tabs are let speak once a minute; one that said nothing for so long is gone or asleep. */
const GONE_AFTER_MS = 200_000;

export class Hub {
  private readonly tabs = new Map<string, Tab>();
  private readonly latest = new Map<Channel, StreamEvent>();
  private readonly shut = new Map<Channel, Refused>();
  private readonly clock = new ServerClock();
  private lost = false;
  private crowded = false;
  private readonly trunk = new Trunk({
    views: (channel, event) => this.post(channel, event),
    refused: (channel, refusal) => {
      this.latest.delete(channel);
      this.shut.set(channel, refusal);
      this.toReaders(channel, { kind: "refused", channel, refusal });
    },
    beat: (at) => {
      this.clock.take(at);
      this.lost = false;
      this.toAll({ kind: "beat", at });
    },
    lost: (silent, crowded) => {
      this.lost = true;
      this.crowded = crowded;
      this.toAll({ kind: "lost", silent, crowded });
    },
  });

  want({ id, channels }: Want, tell: (told: Told) => void): void {
    const before = this.tabs.get(id)?.channels ?? [];
    if (channels.length) this.tabs.set(id, { channels, tell, heard: performance.now() });
    else this.tabs.delete(id);
    for (const channel of channels) if (!before.includes(channel)) this.show(channel, tell);
    if (channels.length && this.lost) tell({ kind: "lost", silent: false, crowded: this.crowded });
    this.sweep();
    this.trunk.want([...new Set([...this.tabs.values()].flatMap((tab) => tab.channels))]);
  }

  hurry(): void {
    this.trunk.hurry();
  }

  close(): void {
    this.trunk.close();
    this.tabs.clear();
  }

  /** What is known of a channel, to a tab that comes to it. */
  private show(channel: Channel, tell: (told: Told) => void): void {
    const event = this.latest.get(channel);
    const refusal = this.shut.get(channel);
    const at = Math.round(performance.now() + this.clock.offset);
    if (event) tell({ kind: "views", channel, event: { ...event, at } });
    else if (refusal) tell({ kind: "refused", channel, refusal });
  }

  private post(channel: Channel, event: StreamEvent): void {
    const views = mergeViews(this.latest.get(channel)?.views ?? {}, event.views ?? {});
    this.latest.set(channel, { ...event, views });
    this.shut.delete(channel);
    this.toReaders(channel, { kind: "views", channel, event });
  }

  /** A tab that went without a word is forgotten, and what nobody reads with it. */
  private sweep(): void {
    const oldest = performance.now() - GONE_AFTER_MS;
    for (const [id, tab] of this.tabs) if (tab.heard < oldest) this.tabs.delete(id);
    const read = new Set([...this.tabs.values()].flatMap((tab) => tab.channels));
    for (const known of [this.latest, this.shut]) {
      for (const channel of known.keys()) if (!read.has(channel)) known.delete(channel);
    }
  }

  private toReaders(channel: Channel, told: Told): void {
    for (const tab of this.tabs.values()) if (tab.channels.includes(channel)) tab.tell(told);
  }

  private toAll(told: Told): void {
    for (const tab of this.tabs.values()) tab.tell(told);
  }
}
