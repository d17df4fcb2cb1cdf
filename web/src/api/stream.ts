/** One reader of a book's event stream: reconnects with back-off, merges views, keeps the server's clock. */
import { type Refusal, UNREACHABLE } from "./client";
import { EventReader } from "./events";
import type { Audience, StreamEvent, Views } from "./types";

export interface Connection {
  state: "connecting" | "live" | "lost";
  /** This machine's clock, ms. */
  since: number;
}

/** What is known of a book at an instant; replaced, never changed in place. */
export interface Snapshot {
  version: number;
  views: Views;
  connection: Connection;
  /** Server's clock minus this machine's, ms. */
  offset: number;
  /** Why the door did not let this audience in; the stream is then not retried. */
  refusal: Refusal | null;
}

/** The server sends a comment every 15 s; silence of twice that and a little means a dead line. */
const SILENCE_MS = 35_000;
const BACK_OFF_MS = [200, 500, 1000, 2000, 4000, 8000];
/** Samples kept of the server's clock; the largest is the one least delayed on its way. */
const SAMPLES = 20;

export function firstSnapshot(at: number): Snapshot {
  const connection: Connection = { state: "connecting", since: at };
  return { version: 0, views: {}, connection, offset: 0, refusal: null };
}

/** Views replace views of the same name; those an event does not carry stay as they were, by identity. */
export function mergeViews(old: Views, changed: Views): Views {
  const carried = Object.entries(changed).filter(([, document]) => document != null);
  return carried.length ? { ...old, ...Object.fromEntries(carried) } : old;
}

/** Server's `at` minus arrival is late by the journey, so the largest of the latest samples is nearest. */
export function offsetFrom(samples: number[]): number {
  return samples.length ? Math.max(...samples) : 0;
}

export function streamUrl(book: string, audience: Audience, admission: string | null): string {
  const as = admission ? `as=${audience}&a=${encodeURIComponent(admission)}` : `as=${audience}`;
  return `/api/books/${encodeURIComponent(book)}/stream?${as}`;
}

export class BookStream {
  private snapshot = firstSnapshot(Date.now());
  private samples: number[] = [];
  private failures = 0;
  private abort = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly emit: (snapshot: Snapshot) => void,
  ) {}

  open(): void {
    this.closed = false;
    window.addEventListener("online", this.hurry);
    void this.run();
  }

  close(): void {
    this.closed = true;
    window.removeEventListener("online", this.hurry);
    clearTimeout(this.timer);
    this.abort.abort();
  }

  private readonly hurry = (): void => {
    if (this.snapshot.connection.state === "live") return;
    clearTimeout(this.timer);
    this.abort.abort();
    void this.run();
  };

  private async run(): Promise<void> {
    const abort = new AbortController();
    this.abort = abort;
    const refusal = await this.read(abort).catch(() => null);
    if (this.closed || this.abort !== abort) return;
    if (refusal) return this.tell({ refusal, connection: { state: "lost", since: Date.now() } });
    this.mark("lost");
    const wait = BACK_OFF_MS[Math.min(this.failures++, BACK_OFF_MS.length - 1)] ?? 0;
    this.timer = setTimeout(() => void this.run(), wait * (0.75 + Math.random() / 2));
  }

  /** Reads until the line ends; a refusal (4xx) is an answer and comes back as value. */
  private async read(abort: AbortController): Promise<Refusal | null> {
    const headers = { Accept: "text/event-stream" };
    const response = await fetch(this.url, { signal: abort.signal, headers, cache: "no-store" });
    if (response.status >= 400 && response.status < 500) return refused(response);
    if (!response.ok || !response.body) return null;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const events = new EventReader();
    for (;;) {
      const silence = setTimeout(() => abort.abort(), SILENCE_MS);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (done) return null;
      for (const event of events.push(value)) if (event.event === "views") this.take(event.data);
    }
  }

  private take(data: string): void {
    const event = JSON.parse(data) as StreamEvent;
    this.samples = [...this.samples, event.at - Date.now()].slice(-SAMPLES);
    this.failures = 0;
    this.mark("live");
    this.tell({
      version: event.version,
      views: mergeViews(this.snapshot.views, event.views ?? {}),
      offset: offsetFrom(this.samples),
      refusal: null,
    });
  }

  private mark(state: Connection["state"]): void {
    if (this.snapshot.connection.state === state) return;
    this.tell({ connection: { state, since: Date.now() } });
  }

  private tell(change: Partial<Snapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    this.emit(this.snapshot);
  }
}

async function refused(response: Response): Promise<Refusal> {
  const body = (await response.json().catch(() => null)) as Partial<Refusal> | null;
  return { ...UNREACHABLE, code: `http_${response.status}`, ...body, status: response.status };
}
