/**
 * The one connection of a browser: all that its tabs read, in one event stream. A browser opens six connections to a
 * host; a stream for each tab would leave none for an act (docs/adr/0016).
 */
import { EventReader } from "./events";
import type { Refused, StreamEvent } from "./types";

/** What is read: book, audience and admission (may be empty), joined by commas as the door takes it. */
export type Channel = string;

export interface News {
  views(channel: Channel, event: StreamEvent): void;
  refused(channel: Channel, refusal: Refused): void;
  /** A sign of life; `at` is the server's clock. */
  beat(at: number): void;
  /** No line; `silent` where it said nothing any more, instead of ending, `crowded` where the house has no place. */
  lost(silent: boolean, crowded: boolean): void;
}

/** The server gives a sign of life every 1.5 s; more than two missed in a row mean a dead line. */
export const SILENCE_MS = 4000;
const BACK_OFF_MS = [150, 400, 800, 1600];
/** Where too many are read from this address already: a place comes free when a window there is closed. */
const CROWDED = 429;
const CROWDED_MS = 5000;
/** Opened anew so often, so that the badges that it shows are renewed while they are used. */
const RENEW_MS = 30 * 60_000;

export const trunkUrl = (channels: Channel[]) =>
  `/api/streams?${channels.map((channel) => `on=${encodeURIComponent(channel)}`).join("&")}`;

export class Trunk {
  private channels: Channel[] = [];
  private reading: AbortController | null = null;
  private opening: AbortController | null = null;
  private failures = 0;
  private crowded = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly news: News) {}

  /** Reads these from now on. What is wanted no more is read along until the stream is opened for other reasons. */
  want(channels: Channel[]): void {
    const more = channels.some((channel) => !this.channels.includes(channel));
    if (channels.length && !more) return;
    this.channels = channels;
    if (channels.length) this.later(20);
    else this.close();
  }

  close(): void {
    clearTimeout(this.timer);
    this.reading?.abort();
    this.opening?.abort();
    this.reading = this.opening = null;
    this.channels = [];
  }

  /** Tries at once where it would have waited. */
  hurry(): void {
    if (!this.reading && this.channels.length) this.later(0);
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open(), ms);
  }

  /** The old stream is read until the new one speaks, so that nothing is missed and nobody is told of a loss. */
  private async open(): Promise<void> {
    this.opening?.abort();
    const abort = new AbortController();
    this.opening = abort;
    await this.read(this.channels, abort).catch(() => undefined);
    const mine = this.opening === abort || this.reading === abort;
    if (this.opening === abort) this.opening = null;
    if (this.reading === abort) this.reading = null;
    if (!mine || !this.channels.length) return;
    if (!this.reading) this.news.lost(abort.signal.aborted, this.crowded);
    const usual = BACK_OFF_MS[Math.min(this.failures++, BACK_OFF_MS.length - 1)] ?? 0;
    const wait = this.crowded ? CROWDED_MS : usual;
    this.later(wait * (0.75 + Math.random() / 2));
  }

  private async read(channels: Channel[], abort: AbortController): Promise<void> {
    const heard = this.watch(abort);
    this.crowded = false;
    try {
      const headers = { Accept: "text/event-stream" };
      const response = await fetch(trunkUrl(channels), { signal: abort.signal, headers, cache: "no-store" });
      this.crowded = response.status === CROWDED;
      if (!response.ok || !response.body) return;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const events = new EventReader((at) => this.news.beat(at));
      for (;;) {
        const { done, value } = await reader.read();
        if (done || abort.signal.aborted) return;
        heard();
        this.speaks(abort);
        for (const { event, data } of events.push(value)) this.tell(channels, event, data);
      }
    } finally {
      heard(true);
    }
  }

  /** Gives the line up when it is silent; the function that comes back is told of every sign of life, and of the end. */
  private watch(abort: AbortController): (over?: boolean) => void {
    let timer = setTimeout(() => abort.abort(), SILENCE_MS);
    return (over = false) => {
      clearTimeout(timer);
      if (!over) timer = setTimeout(() => abort.abort(), SILENCE_MS);
    };
  }

  private speaks(abort: AbortController): void {
    if (this.reading === abort) return;
    this.reading?.abort();
    this.reading = abort;
    this.opening = null;
    this.failures = 0;
    this.later(RENEW_MS);
  }

  private tell(channels: Channel[], kind: string, data: string): void {
    const found = JSON.parse(data) as StreamEvent & Refused;
    const channel = channels[found.channel ?? 0];
    if (channel === undefined) return;
    if (kind === "refused") {
      this.news.refused(channel, found);
      return;
    }
    this.news.beat(found.at);
    this.news.views(channel, found);
  }
}
