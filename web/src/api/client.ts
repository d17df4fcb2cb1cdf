/** The one HTTP client. Refusals are values; only network failure is retried, always under the same key. */
import { newKey } from "./key";
import { reach } from "./reach";
import type {
  Accepted,
  Admission,
  BodyLine,
  BookLine,
  EntryLine,
  HallPass,
  Intent,
  PaperDoc,
  RecordHead,
  RefusalBody,
  RefusalLine,
  RoleCard,
  SessionBody,
} from "./types";

/** A refusal with its HTTP status; `unreachable` (status 0) when no answer came. */
export interface Refusal {
  status: number;
  code: string;
  rule: string;
  facts: Record<string, unknown>;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Milliseconds waited before each new try; an intent is safe to repeat because its key does not change. */
const RETRY_AFTER_MS = [250, 750, 1500];
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

async function refusalOf(response: Response): Promise<Refusal> {
  return refusalIn(response.status, await response.json().catch(() => null));
}

async function once<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  const response = await reach(path, init);
  if (!response.ok) return { ok: false, refusal: await refusalOf(response) };
  const value = response.status === 204 ? undefined : await response.json();
  return { ok: true, value: value as T };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends until an answer comes or the tries are used up. */
async function send<T>(path: string, init: RequestInit, tries: number[]): Promise<Answer<T>> {
  for (let attempt = 0; ; attempt++) {
    const answer = await once<T>(path, init).catch((): Answer<T> => ({ ok: false, refusal: UNREACHABLE }));
    const wait = tries[attempt];
    const away = !answer.ok && (answer.refusal.status === 0 || AWAY.has(answer.refusal.status));
    if (!away || wait === undefined) return answer;
    await pause(wait);
  }
}

const get = <T>(path: string, admission?: string | null) =>
  send<T>(path, { headers: admission ? { "Rostrum-Admission": admission } : {} }, RETRY_AFTER_MS);

function post<T>(path: string, body: unknown, headers: Record<string, string>, tries: number[]) {
  const init = {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body ?? {}),
  };
  return send<T>(path, init, tries);
}

const asPerson = (admission: string | null): Record<string, string> =>
  admission ? { "Rostrum-Admission": admission } : {};

const at = (book: string) => `/api/books/${encodeURIComponent(book)}`;

/** Lines in one answer where no other number is asked for. */
const PAGE = 200;

/** A whole list, page after page; `key` names a line. */
export async function whole<T>(
  read: (path: string) => Promise<Answer<T[]>>,
  path: string,
  key: (line: T) => string,
): Promise<Answer<T[]>> {
  const lines: T[] = [];
  for (;;) {
    const last = lines.at(-1);
    const after = last ? `${path.includes("?") ? "&" : "?"}after=${encodeURIComponent(key(last))}` : "";
    const page = await read(path + after);
    if (!page.ok) return page;
    lines.push(...page.value);
    if (page.value.length < PAGE) return { ok: true, value: lines };
  }
}

export const api = {
  session: () => get<SessionBody>("/api/session"),
  books: () => whole<BookLine>(get, "/api/books", (line) => line.book),
  bodies: () => whole<BodyLine>(get, "/api/bodies", (line) => line.key),
  cards: (book: string) =>
    whole<RoleCard>(get, `/api/demo/cards?book=${encodeURIComponent(book)}`, (card) => card.person),
  demoSignIn: (book: string, person: string) =>
    post<Admission>("/api/demo/sign-in", { book, person }, {}, RETRY_AFTER_MS),
  /** Once only: a code whose answer was lost may have been spent. */
  signIn: (code: string) => post<Admission>("/api/sign-in", { code }, {}, []),
  signOut: (key: string) =>
    post<unknown>(`/api/sign-out?key=${encodeURIComponent(key)}`, {}, asPerson(key), []),
  /** `shown`: version of the book that was on the screen; what the press rests on must not have changed since. */
  intent: (book: string, admission: string | null, intent: Intent, shown: number, key: string = newKey()) =>
    post<Accepted>(
      `${at(book)}/intents`,
      intent,
      { "Idempotency-Key": key, "If-Match": String(shown), ...asPerson(admission) },
      RETRY_AFTER_MS,
    ),
  hallPass: (book: string, admission: string | null) =>
    post<HallPass>(`${at(book)}/hall`, {}, asPerson(admission), RETRY_AFTER_MS),
  entries: (book: string, admission: string | null, after: number, limit: number) =>
    get<EntryLine[]>(`${at(book)}/entries?after=${after}&limit=${limit}`, admission),
  /** The newest, or those before the one of that number. */
  refusals: (book: string, admission: string | null, before?: number) =>
    get<RefusalLine[]>(`${at(book)}/refusals${before === undefined ? "" : `?before=${before}`}`, admission),
  papers: (book: string) => whole<PaperDoc>(get, `${at(book)}/papers`, (paper) => paper.key),
  paperFile: (book: string, paper: string, language: string) =>
    `${at(book)}/papers/${encodeURIComponent(paper)}/files/${encodeURIComponent(language)}`,
  record: (book: string) => get<RecordHead>(`${at(book)}/record`),
  bundleUrl: (book: string) => `${at(book)}/bundle`,
};

/** For TanStack Query: the value, or the refusal thrown as the query's error. */
export async function valueFrom<T>(answer: Promise<Answer<T>>): Promise<T> {
  const settled = await answer;
  if (settled.ok) return settled.value;
  throw settled.refusal;
}
