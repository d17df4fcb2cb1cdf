/**
 * One window of a browser holds a person's line into the hall; the others know it, and may take it over or mute it.
 * Between devices the media server decides: whoever came last has the line.
 */

/** A window that is loaded again comes back within this: the line is its own. */
const RETURNS_WITHIN_MS = 2000;
const ANSWERS_WITHIN_MS = 600;
/** The window's own last line may just be letting go. */
const ONCE_MORE_AFTER_MS = 200;

export interface Commands {
  /** Another window took the line over. */
  taken: () => void;
  /** Another window asks that this microphone be closed. */
  mute: () => void;
}

type Message = "mute" | "muted";

export class Hold {
  private letGo: (() => void) | null = null;
  private readonly channel: BroadcastChannel | null;
  private answered: (() => void) | null = null;
  private closed = false;

  constructor(
    private readonly name: string,
    private readonly on: Commands,
  ) {
    this.channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
    this.channel?.addEventListener("message", this.hear);
  }

  /** True where this window has the line now. A browser without locks (a page that is not secure) lets everyone. */
  async take(over: boolean): Promise<boolean> {
    if (this.letGo || !navigator.locks) return true;
    if (await this.request(over ? { steal: true } : { ifAvailable: true })) return true;
    await pause(ONCE_MORE_AFTER_MS);
    return this.request({ ifAvailable: true });
  }

  release(): void {
    this.letGo?.();
    this.letGo = null;
  }

  close(): void {
    this.closed = true;
    this.release();
    this.channel?.close();
  }

  /** Resolves when no window holds the line any more, and none that was only loaded again has come back for it. */
  async free(signal: AbortSignal): Promise<void> {
    await navigator.locks?.request(this.name, { signal }, () => undefined);
    await pause(RETURNS_WITHIN_MS);
  }

  /** Mutes the window that has the line; false where none in this browser answers. */
  async muteOther(): Promise<boolean> {
    const { channel } = this;
    if (!channel) return false;
    const answer = new Promise<boolean>((resolve) => {
      this.answered = () => resolve(true);
    });
    channel.postMessage("mute" satisfies Message);
    return Promise.race([answer, pause(ANSWERS_WITHIN_MS).then(() => false)]);
  }

  private readonly hear = ({ data }: MessageEvent<Message>): void => {
    if (data === "muted") this.answered?.();
    if (data !== "mute" || !this.letGo) return;
    this.on.mute();
    this.channel?.postMessage("muted" satisfies Message);
  };

  private request(how: LockOptions): Promise<boolean> {
    return new Promise((got) => {
      const held = (lock: Lock | null): Promise<void> | undefined => {
        got(lock !== null && !this.closed);
        if (!lock || this.closed) return undefined;
        return new Promise((free) => {
          this.letGo = free;
        });
      };
      navigator.locks.request(this.name, how, held).catch(() => {
        got(false);
        if (!this.letGo) return;
        this.letGo = null;
        this.on.taken();
      });
    });
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
