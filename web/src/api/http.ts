/** The one way of asking the house. Refusals are values; only where no answer came is it asked again, under the same key. */
import { ANSWER_WITHIN_MS, reach } from "./reach";
import type { RefusalBody } from "./types";

/** A refusal with its HTTP status; `unreachable` (status 0) when no answer came. */
export interface Refusal {
  status: number;
  code: string;
  rule: string;
  facts: Record<string, unknown>;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** How something is asked for, where it is not asked once, by nobody in particular and answered in a moment. */
export interface How {
  /** As whom: the key of an admission. */
  admission?: string | null;
  headers?: Record<string, string>;
  withinMs?: number;
  /** Milliseconds waited before each new try where no answer came. */
  tries?: readonly number[];
  /** Called off by it, the asking ends with its `AbortError`. */
  signal?: AbortSignal;
}

/** For what is safe to repeat: reading, and an intent, whose key does not change. */
export const REPEATED: readonly number[] = [250, 750, 1500];
const AWAY = new Set([502, 503, 504]);

export const UNREACHABLE: Refusal = { status: 0, code: "unreachable", rule: "", facts: {} };

function isRefusal(body: unknown): body is RefusalBody {
  return typeof body === "object" && body !== null && typeof (body as RefusalBody).code === "string";
}

/** The refusal that an answer's body says, or that its status alone comes to. */
export function refusalIn(status: number, body: unknown): Refusal {
  if (isRefusal(body)) return { status, code: body.code, rule: body.rule ?? "", facts: body.facts ?? {} };
  return { status, code: `http_${status}`, rule: "", facts: {} };
}

const asPerson = (admission: string | null | undefined): Record<string, string> =>
  admission ? { "Rostrum-Admission": admission } : {};

async function once<T>(path: string, init: RequestInit, withinMs: number): Promise<Answer<T>> {
  try {
    const response = await reach(path, init, withinMs);
    if (!response.ok)
      return { ok: false, refusal: refusalIn(response.status, await response.json().catch(() => null)) };
    return { ok: true, value: (response.status === 204 ? undefined : await response.json()) as T };
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return { ok: false, refusal: UNREACHABLE };
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends until an answer comes or the tries are used up. */
async function send<T>(path: string, init: RequestInit, how: How): Promise<Answer<T>> {
  const { admission, headers, withinMs = ANSWER_WITHIN_MS, tries = [], signal } = how;
  const whole = { ...init, headers: { ...init.headers, ...headers, ...asPerson(admission) } };
  for (let attempt = 0; ; attempt++) {
    const answer = await once<T>(path, signal ? { ...whole, signal } : whole, withinMs);
    const wait = tries[attempt];
    const away = !answer.ok && (answer.refusal.status === 0 || AWAY.has(answer.refusal.status));
    if (!away || wait === undefined) return answer;
    await pause(wait);
  }
}

export const get = <T>(path: string, how: How = {}): Promise<Answer<T>> => send<T>(path, {}, how);

export function post<T>(path: string, body: unknown, how: How = {}): Promise<Answer<T>> {
  const headers = { "Content-Type": "application/json" };
  return send<T>(path, { method: "POST", headers, body: JSON.stringify(body ?? {}) }, how);
}

/** For TanStack Query: the value, or the refusal thrown as the query's error. */
export async function valueFrom<T>(answer: Promise<Answer<T>>): Promise<T> {
  const settled = await answer;
  if (settled.ok) return settled.value;
  throw settled.refusal;
}
