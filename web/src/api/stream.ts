/** What one tab reads of its browser's stream: merges views, knows how the line is, keeps the server's clock. */
import { type Carrier, carrier } from "./carrier";
import type { Refusal } from "./http";
import type { Told } from "./hub";
import { newKey } from "./key";
import { mergeViews } from "./merge";
import { ServerClock } from "./server-clock";
import type { Audience, BodyAudience, Refused, StreamEvent, Views } from "./types";

export interface Connection {
  state: "connecting" | "live" | "lost";
  /** By `performance.now()`; a line that fell silent is lost since its last sign of life. */
  since: number;
  /** The house reads to as many from this address as it can. */
  crowded?: boolean;
}

/** What is known of a book at an instant; replaced, never changed in place. */
export interface Snapshot {
  version: number;
  views: Views;
  connection: Connection;
  /** Server's clock minus `performance.now()`, ms. */
  offset: number;
  /** Why the door did not let this audience in. */
  refusal: Refusal | null;
}

/** Signs of life come every 1.5 s. */
const SILENCE_MS = 4500;
const LOOK_EVERY_MS = 500;
const SAY_EVERY_MS = 20_000;
/** A correction of the clock that nobody could see is not drawn. */
const UNSEEN_MS = 20;

export function firstSnapshot(): Snapshot {
  const connection: Connection = { state: "connecting", since: performance.now() };
  return { version: 0, views: {}, connection, offset: new ServerClock().offset, refusal: null };
}

export const channelOf = (book: string, audience: Audience | BodyAudience, admission: string | null) =>
  [book, audience, admission ?? ""].join(",");

/** A line that ended and is back within this was never lost, for who looks at it. */
const PATIENCE_MS = 1000;

/** Whether nothing on the screen is known to be so any more. */
export const isAway = ({ state, since }: Connection): boolean =>
  state !== "live" && performance.now() - since > PATIENCE_MS;

/** One reader of one channel. */
export class BookStream {
  private snapshot = firstSnapshot();

  constructor(
    readonly channel: string,
    private readonly emit: (snapshot: Snapshot) => void,
  ) {}

  open(): void {
    tab.join(this);
  }

  close(): void {
    tab.leave(this);
  }

  take(event: StreamEvent, connection: Connection, offset: number): void {
    const views = mergeViews(this.snapshot.views, event.views ?? {});
    this.tell({ version: event.version, views, connection, offset, refusal: null });
  }

  refused({ status, code, rule, facts }: Refused): void {
    this.tell({ refusal: { status, code, rule, facts } });
  }

  line(connection: Connection, offset: number): void {
    const old = this.snapshot;
    const same = old.connection === connection && Math.abs(offset - old.offset) < UNSEEN_MS;
    if (!same) this.tell({ connection, offset });
  }

  private tell(change: Partial<Snapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    this.emit(this.snapshot);
  }
}

/** All readers of this tab, behind one carrier. */
class Tab {
  private readonly id = newKey();
  private readonly readers = new Set<BookStream>();
  private carrier: Carrier | null = null;
  private clock = new ServerClock();
  private heard = performance.now();
  private said = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private connection: Connection = firstSnapshot().connection;

  join(reader: BookStream): void {
    this.carrier ??= carrier(
      (told) => this.receive(told),
      () => this.say(),
    );
    if (!this.readers.size) this.wake();
    this.readers.add(reader);
    this.say();
  }

  leave(reader: BookStream): void {
    this.readers.delete(reader);
    this.say();
    if (this.readers.size) return;
    clearInterval(this.timer);
    for (const name of ["online", "pageshow"]) window.removeEventListener(name, this.back);
    window.removeEventListener("pagehide", this.gone);
    document.removeEventListener("visibilitychange", this.back);
  }

  away(): boolean {
    return isAway(this.connection);
  }

  private wake(): void {
    this.connection = firstSnapshot().connection;
    this.heard = performance.now();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    for (const name of ["online", "pageshow"]) window.addEventListener(name, this.back);
    window.addEventListener("pagehide", this.gone);
    document.addEventListener("visibilitychange", this.back);
  }

  private readonly gone = (): void => this.carrier?.want({ id: this.id, channels: [] });

  /** Looked at again: what was heard before says nothing of now. */
  private readonly back = (): void => {
    if (document.visibilityState === "hidden") return;
    this.look();
    this.say();
    if (this.connection.state !== "live") this.carrier?.hurry();
  };

  private say(): void {
    this.said = performance.now();
    const channels = [...new Set([...this.readers].map((reader) => reader.channel))];
    this.carrier?.want({ id: this.id, channels });
  }

  private look(): void {
    const now = performance.now();
    if (now - this.said > SAY_EVERY_MS) this.say();
    if (now - this.heard <= SILENCE_MS || this.connection.state === "lost") return;
    this.mark({ state: "lost", since: this.heard });
    this.carrier?.hurry();
  }

  private receive(told: Told): void {
    if (told.kind === "lost") {
      this.mark({ state: "lost", since: this.lostSince(told.silent), crowded: told.crowded });
      return;
    }
    this.heard = performance.now();
    if (told.kind === "refused") {
      for (const reader of this.of(told.channel)) reader.refused(told.refusal);
      return;
    }
    this.clock.take(told.kind === "beat" ? told.at : told.event.at);
    const old = this.connection;
    if (old.state !== "live") this.connection = { state: "live", since: this.heard };
    if (told.kind === "views") {
      for (const reader of this.of(told.channel)) reader.take(told.event, this.connection, this.clock.offset);
    }
    this.mark(this.connection);
  }

  private lostSince(silent: boolean): number {
    if (this.connection.state === "lost") return this.connection.since;
    return silent ? this.heard : performance.now();
  }

  private mark(connection: Connection): void {
    const same =
      connection.state === "lost" &&
      this.connection.state === "lost" &&
      (connection.crowded ?? false) === (this.connection.crowded ?? false);
    if (!same) this.connection = connection;
    for (const reader of this.readers) reader.line(this.connection, this.clock.offset);
  }

  private of(channel: string): BookStream[] {
    return [...this.readers].filter((reader) => reader.channel === channel);
  }
}

const tab = new Tab();

/** Whether this tab cannot reach the house now. */
export const away = (): boolean => tab.away();
