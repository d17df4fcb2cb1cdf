/** What the doors of meetings give and take. */
import { type Answer, get, post, REPEATED } from "./http";
import { newKey } from "./key";
import type {
  Accepted,
  Admission,
  BodyLine,
  BookLine,
  EntryCode,
  EntryLine,
  HallPass,
  Intent,
  NoteLine,
  PaperDoc,
  RecordHead,
  RefusalLine,
  RoleCard,
  SessionBody,
} from "./types";

const repeated = <T>(path: string, admission: string | null = null) =>
  get<T>(path, { admission, tries: REPEATED });

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
  session: () => repeated<SessionBody>("/api/session"),
  books: () => whole<BookLine>(repeated, "/api/books", (line) => line.book),
  bodies: () => whole<BodyLine>(repeated, "/api/bodies", (line) => line.key),
  cards: (book: string) =>
    whole<RoleCard>(repeated, `/api/demo/cards?book=${encodeURIComponent(book)}`, (card) => card.person),
  demoSignIn: (book: string, person: string) =>
    post<Admission>("/api/demo/sign-in", { book, person }, { tries: REPEATED }),
  /** Once only: a code whose answer was lost may have been spent. */
  signIn: (code: string) => post<Admission>("/api/sign-in", { code }),
  signOut: (key: string) =>
    post<unknown>(`/api/sign-out?key=${encodeURIComponent(key)}`, {}, { admission: key }),
  /** `shown`: version of the book that was on the screen; what the press rests on must not have changed since. */
  intent: (book: string, admission: string | null, intent: Intent, shown: number, key: string = newKey()) =>
    post<Accepted>(`${at(book)}/intents`, intent, {
      admission,
      headers: { "Idempotency-Key": key, "If-Match": String(shown) },
      tries: REPEATED,
    }),
  /** Once: it is good for less than a minute, and asked for anew at every joining. */
  hallPass: (book: string, admission: string | null) => post<HallPass>(`${at(book)}/hall`, {}, { admission }),
  notes: (book: string, admission: string | null, after: number, limit: number) =>
    get<NoteLine[]>(`${at(book)}/notes?after=${after}&limit=${limit}`, { admission }),
  note: (book: string, admission: string | null, text: string, key: string) =>
    post<unknown>(`${at(book)}/notes`, { text }, { admission, headers: { "Idempotency-Key": key } }),
  /** Once: a code is shown where it was made, and nowhere again. */
  entryCode: (book: string, admission: string | null, person: string) =>
    post<EntryCode>(`${at(book)}/persons/${encodeURIComponent(person)}/code`, {}, { admission }),
  entries: (book: string, admission: string | null, after: number, limit: number) =>
    repeated<EntryLine[]>(`${at(book)}/entries?after=${after}&limit=${limit}`, admission),
  /** The newest, or those before the one of that number. */
  refusals: (book: string, admission: string | null, before?: number) =>
    repeated<RefusalLine[]>(
      `${at(book)}/refusals${before === undefined ? "" : `?before=${before}`}`,
      admission,
    ),
  papers: (book: string) => whole<PaperDoc>(repeated, `${at(book)}/papers`, (paper) => paper.key),
  paperFile: (book: string, paper: string, language: string) =>
    `${at(book)}/papers/${encodeURIComponent(paper)}/files/${encodeURIComponent(language)}`,
  record: (book: string) => repeated<RecordHead>(`${at(book)}/record`),
  bundleUrl: (book: string) => `${at(book)}/bundle`,
};
