/** The live what-if: the newest wishes are asked, one question under way, the last answer stays shown. */
import { useEffect, useRef, useState } from "react";
import type { Answer, Refusal } from "../../../api/http";
import type { SheetDoc } from "./sheet";
import { requestOf, type Wishes } from "./wishes";

export type Compose = (request: unknown, signal: AbortSignal) => Promise<Answer<SheetDoc>>;

export interface Live {
  /** The newest answer that was a sheet, and the wishes that it answers. */
  sheet: SheetDoc | null;
  of: Wishes | null;
  /** Why the newest wishes cannot be met; null when they were. */
  refusal: Refusal | null;
  /** True while the newest wishes wait for their answer. */
  asking: boolean;
  /** From the change of a wish to its answer, ms; null before the first. */
  tookMs: number | null;
}

/** A stale question that takes longer than this is called off; quicker ones show what lies on the way. */
const PATIENCE_MS = 350;
/** How long to wait when the door says that questions come too fast. */
const PAUSE_MS = 250;
const KEPT = 60;

const EMPTY: Live = { sheet: null, of: null, refusal: null, asking: true, tookMs: null };

interface Pending {
  wishes: Wishes;
  since: number;
}

/** Asks one question at a time. Framework-free, so that it can be tried without a page. */
export class Asker {
  private readonly kept = new Map<string, Answer<SheetDoc>>();
  private next: Pending | null = null;
  private under: { abort: AbortController; at: number } | null = null;
  private live = EMPTY;
  private closed = false;
  /** Set while the door asked for patience. */
  private paused: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly compose: Compose,
    private readonly show: (live: Live) => void,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  wish(wishes: Wishes): void {
    this.next = { wishes, since: this.clock() };
    const known = this.kept.get(JSON.stringify(requestOf(wishes)));
    if (known) {
      this.answered(this.next, known);
      return;
    }
    this.tell({ asking: true });
    if (this.under && this.clock() - this.under.at > PATIENCE_MS) this.under.abort.abort();
    if (!this.under && this.paused === undefined) void this.run();
  }

  /** The body has changed: no answer that is kept holds any more, and what was wished last is asked anew. */
  again(wishes: Wishes): void {
    this.kept.clear();
    this.under?.abort.abort();
    this.wish(wishes);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.paused);
    this.under?.abort.abort();
  }

  private async run(): Promise<void> {
    const asked = this.next;
    if (!asked || this.closed) return;
    const abort = new AbortController();
    const request = requestOf(asked.wishes);
    this.under = { abort, at: this.clock() };
    const answer = await this.compose(request, abort.signal).catch(() => null);
    this.under = null;
    if (this.closed) return;
    if (answer) {
      this.keep(JSON.stringify(request), answer);
      // None is waited for any more when a later wish was met by what is kept: the older answer is not shown.
      if (this.next) this.answered(asked, answer);
    }
    if (this.next && this.paused === undefined) void this.run();
  }

  private answered(asked: Pending, answer: Answer<SheetDoc>): void {
    const newest = this.next === asked;
    if (!answer.ok && answer.refusal.status === 429) {
      this.paused ??= setTimeout(() => {
        this.paused = undefined;
        if (!this.under) void this.run();
      }, PAUSE_MS);
      return;
    }
    if (newest) this.next = null;
    const times = { asking: !newest, tookMs: this.clock() - asked.since };
    if (answer.ok) this.tell({ sheet: answer.value, of: asked.wishes, refusal: null, ...times });
    else if (newest) this.tell({ refusal: answer.refusal, ...times });
  }

  private keep(key: string, answer: Answer<SheetDoc>): void {
    if (!answer.ok && answer.refusal.status !== 409) return;
    this.kept.set(key, answer);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
  }

  private tell(change: Partial<Live>): void {
    this.live = { ...this.live, ...change };
    this.show(this.live);
  }
}

/** Wishes change as often as they like; one is asked at a time, and only of who may ask. `version` is the body's. */
export function useSheet(wishes: Wishes, compose: Compose, mayAsk: boolean, version: number): Live {
  const [live, show] = useState<Live>(EMPTY);
  const asker = useRef<Asker | null>(null);
  useEffect(() => {
    asker.current = new Asker(compose, show);
    return () => asker.current?.close();
  }, [compose]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new asker must be asked again
  useEffect(() => {
    if (mayAsk) asker.current?.wish(wishes);
  }, [wishes, compose, mayAsk]);
  const composed = useRef(version);
  useEffect(() => {
    if (composed.current === version) return;
    composed.current = version;
    if (mayAsk) asker.current?.again(wishes);
  }, [version, wishes, mayAsk]);
  return live;
}
